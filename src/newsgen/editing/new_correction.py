"""A correction added to a text that is published: in its front matter, told to readers."""

from __future__ import annotations

from msgspec import Struct

from newsgen.base.faults import Fault, Field, Located, Severity
from newsgen.base.opening import Ground, unreadable
from newsgen.build.request import Request
from newsgen.content.locate import locate
from newsgen.content.parse import faults_alone
from newsgen.editing.amended import NotAmendedError, amended
from newsgen.model.kinds import ContentKind, ContentKinds
from newsgen.pages.plugins import content_kinds
from newsgen.schema.yaml_writing import as_value, in_quotes

FIELD = "corrections"


class Correction(Struct, frozen=True):
    """What was put right: when (ISO text), of which kind, and what readers are told."""

    date: str
    kind: str
    text: str


class Corrected(Struct, frozen=True):
    """The bytes of a text as they are and as they would be with a correction, and the warnings that it brings along."""

    old: bytes
    new: bytes
    warnings: tuple[Located, ...]


class NoCorrectionError(Exception):
    """A text cannot be corrected so; ``faults`` say why, at their places."""

    def __init__(self, faults: tuple[Located, ...]) -> None:
        super().__init__("the text cannot be corrected so")
        self.faults = faults


def corrected(request: Request, path: str, correction: Correction) -> Corrected:
    """Give a text with a correction.

    Raises:
        LookupError: there is no text at that path, or none that is corrected.
        NoCorrectionError: its front matter takes no correction, or not this one.
    """
    kind = _kind_of(path, content_kinds(request.plugins))
    try:
        data = Ground(request.root).read(path)
    except FileNotFoundError:
        raise LookupError(f"there is no file {path}") from None
    except OSError as error:
        raise NoCorrectionError(locate([unreadable(path, error)], lambda _: None)) from None
    entry = [("date", correction.date), ("kind", as_value(correction.kind)), ("text", in_quotes(correction.text))]
    try:
        new = amended(data, path, FIELD, entry)
    except NotAmendedError as error:
        raise NoCorrectionError(locate(error.faults, lambda _: data)) from None
    faults = [each for each in faults_alone(path, kind, new) if _is_of_corrections(each)]
    if grave := [each for each in faults if each.severity is Severity.ERROR]:
        raise NoCorrectionError(locate(grave, lambda _: new))
    known = faults_alone(path, kind, data)
    return Corrected(data, new, locate([each for each in faults if each not in known], lambda _: new))


def _kind_of(path: str, kinds: ContentKinds) -> ContentKind:
    kind = kinds.around(f"{path.rpartition('/')[0]}/")
    is_text = kind is not None and kind.has_body and path.endswith(tuple(f".{each}" for each in kind.endings))
    if kind is None or not is_text or FIELD not in getattr(kind.schema, "__struct_fields__", ()):
        raise LookupError(f"{path} is no text that is corrected: name an article, such as content/articles/finale.md")
    return kind


def _is_of_corrections(fault: Fault) -> bool:
    return isinstance(fault.spot, Field) and fault.spot.path[:1] == (FIELD,)
