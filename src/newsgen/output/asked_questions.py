"""The questions that templates have asked: the sets of them that pages asked, and the answers of the last build."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TypeVar

import msgspec

from newsgen.base.seal import DamagedError
from newsgen.output.parts import Parts
from newsgen.pages.questions import Question, Readings

T = TypeVar("T")
_ENCODE = msgspec.msgpack.Encoder().encode
_DECODE_NUMBERS = msgspec.msgpack.Decoder(tuple[tuple[bytes, int], ...]).decode
_DECODE_READINGS = msgspec.msgpack.Decoder(Readings).decode
_DECODE_ANSWERS = msgspec.msgpack.Decoder(tuple[tuple[Question, bytes], ...]).decode


class AskedQuestions:
    """The recorded sets of questions, each with a number by which many pages name it; and answers."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._numbers: dict[bytes, int] | None = None
        self._renumbered = False

    def all(self) -> dict[int, Readings]:
        """Give all recorded sets of questions by number."""
        return {number: _decoded(_DECODE_READINGS, value) for value, number in self._numbered().items()}

    def put(self, readings: Readings) -> int:
        """Record a set of questions and give its number."""
        value, known = _ENCODE(readings), self._numbered()
        if value not in known:
            known[value] = max(known.values(), default=0) + 1
            self._renumbered = True
        return known[value]

    def keep_only(self, numbers: Collection[int | None]) -> None:
        """Forget the sets that no page asks any more."""
        numbered = self._numbered()
        for value in [value for value, number in numbered.items() if number not in numbers]:
            del numbered[value]
            self._renumbered = True

    def answers(self, output_name: str) -> dict[Question, bytes]:
        """Give the encoded answers to all questions of the last finished build of an output folder."""
        value = self._parts.get(f"answers:{output_name}")
        return dict(_decoded(_DECODE_ANSWERS, value)) if value else {}

    def put_answers(self, output_name: str, answers: Mapping[Question, bytes]) -> None:
        """Keep the encoded answers of a build in the place of the last one's."""
        value = _ENCODE(tuple(answers.items()))
        if self._parts.get(name := f"answers:{output_name}") != value:
            self._parts.put(name, value)

    def keep(self) -> None:
        """Put what has changed into the database."""
        if self._renumbered:
            self._parts.put("readings", _ENCODE(tuple(self._numbered().items())))
            self._renumbered = False

    def _numbered(self) -> dict[bytes, int]:
        """Give the numbers of the recorded sets of questions, by these."""
        if self._numbers is None:
            value = self._parts.get("readings")
            self._numbers = dict(_decoded(_DECODE_NUMBERS, value)) if value else {}
        return self._numbers


def _decoded(decode: Callable[[bytes], T], value: bytes) -> T:
    """Decode a value.

    Raises:
        DamagedError: it is something else.
    """
    try:
        return decode(value)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DamagedError("a value cannot be read") from error
