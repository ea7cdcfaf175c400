"""The hosts of a site as its settings choose them: what each is to be told, and what all of them can be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsgen.base.faults import Fault, Field
from newsgen.base.places import SETTINGS
from newsgen.hosting.hosts import HOSTS
from newsgen.hosting.rules import Host, Move
from newsgen.model.hosting_settings import HostSettings

Hosts = Sequence[HostSettings]


def stands_alone(chosen: Hosts, move: Move) -> bool:
    """Tell whether every host leads an old address on by a rule, so that no reader needs a page there."""
    return bool(chosen) and all(_by_rule(each) and HOSTS[each.host].takes(move) for each in chosen)


def titles_refusing(chosen: Hosts, move: Move) -> list[str]:
    """Name the hosts that cannot be told of an old address."""
    return [host.title for host in (HOSTS[each.host] for each in chosen) if not host.takes(move)]


def with_pages(chosen: Hosts) -> bool:
    """Tell whether pages stand at old addresses, but for those that need one all the same."""
    return not chosen or not all(map(_by_rule, chosen))


def told(chosen: Hosts, each: HostSettings, moves: Sequence[Move]) -> tuple[Move, ...]:
    """Give the old addresses that one of the hosts is told of."""
    host, pages = HOSTS[each.host], with_pages(chosen)
    return tuple(
        move
        for move in moves
        if host.takes(move)
        and (move.needs_rule or each.redirects != "pages")
        and (move.query or not (pages and host.pages_first))  # it would ask none of the others
    )


def contradictions(chosen: Hosts) -> Iterator[Fault]:
    """Report hosts that cannot be as they are set: rules alone where there are none, two that read one file, none."""
    readers: dict[str, str] = {}
    for index, each in enumerate(chosen):
        host = HOSTS[each.host]
        if each.redirects == "rules" and not host.has_rules:
            message = f"{host.title} knows no rules, so old addresses would lead nowhere"
            yield _fault(message, (index, "redirects"), "take “redirects: rules” out: HTML pages lead on")
        others = {file: readers.setdefault(file, host.title) for file in host.published}
        if (file := next((file for file, other in others.items() if other != host.title), None)) is not None:
            message = f"{host.title} reads {file} of the site as {others[file]} does, in another grammar"
            yield _fault(message, (index, "host"), "name one of the two: the other needs a site of its own")
        if each.host == "none" and len(chosen) > 1:
            message = "“none” says that no host is to be told, and another one is named as well"
            yield _fault(message, (index, "host"), "take one of the two out")
        elif each.host in (other.host for other in chosen[:index]):
            yield _fault(f"{host.title} is named twice", (index, "host"), "take one of the two out")


def _by_rule(each: HostSettings) -> bool:
    host: Host = HOSTS[each.host]
    return host.has_rules and (each.redirects == "rules" or (each.redirects == "both" and host.pages_first))


def _fault(message: str, path: tuple[str | int, ...], way_out: str) -> Fault:
    return Fault("bad-hosting", message, SETTINGS, Field(("hosting", *path)), way_out)
