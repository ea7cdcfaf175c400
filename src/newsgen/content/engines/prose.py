"""Paragraphs of plain prose to HTML, as Python-Markdown would write them: words, plain emphasis, plain links.

That is what most of a newspaper is. Whatever could mean anything else is left to Python-Markdown.
"""

from __future__ import annotations

from newsgen.base.patterns import regex
from newsgen.content.engines.writing import escape_text

_WORD = r"[^`\\\[\]<&*_{|\x02\n]"
_WORDS = regex(r"[^`\\\[<&*_{|\x02]*+")
_STRUCTURE = regex(r"[\s\d#=_+>:-]|\Z")
_STRUCTURE_BELOW = regex(r"\n(?:[\s\d#=_+>:-]|\Z)|  \n")
_FORM = regex(  # begins with its sign, which is found fast
    rf"""[\[*](?:(?<=\[)(?<!!\[)((?!\^){_WORD}+)\]\(([^\s()<>&"'`\\\[\]*{{|\x02]+)\)"""
    rf"""|(?<=\*)(?<![^\s’'"(«“-]\*)(\*?)(?![\s*])({_WORD}+)(?<!\s)\*\3(?![\w*]))"""
)


def holds_plain_forms_only(text: str) -> bool:
    """Tell whether all emphasis in a text is plain.

    Where it is not, Python-Markdown may show the numbers that it gives to links and the like, so it must see them all.
    """
    rest = _FORM.sub("", text)
    return "*" not in rest and "_" not in rest


def write_words(block: str) -> str | None:
    """Write a block if it is a paragraph of words alone."""
    if _STRUCTURE.match(block) or ("\n" in block and _STRUCTURE_BELOW.search(block)):
        return None
    return str(escape_text(block)) if _WORDS.fullmatch(block) else None


def write_prose(block: str) -> str | None:
    """Write a block if it is a paragraph of words, plain emphasis and plain links."""
    if "*" not in block and "[" not in block:
        return write_words(block)
    if _STRUCTURE.match(block) or ("\n" in block and _STRUCTURE_BELOW.search(block)):
        return None
    pieces = _FORM.split(block)
    if not all(map(_WORDS.fullmatch, pieces[::5])):
        return None
    written = [escape_text(pieces[0])]
    for text, address, star, words, rest in zip(*(pieces[number::5] for number in range(1, 6)), strict=True):
        if star is None:
            written.append(f'<a href="{address}">{escape_text(text)}</a>')
        else:
            name = "strong" if star else "em"
            written.append(f"<{name}>{escape_text(words)}</{name}>")
        written.append(escape_text(rest))
    return "".join(written)
