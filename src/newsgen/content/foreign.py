"""What other systems would have made something of, and newsgen shows to readers as it is: told before they see it.

Shortcodes of WordPress, Hugo and forums, tags of Jekyll and other template languages, blocks of Kramdown and
Docusaurus, links of wikis; and a link that a space keeps from being one. Only prose counts: whether a place is prose,
the engine tells (a mark is put there, and the text read once more), for those few texts that hold any such sign.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator

from msgspec import Struct

from newsgen.base.faults import BodySpan, Fault, warning
from newsgen.base.patterns import regex
from newsgen.content.readable import prose_of
from newsgen.content.shortcodes import Declarations
from newsgen.content.slips import mend_call

_ADDRESS = r"""(?:https?://|www\.|mailto:|/|\.\.?/|\#|article:)[^\s()<>]*|[^\s()<>]+\.(?:md|html?|pdf|jpe?g|png|webp)"""
_BLOCK = regex(r"\[(/?)(\w[\w-]*)")
_LONGEST_SHOWN = 60
_VIDEO = regex(r"https?://[^\s\"'\]\[<>]+")


class Form(Struct, frozen=True):
    """A form of other systems: what every text with it holds, what it looks like, and what to write instead.

    It is shown where the ``group`` of the pattern is; ``within`` is the group that can be told apart from what it does.
    """

    sign: str
    pattern: re.Pattern[str]
    way_out: Callable[[re.Match[str], Declarations], str]
    group: int = 0
    first: str = "["
    within: int = 0


def foreign_faults(text: str, path: str, declarations: Declarations, convert: Callable[[str], str]) -> Iterator[Fault]:
    """Warn of what is foreign in a text of the file ``path``; ``convert`` gives the HTML of one, shortcodes and all."""
    found = _find(text)
    if not found:
        return
    pieces, end = [], 0
    for number, (match, form) in enumerate(found):
        place = match.start(form.within or form.group)
        pieces += [text[end:place], _mark(number)]
        end = place
    prose = prose_of(convert("".join([*pieces, text[end:]])))
    starts = [0, *(line.end() for line in re.finditer("\n", text))]
    for number, (match, form) in enumerate(found):
        if _mark(number) in prose:
            line = bisect_right(starts, match.start(form.group)) - 1
            shown = match[form.group].partition("\n")[0]
            spot = BodySpan(line, match.start(form.group) - starts[line], len(shown))
            message = f"readers would see “{_shortened(shown)}” as it is"
            yield warning("foreign-markup", message, path, spot, form.way_out(match, declarations))


def _find(text: str) -> list[tuple[re.Match[str], Form]]:
    """Find what looks foreign, in order; of what lies within another, only the other."""
    there = {first for first in _FIRSTS if first in text}  # one sign is found much faster than two, and forms share it
    found = sorted(
        (
            (match, form)
            for form in _FORMS
            if form.first in there and form.sign in text
            for match in form.pattern.finditer(text)
        ),
        key=lambda each: each[0].span(),
    )
    outer: list[tuple[re.Match[str], Form]] = []
    opened: set[str] = set()
    for match, form in found:
        if outer and match.start() < outer[-1][0].end():
            continue
        name = _BLOCK.match(match[0])
        if name is None or not name[1] or name[2] not in opened:  # what closes is told with what opens
            outer.append((match, form))
        if name is not None:
            opened.add(name[2])
    return outer


def _mark(number: int) -> str:
    return f"zqzforeign{number}zqz"


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"


def _without_space(match: re.Match[str], _: Declarations) -> str:
    return f"write [{match[1]}]({match[2]}), without the space: then it is a link"


def _with_spaces(match: re.Match[str], _: Declarations) -> str:
    return f"an address with spaces stands between < and >: write (<{match[1]}>)"


def _as_shortcode(match: re.Match[str], declarations: Declarations) -> str:
    mended = mend_call("{{<" + match[1].strip() + ">}}", declarations)
    return f"write {mended}, alone on its line" if mended else _NO_CODE


def _tag(match: re.Match[str], _: Declarations) -> str:
    name, rest = match[1].strip("- ").partition(" ")[::2]
    if name in {"link", "post_url"} and rest:
        file = rest.strip().rpartition("/")[2]
        return f"name the file in a link: [words]({file.removesuffix('.md')}.md)"
    if name in {"highlight", "raw", "code", "endhighlight", "endraw", "endcode"}:
        return "put code between two lines of three backquotes"
    if name in {"youtube", "vimeo", "video", "embed"}:
        return _as_video(match)
    return _NO_CODE


def _block(match: re.Match[str], _: Declarations) -> str:
    name = match[1].strip("/").lower()
    if name in {"gallery", "galerie", "ngg", "slideshow"}:
        return 'name the pictures below “galleries” in the front matter, and write {{< gallery name="…" >}}'
    if name in {"caption", "wp_caption", "img", "figure", "image"}:
        return 'write {{< figure src="…" alt="…" caption="…" >}}'
    if name in {"embed", "video", "youtube", "vimeo", "dailymotion", "playlist", "wpvideo", "media"}:
        return _as_video(match)
    if name in {"b", "i", "u", "strong", "em"}:
        return "write **bold** and *italics*"
    if name in {"quote", "blockquote", "pullquote"}:
        return 'begin the lines with >, or write {{< quote text="…" by="…" >}}'
    if name in {"url", "link", "a"}:
        return "write [words](address)"
    return "take it out, or declare a shortcode of your own in the settings; what is meant to be read is written \\[…]"


def _as_video(match: re.Match[str]) -> str:
    address = _VIDEO.search(match.string, match.start(), match.start() + 300)
    return f'write {{{{< video url="{address[0] if address else "https://…"}" title="…" >}}}}, alone on its line'


def _wiki(match: re.Match[str], _: Declarations) -> str:
    name, words = match[1].partition("|")[::2]
    if match.string[match.start() - 1 : match.start()] == "!":
        return f"write ![what it shows]({name.strip()})"
    return f"name the file in a link: [{(words or name).strip()}](file.md)"


def _fence(_: re.Match[str], __: Declarations) -> str:
    return "write a quotation (> before each line), raw HTML, or a shortcode of your own"


def _attributes(match: re.Match[str], _: Declarations) -> str:
    return f"put {match[0]} on a last line of its own in a paragraph, at the end of a heading, or right behind *words*"


def _change(_: re.Match[str], __: Declarations) -> str:
    return "accept the change or reject it, and take the marks out"


def _plain(_: re.Match[str], __: Declarations) -> str:
    return _NO_CODE


_NO_CODE = "write what it stands for: newsgen runs no code in a text. As an example it stands in `backquotes`"
_VALUE = r"""(?:"[^"\n]{0,500}"|'[^'\n]{0,500}'|[“”″][^“”″\n]{0,500}[“”″]|[^\s\[\]]+)"""
_IN_ADDRESS = r"""[^()<>"'\n]"""
_SPACED = (
    rf"(?:https?://|\.{{0,2}}/){_IN_ADDRESS}*[ ]{_IN_ADDRESS}*"
    rf"|(?!/){_IN_ADDRESS}+[ ]{_IN_ADDRESS}*\.(?:md|pdf|jpe?g|png|webp|docx?)"
)
_CHANGES = (
    r"\+\+[^\n]{1,500}?\+\+|--[^\n]{1,500}?--|==[^\n]{1,500}?==|>>[^\n]{1,500}?<<|~~[^\n]{1,500}?~>[^\n]{0,500}?~~"
)
"""Changes that an editor has marked (CriticMarkup)."""
_FORMS = (  # each begins with its sign, which is found fast; what may not stand before it is asked next
    Form("] ", regex(rf"\[(?<![\\!\]]\[)([^\[\]\n]+)\][ \t\u00a0]+\(({_ADDRESS})\)"), _without_space),
    Form("](", regex(rf"\]\(({_SPACED})\)"), _with_spaces, group=1),
    Form("{{%", regex(r"\{\{%([^\n]{0,500}?)%\}\}"), _as_shortcode, first="{"),
    Form("{%", regex(r"\{%(?<!\{\{%)([^\n]{0,500}?)%\}"), _tag, first="{"),
    Form("{{", regex(r"\{\{[-~#/>&{]?\s*[$.]?[A-Za-z_][^{}\n]*\}\}\}?"), _plain, first="{"),
    Form(
        "{",
        regex(r"\{(?<!\\\{):?[ ]?[.#]([A-Za-z][\w-]*(?:[ ]+(?:[.#][A-Za-z]|[\w-]+=)[^\s{}]*)*)[ ]?\}"),
        _attributes,
        0,
        "{",
        1,
    ),
    Form("{", regex(rf"\{{(?<!\\\{{)(?:{_CHANGES})\}}"), _change, first="{"),
    Form("#}", regex(r"\{(?<!\\\{)#[^{}\n]{0,500}#\}"), _plain, first="{"),
    Form("!!}", regex(r"\{(?<!\\\{)!![^{}\n]{0,500}!!\}"), _plain, first="{"),
    Form("[%", regex(r"\[%[^\n]{0,500}?%\]"), _plain),
    Form("<%", regex(r"<%[^%\n]*%>"), _plain, first="%"),
    Form("{:", regex(r"\{:(?::[^{}\n]*|/\w*)\}"), _plain, first="{"),
    Form(":::", regex(r":::(?<![^\n \t]:::):*[ \t]*[\w{][^\n]*"), _fence, first=":"),
    Form("[[", regex(r"\[\[(?<!\\\[\[)([^\[\]\n]*[^\W\d][^\[\]\n]*)\]\](?![(\[:])"), _wiki),
    Form("=", regex(rf"\[(?<![\\\[!\]]\[)(\w[\w-]*)(?:[ \t]+[\w-]+={_VALUE})+[ \t]*/?\](?![(\[:])"), _block),
    Form("[/", regex(r"\[/(?<!\\\[/)([A-Za-z][\w-]*)\](?![(\[:])"), _block),
    Form("[/", regex(r"\[(?<![\\\[!\]]\[)([A-Za-z][\w-]*)\](?=[^\n]{0,1000}\[/\1\])"), _block),
    Form("[", regex(r"\[(?<!\S\[)(gallery|galerie|playlist)\](?![(\[:\w])"), _block),
)
_FIRSTS = frozenset(form.first for form in _FORMS)
