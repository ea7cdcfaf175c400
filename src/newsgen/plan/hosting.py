"""What the hosts of a site are told: where its old addresses lead, in the files that each of them reads.

A file that hosts read from the site is an output like any other; what the newsroom's own file of that name says follows
below it. Others lie beside the site, for servers that are told where.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from newsgen.base.addresses import decode
from newsgen.base.faults import Fault, Field, warning
from newsgen.base.patterns import regex
from newsgen.base.places import SETTINGS
from newsgen.hosting.hosts import HOSTS
from newsgen.hosting.locations import location
from newsgen.hosting.rules import LASTING, Gone, Header, Host, HostFile, Limit, Move, Rules
from newsgen.pages.needs import Needs, OldQuery
from newsgen.pages.page import Copy, Indexed, Made, Owner, Page, Written, is_drawn
from newsgen.pages.recipes import Headed
from newsgen.pages.views import RedirectView, WithdrawnView
from newsgen.plan.hosts import contradictions, stands_alone, told, with_pages
from newsgen.plan.leads import Leads
from newsgen.site.site import Site

_LASTING = regex(LASTING)
_FEWER_RULES: Final = "write “redirects: pages” for this host, and HTML pages lead on"
_FEWER: Final = {
    "files": "let pictures have fewer sizes (pictures.widths) or formats, or choose a host that takes more",
    "rules for headers": "leave style sheets and scripts out of static/ that no page loads",
    "characters in a line of headers": "let what headers say of other sites be shorter",
}
_Output = Page | Copy | Made | Written | Indexed


class HostPlan(Struct, frozen=True):
    """The outputs of a site with those for its hosts, and what lies ``beside`` it for them.

    ``replaced`` are the paths of the redirect pages that rules stand for.
    """

    outputs: Sequence[_Output]
    beside: tuple[HostFile, ...] = ()
    replaced: frozenset[str] = frozenset()


def tell_hosts(
    site: Site, pages: Sequence[Page], outputs: Sequence[_Output], headers: Sequence[Header], needs: Needs
) -> HostPlan:
    """Write what the hosts of a site are told of its ``outputs``, among them its ``pages``, and of ``headers``."""
    chosen = site.settings.hosting
    if not chosen:
        return HostPlan(outputs)
    if faults := list(contradictions(chosen)):
        needs.faults.extend(faults)
        return HostPlan(outputs)
    by_path = {page.path: _move(page) for page in pages if isinstance(page.view, RedirectView)}
    replaced = frozenset(path for path, move in by_path.items() if stands_alone(chosen, move))
    needs.faults.extend(_taken(needs.queries))
    base, leads = decode(site.settings.base), Leads.of(site, pages, needs.queries)
    asked = (Move(base + each.path, location(leads.last(each.target)), each.query) for each in needs.queries)
    moves = sorted({*by_path.values(), *asked}, key=_order)
    rules = replace(_rules(site, outputs, with_pages=with_pages(chosen)), headers=tuple(headers))
    beside: list[HostFile] = []
    for index, each in enumerate(chosen):
        host = HOSTS[each.host]
        files = host.write(replace(rules, moves=told(chosen, each, moves))) if host.write else ()
        outputs = [*outputs, *_always(host, outputs, index)]
        if host.published:
            outputs = list(_with_files(outputs, files, Owner(f"the rules for {host.title}", SETTINGS, _spot(index))))
        else:
            beside.extend(files)
        limits = (*host.limits(files), *_most_files(host, len(outputs) - len(replaced)))
        needs.faults.extend(_excesses(host, limits, index))
    return HostPlan(outputs, tuple(beside), replaced)


def _taken(queries: Iterable[OldQuery]) -> Iterator[Fault]:
    """Report old addresses with a query that lead to two places; of others, no two could have their page."""
    known: dict[tuple[str, str], OldQuery] = {}
    for each in queries:
        other = known.setdefault((each.path, each.query), each)
        if other.target != each.target:
            message = f"the alias {each.path}?{each.query} is one of {other.owner.name} as well"
            yield Fault("alias-taken", message, each.owner.path or SETTINGS, each.owner.spot, "remove one of the two")


def _move(page: Page) -> Move:
    assert isinstance(page.view, RedirectView)
    return Move(decode(page.url), location(page.view.target))


def _order(move: Move) -> tuple[bool, int, str, str]:
    """Put those with a query first, as hosts take the first rule that fits, and one without a query fits with any."""
    return not move.query, -move.query.count("&"), move.path, move.query


def _rules(site: Site, outputs: Iterable[_Output], *, with_pages: bool) -> Rules:
    base, names = decode(site.settings.base), site.assets.fingerprints.names
    alike = (
        f"/{each.path}"
        for each in outputs
        if _LASTING.search(each.path) and not (isinstance(each, Made) and is_drawn(each))
    )
    return Rules(
        base=base,
        not_found=decode(site.routes.fixed("/404.html")),
        with_pages=with_pages,
        lasting=tuple(base + name for name in sorted(names)),
        gone=tuple(
            Gone(decode(page.url))
            for page in outputs
            if isinstance(page, Page) and isinstance(page.view, WithdrawnView)
        ),
        lookalikes=tuple(base + path for path in sorted(set(alike) - names)),
    )


def _with_files(outputs: Iterable[_Output], files: Sequence[HostFile], owner: Owner) -> Iterator[_Output]:
    """Put the files of a host among the outputs; what a file of the newsroom says follows in the same one."""
    texts = {file.path: file.text for file in files}
    for output in outputs:
        if isinstance(output, Copy) and (text := texts.pop(output.path, None)) is not None:
            yield Made(output.path, output.asset, Headed(f"{text}\n# From {output.asset.path}:\n"))
        else:
            yield output
    yield from (Written(path, text, owner) for path, text in texts.items())


def _always(host: Host, outputs: Iterable[_Output], index: int) -> Iterator[Written]:
    """Give the files that a host needs whatever it is told, but for those of the newsroom's own."""
    known = {each.path for each in outputs}
    owner = Owner(f"what {host.title} needs", SETTINGS, _spot(index))
    yield from (Written(each.path, each.text, owner) for each in host.always if each.path not in known)


def _most_files(host: Host, count: int) -> Iterator[Limit]:
    """Give the limit that counts: that of the largest plan, where even that is exceeded."""
    exceeded = (Limit("files", count, most, beyond) for most, beyond in host.most_files if count > most)
    yield from islice(exceeded, 1)


def _excesses(host: Host, limits: Iterable[Limit], index: int) -> Iterator[Fault]:
    for limit in limits:
        if limit.count <= limit.most:
            continue
        counted = f"{host.title} takes {limit.most:,} {limit.things} and no more, and here are {limit.count:,}"
        if limit.beyond:
            message = f"{counted}: {limit.beyond}"
            yield warning("host-limit", message, SETTINGS, _spot(index), _FEWER.get(limit.things, _FEWER_RULES))
        else:
            yield Fault("host-limit", counted, SETTINGS, _spot(index), _FEWER.get(limit.things, _FEWER_RULES))


def _spot(index: int) -> Field:
    return Field(("hosting", index))
