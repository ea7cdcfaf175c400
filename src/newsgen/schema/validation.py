"""Read a YAML value into a frozen struct, reporting every fault of it and the way out of each.

The struct is the one declaration of a schema: its field types say what is accepted, its annotations
(``msgspec.Meta``) describe it for the JSON Schema and the documentation.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from typing import Annotated, Any, Final, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Meta, Struct

from newsgen.base.accents import composed
from newsgen.base.addresses import NoAddressError, old_path, page_path, read_path
from newsgen.base.colours import read_colour
from newsgen.base.faults import Fault, Field, did_you_mean, nearest, warning
from newsgen.base.local_addresses import ONLY_HERE, local_way_out
from newsgen.schema.instants import BadInstantError, read_instant
from newsgen.schema.lists import split_list
from newsgen.schema.plain_text import decode_references, find_markup, is_blank, is_simple
from newsgen.schema.yaml_text import CONTROL, Comment, Document, is_empty
from newsgen.schema.yaml_writing import as_list, as_value

Instant = Annotated[str, Meta(extra={"kind": "instant"}, examples=["2026-03-01", "2026-03-01T18:30"])]
Reference = Annotated[str, Meta(extra={"kind": "reference"}, examples=["finale-de-la-coupe", "2026/finale.md"])]
Destination = Annotated[str, Meta(extra={"kind": "destination"}, examples=["2026/finale.md", "/direct/", "https://…"])]
SiteUrl = Annotated[str, Meta(extra={"kind": "site-url"}, pattern="^https?://")]
"""The address of a site, which may be that of a machine on somebody's desk."""
WebUrl = Annotated[str, Meta(extra={"kind": "web"}, pattern="^https?://")]
Prose = Annotated[str, Meta(extra={"kind": "prose"})]
"""Text that readers read, which typography sets; not names, addresses and the like."""
Name = Annotated[str, Meta(extra={"kind": "name"})]
"""A name that readers read and that files refer to: kept as typed until it is shown."""
Colour = Annotated[str, Meta(extra={"kind": "colour"}, examples=["#a3261b"])]
VideoAddress = Annotated[str, Meta(extra={"kind": "video"}, examples=["https://video.example/7", "/videos/film.mp4"])]
FaultCodeOrFiles = Annotated[str, Meta(extra={"kind": "fault-code"}, examples=["dead-link", "content/old/**"])]
"""The name of a setting of its own: the code of a fault, or a pattern of paths with codes below it."""
SitePath = Annotated[str, Meta(extra={"kind": "site-path"}, pattern="^/")]
OldAddress = Annotated[str, Meta(extra={"kind": "old-address"}, pattern="^/")]
"""An address that leads elsewhere, as a path: decoded; one with a query keeps it, as written."""

T = TypeVar("T", bound=Struct)
Path = tuple[str | int, ...]
_ABSENT: Final = object()
_GROUP: Final = "a group of “key: value” lines"
_MARKS: Final = "“”„«»‘’‚‹› \xa0"
_SLIP: Final = 0.8  # a slip of the pen is nearer than a word of another system
_YES_NO: Final = {
    "true": frozenset(("true", "yes", "y", "oui", "o", "vrai", "on", "1", "ja", "wahr", "sí", "si", "sì", "verdadero"))
    | {"vero", "waar", "sim", "verdadeiro", "j", "s", "x"},
    "false": frozenset(("false", "no", "n", "non", "faux", "off", "0", "nein", "falsch", "falso", "nee", "onwaar"))
    | {"não", "nao"},
}
_IN_DIGITS: Final = "write it in digits, without quotation marks"
QUERY: Final = re.compile(r"[\w.~!$&*+,;=:@/?%()\[\]-]*")
VIDEO_FILE: Final = re.compile(r"[^:\\]+\.(?:mp4|m4v|ogv|webm)", re.IGNORECASE)
"""The path of a file that browsers play."""
_SLUG_LIKE: Final = re.compile(r"[a-z0-9/_.-]+")
_SPACES: Final = re.compile(r"[ \t\n]{2,}|[\t\n]")  # not no-break spaces: an editor typed them for a reason


