"""The pages that a check has rendered without a fault: what the next one need not render again, whatever was built."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

import msgspec
from msgspec import Struct

from newsgen.base.digest import Digest, digest
from newsgen.output.decide import Decision
from newsgen.output.manifests import Entry
from newsgen.output.store import Store
from newsgen.pages.questions import Readings


class SoundPages(Struct, frozen=True):
    """Sets of recorded questions, and pages by the digests of their paths and keys, each with the number of its set."""

    readings: tuple[Readings, ...] = ()
    pages: dict[Digest, int] = {}


def recall(store: Store, output_name: str) -> SoundPages:
    """Give the sound pages of a site that is built into an output folder; none if nothing is remembered."""
    value = store.meta(_name(output_name))
    try:
        return msgspec.msgpack.decode(value, type=SoundPages) if value else SoundPages()
    except (msgspec.DecodeError, UnicodeDecodeError):  # written by a newsgen that remembers other things
        return SoundPages()


def remember(store: Store, output_name: str, sound: SoundPages) -> None:
    """Keep the sound pages."""
    store.put_meta(_name(output_name), msgspec.msgpack.encode(sound))


def unbuilt(
    decisions: Iterable[Decision],
    manifest: Mapping[str, Entry],
    readings: Mapping[int, Readings],
    changed_answer: Callable[[Readings], str | None],
) -> list[Decision]:
    """Give the decisions about pages that no build has rendered as they are, wherever its output may be now."""
    asked = cache(lambda number: number in readings and changed_answer(readings[number]) is None)

    def is_built(decision: Decision) -> bool:
        entry = manifest.get(decision.output.path)
        return entry is not None and entry.key == decision.key and entry.readings is not None and asked(entry.readings)

    return [each for each in decisions if not is_built(each)]


def unsound(
    sound: SoundPages, decisions: Iterable[Decision], changed_answer: Callable[[Readings], str | None]
) -> list[Decision]:
    """Give the decisions about pages that are not known to be sound.

    ``changed_answer`` names the first recorded question whose answer differs now.
    """
    changed = [changed_answer(each) is not None for each in sound.readings]

    def is_sound(decision: Decision) -> bool:
        number = sound.pages.get(identity(decision))
        return number is not None and not (number < len(changed) and changed[number])

    return [each for each in decisions if not is_sound(each)]


def joined(sound: SoundPages, current: Iterable[Decision], new: Sequence[tuple[Decision, Readings]]) -> SoundPages:
    """Give the sound pages among the ``current`` ones, and those that were just found to be."""
    numbers: dict[Readings, int] = {}
    known = [identity(each) for each in current]
    pages = {
        each: numbers.setdefault(sound.readings[sound.pages[each]], len(numbers))
        for each in known
        if each in sound.pages
    }
    pages.update((identity(each), numbers.setdefault(readings, len(numbers))) for each, readings in new)
    return SoundPages(tuple(numbers), pages)


def identity(decision: Decision) -> Digest:
    """Digest which page it is and what it is made of."""
    return digest((decision.output.path, decision.key))


def _name(output_name: str) -> str:
    return f"sound:{output_name}"
