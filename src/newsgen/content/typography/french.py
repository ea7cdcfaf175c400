"""French as printers set it.

Sources: *Lexique des règles typographiques en usage à l'Imprimerie nationale* (a no-break space before the colon and
inside guillemets, a thin one before ; ! ?); Ramat, *Le Ramat de la typographie*; the Académie française on ordinals;
the typographic conventions of the French Wikipedia on what must not part.
"""

from __future__ import annotations

import re

from newsgen.base.patterns import regex
from newsgen.content.typography.common import ellipses, glyphs, join, keep, keepers
from newsgen.content.typography.edits import (
    BLOCK,
    LINE,
    NBSP,
    SPACE,
    SPACES,
    THIN,
    WORD_JOINER,
    Edits,
    gap_after,
    gap_before,
    places,
    put,
)
from newsgen.content.typography.quotes import MARKS, curl

# As in common.py, a pattern begins with a rare sign.
_ENDS = frozenset(f"{SPACES}{LINE}{BLOCK}")
_BEFORE_NO_SIGN = frozenset(f"{LINE}{BLOCK}([{{«“‘„—–-/¿¡:;!?")
_TALL = _ENDS | set('»”’")]}.,;:!?…')
_BEHIND_SIGN = {":": _ENDS | set('»”’"'), ";": _ENDS | set('»”’"'), "!": _TALL, "?": _TALL}
_JOINING = frozenset(",.…:/-–—−")
_HYPHENS = regex("--")
_DASH = regex("[-–—](?:(?<!-)|--?(?!-))")
_DIALOGUE = regex(f"-(?={SPACE}+[^{LINE}{BLOCK}{SPACES}»])")
_SENTENCE_END = regex(f"[.!?…](?:{SPACE}*[»”)])*{SPACE}+[A-ZÀ-Þ«]|[{LINE}{BLOCK}]")
_MINUS = regex(
    rf"-(?=[0-9]+(?:,[0-9]+)?(?:{SPACE}+(?:à|et|ou){SPACE}+[-−]?[0-9]+(?:,[0-9]+)?)?{SPACE}*(?:[%‰€]|°[CF]))"
)
_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_NUMBER = (
    rf"(?P<tight>{SPACE}*)(?:[%‰€]|°[CF]|(?:k|M|Md)€|[kcmµ]m[²³]?|m[²³]|km/h|ha|kg|[kMGT]Wh?|[MGT]o|dB)(?![\w’'])"
    rf"|(?P<loose>{SPACE}+)(?:[$£¥]|Md?[$£]|[mn]m|d?m|m/s|[mcdh]?[lLg]|t|Wh?|k?V|[kMG]?Hz|h?Pa|bars?|k?cal|min"
    rf"|m?s|ko|px|million(?:s|ième)?|milliards?|{_MONTHS})(?![\w’'])"
    rf"|er(?P<first>{SPACE}+)(?:{_MONTHS})(?!\w)"
    rf"|(?P<hour>{SPACE}*)h(?:(?=(?P<minutes>{SPACE}*)[0-9]{{2}}(?!['’′0-9]))|(?![\w’']))"
    rf"|(?P<thousand>{SPACE})(?=[0-9]{{3}}(?![0-9])(?:{SPACE}[0-9]{{3}}(?![0-9]))*(?!{SPACE}[0-9]))"
    rf"|(?P<ordinal>i?ème|(?<=1)ère)s?(?!\w)"
)
_ROMAN = rf"(?P<roman>[IVXLC]*)(?:(?P<rank>er|re|e|i?ème)s?(?:(?P<behind>{SPACE})(?=\w)|(?!\w))|(?![\w’'-]|\.[\w-]))"
_FIGURE = regex(rf"[0-9IVXLC](?:(?<=[0-9])(?![0-9])(?:{_NUMBER})|(?<=[IVXLC]){_ROMAN})")
_DURATION = regex(
    rf"[0-9]({SPACE}*)(?:j|h|min|mn)({SPACE}*)[0-9]{{1,2}}({SPACE}*)(?:h|min|mn|s)"
    rf"(?:({SPACE}*)[0-9]{{1,2}}({SPACE}*)(?:min|mn|s))?(?![\w’'])"
)
_MEASURED = rf"[0-9]+(?:,[0-9]+)?{SPACE}*(?:[%‰€]|°[CF]|(?:k|M|Md)€|[kcm]?m[²³]?|km/h|ha|k?g|min)(?![\w’'])"
_OF_HOURS = rf"[0-9]{{1,2}}{SPACE}*h(?:{SPACE}*[0-9]{{2}})?(?![\w’'])"
_RANGE = regex(rf"-(?<=[0-9h].)(?:(?={_MEASURED})|(?=(?P<hours>{_OF_HOURS})))")
_RANGE_BEGINS = regex(
    rf"(?<![\w/.,–—−-])(?:[0-9]+(?:,[0-9]+)?|[0-9]{{1,2}}{SPACE}*(?P<hours>h)(?:{SPACE}*[0-9]{{2}})?)\Z"
)
_LONGEST_BEGINNING = 16
_BY = regex(rf"x(?<=[0-9].)(?=[0-9]+(?:,[0-9]+)?(?:x[0-9]+(?:,[0-9]+)?)?{SPACE}*(?:[cdkm]?m|px)(?![\w’']))")
_TELEPHONE = regex(rf"0[1-9]({SPACE})[0-9]{{2}}({SPACE})[0-9]{{2}}({SPACE})[0-9]{{2}}({SPACE})[0-9]{{2}}(?![0-9])")
_TIMES = regex(rf"×(?<=[0-9]{SPACE}.)(?={SPACE}[0-9])")
_NUMERO = regex(rf"[°º§](?:(?<=[nN].)|(?<=§))({SPACE}*)(?=[0-9])")
_BEFORE_CHRIST = regex(rf"\.(?:(?<=av.)|(?<=apr.))({SPACE})(?=J\.-C\.)")
_INITIAL = regex(rf"\.(?<=[A-ZÀ-Þ].)({SPACE})(?=[A-ZÀ-Þ])")
_KEEPERS = keepers(
    "M. MM. Mme Mmes Mlle Mlles Mgr Me Mes Dr Drs Pr Prs Vve",
    "p. pp. art. Art. al. chap. Chap. fig. Fig. vol. Vol. col. coll. éd. t. T. v. vv. page pages Page Pages"
    " article articles chapitre chapitres tome tomes nos n° N° nº Nº § §§",
)


