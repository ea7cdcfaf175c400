"""Links to addresses of the site, which only the finished plan can confirm; and what is told of those that are dead."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping

from newsgen.base.addresses import decode, encode, within_base
from newsgen.base.faults import Fault, Spellings, Spot, did_you_mean, warning
from newsgen.model.address_slips import slip_of
from newsgen.model.records import Article, StaticPage
from newsgen.pages.needs import PathLink

Withheld = Callable[[], Container[str]]
"""Gives addresses that the site has at other times: what would be there is a draft, upcoming or expired."""

_NOTHING_LIKE_IT = (
    "nothing on this site is called like it: correct the address, name the article by its source path instead, take "
    "the link out, or add the address to the aliases of what took its place"
)


def check_links(
    links: Iterable[PathLink],
    base: str,
    known: Mapping[str, Article | StaticPage | None],
    withheld: Withheld,
    faults: list[Fault],
) -> None:
    """Report links to addresses that the finished site does not have.

    ``known`` maps each address to its text; people write addresses without ``base``. That an address goes away by
    itself must not stop the build in which it does.
    """
    spellings: Spellings | None = None
    for link in links:
        written = decode(link.address.removeprefix(base))
        address = link.address if link.address in known else link.address.removesuffix("index.html")
        if address in known:
            text = known[address]
            if link.anchor and text is not None and link.anchor not in text.body.anchors:
                faults.append(dead_anchor(link.anchor, text.body.anchors, link.path, link.spot))
        elif link.address + "/" in known:
            message, way_out = f"“{written}” lacks its last /", f"write {written}/"
            faults.append(warning("slow-link", message, link.path, link.spot, way_out))
        elif link.to_program:
            if link.address not in withheld():
                faults.append(unchecked(written, link.path, link.spot))
        elif link.address in withheld():
            message = f"there is no page at “{written}” now: what it would show is not published"
            faults.append(
                warning("not-published", message, link.path, link.spot, "take the link out, or leave it for later")
            )
        else:
            spellings = spellings or Spellings(decode(each.removeprefix(base)) for each in known)
            near = _below(written, base, known) or did_you_mean(written, spellings) or _NOTHING_LIKE_IT
            message, way_out = slip_of(written) or (f"there is no page at “{written}”", near)
            faults.append(Fault("dead-link", message, link.path, link.spot, way_out))


def _below(written: str, base: str, known: Container[str]) -> str:
    """Say how to write an address that was copied with the ``base`` of the site before it, if this is one."""
    path = within_base(written, base)
    meant = next((each for each in (path, f"{path}/") if base + encode(each) in known), None) if path else None
    return f"write {meant}: all addresses are below {base} already" if meant else ""


def dead_anchor(anchor: str, anchors: tuple[str, ...], path: str, spot: Spot) -> Fault:
    """Say that a text has no such anchor."""
    way_out = did_you_mean(anchor, anchors) or "anchors are made from headings: “## Le vote” is #le-vote"
    return Fault("dead-anchor", f"there is no anchor “#{anchor}” in that text", path, spot, way_out)


def unchecked(address: str, path: str, spot: Spot) -> Fault:
    """Say that nobody can tell here whether a program answers at an address."""
    message = f"no page of this site answers at “{address}”, and newsgen cannot tell whether a program does"
    return warning("unchecked-address", message, path, spot, "try it on the server; if it is meant, leave it")
