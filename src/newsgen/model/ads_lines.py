"""The lines of ads.txt in ``newsgen.yaml``: who may sell the advertising of the site (IAB Tech Lab, ads.txt 1.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsgen.base.faults import Fault, Field
from newsgen.base.patterns import regex

_RECORD = regex(
    r"[a-z0-9.-]+\.[a-z]{2,}\s*,\s*[^,;#\s]+\s*,\s*(?:direct|reseller)\s*(?:,\s*[a-z0-9]+\s*)?(?:[;#].*)?",
    re.IGNORECASE,
)
_VARIABLE = regex(
    r"(?:contact|subdomain|ownerdomain|managerdomain|inventorypartnerdomain)\s*=\s*[^\s#].*", re.IGNORECASE
)
_WAY_OUT = "write it as the advertising system gives it: google.com, pub-1234567890, DIRECT, f08c47fec0942fa0"


def ads_faults(lines: Sequence[str], path: str) -> Iterator[Fault]:
    """Report lines that nobody would read: buyers pass over them without a word."""
    for index, line in enumerate(lines):
        if not (line.startswith("#") or _RECORD.fullmatch(line) or _VARIABLE.fullmatch(line)):
            message = f"“{line}” is not a line of ads.txt"
            yield Fault("bad-value", message, path, Field(("ads", index)), _WAY_OUT)