def compose(text: str) -> tuple[str, Edits]:
    """Set a French text."""
    text = curl(text, MARKS["fr"])
    if "-" in text:
        text = _MINUS.sub(_minus, _DIALOGUE.sub(_dialogue, text))
    text = glyphs(text)
    if "-" in text:
        text = _RANGE.sub(_range, text)
    text = _BY.sub("×", text)
    edits: Edits = {}
    ellipses(text, edits)
    if "–" in text or "—" in text or _HYPHENS.search(text):
        _dashes(text, edits)
    _signs(text, edits)
    join(_TELEPHONE, text, edits)
    join(_DURATION, text, edits)
    _figures(text, edits)
    for found in _TIMES.finditer(text):
        put(edits, found.start() - 1, found.start(), NBSP)
        put(edits, found.end(), found.end() + 1, NBSP)
    if "°" in text or "º" in text or "§" in text:
        join(_NUMERO, text, edits)
    join(_BEFORE_CHRIST, text, edits)
    keep(text, edits, _KEEPERS)
    _initials(text, edits)
    return text, edits


def _minus(found: re.Match[str]) -> str:
    before = found.string[found.start() - 1 : found.start()]
    return "−" if not before or before in _ENDS or before in "([«" else "-"


def _range(found: re.Match[str]) -> str:
    """Take the hyphen between two numbers with one unit, or two hours, for a dash."""
    head = found.string[max(0, found.start() - _LONGEST_BEGINNING) : found.start()]
    begins = _RANGE_BEGINS.search(head)
    return "–" if begins and (found["hours"] or not begins["hours"]) else "-"


def _dialogue(found: re.Match[str]) -> str:
    return "—" if _begins_line(found.string, gap_before(found.string, found.start())) else "-"


def _begins_line(text: str, place: int) -> bool:
    return place == 0 or text[place - 1] in (LINE, BLOCK)


def _signs(text: str, edits: Edits) -> None:
    """Set the spaces of the tall signs and of guillemets; a sign that nothing ends, as in 12:30, is none."""
    for place in places(text, "«"):
        end = gap_after(text, place + 1)
        if end < len(text) and text[end] not in f"»{LINE}{BLOCK}":
            put(edits, place + 1, end, NBSP)
    for place in places(text, "»"):
        start = gap_before(text, place)
        if start and text[start - 1] not in f"«{LINE}{BLOCK}":
            put(edits, start, place, NBSP)
    for sign, behind in _BEHIND_SIGN.items():
        for place in places(text, sign):
            start = gap_before(text, place)
            stands_behind = start and text[start - 1] not in _BEFORE_NO_SIGN
            if stands_behind and (place + 1 == len(text) or text[place + 1] in behind):
                put(edits, start, place, NBSP if sign == ":" else THIN)


