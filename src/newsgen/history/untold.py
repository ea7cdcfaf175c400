"""Texts that say something else than when they were published, and do not tell their readers so."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import LCSseq

from newsgen.base.faults import Fault, Field, warning
from newsgen.history.claims import Claims, claims_of, names_in
from newsgen.history.vanished import Comparison
from newsgen.history.wording import body_reader, words_in
from newsgen.model.records import Article
from newsgen.schema.instants import seconds
from newsgen.site.calendar import local_text

_PART = 10
"""More than one word in so many is more than a slip of the pen."""


def untold_changes(comparison: Comparison) -> Iterator[Fault]:
    """Warn of articles that say something else than then, live at both times, without an update or a correction."""
    if comparison.now.opened.settings.updated == "git":  # once it is committed
        return
    then, now = comparison.then.planned.site, comparison.now.planned.site
    old_body, new_body = body_reader(comparison.then), body_reader(comparison.now)
    for path in sorted(then.placed):
        old, new = then.placed[path].article, comparison.heirs.get(path)
        if not isinstance(new, Article) or new.path not in now.placed or _is_same(old, new) or _tells(old, new):
            continue
        bodies = old_body(old), new_body(new)
        said = [*_headline(old, new, now.locale.language, bodies), *_size(*bodies)]
        if said:
            message = f"this was changed after publication, and readers are not told: {'; '.join(said)}"
            instant = local_text(now.now, now.settings.zone)[:16]
            way_out = f"add the line “updated: {instant}”, or a correction; newsgen cannot tell whether it matters"
            spot = Field(("updated",) if new.matter.updated else ("title",))
            yield warning("untold-change", message, new.path, spot, way_out)


def _is_same(old: Article, new: Article) -> bool:
    """Tell whether an article says the same by a look at its digest and its headline."""
    headlines = ((each.matter.title, each.matter.summary, each.matter.kicker) for each in (old, new))
    return old.body.digest == new.body.digest and len(set(headlines)) == 1


def _tells(old: Article, new: Article) -> bool:
    """Tell whether an article says that it was changed: by a newer update, or by another correction than before."""
    return _newest(new) > _newest(old) or len(new.matter.corrections) > len(old.matter.corrections)


def _newest(article: Article) -> int:
    matter = article.matter
    told = [*(each.date for each in matter.corrections), *([matter.updated] if matter.updated else ())]
    return max(map(seconds, told), default=0)


def _size(old: str, new: str) -> Iterator[str]:
    """Say how many words of a body were changed, if it is more than a tenth."""
    before, after = ((), ()) if old == new else (words_in(old), words_in(new))
    count = max(len(before), len(after))
    changed = count - LCSseq.similarity(before, after)
    if changed * _PART > count:
        yield f"{changed} of {count} words"


def _headline(old: Article, new: Article, language: str, bodies: tuple[str, str]) -> Iterator[str]:
    """Say which claims of the headline and the standfirst are other ones."""
    for field, before, after in (
        ("headline", old.matter.title, new.matter.title),
        ("standfirst", old.matter.summary or "", new.matter.summary or ""),
    ):
        if before != after:
            names = names_in("\n".join(bodies))
            yield from _differences(field, *(claims_of(each, language, names) for each in (before, after)))


def _differences(field: str, old: Claims, new: Claims) -> Iterator[str]:
    for one, before, after in (
        ("number", old.numbers, new.numbers),
        ("name", tuple(sorted(old.names)), tuple(sorted(new.names))),
    ):
        if before != after:
            gone, come = [each for each in before if each not in after], [each for each in after if each not in before]
            pair = (gone, come) if gone or come else (before, after)
            yield f"a {one} in the {field} ({' → '.join(', '.join(each) or 'none' for each in pair)})"
    if old.denials != new.denials:
        yield f"a negation in the {field}"
