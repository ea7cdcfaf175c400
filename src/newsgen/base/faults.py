"""Faults that a person can cause, as values: what is wrong, where, and the way out.

A stage that finds a fault knows *which* field or text is wrong, seldom on which line. It says so with a
:data:`Spot`; ``content.locate`` turns spots into lines and columns once, at the end of a run, and only
for the files that have faults. So positions cost nothing on the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from msgspec import Struct

_LIKENESS, _LIKENESS_OF_LONG = 0.6, 0.8
_ROUNDING = 1e-6  # what lies right on the bound is alike, whatever the last digit says
_LONG = 24  # letters: of a long name six tenths are soon the same, though it is another's


class Severity(StrEnum):
    """How bad a fault is: an error stops the run before it touches the output, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Field(Struct, frozen=True, tag="field"):
    """A value in a YAML document by its path, such as ``("image", "src")``; or its key; or a ``word`` in the value."""

    path: tuple[str | int, ...]
    key: bool = False
    word: str = ""


class Address(Struct, frozen=True, tag="address"):
    """The ``nth`` (from 0) link or picture of the body of a file that points to ``address``."""

    address: str
    nth: int = 0


class BodyLine(Struct, frozen=True, tag="line"):
    """A line of the body of a file (of all of a file without front matter), counted from 0.

    With ``word``, its first mention on that line: in quotation marks, else as a word of its own.
    """

    line: int
    word: str = ""


class Argument(Struct, frozen=True, tag="argument"):
    """The ``nth`` (from 0) value of an argument of the shortcode on a line of a body, counted from 0; or its name.

    Without ``name``: the name of the shortcode.
    """

    line: int
    name: str = ""
    key: bool = False
    nth: int = 0


class BodySpan(Struct, frozen=True, tag="span"):
    """A place in the body of a file that is known already: line and column from 0, length in characters."""

    line: int
    column: int
    length: int = 1


class Place(Struct, frozen=True, tag="place"):
    """A place that is known already: line and column from 1, length in characters."""

    line: int = 1
    column: int = 1
    length: int = 1


Spot = Field | Address | Argument | BodyLine | BodySpan | Place


class Fault(Struct, frozen=True):
    """One fault: a stable code, plain words, the file (relative to the site, ``/`` between names) and the way out."""

    code: str
    message: str
    path: str
    spot: Spot = Place()
    help: str = ""
    severity: Severity = Severity.ERROR


class Located(Struct, frozen=True):
    """A fault with its place, and the lines to show: their numbers and texts, the marked one last."""

    fault: Fault
    place: Place
    excerpt: tuple[tuple[int, str], ...] = ()


def warning(
    code: str,
    message: str,
    path: str,
    spot: Spot | None = None,
    help: str = "",  # noqa: A002 - the field's name
) -> Fault:
    """Say that something deserves a look, though the site can be built."""
    return Fault(code, message, path, spot or Place(), help, Severity.WARNING)


def has_errors(faults: Iterable[Fault]) -> bool:
    """Tell whether any of the faults stops the run."""
    return any(each.severity is Severity.ERROR for each in faults)


class Spellings:
    """Words that somebody may have meant, prepared for being compared with many."""

    def __init__(self, words: Iterable[str]) -> None:
        self._spelt: dict[str, list[str]] = {}
        for word in sorted(set(words)):
            self._spelt.setdefault(word.casefold(), []).append(word)
        self._folded = sorted(self._spelt, reverse=True)  # of two that are as near, the newer year

    def nearest(self, word: str, likeness: float | None = None) -> Sequence[str]:
        """Give the one that is nearest to a word, or nothing where all are less alike than ``likeness`` (0 to 1)."""
        if likeness is None:
            likeness = _LIKENESS if len(word) < _LONG else _LIKENESS_OF_LONG
        from rapidfuzz import process  # seldom needed
        from rapidfuzz.distance import Indel

        def best(spelling: str, known: Sequence[str], least: float) -> str | None:
            bound = max(least - _ROUNDING, 0)
            found = process.extractOne(spelling, known, scorer=Indel.normalized_similarity, score_cutoff=bound)
            return found[0] if found else None

        folded = best(word.casefold(), self._folded, likeness)
        near = best(word, self._spelt[folded], 0) if folded is not None else None
        return [near] if near is not None else []


def did_you_mean(word: str, known: Iterable[str] | Spellings) -> str:
    """Propose the nearest known word as a sentence, or nothing."""
    near = nearest(word, known)
    return f"did you mean “{near[0]}”?" if near else ""


def nearest(word: str, known: Iterable[str] | Spellings, likeness: float | None = None) -> Sequence[str]:
    """Give the known word that is nearest to one, or nothing where all are less alike than ``likeness`` (0 to 1)."""
    return (known if isinstance(known, Spellings) else Spellings(known)).nearest(word, likeness)