def read_struct(
    cls: type[T], value: object, document: Document, zone: ZoneInfo, language: str = "en"
) -> tuple[T | None, list[Fault]]:
    """Read a mapping into ``cls``; ``None`` when there is any error.

    ``zone`` is where bare dates are midnight, ``language`` that in which dates are likely to have been written.
    """
    reader = _Reader(document, zone, language)
    found = reader.struct(cls, {} if value is None else value, ())
    return (None if reader.failed else cast("T", found)), reader.faults


class _Reader:
    """One pass over one document, gathering faults as it goes."""

    def __init__(self, document: Document, zone: ZoneInfo, language: str) -> None:
        self.document = document
        self.zone = zone
        self.language = language
        self.faults: list[Fault] = []
        self.failed = False
        self.may_hold_comments = document.may_hold_comments

    def struct(self, cls: type[Struct], value: object, path: Path) -> object:
        hints = _hints(cls)
        first, short = next(iter(hints)), ""
        if path and _is_short(value, list(hints.values())):
            short = value if isinstance(value, str) else ""
            value = {
                first: value
            }  # `photo: x.jpg` is short for `photo: {src: x.jpg}`, a list for a group with that list
        if not isinstance(value, Mapping):
            return self.wrong(path, value, _GROUP, "" if path else _with_colons(value))
        meant: set[str] = set()
        for key in value:
            if key not in hints:
                way_out = self.way_of_unknown(key, value, hints, meant)
                self.fault("unknown-field", f"“{key}” is not a known field", (*path, key), way_out, key=True)
        values: dict[str, object] = {}
        for name, hint in hints.items():
            given = value.get(name)
            if given is None or (_is_blank(given, hint) if type(given) is str else self.says_nothing(hint, given)):
                if hint.required and name not in meant:
                    self.missing(name, path, empty=name in value, way_out=_as_group(path, hints, short))
                elif name in value and hint.kind.is_text:
                    self.check_lost(self.document.comment((*path, name)))
                continue
            read = self.value(hint.kind, given, (*path, name))
            if read is not _ABSENT:
                values[hint.attribute] = read
        return _ABSENT if self.failed else cls(**values)

    def way_of_unknown(self, key: str, value: Mapping[str, object], hints: Mapping[str, _Hint], meant: set[str]) -> str:
        """Give the way out of an unknown field; the fields that may be ``meant`` by it are missing no more."""
        groups = [name for name, hint in hints.items() if key in hint.kind.fields and value.get(name) is None]
        if group := next((name for name in groups if name in value), None):
            meant.add(group)
            return f"it belongs to “{group}”: indent it by two spaces"
        if near := nearest(key, hints.keys() - value.keys(), likeness=_SLIP):
            meant.update(near)
            return did_you_mean(key, near)
        from newsgen.schema.foreign_fields import field_meant, way_without  # seldom needed

        if way_out := way_without(key, value[key], hints):
            return way_out
        if (field := field_meant(key, hints)) is not None:
            meant.add(field)
            return f"newsgen calls it “{field}”" + (", which is there already: take this out" if field in value else "")
        for name, hint in hints.items():
            if key.startswith(name) and (inner := key.removeprefix(name).lstrip("_-.")) in hint.kind.fields:
                return f"write it as “{inner}” below “{name}”, indented by two spaces"
        if groups:
            return f"it belongs to “{groups[0]}”: write it below that, indented"
        meant.update(near := nearest(key, hints.keys() - value.keys()))
        return did_you_mean(key, near or hints) or f"known here: {', '.join(hints)}"

    def says_nothing(self, hint: _Hint, value: object) -> bool:
        """Tell whether a value is the same as none: a list of nothing, a group without what it needs."""
        if isinstance(value, dict):
            return hint.kind.needs and (not value or is_empty(value))
        return isinstance(value, list) and (is_empty(value) or (hint.required and not value))

    def value(self, kind: _Kind, value: object, path: Path) -> object:
        return kind.read(self, *kind.knows, value, path)

    def anything(self, value: object, _path: Path) -> object:
        return value

    def boolean(self, value: object, path: Path) -> object:
        if isinstance(value, bool):
            return value
        meant = next((word for word, words in _YES_NO.items() if str(value).strip(_MARKS).casefold() in words), None)
        way_out = f"write {path[-1]}: {meant}" if meant else "write the word, without quotation marks"
        return self.wrong(path, value, "true or false", way_out)

    def number(self, value: object, path: Path) -> object:
        return value if type(value) is int else self.wrong(path, value, "a whole number", _IN_DIGITS)

    def limited(self, base: _Kind, least: int | None, most: int | None, value: object, path: Path) -> object:
        read = self.value(base, value, path)
        if isinstance(read, int) and least is not None and read < least:
            wanted = f"a whole number, {least} or more" if most is None else f"a whole number from {least} to {most}"
            return self.wrong(path, value, wanted, "write a larger one")
        if isinstance(read, int) and most is not None and read > most:
            return self.wrong(path, value, f"a whole number from {least} to {most}", "write a smaller one")
        return read

    def unless_false(self, kind: _Kind, value: object, path: Path) -> object:
        return False if value is False else self.value(kind, value, path)

    def special(self, read: Callable[[_Reader, str, Path], object], value: object, path: Path) -> object:
        text = self.text(value, path)
        return read(self, text, path) if isinstance(text, str) else text

    def sequence(self, kind: _Kind, value: object, path: Path) -> object:
        if isinstance(value, str) and kind.lists and len(parts := split_list(value)) > 1:
            self.warn_of_list(value, f"write {path[-1]}: {as_list(parts)}", path)
            if not kind.is_text:  # nothing of its kind has a comma in it
                value = list(parts)
        if not isinstance(value, list):
            read = self.value(kind, value, path)
            return _ABSENT if read is _ABSENT else (read,)
        entries = [each for each in value if not is_empty(each)]
        if kind.is_text and len(entries) < len(value):
            for comment in self.document.comments_for_entries(path):
                self.check_lost(comment)
        for index, each in enumerate(entries if kind.lists and kind.is_text else ()):
            if isinstance(each, str) and "," in each and self.document.is_bare((*path, index)):
                parts = ", ".join(f"- {as_value(part)}" for part in split_list(each))
                self.warn_of_list(each, f"write each on a line of its own: {parts}", (*path, index))
        return tuple([self.value(kind, each, (*path, index)) for index, each in enumerate(entries)])

    def warn_of_list(self, text: str, way_out: str, path: Path) -> None:
        """Warn of several things that were written as one text; of names only the site can tell."""
        message = f"“{text}” is one entry of “{path[0]}”, and seems to be several"
        self.faults.append(warning("list-in-one-text", message, self.document.path, Field(path), way_out))

    def mapping(self, kind: _Kind, value: object, path: Path) -> object:
        if value is None:
            return {}
        if not isinstance(value, Mapping):
            return self.wrong(path, value, _GROUP)
        return {key: self.value(kind, each, (*path, key)) for key, each in value.items()}

    def choice(self, choices: list[str], value: object, path: Path) -> object:
        if value in choices:
            return value
        near = did_you_mean(str(value), choices) or f"one of: {', '.join(choices)}"
        return self.fault("bad-value", f"“{value}” is not a possible value of “{_name(path)}”", path, near)

    def word_or_group(self, choices: list[str], kind: _Kind, value: object, path: Path) -> object:
        return self.mapping(kind, value, path) if isinstance(value, Mapping) else self.choice(choices, value, path)

    def text(self, value: object, path: Path) -> object:
        if isinstance(value, str):
            text = value
        elif isinstance(value, list | dict):
            return self.wrong(path, value, "text", "write one text; one that begins with [ or { must stand in quotes")
        else:
            text = self.document.raw(path) or str(value)
        if is_blank(text):
            return self.fault("empty-field", f"“{_name(path)}” is empty", path, "fill it in or remove the line")
        if not text.isprintable() and (control := CONTROL.search(text)):
            message = f"there is a control character (U+{ord(control.group()):04X}) in “{_name(path)}”"
            return self.fault("control-character", message, path, "delete the \\ and what belongs to it")
        return _SPACES.sub(" ", text).strip(" ")

    def _instant(self, text: str, path: Path) -> object:
        try:
            return read_instant(text, self.zone)
        except BadInstantError as error:
            from newsgen.schema.foreign_dates import mended  # seldom needed

            way_out = _without_marks(text) or mended(text, self.zone, self.language) or error.way_out
            return self.fault("bad-date", str(error), path, way_out)

    def _reference(self, text: str, path: Path) -> object:
        if local_way_out(text) is not None:
            name = text.replace("\\", "/").rstrip("/").rpartition("/")[2]
            return self.local(text, path, f"name the article by its slug or its path: {name}")
        return text

    def _prose(self, text: str, path: Path) -> object:
        if self.may_hold_comments and (comment := self.document.comment(path)) is not None:
            self.warn_of_comment(comment, path)
        return text if is_simple(text) else self._plain(text, path)

    def _name(self, text: str, path: Path) -> object:
        is_slug = not self.may_hold_comments or _SLUG_LIKE.fullmatch(text) is not None
        if not is_slug and (comment := self.document.comment(path)) is not None:
            self.warn_of_comment(comment, path)
        return text if is_simple(text) else self._plain(text, path)

    def _plain(self, text: str, path: Path) -> str:
        """Read what is plain text to readers, as editors and other systems type it."""
        if (markup := find_markup(text)) is not None:
            way_out = "this is plain text: take it out"
            if markup.language == "HTML":
                way_out += ", or write &lt; where readers are to see <"
            message = f"there is {markup.language} in “{_name(path)}”: readers would see “{markup.text}”"
            spot = Field(path, word=markup.text)
            self.faults.append(warning("markup-in-text", message, self.document.path, spot, way_out))
        return _SPACES.sub(" ", composed(decode_references(text))).strip(" ") if "&" in text else text

    def warn_of_comment(self, comment: Comment, path: Path) -> None:
        message = f"“{_name(path)}” ends here: behind a # that is not in quotes stands a comment"
        way_out = f"if it belongs to the text, write {comment.mended}; if not, put it on a line of its own"
        self.faults.append(warning("comment-in-text", message, self.document.path, comment.place, way_out))

    def check_lost(self, comment: Comment | None) -> None:
        """Warn of a text that YAML takes for a comment: of ``#word``, and not of ``# a remark``."""
        if comment is not None and comment.text[1:2].strip(" #"):
            message = "this is a comment and no text, for it begins with a # that is not in quotes"
            way_out = f"write {comment.mended}"
            self.faults.append(warning("comment-in-text", message, self.document.path, comment.place, way_out))

    def _destination(self, text: str, path: Path) -> object:
        if (way_out := local_way_out(text)) is not None:
            return self.local(text, path, way_out)
        if "://" in text:
            return self._web(text, path)
        if text.startswith("/") and self._site_path(re.split("[?#]", text)[0], path) is _ABSENT:
            return _ABSENT
        return text

    def _web(self, text: str, path: Path) -> object:
        if (way_out := local_way_out(text)) is not None:
            return self.local(text, path, way_out)
        return self._site_url(text, path)

    def local(self, text: str, path: Path, way_out: str) -> object:
        return self.fault("local-address", ONLY_HERE.format(text), path, way_out)

    def _site_url(self, text: str, path: Path) -> object:
        if text.startswith(("https://", "http://")) and not set(text) & set(" \"'<>\\"):
            return text
        way_out = "an address begins with https:// and contains no spaces or quotation marks"
        return self.fault("bad-url", f"“{text}” is not a web address", path, way_out)

    def _colour(self, text: str, path: Path) -> object:
        colour = read_colour(text)
        way_out = "write it as six hexadecimal digits in quotes: “#a3261b”"
        return colour or self.fault("bad-colour", f"“{text}” is not a colour", path, way_out)

    def _video(self, text: str, path: Path) -> object:
        if (way_out := local_way_out(text)) is not None:
            return self.local(text, path, way_out)
        return text if VIDEO_FILE.fullmatch(text) else self._web(text, path)

    def _site_path(self, text: str, path: Path) -> object:
        return self._path(read_path, text, path)

    def _old_address(self, text: str, path: Path) -> object:
        if "?" not in text:
            return self._path(old_path, text, path)
        written, _, query = text.partition("?")
        read = self._path(page_path, written, path)
        if isinstance(read, str) and not QUERY.fullmatch(query):
            message = f"“{text}” is not an address of this site: “?{query}” is no query"
            return self.fault("bad-path", message, path, "write it as the old site did: /?p=123")
        return f"{read}?{query}" if isinstance(read, str) else read

    def _path(self, law: Callable[[str], str], text: str, path: Path) -> object:
        try:
            return law(text)
        except NoAddressError as reason:
            message = f"“{text}” is not a path of this site" + (f": {reason}" if str(reason) else "")
            return self.fault("bad-path", message, path, _from_the_top(law, text) or reason.way_out)

    def missing(self, name: str, path: Path, *, empty: bool, way_out: str = "") -> None:
        if empty and (comment := self.document.comment((*path, name))) is not None:
            message = f"“{name}” is empty: what stands behind a bare # is a comment"
            self.fault("missing-field", message, (*path, name), f"write {comment.mended}", key=True)
        elif empty:
            self.fault(
                "missing-field", f"“{name}” is empty", (*path, name), "write its value behind the colon", key=True
            )
        else:
            self.fault("missing-field", f"“{name}” is missing", path, way_out or f"add a line “{name}: …”", key=True)

    def wrong(self, path: Path, value: object, wanted: str, way_out: str = "") -> object:
        shown = {list: "a list", dict: "a group of lines", bool: "true/false"}.get(type(value), f"“{value}”")
        if wanted == _GROUP and not way_out:
            way_out = (
                "below its name, write one “key: value” a line, indented" if path else "write one “key: value” a line"
            )
        return self.fault("wrong-type", f"“{_name(path)}” should be {wanted}, not {shown}", path, way_out)

    def fault(self, code: str, message: str, path: Path, way_out: str = "", *, key: bool = False) -> object:
        self.failed = True
        self.faults.append(Fault(code, message, self.document.path, Field(path, key), way_out))
        return _ABSENT


