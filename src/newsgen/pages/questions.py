"""Questions that templates ask of the site, as they are recorded, and asked again at the next build.

Each call is recorded as name, arguments and the digest of the answer. A page whose recorded questions, asked again
in order, get the same answers needs no rendering: it would ask and print the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import msgspec

from newsgen.base.digest import Digest, digest_bytes
from newsgen.pages.views import Banner, CorrectionEntry, Link, Section, Teaser, Theme

Scalar = str | int
Question = tuple[str, tuple[Scalar, ...]]
"""A call: name and arguments."""
Reading = tuple[str, tuple[Scalar, ...], Digest]
"""A recorded call: name, arguments, digest of the answer."""
Readings = tuple[Reading, ...]


ANSWERS: Mapping[str, Any] = {
    "latest": tuple[Teaser, ...],
    "featured": tuple[Teaser, ...],
    "banner": Banner | None,
    "section": tuple[Teaser, ...],
    "tag": tuple[Teaser, ...],
    "corrections": tuple[CorrectionEntry, ...],
    "sections": tuple[Section, ...],
    "pages": tuple[Link, ...],
    "theme": Theme,
    "data": Any,
    "asset": str,
    "today": str,
    "month": str,
    "year": str,
}
"""newsgen's own questions, and what each is answered with."""


class QueryError(Exception):
    """A question that the site cannot answer; says why in plain words, the way out, and which word is to blame."""

    def __init__(self, message: str, way_out: str, word: str = "") -> None:
        super().__init__(message)
        self.way_out = way_out
        self.word = word


def plain(name: str, arguments: tuple[Scalar, ...]) -> tuple[Scalar, ...]:
    """Give the arguments of a question as plain words and numbers, which can be recorded.

    Raises:
        QueryError: one of them is something else.
    """
    return tuple(_plain(name, each) for each in arguments)


def _plain(name: str, argument: object) -> Scalar:
    if isinstance(argument, str):
        word = str.__str__(argument)
        return "".join(word).encode("utf-8", "replace").decode()
    if type(argument) is int and -(2**63) <= argument < 2**63:  # and no bool, which is another value in the store
        return argument
    str(argument)  # an undefined name fails here, in its own words
    kind = "number of that size" if type(argument) is int else type(argument).__name__
    raise QueryError(f"site.{name} takes words and numbers, not a {kind}", "give it one of the value's fields")


class UnansweredError(Exception):
    """A question that was not asked before, to somebody who knows only what was."""


class Answers(Protocol):
    """Who answers the questions of templates; ``types`` are those of the answers, by the names of all questions."""

    types: Mapping[str, Any]

    def asked(self) -> Mapping[Question, bytes]:
        """Give the encoded answers to all questions asked so far."""

    def ask(self, name: str, arguments: tuple[Scalar, ...]) -> tuple[Any, Digest]:
        """Answer a question, with the digest of the answer."""


def still_true(answers: Answers, readings: Readings) -> str | None:
    """Ask recorded questions again; name the first whose answer differs, or ``None`` when all agree."""
    for name, arguments, recorded in readings:
        try:
            same = name in answers.types and answers.ask(name, tuple(arguments))[1] == recorded
        except QueryError:
            same = False
        if not same:
            return f"site.{name}({', '.join(map(repr, arguments))})"
    return None


class Remembered:
    """The answers of the last build, encoded, where nothing has changed that they depend on."""

    def __init__(self, answers: Mapping[Question, bytes], types: Mapping[str, Any] = ANSWERS) -> None:
        self._answers = answers
        self.types = types

    def asked(self) -> Mapping[Question, bytes]:
        """Give the encoded answers to all questions asked so far."""
        return self._answers

    def ask(self, name: str, arguments: tuple[Scalar, ...]) -> tuple[Any, Digest]:
        """Answer a question as the last build did.

        Raises:
            UnansweredError: nobody asked that.
        """
        encoded = self._answers.get((name, arguments))
        if encoded is None or name not in self.types:
            raise UnansweredError(name, *arguments)
        return msgspec.msgpack.decode(encoded, type=self.types[name]), digest_bytes(encoded)
