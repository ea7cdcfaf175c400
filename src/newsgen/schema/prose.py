"""Texts that readers read: plain text, without markup in it, and whole, though YAML knows comments."""

from __future__ import annotations

from typing import Final

from newsgen.base.accents import composed
from newsgen.base.faults import Field
from newsgen.base.patterns import regex
from newsgen.schema.plain_text import decode_references, find_markup, is_simple
from newsgen.schema.plain_values import SPACES
from newsgen.schema.reading import Path, Reading, name_of
from newsgen.schema.yaml_text import Comment

_SLUG_LIKE: Final = regex(r"[a-z0-9/_.-]+")


def read_prose(reading: Reading, text: str, path: Path) -> object:
    """Read text that typography sets."""
    if reading.may_hold_comments and (comment := reading.document.comment(path)) is not None:
        _warn_of_comment(reading, comment, path)
    return text if is_simple(text) else _plain(reading, text, path)


def read_name(reading: Reading, text: str, path: Path) -> object:
    """Read a name, which files refer to; one like a slug may have a remark behind it."""
    is_slug = not reading.may_hold_comments or _SLUG_LIKE.fullmatch(text) is not None
    if not is_slug and (comment := reading.document.comment(path)) is not None:
        _warn_of_comment(reading, comment, path)
    return text if is_simple(text) else _plain(reading, text, path)


def check_lost(reading: Reading, comment: Comment | None) -> None:
    """Warn of a text that YAML takes for a comment: of ``#word``, and not of ``# a remark``."""
    if comment is not None and comment.text[1:2].strip(" #"):
        message = "this is a comment and no text, for it begins with a # that is not in quotes"
        reading.warn("comment-in-text", message, comment.place, f"write {comment.mended}")


def _warn_of_comment(reading: Reading, comment: Comment, path: Path) -> None:
    message = f"“{name_of(path)}” ends here: behind a # that is not in quotes stands a comment"
    way_out = f"if it belongs to the text, write {comment.mended}; if not, put it on a line of its own"
    reading.warn("comment-in-text", message, comment.place, way_out)


def _plain(reading: Reading, text: str, path: Path) -> str:
    """Read what is plain text to readers, as editors and other systems type it."""
    if (markup := find_markup(text)) is not None:
        way_out = "this is plain text: take it out"
        if markup.language == "HTML":
            way_out += ", or write &lt; where readers are to see <"
        message = f"there is {markup.language} in “{name_of(path)}”: readers would see “{markup.text}”"
        reading.warn("markup-in-text", message, Field(path, word=markup.text), way_out)
    return SPACES.sub(" ", composed(decode_references(text))).strip(" ") if "&" in text else text