class _Kind(Struct, frozen=True):
    """A type of a schema: the method of the reader that reads it, and what that one must know of it."""

    read: Callable[..., object]
    knows: tuple[Any, ...] = ()
    is_text: bool = False
    """Whether it is text that readers read, or a list of such."""
    needs: bool = False
    """Whether it is a group that says nothing without some of its fields."""
    fields: frozenset[str] = frozenset()
    """The names of the fields of a group."""
    lists: bool = False
    """Whether a text with commas in it is never one of it: of all that may stand in lists, but names and groups."""


class _Hint(Struct, frozen=True):
    """A field as people may write it; ``attribute`` is its name in the struct, where that must be another."""

    attribute: str
    kind: _Kind
    required: bool
    listed: bool


@cache
def _hints(cls: type[Struct]) -> dict[str, _Hint]:
    annotations = get_type_hints(cls, include_extras=True)
    return {
        field.encode_name: _Hint(field.name, _kind(hint := annotations[field.name]), field.required, _is_list(hint))
        for field in msgspec.structs.fields(cls)
    }


def _from_the_top(law: Callable[[str], str], text: str) -> str:
    """Write a path that lacks nothing but the / at its beginning."""
    if text.startswith("/") or ":" in text:
        return ""
    with suppress(NoAddressError):
        law(f"/{text}")
        return f"write /{text}"
    return ""


