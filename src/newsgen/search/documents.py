"""Documents: what of a site can be found, and what a hit shows of it.

Documents are numbered by the month in which they appear and their place in it, so that what is published, changed or
taken back leaves the numbers of all other months as they are. Their cards lie in *blocks* of a few dozen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from newsgen.search import FOLDER
from newsgen.search.shards import count_of

A_BLOCK = 64
"""So many cards are in a block."""
VERSION = 1
"""Which format of an index this is."""
_SMALLEST_STRIDE = 64
_SPANS = (12, 3)
_MONTHS = 12


class Card(Struct, frozen=True, gc=False, array_like=True):
    """What a hit shows: its day in its month, the title of its section, the names of its authors.

    What its text says about a query is shown of its own page: with all texts the index would be many times as large.
    """

    title: str
    url: str
    day: int
    section: str
    authors: tuple[str, ...]


class Document(Struct, frozen=True, gc=False):
    """A document: its source, its card, what its texts do not say (``names``), and by what it can be filtered.

    Months are counted from the year 0. Filters are terms of their own, such as ``#s/sport``.
    """

    path: str
    month: int
    card: Card
    names: tuple[str, ...]
    filters: tuple[str, ...]


class Choice(Struct, frozen=True, gc=False, array_like=True):
    """A filter that readers can choose: its term, and what it is called."""

    term: str
    title: str


class Searchable(Struct, frozen=True):
    """What can be found of a site: its documents, the oldest first, and by what readers can filter them."""

    language: str
    documents: tuple[Document, ...]
    sections: tuple[Choice, ...] = ()
    authors: tuple[Choice, ...] = ()


def retitled(searchable: Searchable, titles: Mapping[str, str]) -> Searchable:
    """Put new titles, by their sources, on the cards of documents."""
    documents = [
        replace(each, card=replace(each.card, title=titles[each.path])) if each.path in titles else each
        for each in searchable.documents
    ]
    return replace(searchable, documents=tuple(documents))


class Layout(Struct, frozen=True):
    """How an index is laid out: its first month, how many numbers a month has, how many shards there are.

    A block has the cards of ``span`` months, or of a part of one.
    """

    first: int
    stride: int
    shards: int
    span: int


def layout_of(documents: Sequence[Document]) -> Layout:
    """Lay out the index of documents, which are in order."""
    months = Counter(each.month for each in documents)
    stride = _SMALLEST_STRIDE
    while stride < max(months.values(), default=0):
        stride *= 2
    span = next((each for each in _SPANS if _busiest(months, each) <= A_BLOCK), 1)
    return Layout(documents[0].month if documents else 0, stride, count_of(len(documents)), span)


def _busiest(months: Mapping[int, int], span: int) -> int:
    """Say how many documents so many months have at most."""
    spans = Counter[int]()
    for month, count in months.items():
        spans[month // span] += count
    return max(spans.values(), default=0)


def numbered(documents: Iterable[Document], layout: Layout) -> Iterator[tuple[int, Document]]:
    """Give each document with its number."""
    month, place = 0, 0
    for document in documents:
        if (its := document.month) != month:
            month, place = its, 0
        yield (month - layout.first) * layout.stride + place, document
        place += 1


def block_of(number: int, layout: Layout) -> str:
    """Give the path of the block in which the card of a document is."""
    month, place = divmod(number, layout.stride)
    month += layout.first
    year, month = divmod(month - month % layout.span, _MONTHS)
    return f"{FOLDER}{year:04}-{month + 1:02}-{place // A_BLOCK if layout.span == 1 else 0}.json"


def shard_path(shard: int) -> str:
    """Give the path of a shard."""
    return f"{FOLDER}{shard:03}.bin"


def month_of(date: str) -> int:
    """Count the month of a date (``2026-11-28``) from the year 0."""
    return int(date[:4]) * _MONTHS + int(date[5:7]) - 1


def pack_block(cards: Mapping[int, Card]) -> bytes:
    """Pack a block: cards by the numbers of their documents."""
    return msgspec.json.encode(cards)


def unpack_block(block: bytes) -> dict[int, Card]:
    """Give the cards of a block."""
    return msgspec.json.decode(block, type=dict[int, Card])
