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
from newsgen.model.front_matter import ArticleMatter
from newsgen.model.kinds import BUILT_IN, ContentKinds, Step
from newsgen.model.parse_settings import ParseSettings
from newsgen.model.records import Article, Parsed, Record, body_of


def shared_of(
    settings: ParseSettings,
    key: Digest,
    *,
    whole: bool,
    kinds: ContentKinds = BUILT_IN,
    steps: Sequence[Step] = (),
) -> bytes:
    """Pack what all texts are parsed with; ``key`` is the digest of that.

    It is not ``whole`` while an extension is missing.
    """
    return pickle.dumps((settings, key, whole, kinds, tuple(steps)))


def parse_texts(shared: bytes, texts: Sequence[SourceText]) -> list[ParsedText]:
    """Parse texts, in order."""
    parser, kinds = _parser(shared)
    find = parser.settings.language if parser.settings.search else None
    return [_outcome(*parser.parse(text.path, kinds.named(text.kind), text.data), find) for text in texts]


def plan_digest_of(parsed: Parsed[Record]) -> Digest:
    """Digest what the plan looks at.

    Of an article all but its words and headline, which it copies (``pages/retitled.py``).
    """
    if isinstance(record := parsed.record, Article):
        bare = replace(record.matter, title="", summary=None, kicker=None)
        outline = replace(record.body, digest=Digest(b""), words=0, opening="")
        parsed = replace(parsed, record=replace(record, matter=bare, body=outline))
    return digest(parsed)


def _outcome(parsed: Parsed[Record], html: str, find: str | None) -> ParsedText:
    """Pack what a text says; ``find`` is the language in which articles are to be found."""
    body = body_of(parsed.record) if parsed.record else None
    packed, plan_digest = encode(parsed), plan_digest_of(parsed)
    if body is None:
        return ParsedText(packed, plan_digest)
    article = parsed.record
    terms = _entry(article.matter, html, find) if find is not None and isinstance(article, Article) else b""
    return ParsedText(packed, plan_digest, body.digest, html, terms)


def _entry(matter: ArticleMatter, html: str, language: str) -> bytes:
    """Make the entry of an article for the search."""
    from newsgen.search.entries import entry_of  # for sites that can be searched
    from newsgen.search.plain import plain_text
    from newsgen.search.terms import terms_in

    above = f"{matter.kicker or ''} {matter.summary or ''}"
    return entry_of(terms_in(language), matter.title, above, plain_text(html))


@lru_cache(maxsize=1)
def _parser(shared: bytes) -> tuple[Parser, ContentKinds]:
    """Make the parser, once for all batches of a build."""
    settings, key, _, kinds, steps = pickle.loads(shared)  # noqa: S301 - packed by shared_of, in a process of ours
    return Parser(settings, Markup(settings, key), steps), kinds