def _kind(hint: Any) -> _Kind:
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _annotated(parts[0], [meta for meta in parts[1:] if isinstance(meta, Meta)])
    if origin in (Union, types.UnionType):
        kind = _kind(next(each for each in parts if each is not type(None) and get_origin(each) is not Literal))
        words = [str(word) for each in parts if get_origin(each) is Literal for word in get_args(each)]
        if kind.read is _Reader.mapping and words:
            return _Kind(_Reader.word_or_group, (words, *kind.knows))
        return _Kind(_Reader.unless_false, (kind,)) if words else kind
    if origin is tuple:
        entry = _kind(parts[0])
        return _Kind(_Reader.sequence, (entry,), is_text=entry.is_text)
    if origin is dict:
        return _Kind(_Reader.mapping, (_kind(parts[1]),))
    if origin is Literal:
        return _Kind(_Reader.choice, ([str(each) for each in parts],))
    plain = {Any: _Reader.anything, bool: _Reader.boolean, int: _Reader.number, str: _Reader.text}
    if hint in plain:
        return _Kind(plain[hint])
    fields = msgspec.structs.fields(hint)
    names = frozenset(field.encode_name for field in fields)
    return _Kind(_Reader.struct, (hint,), needs=any(field.required for field in fields), fields=names)


def _annotated(base: Any, metas: Sequence[Meta]) -> _Kind:
    named = next((meta.extra["kind"] for meta in metas if meta.extra), None)
    if named is not None:
        read = getattr(_Reader, "_" + named.replace("-", "_"))
        lists = named in {"prose", "reference", "site-path", "old-address"}
        return _Kind(_Reader.special, (read,), is_text=named in {"prose", "name"}, lists=lists)
    least = next((meta.ge for meta in metas if meta.ge is not None), None)
    most = next((meta.le for meta in metas if meta.le is not None), None)
    return _kind(base) if least is most is None else _Kind(_Reader.limited, (_kind(base), least, most))


