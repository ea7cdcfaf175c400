"""Names of old addresses that are made of signs, each of which means something to one server or another."""

from __future__ import annotations

import random

WORDS = (
    *("été", "œuvre", "l'an", "a b", "un;deux", "{", "}", "${HOME}", "{$HOME}", "{args[0]}", "{block}", "{http.host}"),
    *("$1", "$uri", "%-%-", "%{HTTP_HOST}", "(a)", "[b]", "^c", "d+", "e&f", "g=h", "i,j", "k!", "@l", "~m", "`n`"),
    *("o.p", "\u00a0q", "日本", "default", "R=302", "s--t", "plain", "U"),
)


def odd_names(count: int) -> list[str]:
    """Give names of files and folders, each once, whatever their case."""
    choose = random.Random(13)
    return [
        f"{choose.choice(WORDS)}{choose.choice(WORDS)}{number}{choose.choice(WORDS)}".strip(" \u00a0.")
        for number in range(count)
    ]
