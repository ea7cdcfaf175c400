"""Faults of curated fronts: the front page and those of sections."""

from __future__ import annotations

from newsgen.base.fault_codes.meaning import EITHER, WARNING, FaultCode

CODES = {
    "misplaced-slot": FaultCode(
        "The front of a section has a slot that only the front page has.",
        "Remove it.",
    ),
    "pinned-twice": FaultCode(
        "A story is pinned twice on one front. It is shown once, at its first place; the other one is filled by the "
        "rule.",
        "Pin another story, or give the first place an `until`.",
        WARNING,
    ),
    "same-front": FaultCode(
        "Two files are the front of the same section. Where articles name their categories without a file, this is a "
        "warning.",
        "Keep one of them.",
        EITHER,
    ),
    "too-many-pins": FaultCode(
        "More stories are pinned here than there are places.",
        "Raise `count`, leave it out, or take out a story.",
    ),
    "unknown-front": FaultCode(
        "The file is named for a category that does not exist, so it is the front of nothing. Where no category has "
        "a file, "
        "this is a warning.",
        "Name it for a category, by its path: `fronts/sport.yaml`, `fronts/sport/voile.yaml`. The front page is "
        "`home.yaml`.",
        EITHER,
    ),
    "until-before-from": FaultCode(
        "A banner ends before it begins, so nobody would ever see it.",
        "Check `from` and `until`.",
    ),
}
