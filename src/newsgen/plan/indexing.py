"""The index of a site's search: a function of its documents, computed from what has changed since it was kept last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import groupby

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from newsgen.base.digest import Digest, digest, digest_bytes
from newsgen.base.seal import DamagedError
from newsgen.content.sources import SourceRow
from newsgen.model.records import Article
from newsgen.output.kept_index import IndexChanges, IndexState, KeptIndex, KnownDocument
from newsgen.search import SEARCH
from newsgen.search.documents import (
    A_BLOCK,
    VERSION,
    Document,
    Layout,
    Searchable,
    block_of,
    layout_of,
    numbered,
    pack_block,
    shard_path,
    unpack_block,
)
from newsgen.search.entries import around_of
from newsgen.search.languages import search_language, told
from newsgen.search.postings import Indexed, amended_shards, changes_of, make_shards
from newsgen.search.shards import PREFIX, BadShardError
from newsgen.search.terms import terms_in

_NOTHING = IndexState(Layout(0, 0, 0, 0), {})
_MOST_CHANGED = 8  # where more than one document in so many has changed, all shards are made anew


class Index(Struct, frozen=True):
    """An index: how the ``kept`` one is to be changed to be it. ``changes`` is nothing where it is that one."""

    kept: KeptIndex
    state: IndexState = _NOTHING
    changes: IndexChanges | None = None

    def digest(self, path: str) -> Digest:
        """Give the digest of a file of the index."""
        return self.state.files[path]

    def data(self, path: str) -> bytes:
        """Give a file of the index."""
        changed = self.changes.files.get(path) if self.changes else None
        return self.kept.file(path, self.state.files[path]) if changed is None else changed

    def keep(self) -> None:
        """Keep it in place of the one that was kept; for the caller to commit."""
        if self.changes is not None:
            self.kept.put(self.changes)


def files_of(searchable: Searchable) -> list[str]:
    """Name the files of an index."""
    layout = layout_of(searchable.documents)
    blocks = dict.fromkeys(block_of(number, layout) for number, _ in numbered(searchable.documents, layout))
    return [SEARCH, *map(shard_path, range(layout.shards)), *blocks]


def make_index(searchable: Searchable, rows: Mapping[str, SourceRow], kept: KeptIndex) -> Index:
    """Make the index of what can be found of a site, whose sources have these ``rows``."""
    return _Making(searchable, rows, kept).index()


def amend_index(articles: Iterable[Article], rows: Mapping[str, SourceRow], kept: KeptIndex) -> Index | None:
    """Put new words and headlines of articles into the kept index; nothing if one of them is not in it."""
    state = kept.state()
    if state is None:
        return None
    gone: list[Indexed] = []
    new: list[Indexed] = []
    files: dict[str, bytes] = {}
    documents: dict[str, KnownDocument] = {}
    for article in articles:
        known, entry = kept.document(article.path), rows[article.path].terms
        if known is None or entry is None:
            return None
        path = block_of(known.number, state.layout)
        cards = unpack_block(files.get(path) or kept.file(path, state.files[path]))
        cards[known.number] = replace(cards[known.number], title=article.matter.title)
        files[path] = pack_block(cards)
        gone.append((known.number, (kept.entry(known.entry), known.around)))
        new.append((known.number, (kept.entry(entry), known.around)))
        documents[article.path] = replace(known, entry=entry, digest=Digest(b""))
    files |= _amended(gone, new, state, kept)
    return _changed(kept, state, state.layout, files, documents, (), state.files)


def _amended(gone: Iterable[Indexed], new: Iterable[Indexed], state: IndexState, kept: KeptIndex) -> dict[str, bytes]:
    def read(shard: int) -> bytes:
        return kept.file(path := shard_path(shard), state.files[path])

    try:
        amended = amended_shards(changes_of(gone, new), read, state.layout.shards)
    except BadShardError as error:
        raise DamagedError("a file of the search cannot be read") from error
    return {shard_path(shard): data for shard, data in amended.items()}


class _Making:
    """An index of documents, made with as much of the kept one as still holds."""

    def __init__(self, searchable: Searchable, rows: Mapping[str, SourceRow], kept: KeptIndex) -> None:
        self._searchable = searchable
        self._rows = rows
        self._kept = kept
        self._layout = layout_of(searchable.documents)
        self._before = kept.state() or _NOTHING
        self._known = kept.documents()
        self._documents = list(numbered(searchable.documents, self._layout))

    def index(self) -> Index:
        digests = {document.path: self._digest(document) for _, document in self._documents}
        gone = [path for path in self._known if path not in digests]
        changed = {
            document.path: (number, document)
            for number, document in self._documents
            if not self._is_known(number, document.path, digests[document.path])
        }
        files = {SEARCH: _about(self._searchable, self._layout)}
        new: dict[str, KnownDocument] = {}
        if changed or gone or self._before.layout != self._layout:
            terms_of = cache(terms_in(self._searchable.language).of)  # many have the same names
            for path, (number, document) in changed.items():
                around = around_of(terms_of, document.names, document.filters)
                new[path] = KnownDocument(number, self._entry(path), around, digests[path])
            is_new = self._before.layout != self._layout
            files |= self._blocks(new, None if is_new else gone)
            is_other = is_new or (len(new) + len(gone)) * _MOST_CHANGED > len(self._documents)
            files |= self._made(new) if is_other else self._amended(new, gone)
        return self._with(files, new, gone)

    def _digest(self, document: Document) -> Digest:
        return digest((document, self._entry(document.path)))

    def _entry(self, path: str) -> Digest:
        entry = self._rows[path].terms
        if entry is None:
            raise DamagedError(f"nobody knows the words of {path}")
        return entry

    def _is_known(self, number: int, path: str, digest: Digest) -> bool:
        known = self._known.get(path)
        return known is not None and known.number == number and known.digest == digest

    def _blocks(self, new: Mapping[str, KnownDocument], gone: Sequence[str] | None) -> dict[str, bytes]:
        """Pack the blocks of documents that differ, or all."""
        layout, touched = self._layout, None
        if gone is not None:
            moved = (each for path in (*new, *gone) if (each := self._known.get(path)) is not None)
            touched = {block_of(each.number, layout) for each in (*new.values(), *moved)}
        blocks = groupby(self._documents, key=lambda each: block_of(each[0], layout))
        return {
            path: pack_block({number: document.card for number, document in its})
            for path, its in blocks
            if touched is None or path in touched
        }

    def _made(self, new: Mapping[str, KnownDocument]) -> dict[str, bytes]:
        """Make all shards."""
        documents = {**self._known, **new}
        entries = (self._indexed(documents[document.path]) for _, document in self._documents)
        return {shard_path(number): data for number, data in enumerate(make_shards(entries, self._layout.shards))}

    def _amended(self, new: Mapping[str, KnownDocument], gone: Sequence[str]) -> dict[str, bytes]:
        """Amend the shards of what differs."""
        before = (self._known[path] for path in (*new, *gone) if path in self._known)
        return _amended(map(self._indexed, before), map(self._indexed, new.values()), self._before, self._kept)

    def _indexed(self, document: KnownDocument) -> Indexed:
        return document.number, (self._kept.entry(document.entry), document.around)

    def _with(self, files: Mapping[str, bytes], new: Mapping[str, KnownDocument], gone: Sequence[str]) -> Index:
        """Give the index with these files in the place of those that were kept, as far as they differ."""
        return _changed(self._kept, self._before, self._layout, files, new, gone, files_of(self._searchable))


def _changed(
    kept: KeptIndex,
    before: IndexState,
    layout: Layout,
    files: Mapping[str, bytes],
    documents: Mapping[str, KnownDocument],
    gone: Sequence[str],
    paths: Iterable[str],
) -> Index:
    """Give the index of these ``paths``: with some ``files`` made anew, as far as they differ, and others as kept."""
    digests = {path: digest_bytes(data) for path, data in files.items()}
    differing = {path: data for path, data in files.items() if before.files.get(path) != digests[path]}
    known = {**before.files, **digests}
    state = IndexState(layout, {path: known[path] for path in paths})
    if not (documents or gone) and state == before:
        return Index(kept, state)
    return Index(kept, state, IndexChanges(state, differing, documents, gone))


def _about(searchable: Searchable, layout: Layout) -> bytes:
    """Pack what a script must know of an index."""
    return msgspec.json.encode(
        {
            "version": VERSION,
            "language": searchable.language,
            "documents": len(searchable.documents),
            "first": layout.first,
            "last": searchable.documents[-1].month if searchable.documents else layout.first,
            "stride": layout.stride,
            "shards": layout.shards,
            "prefix": PREFIX,
            "span": layout.span,
            "block": A_BLOCK,
            "sections": searchable.sections,
            "authors": searchable.authors,
            "words": told(search_language(searchable.language)),
        }
    )
