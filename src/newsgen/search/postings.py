"""Postings: which terms stand in which documents, made of all entries or amended by those that have changed."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from newsgen.search.entries import Entry, weights_in
from newsgen.search.shards import Postings, pack_postings, pack_shard, shard_of, unpack_postings, unpack_shard

Indexed = tuple[int, tuple[Entry, ...]]
"""The number of a document, and its entries."""


class Change(Struct, frozen=True):
    """Postings of one term that are there no more, and new ones."""

    gone: set[int]
    new: set[int]


def make_shards(documents: Iterable[Indexed], count: int) -> list[bytes]:
    """Make all shards, of documents in the order of their numbers."""
    index: dict[str, array[int]] = {}
    for number, entries in documents:
        first = number * 4
        for posting, terms in enumerate(_by_weight(entries), first):
            for term in terms:
                known = index.get(term)
                if known is None:
                    index[term] = array("I", (posting,))
                elif known[-1] >= first:  # in this document, with less weight
                    known[-1] = posting
                else:
                    known.append(posting)
    shards: list[Postings] = [{} for _ in range(count)]
    for term, postings in index.items():
        shards[shard_of(term, count)][term] = pack_postings(postings)
    return [pack_shard(each) for each in shards]


def changes_of(gone: Iterable[Indexed], new: Iterable[Indexed]) -> dict[str, Change]:
    """Compare documents as they were with what they are; a document may be among both."""
    changes: dict[str, Change] = {}
    for documents, is_new in ((gone, False), (new, True)):
        for number, entries in documents:
            weights = {term: weight for weight, terms in enumerate(_by_weight(entries)) for term in terms}
            for term, weight in weights.items():
                change = changes.get(term)
                if change is None:
                    change = changes[term] = Change(set(), set())
                (change.new if is_new else change.gone).add(number * 4 + weight)
    return {term: each for term, each in changes.items() if each.gone != each.new}


def amended_shards(changes: Mapping[str, Change], read: Callable[[int], bytes], count: int) -> dict[int, bytes]:
    """Amend the shards in which terms have changed; ``read`` gives a shard as it was.

    Raises:
        BadShardError: it gives something else.
    """
    by_shard: dict[int, dict[str, Change]] = {}
    for term, change in changes.items():
        by_shard.setdefault(shard_of(term, count), {})[term] = change
    amended: dict[int, bytes] = {}
    for shard, its in by_shard.items():
        postings = unpack_shard(read(shard))
        for term, change in its.items():
            before = unpack_postings(postings[term]) if term in postings else ()
            now = sorted(change.new.union(before) - (change.gone - change.new))
            if now:
                postings[term] = pack_postings(now)
            else:
                postings.pop(term, None)
        amended[shard] = pack_shard(postings)
    return amended


def _by_weight(entries: tuple[Entry, ...]) -> list[Iterable[str]]:
    """Give the terms of each weight, each once."""
    first, *more = ([terms for _, terms in weights_in(each)] for each in entries)
    by_weight: list[Iterable[str]] = [*first]
    for other in more:
        for weight, terms in enumerate(other):
            if terms:
                by_weight[weight] = dict.fromkeys((*by_weight[weight], *terms))
    return by_weight
