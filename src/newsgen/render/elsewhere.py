"""The text of an article for readers elsewhere: in a feed reader, an app, a partner's system.

Nothing there runs a script of ours or knows our style sheet, and addresses mean nothing without the site before them:
what stays is prose, pictures, and videos as files or as links behind their posters. A footnote leads to that of the
article's page, since readers of feeds show many articles as one document.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from urllib.parse import urljoin

import nh3
from markupsafe import Markup, escape

from newsgen.base.patterns import regex
from newsgen.pages.views import ArticleDetail, Picture, VideoLink
from newsgen.schema.plain_text import CONTROL

_TAGS: Final = {
    *("a", "abbr", "aside", "audio", "b", "bdi", "bdo", "blockquote", "br", "cite", "code", "dd", "del", "details"),
    *("dfn", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins"),
    *("kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "small", "source", "span"),
    *("strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul"),
    *("var", "video"),
}
_ATTRIBUTES: Final = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "audio": {"src", "controls"},
    "blockquote": {"cite"},
    "del": {"datetime"},
    "img": {"src", "alt", "title", "width", "height"},
    "ins": {"datetime"},
    "ol": {"start", "reversed", "type"},
    "q": {"cite"},
    "source": {"src"},
    "td": {"colspan", "rowspan", "align", "style"},
    "th": {"colspan", "rowspan", "align", "scope", "style"},
    "time": {"datetime"},
    "video": {"src", "poster", "controls", "width", "height"},
    "*": {"lang", "dir"},
}
_DROPPED: Final = {
    *("button", "canvas", "datalist", "embed", "form", "iframe", "math", "noscript", "object", "script", "select"),
    *("style", "svg", "template", "textarea"),
}
"""Elements that go with all that is in them."""
_ALIGNMENT: Final = regex(r"text-align: ?(?:left|center|right)")
"""How Markdown aligns the columns of tables: nothing else of a style has a meaning elsewhere."""
_ADDRESSES: Final = frozenset(("href", "src", "poster", "cite"))


def elsewhere(html: str, url: str) -> Markup:
    """Give the HTML of a text at the whole address ``url`` for readers elsewhere: safe, and with whole addresses."""

    def complete(_tag: str, name: str, value: str) -> str | None:
        if name == "style":
            return aligned[0] if (aligned := _ALIGNMENT.search(value)) else None
        if name not in _ADDRESSES:
            return value
        try:
            return urljoin(url, value)
        except ValueError:  # no address at all
            return None

    cleaned = nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags=_DROPPED,
        attributes=_ATTRIBUTES,
        attribute_filter=complete,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    # What was written as &#1; is the character itself now, and one of those breaks the whole feed: XML has no place for
    # it; and it reads a carriage return as the end of a line. All formats are to say the same.
    readable = CONTROL.sub("", cleaned.replace("<source>", "")).replace("\r", "\n")  # sources of pictures had more
    return Markup(readable)  # noqa: S704 - what is left is harmless


def full_text(article: ArticleDetail, html: str, absolute: Callable[[str], str]) -> Markup:
    """Give an article as one text for readers elsewhere: its video or picture, then its body (``html``)."""
    lead = Markup()
    if article.video is not None:
        lead = _video(article.video, article.title)
    elif article.image is not None:
        lead = Markup("<figure>{}{}</figure>").format(_picture(article.image), _caption(article.image))
    return elsewhere(lead + Markup(html), absolute(article.url))  # noqa: S704 - it is cleaned there


def _video(video: VideoLink, title: str) -> Markup:
    if video.file:
        shown = Markup(' poster="{}"').format(video.poster.url) if video.poster is not None else Markup()
        return Markup('<figure><video src="{}" controls{}></video></figure>').format(video.url, shown)
    poster = Markup()
    if video.poster is not None:
        poster = Markup('<a href="{}">{}</a>').format(video.url, _picture(video.poster))
    return Markup('<figure>{}<figcaption><a href="{}">▶ {}</a></figcaption></figure>').format(
        poster, video.url, video.title or title
    )


def _picture(picture: Picture) -> Markup:
    size = Markup()
    if picture.width and picture.height:
        size = Markup(' width="{}" height="{}"').format(picture.width, picture.height)
    return Markup('<img src="{}" alt="{}"{}>').format(picture.fallback or picture.url, picture.alt, size)


def _caption(picture: Picture) -> Markup:
    said = " – ".join(each for each in (picture.caption, picture.credit, picture.licence) if each)
    return Markup("<figcaption>{}</figcaption>").format(escape(said)) if said else Markup()
