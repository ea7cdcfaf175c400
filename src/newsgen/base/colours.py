"""Colours as theme options give them, and whether text in one can be read on another (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import re
from collections.abc import Callable

from newsgen.base.patterns import regex

READABLE = 4.5
"""The least contrast of text with its ground (WCAG 2.2, success criterion 1.4.3, level AA)."""
_HEX = regex(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_STEPS = 100


def read_colour(text: str) -> str | None:
    """Give ``#rrggbb`` for a colour written as ``#a3261b``, ``#a32`` or without ``#``; ``None`` if it is none."""
    found = _HEX.fullmatch(text)
    if found is None:
        return None
    digits = found[1].lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, from 1 to 21 (WCAG 2.2, “contrast ratio”)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """Give the colour between two that has this ``share`` (0 to 1) of the other."""
    return _hex(lambda index: _channels(one)[index] * (1 - share) + _channels(other)[index] * share)


def readable(colour: str, ground: str) -> str:
    """Give the nearest tone of a colour, towards black or white, in which text can be read on a ground."""
    ends = sorted(("#000000", "#ffffff"), key=lambda end: -contrast(end, ground))
    tones = (mix(colour, ends[0], step / _STEPS) for step in range(_STEPS + 1))
    return next(tone for tone in tones if contrast(tone, ground) >= READABLE)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))


def _hex(channel: Callable[[int], float]) -> str:
    return "#" + "".join(f"{round(channel(index)):02x}" for index in range(3))


def _luminance(colour: str) -> float:
    """Give the relative luminance, from 0 to 1 (WCAG 2.2)."""
    parts = (value / 255 for value in _channels(colour))
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
