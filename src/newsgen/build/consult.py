"""A question about a site, answered from its sources as they are now; what was read for it is kept for the next one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from msgspec import Struct

from newsgen.base.faults import Located
from newsgen.build.inputs import Opened, read_site
from newsgen.build.request import Request
from newsgen.build.setup import ask_store, open_site
from newsgen.content.locate import locate
from newsgen.content.sources import Decoded, decode_records
from newsgen.output.store import Store

T = TypeVar("T")


class Consulted(Struct, Generic[T], frozen=True):
    """An answer; there is none where ``faults`` hide everything.

    ``unread`` are the sources of which nothing is known because of faults of their own; ``notes`` tell what was put
    aside of the cache.
    """

    answer: T | None = None
    faults: tuple[Located, ...] = ()
    unread: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def consult(request: Request, ask: Callable[[Opened, Decoded], T]) -> Consulted[T]:
    """Read a site, and ask what its sources say."""
    folders, settings, faults = open_site(request)
    if settings is None:
        return Consulted(faults=locate(faults, folders.read))

    def consulted(store: Store) -> Consulted[T]:
        opened = read_site(request, folders, settings, store)
        decoded = decode_records(store.sources.said(), opened.kinds)
        store.commit()
        unread = tuple(sorted(opened.sources.unread.union(decoded.broken)))
        return Consulted(ask(opened, decoded), unread=unread, notes=tuple(each.note for each in store.asides))

    return ask_store(folders, request.seal, consulted)
