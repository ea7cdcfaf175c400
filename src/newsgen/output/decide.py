"""Which outputs are stale, and why: a comparison of keys, recorded answers and files, with no rule about edits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import assert_never

from msgspec import Struct

from newsgen.base.digest import Digest, digest, digest_bytes
from newsgen.output.manifests import Entry
from newsgen.pages.page import Copy, Indexed, Made, Output, Page, Standing, Written, shortcodes_of
from newsgen.pages.questions import Readings

_PART = 16
_PARTS = (
    "what it shows has changed",
    "one of its templates has changed",
    "the settings that templates see have changed",
    "newsgen or one of its libraries has changed",
)


class Surroundings(Struct, frozen=True):  # in a cycle with the edition, whose files of the search it asks for
    """What keys hold beside the view, which ``fold`` encodes.

    These are digests: of templates by their roots, of the settings, of the engine, of files of the
    search by their paths.
    """

    fold: Callable[[Page], bytes]
    closure_digest: Callable[[tuple[str, ...]], Digest]
    config: Digest
    engine: Digest
    indexed: Callable[[str], Digest]


class Decision(Struct, frozen=True, gc=False):
    """An output with its key; ``reason`` says why it is stale, and is empty when it is not."""

    output: Output
    key: bytes
    reason: str


def templates_of(page: Page) -> tuple[str, ...]:
    """Name the templates from which rendering a page begins."""
    return (page.template, *(f"shortcodes/{name}.html" for name in shortcodes_of(page.view)))


def key_of(output: Output, surroundings: Surroundings) -> bytes:
    """Compute the key: the digest of everything the output is made of, in four parts that can be told apart."""
    match output:
        case Standing(key=key):
            return key
        case Copy(asset=asset):
            return asset.digest
        case Made(asset=asset, recipe=recipe):
            return digest((asset.digest, recipe)) + surroundings.engine
        case Page():
            closure = surroundings.closure_digest(templates_of(output))
            return digest_bytes(surroundings.fold(output)) + closure + surroundings.config + surroundings.engine
        case Written(text=text):
            return key_of_bytes(digest(text))
        case Indexed(path=path):
            return key_of_bytes(surroundings.indexed(path))
        case _:
            assert_never(output)


def key_of_bytes(digest: Digest) -> bytes:
    """Give the key of a file that is made of nothing but what it holds."""
    return digest + bytes(_PART * (len(_PARTS) - 1))


def view_digest(key: bytes) -> Digest:
    """Take the digest of the view from the key of a page."""
    return Digest(key[:_PART])


def decide(
    outputs: Sequence[Output],
    surroundings: Surroundings,
    manifest: Mapping[str, Entry],
    stands: Callable[[str, Entry], bool],
    readings: Mapping[int, Readings],
    changed_answer: Callable[[Readings], str | None],
) -> list[Decision]:
    """Decide on every output; of what is to stand as the last build made it, only on what does not.

    ``stands`` tells whether a file is as it was left, ``changed_answer`` names the first recorded question whose answer
    differs now.
    """
    changed: dict[int, str | None] = {}

    def reason(path: str, key: bytes) -> str:
        entry = manifest.get(path)
        if entry is None:
            return "it is new"
        if entry.key is None or entry.stat is None:
            return "its last writing was not finished"
        if entry.key != key:
            return difference(entry.key, key)
        if not stands(path, entry):
            return "the file in the output is missing or was altered"
        if entry.readings is None:
            return ""
        if entry.readings not in changed:
            recorded = readings.get(entry.readings)
            changed[entry.readings] = changed_answer(recorded) if recorded is not None else "an unknown question"
        answer = changed[entry.readings]
        return f"{answer} has another answer" if answer else ""

    decisions = []
    for output in outputs:
        key = output.key if type(output) is Standing else key_of(output, surroundings)
        why = reason(output.path, key)
        if why or type(output) is not Standing:
            decisions.append(Decision(output, key, why))
    return decisions


def difference(old: bytes, new: bytes) -> str:
    """Say which parts of a key differ."""
    if len(old) != len(new) or len(new) != _PART * len(_PARTS):
        made_alike = len(old) == len(new) == 2 * _PART and old[:_PART] == new[:_PART]
        return _PARTS[-1] if made_alike else "the file that it is made of has changed"
    parts = [
        words
        for index, words in enumerate(_PARTS)
        if old[index * _PART : (index + 1) * _PART] != new[index * _PART :][:_PART]
    ]
    return "; ".join(parts)
