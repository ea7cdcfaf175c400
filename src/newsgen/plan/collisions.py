"""Every file of the output once: two things at one address are told apart by the file that a disk would make of it.

That is one file for ``/a`` and ``/A``, and for two ways to store an accent: where a site is built or served, names may
be the same that are not the same here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from newsgen.base.addresses import NoAddressError, decode, flaw_of, folded
from newsgen.base.faults import Fault, Field, Spot, warning
from newsgen.base.places import SETTINGS
from newsgen.pages.page import Copy, Indexed, Made, Page, Written, owner_of
from newsgen.pages.views import RedirectView

_LONGEST_NAME, _LONGEST_PATH = 255, 1000  # bytes: what file systems take, and a sensible part of what systems do
_TITLE = Field(("title",))
_Owned = Page | Copy | Made | Written | Indexed


def each_file_once(
    outputs: Iterable[_Owned], origin_of: Callable[[Page], tuple[str, Spot]], faults: list[Fault]
) -> Sequence[_Owned]:
    """Give the outputs that can all be written, and report the others: where there is a choice, the better owner's.

    ``origin_of`` says where a page was asked for.
    """
    by_file: dict[str, _Owned] = {}
    files: set[tuple[str, str] | None] = set()
    flawed: list[tuple[Page, NoAddressError]] = []
    for output in outputs:
        if isinstance(output, Page) and (flaw := _flaw(output)) is not None:
            flawed.append((output, flaw))
            continue
        # What nobody could write is not rendered either: the deeper a category, the longer its page of addresses.
        if _is_too_long(output.path):
            faults.append(_too_long(output))
            continue
        file = folded(output.path)
        other = by_file.setdefault(file, output)
        if other is not output:
            pair = (
                (output.asset.path, other.asset.path)
                if isinstance(output, Copy | Made) and isinstance(other, Copy | Made)
                else None
            )
            if pair is None or pair not in files:  # all that is made of two files stands in the same place, too
                faults.append(_same_address(output, other))
                files.add(pair)
            if _rank(other) < _rank(output):
                by_file[file] = output
    faults.extend(_in_files(by_file))
    faults.extend(_bad_addresses(flawed, origin_of))
    return list(by_file.values())


def names_alike(paths: Sequence[str]) -> Iterator[Fault]:
    """Warn of source files that differ by case only: whoever copies the site to a Mac or to Windows has one of them."""
    if all(map(str.isascii, paths)) and len(set(map(str.lower, paths))) == len(paths):
        return
    known: dict[str, str] = {}
    for path in paths:
        other = known.setdefault(folded(path), path)
        if other is not path:
            message = f"this and {other} differ by case only: on Windows and on a Mac they are one file"
            yield warning("alike-names", message, path, None, "rename one of them")


def _flaw(page: Page) -> NoAddressError | None:
    """Say why no page can stand where one is planned; a plain text may be meant for the host, such as its rules."""
    return None if page.escape == "none" else flaw_of(f"/{page.path}")


def _bad_addresses(
    flawed: Iterable[tuple[Page, NoAddressError]], origin_of: Callable[[Page], tuple[str, Spot]]
) -> Iterator[Fault]:
    """Report what makes no address, each once: a list has many pages, and what lies in a category has its address."""
    told: set[tuple[str, str, Spot]] = set()
    reasons: set[str] = set()
    for page, flaw in sorted(flawed, key=lambda each: each[0].own_of is not None):
        path, spot = origin_of(page)
        key = (str(flaw), path, spot)
        if key in told or (page.own_of is not None and str(flaw) in reasons and _is_sound_itself(page)):
            continue
        told.add(key)
        reasons.add(str(flaw))
        message = f"no page can stand at “{decode(page.url)}”: {flaw}"
        way_out = "add a line “slug: …” with another name" if spot == _TITLE else flaw.way_out
        yield Fault("bad-address", message, path, spot, way_out)


def _is_sound_itself(page: Page) -> bool:
    """Tell whether only what stands above a page in its address makes it none."""
    return flaw_of(f"/-/{page.path.removesuffix('/index.html').rpartition('/')[2]}") is None


def _in_files(by_file: Mapping[str, _Owned]) -> Iterator[Fault]:
    """Report files that would have to be folders, too."""
    folders: dict[str, _Owned] = {}
    for file, output in by_file.items():
        folder = file.rpartition("/")[0]
        while folder and folder not in folders:
            folders[folder] = output
            folder = folder.rpartition("/")[0]
    for file in sorted(by_file.keys() & folders.keys()):
        yield _same_address(by_file[file], folders[file])


def _is_too_long(path: str) -> bool:
    if len(path) <= _LONGEST_NAME // 4 or (len(path) <= _LONGEST_NAME and path.isascii()):
        return False
    return len(path.encode()) > _LONGEST_PATH or max(len(name.encode()) for name in path.split("/")) > _LONGEST_NAME


def _too_long(output: _Owned) -> Fault:
    owner = owner_of(output)
    message = f"this address is too long for the file system: {output.path[:60]}…"
    return Fault("long-address", message, owner.path or SETTINGS, owner.spot, "write a shorter one")


def _same_address(first: _Owned, second: _Owned) -> Fault:
    """Report at the file that can be changed: a redirect before an article, an article before a made page."""
    low, high = (first, second) if _rank(first) < _rank(second) else (second, first)  # the newer of two articles
    owner, other = owner_of(low), owner_of(high)
    place, address, there = owner.path or SETTINGS, _address(low), _address(high)
    if folded(low.path) == folded(high.path) and low.path != high.path:
        message = f"{address} ({owner.name}) and {there} ({other.name}) are one address where names have no case"
        if isinstance(low, Page) and isinstance(low.view, RedirectView):
            return Fault("alias-taken", message, place, owner.spot, "remove the alias: that address is in use")
        way_out = "give one of them another slug" if isinstance(low, Page) else "rename one of them"
        return Fault("same-address", message, place, owner.spot, way_out)
    if isinstance(low, Page) and isinstance(low.view, RedirectView):
        message = f"the alias {address} is the address of {other.name}"
        return Fault("alias-taken", message, place, owner.spot, "remove the alias: that address is in use")
    message = f"{address} is the address of both {owner.name} and {other.name}"
    return Fault("same-address", message, place, owner.spot, _other_address(low, high))


def _other_address(low: _Owned, high: _Owned) -> str:
    """Say how one of two outputs gets another address; that of a page which newsgen makes comes from a pattern."""
    way_out = "give one of them another slug" if isinstance(low, Page) else "rename the file"
    return way_out if owner_of(high).path else f"{way_out}, or change a pattern below “permalinks” in newsgen.yaml"


def _address(output: _Owned) -> str:
    return decode(output.url) if isinstance(output, Page) else f"/{output.path}"


def _rank(output: _Owned) -> int:
    """Say how much an output has a right to its address: a redirect least, then the own page of a source file."""
    if isinstance(output, Page) and isinstance(output.view, RedirectView):
        return 0
    if isinstance(output, Page) and output.own_of is not None:
        return 1
    return 2 if owner_of(output).path else 3