def _is_short(value: object, hints: Sequence[_Hint]) -> bool:
    """Tell whether a value stands for a group by its first field: one that is needed, or a list."""
    first, needed = hints[0], sum(hint.required for hint in hints)
    if first.listed and not needed:
        return isinstance(value, str | list) or type(value) is int
    return first.required and (isinstance(value, str) or (needed == 1 and type(value) is int))


def _is_list(kind: Any) -> bool:
    return get_origin(get_args(kind)[0] if get_origin(kind) is Annotated else kind) is tuple


def _as_group(path: Path, hints: Mapping[str, _Hint], text: str) -> str:
    """Write the lines of a group for which a text does not suffice, if there is one."""
    if not text:
        return ""
    first, *more = [name for name, hint in hints.items() if hint.required]
    lines = [f"{first}: {as_value(text)}", *(f"{name}: …" for name in more)]
    name = f"{path[-1]}:\n  " if isinstance(path[-1], str) else "- "
    return f"write\n{name}" + "\n  ".join(lines)


def _with_colons(value: object) -> str:
    """Say what is wrong with fields that are written as other languages than YAML do."""
    return "write a colon and a space behind each name, and no =" if isinstance(value, str) and " = " in value else ""


def _without_marks(text: str) -> str:
    """Say that curly quotation marks around a value belong to it, if there are any."""
    return f"YAML does not know these quotation marks: write {text.strip(_MARKS)}" if text[0] in _MARKS else ""


def _is_blank(text: str, hint: _Hint) -> bool:
    """Tell whether a text is the same as none: what is required is told to be empty."""
    return not hint.required and is_blank(text)


def _name(path: Path) -> str:
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in path) or "the file"


Reader = Callable[[Document], tuple[Any, list[Fault]]]
