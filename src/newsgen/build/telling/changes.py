"""Which addresses of the output say something else than what was told of them last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct

from newsgen.base.addresses import encode
from newsgen.base.digest import Digest
from newsgen.model.audience import Audience
from newsgen.output.decide import view_digest
from newsgen.output.manifests import Entry

_INDEX = "index.html"

States = Mapping[str, Digest]
"""What files of the output say, as digests, by their paths."""


class Change(Struct, frozen=True):
    """An address that says something else, with the path of its file; a page that is gone says nothing any more."""

    kind: Literal["new", "changed", "gone"]
    url: str
    path: str
    state: Digest | None = None


def states_of(manifest: Mapping[str, Entry], audience: Audience) -> States:
    """Give what those files say of which an audience is told.

    A page says what it shows: a template in another shape, or a number of readers that has grown, is no news. A feed
    is what it is, byte for byte.
    """
    return {
        path: state
        for path, entry in manifest.items()
        if entry.audience == audience and (state := _state(entry)) is not None
    }


def _state(entry: Entry) -> Digest | None:
    if entry.audience == "subscribers":
        return entry.digest
    return entry.said or (view_digest(entry.key) if entry.key is not None else None)


def changes(told: States, now: States, site: str) -> Iterator[Change]:
    """Compare what was told of a site, whose address is ``site``, with what it says now; in the order of the paths."""
    for path in sorted({*told, *now}):
        before, state, url = told.get(path), now.get(path), address_of(path, site)
        if state is None:
            yield Change("gone", url, path)
        elif before is None:
            yield Change("new", url, path, state)
        elif before != state:
            yield Change("changed", url, path, state)


def address_of(path: str, site: str) -> str:
    """Give the whole address at which a file of the output is asked for."""
    folder, name = path[: path.rfind("/") + 1], path[path.rfind("/") + 1 :]
    return f"{site.rstrip('/')}{encode('/' + (folder if name == _INDEX else path))}"
