"""Footnotes gathered at the end of a text, with links there and back, as Python-Markdown sets them."""

from __future__ import annotations

import re
from collections import Counter
from html import escape

from newsgen.base.patterns import regex

_REFERENCE = regex(r'<sup class="footnote-reference"><a href="#([^"]*)">\d+</a></sup>')
_OPENING = regex(r'<div class="footnote-definition" id="([^"]*)"><sup class="footnote-definition-label">\d+</sup>\n?')
_DIV = regex(r"<(/?)div\b[^<>]*>", re.IGNORECASE)


def backlink_title(language: str) -> str:
    """Give the title of the link from a note back to the text; ``{}`` stands for the number of the note."""
    french = language.split("-", maxsplit=1)[0].lower() == "fr"
    return "Revenir à l’appel de la note {}" if french else "Jump back to footnote {} in the text"


def gather_notes(html: str, language: str) -> str:
    """Move the notes of pulldown-cmark's HTML to its end, numbered in the order in which they are written."""
    text, notes = _take_notes(html)
    if not notes:
        return html
    numbers = {label.casefold(): number for number, label in enumerate(notes, start=1)}
    names = {label.casefold(): label for label in notes}
    mentions: Counter[str] = Counter()

    def refer(reference: re.Match[str]) -> str:
        key = reference[1].casefold()
        if key not in numbers:
            return reference[0]
        mentions[key] += 1
        again = mentions[key] if mentions[key] > 1 else ""
        link = f'<a class="footnote-ref" href="#fn:{names[key]}">{numbers[key]}</a>'
        return f'<sup id="fnref{again}:{names[key]}">{link}</sup>'

    text = _REFERENCE.sub(refer, text)
    referred = {label: _REFERENCE.sub(refer, note) for label, note in notes.items()}
    items = []
    for label, note in referred.items():
        key = label.casefold()
        title = escape(backlink_title(language).format(numbers[key]))
        links = "".join(
            f'<a class="footnote-backref" href="#fnref{again if again > 1 else ""}:{label}" title="{title}">&#8617;</a>'
            for again in range(1, max(mentions[key], 1) + 1)
        )
        ending = f"&#160;{links}</p>" if note.endswith("</p>") else f"\n<p>{links}</p>"
        items.append(f'<li id="fn:{label}">\n{note.removesuffix("</p>")}{ending}\n</li>\n')
    return f'{text.rstrip()}\n<div class="footnote">\n<hr>\n<ol>\n{"".join(items)}</ol>\n</div>'


def _take_notes(html: str) -> tuple[str, dict[str, str]]:
    """Take the notes out of a text; give it without them, and their HTML by label, in order. No note holds another."""
    notes: dict[str, str] = {}
    openings = list(_OPENING.finditer(html))
    if not openings:  # raw HTML that looks like a note from afar
        return html, notes
    kept = [html[: openings[0].start()]]
    for opening, following in zip(openings, [*openings[1:], None], strict=True):
        limit = following.start() if following else len(html)
        note_end, rest = _end_of_note(html, opening.end(), limit)
        notes.setdefault(opening[1], html[opening.end() : note_end].rstrip())
        kept.append(html[rest:limit])
    return "".join(kept), notes


def _end_of_note(html: str, start: int, limit: int) -> tuple[int, int]:
    """Find the tag that closes a note: where it begins and ends. Raw HTML in it may lack tags of its own."""
    depth, last = 1, (limit, limit)
    for div in _DIV.finditer(html, start, limit):
        depth += -1 if div[1] else 1
        if div[1]:
            last = div.span()
        if depth == 0:
            break
    return last
