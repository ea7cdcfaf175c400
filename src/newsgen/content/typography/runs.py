"""HTML set in type: only its prose, and each block as one text, whatever elements stand in it.

Code, formulas, scripts, addresses and what opts out (``translate="no"``, ``class="notypo"``) stay as they are. Of
attributes, ``alt`` and ``title`` are prose.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from functools import lru_cache

from msgspec import Struct

from newsgen.base.patterns import regex
from newsgen.content.typography.display import Display
from newsgen.content.typography.edits import BLOCK, LINE, THING, Compose, cut
from newsgen.content.weave import TAG

_TAG = regex(  # what weave.TAG finds, in one piece
    r"""(<!--.*?-->|<(script|style)\b.*?</\2\s*>|</?[a-z][\w-]*+(?:[^<>"']++|"[^"]*"|'[^']*')*+>)""",
    re.DOTALL | re.IGNORECASE,
)
_INLINE = regex(
    "a|abbr|b|bdi|bdo|big|cite|data|del|dfn|em|font|i|ins|label|mark|q|rp|rt|ruby|s|small|span|strike|strong|sub|sup"
    "|time|u|wbr"
)
_THING = regex(
    "audio|button|canvas|code|embed|iframe|img|input|kbd|math|meter|object|output|picture|samp|select|svg|tt|var|video"
)
_SHUT = regex("audio|canvas|code|iframe|kbd|math|object|pre|samp|select|style|script|svg|textarea|tt|var|video")
_VOID = regex("area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr")
_OUT = regex(
    r"""\stranslate\s*=\s*["']?no\b
    |\sclass\s*=\s*(?:"[^"]*?|'[^']*?|)(?<![\w-])(?:notypo|math|arithmatex|katex)(?![\w-])""",
    re.IGNORECASE | re.VERBOSE,
)
_NOTE = regex(r"\b(?:fnref|footnote-ref)")
_PROSE = regex(r"""(\s(?:alt|title)\s*=\s*)("[^"]*"|'[^']*')""", re.IGNORECASE)


def set_html(source: str, compose: Compose, set_text: Callable[[str], str], display: Display | None = None) -> str:
    """Set the prose of an HTML text.

    ``compose`` sets a block, ``set_text`` an attribute, ``display`` what pages show of it.
    """
    pieces: list[str] = _TAG.split(source)
    del pieces[2::3]  # the names of scripts and styles; now text and tags take turns
    slots, prose = _gather(pieces, set_text)
    if prose:
        anew = cut(prose, *compose("".join(prose)))
        shown = display if display is not None and display.concerns("".join(anew)) else None
        for place, (slot, old, new) in enumerate(zip(slots, prose, anew, strict=True)):
            if slot is None:
                continue
            if shown is not None and shown.concerns(new):
                pieces[slot] = shown.html(new, _sign_before(anew, place), _sign_after(anew, place))
            elif new != old:
                pieces[slot] = html.escape(new, quote=False)
    return "".join(pieces)


def _sign_before(prose: list[str], place: int) -> str:
    return next((prose[earlier][-1] for earlier in range(place - 1, -1, -1) if prose[earlier]), "")


def _sign_after(prose: list[str], place: int) -> str:
    return next((prose[later][0] for later in range(place + 1, len(prose)) if prose[later]), "")


def _gather(pieces: list[str], set_text: Callable[[str], str]) -> tuple[list[int | None], list[str]]:
    """Gather the prose among pieces, and the signs for what stands between; say which piece each is.

    Set the attributes.
    """
    slots: list[int | None] = []
    prose: list[str] = []
    shut, depth = "", 0
    for number, piece in enumerate(pieces):
        if number % 2 == 0:
            if piece and not shut:
                slots.append(number)
                prose.append(html.unescape(piece) if "&" in piece else piece)
            continue
        tag = _read(piece)
        if shut:
            depth += tag.step if tag.name == shut else 0
            shut = shut if depth else ""
            continue
        if tag.speaks:
            pieces[number] = _PROSE.sub(lambda found: _set_attribute(found, set_text), piece)
        if tag.shuts:
            shut, depth = tag.name, 1
        if tag.sign:
            slots.append(None)
            prose.append(tag.sign)
    return slots, prose


class _Tag(Struct, frozen=True):
    """What a tag is to the prose around it; comments and scripts have no ``name`` and are nothing.

    ``step`` is how much deeper it leads; ``sign`` is what it is to its neighbours: nothing, a thing, the end of a line
    or of a block; whether it ``shuts`` prose out up to its end, and ``speaks`` prose in its attributes.
    """

    name: str = ""
    step: int = 0
    sign: str = ""
    shuts: bool = False
    speaks: bool = False


@lru_cache(1_000)  # most tags are the same few
def _read(written: str) -> _Tag:
    found = TAG.fullmatch(written)
    if found is None or not found["name"]:
        return _Tag()
    name, attributes, closes = found["name"].lower(), found["attributes"], bool(found["close"])
    opens = not (closes or written.endswith("/>") or _VOID.fullmatch(name))
    out = _OUT.search(attributes) is not None
    # the number of a footnote sticks to its word
    shuts = opens and bool(_SHUT.fullmatch(name) or out or (name == "sup" and _NOTE.search(attributes)))
    speaks = not out and ("alt" in attributes or "title" in attributes)
    return _Tag(name, opens - closes, _sign(name, closes=closes, shuts=shuts), shuts, speaks)


def _sign(name: str, *, closes: bool, shuts: bool) -> str:
    if name == "br":
        return LINE
    if _INLINE.fullmatch(name):
        return THING if shuts and name != "sup" else ""
    if not _THING.fullmatch(name):
        return BLOCK
    return "" if closes else THING


def _set_attribute(found: re.Match[str], set_text: Callable[[str], str]) -> str:
    old = html.unescape(found[2][1:-1])
    new = set_text(old)
    return found[0] if new == old else f'{found[1]}"{html.escape(new)}"'
