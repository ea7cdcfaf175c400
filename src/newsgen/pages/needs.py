"""What pages need beside themselves, gathered while they are planned. Who drops it leaves no trace of them."""

from __future__ import annotations

from msgspec import Struct

from newsgen.base.faults import Fault, Spot
from newsgen.model.records import Asset
from newsgen.pages.page import Owner


class PathLink(Struct, frozen=True):
    """A link to an address of this site in the file ``path``, which must exist once everything is planned.

    Unless it leads ``to_program``: a program of the server may answer where no page does, and whoever writes the
    whole web address may mean one.
    """

    path: str
    spot: Spot
    address: str
    anchor: str
    to_program: bool = False


class OldQuery(Struct, frozen=True):
    """An old address with a query, which no page can answer: its path on the site, where it leads, whose it is."""

    path: str
    query: str
    target: str
    owner: Owner


class Needs:
    """``faults`` to be told, ``links`` to be confirmed by the finished plan, and what is to be published too.

    ``queries`` are old addresses that only a host can redirect. ``files`` lie beside texts, ``pictures`` are to be had
    in several sizes; both by their paths on the site.
    """

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.links: list[PathLink] = []
        self.queries: list[OldQuery] = []
        self.files: dict[str, Asset] = {}
        self.pictures: dict[str, Asset] = {}

    def add(self, others: Needs) -> None:
        """Take over what others need."""
        self.faults.extend(others.faults)
        self.links.extend(others.links)
        self.queries.extend(others.queries)
        self.files.update(others.files)
        self.pictures.update(others.pictures)
