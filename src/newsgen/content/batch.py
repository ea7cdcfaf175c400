"""Texts parsed in batches: a pure function of their bytes, the settings, the kinds and the steps, for workers."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from functools import lru_cache

from msgspec.structs import replace

from newsgen.base.digest import Digest, digest, encode
from newsgen.content.markup import Markup
from newsgen.content.parse import Parser
from newsgen.content.sources import ParsedText, SourceText
from newsgen.model.kinds import BUILT_IN, ContentKinds, Step
from newsgen.model.records import Article, Parsed, Record, body_of
from newsgen.model.settings import ParseSettings


def shared_of(
    settings: ParseSettings,
    key: Digest,
    *,
    whole: bool,
    kinds: ContentKinds = BUILT_IN,
    steps: Sequence[Step] = (),
) -> bytes:
    """Pack what all texts are parsed with; ``key`` is the digest of that. It is not ``whole`` while an extension is missing."""
    return pickle.dumps((settings, key, whole, kinds, tuple(steps)))


def parse_texts(shared: bytes, texts: Sequence[SourceText]) -> list[ParsedText]:
    """Parse texts, in order."""
    parser, kinds = _parser(shared)
    return [_outcome(*parser.parse(text.path, kinds.named(text.kind), text.data)) for text in texts]


def face_of(parsed: Parsed[Record]) -> Digest:
    """Digest what the rest of the site can see of a source: all of it, but of an article only its own page shows the words."""
    return digest(_without_words(parsed))


def skeleton_of(parsed: Parsed[Record]) -> Digest:
    """Digest what the plan looks at. It copies the furniture of an article (``site/furniture.py``) wherever that stands."""
    parsed = _without_words(parsed)
    if isinstance(record := parsed.record, Article):
        bare = replace(record.matter, title="", summary=None, kicker=None, corrections=())
        parsed = replace(parsed, record=replace(record, matter=bare))
    return digest(parsed)


def _without_words(parsed: Parsed[Record]) -> Parsed[Record]:
    if not isinstance(record := parsed.record, Article):
        return parsed
    outline = replace(record.body, digest=Digest(b""), words=0, opening="")
    return replace(parsed, record=replace(record, body=outline))


def _outcome(parsed: Parsed[Record], html: str) -> ParsedText:
    body = body_of(parsed.record) if parsed.record else None
    packed, face, skeleton = encode(parsed), face_of(parsed), skeleton_of(parsed)
    return ParsedText(packed, face, skeleton, body.digest, html) if body else ParsedText(packed, face, skeleton)


@lru_cache(maxsize=1)
def _parser(shared: bytes) -> tuple[Parser, ContentKinds]:
    """Make the parser, once for all batches of a build."""
    settings, key, _, kinds, steps = pickle.loads(shared)  # noqa: S301 - packed by shared_of, in a process of ours
    return Parser(settings, Markup(settings, key), steps), kinds