def _dashes(text: str, edits: Edits) -> None:
    """Set the dashes of dialogues and of incises: an incise keeps to its dashes, whichever line they are on."""
    opened = False
    last = 0
    for found in _DASH.finditer(text):
        place, end = found.span()
        start, behind = gap_before(text, place), gap_after(text, end + (text[end : end + 1] == WORD_JOINER))
        ends = behind == len(text) or text[behind] in (LINE, BLOCK)
        begins = _begins_line(text, start)
        spaced = behind > end or ends or text[end] in ",.;:…"
        if text[place - 1 : place] == "-" or not spaced or (start == place and not begins):
            continue
        if (start and text[start - 1] == "«") or text[behind : behind + 1] == "»":
            continue
        if begins:
            opened = False
            if behind > end and not ends:
                put(edits, end, behind, NBSP)
                if found[0][0] == "-":
                    put(edits, place, end, "—")
            continue
        if found[0][0] == "-":
            put(edits, place, end, "–" if end - place == 2 else "—")
        if opened and _SENTENCE_END.search(text, last, place):
            opened = False
        numbers = not ends and text[start - 1].isdigit() and text[behind].isdigit()
        closes = opened or ends or behind == end
        put(edits, start, place, NBSP if closes or numbers else " ")
        if behind > end and not ends:
            put(edits, end, behind, NBSP if numbers or not closes else " ")
        opened, last = not closes and not numbers, end


def _figures(text: str, edits: Edits) -> None:
    """Set numbers, those in digits and Roman ones."""
    thousand = -1
    for found in _FIGURE.finditer(text):
        if found["roman"] is not None:
            _set_roman(text, edits, found)
        else:
            thousand = _set_number(text, edits, found, thousand)


def _set_number(text: str, edits: Edits, found: re.Match[str], thousand: int) -> int:
    """Keep a number with what it counts; set hours, long numbers and ordinals (2e and 1re, not 2ème and 1ère).

    ``thousand`` is where the last three digits ended of a number that may go on; it is given anew.
    """
    kind = found.lastgroup or ""
    start = head = found.start() + 1
    while head and text[head - 1].isdigit():
        head -= 1
    before, digits = text[head - 1 : head], start - head
    ranges = before == "–" and (text[head - 2 : head - 1].isdigit() or text[head - 2 : head - 1] == "h")
    apart = ranges or before == "h" or (before not in _JOINING and not before.isalpha())
    if kind == "thousand":
        chained = digits == 3 and head - 1 == thousand
        if chained or (digits <= 3 and apart and not _ends_with_digit(text, gap_before(text, head))):
            put(edits, start, start + 1, THIN)
            return start
    elif kind == "ordinal":
        if found[kind][-2] == "m" or (digits == 1 and not before.isalpha()):
            put(edits, *found.span(kind), "e" if found[kind][-2] == "m" else "re")
    elif kind == "minutes":
        if digits <= 2 and apart:
            put(edits, *found.span("hour"), NBSP)
            put(edits, *found.span("minutes"), NBSP)
    elif (digits <= 2 and apart) if kind == "hour" else found[kind] or before == "h" or not before.isalpha():
        put(edits, *found.span(kind), NBSP)
    return thousand


def _ends_with_digit(text: str, end: int) -> bool:
    return text[end - 1 : end].isdigit()


def _initials(text: str, edits: Edits) -> None:
    """Keep J. K. Rowling together."""
    for found in _INITIAL.finditer(text):
        if not text[found.start() - 2 : found.start() - 1].isalnum():
            put(edits, found.start(1), found.end(1), NBSP)


def _set_roman(text: str, edits: Edits, found: re.Match[str]) -> None:
    """Keep XXIe siècle together, and Louis XIV: a Roman number behind a word with a capital."""
    place, rank = found.start(), found["rank"] or ""
    start = gap_before(text, place)
    if rank[-1:] == "e" and rank != "re":
        number = text[place : found.end("roman")]
        if (len(number) > 1 or number in "VX") and not text[place - 1 : place].isalnum():
            if len(rank) > 1:
                put(edits, *found.span("rank"), "e")
            if found["behind"]:
                put(edits, *found.span("behind"), NBSP)
    elif rank and text[place : found.end("roman")] != "I":
        return
    elif 0 < start < place and text[start - 1].islower() and _is_name(text, start):
        put(edits, start, place, NBSP)
    elif rank and found["behind"] and not text[place - 1 : place].isalnum():
        put(edits, *found.span("behind"), NBSP)


def _is_name(text: str, end: int) -> bool:
    start = end
    while start and text[start - 1].isalpha():
        start -= 1
    return text[start].isupper()
