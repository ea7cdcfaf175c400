"""How bad the faults of a site are: as they were found, unless its settings say otherwise of a code, or of files.

Applied in one place, to all faults of a run (``build/edition.py``), so that nothing that is cached knows of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Literal
from unicodedata import normalize

from msgspec import Struct
from msgspec.structs import replace

from newsgen.base.fault_codes.meaning import FaultCode
from newsgen.base.faults import Fault, Field, Severity, did_you_mean, warning
from newsgen.base.places import SETTINGS

Level = Literal["error", "warning", "off"]
Levels = Mapping[str, Level]
"""How bad the faults of some codes are; ``off`` for those that nobody wants to hear of."""

_FIELD = "severity"
_WILD = re.compile(r"\*\*/?|\*|\?")
_WILDCARDS = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
_SIGNS_OF_A_PATTERN = frozenset("/*?.")


class FilePattern(Struct, frozen=True):
    """Files of a site by a pattern of their paths, and how bad faults are there.

    ``*`` stands for anything within a name, ``?`` for one letter of it, ``**`` for any names.
    """

    text: str
    levels: Levels

    def fits(self, path: str) -> bool:
        """Tell whether it stands for a file. Accents count as the same, however they are encoded."""
        return _compiled(self.text).fullmatch(normalize("NFC", path)) is not None

    @property
    def rank(self) -> tuple[int, int, str]:
        """Say how vague the pattern is: fewer letters that stand for themselves, then more wildcards.

        Of two that are alike in that, the first in the alphabet is the more specific one.
        """
        wild = _WILD.findall(self.text)
        return sum(map(len, wild)) - len(self.text), len(wild), self.text


class Severities(Struct, frozen=True):
    """What the settings of a site say of the severity of faults: of their codes, and below ``patterns``.

    The most specific pattern stands first.
    """

    codes: Levels = {}
    patterns: tuple[FilePattern, ...] = ()

    def judge(self, faults: Iterable[Fault]) -> list[Fault]:
        """Give faults as bad as the settings say, each once, without those that are off; once more changes nothing."""
        if self.codes or self.patterns:
            faults = (judged for fault in faults if (judged := self._judged(fault)) is not None)
        return list(dict.fromkeys(faults))

    def is_grave(self, fault: Fault) -> bool:
        """Tell whether a fault is an error, as it was found or as the settings say."""
        return fault.severity is Severity.ERROR or self._level(fault) == "error"

    def unmatched(self, paths: Iterable[str]) -> Iterator[Fault]:
        """Warn of patterns that stand for none of the files of the site."""
        known = list(paths) if self.patterns else []
        for each in sorted(self.patterns, key=lambda pattern: pattern.text):
            if not any(map(each.fits, known)):
                near = next((text for text in _meant(each.text) if any(map(FilePattern(text, {}).fits, known))), None)
                way_out = f"write “{near}”" if near else "a path begins at the site’s folder: content/articles/2009/**"
                message = f"there is no file “{each.text}”"
                yield warning("unmatched-pattern", message, SETTINGS, Field((_FIELD, each.text), key=True), way_out)

    def _judged(self, fault: Fault) -> Fault | None:
        level = self._level(fault)
        if level is None or level == fault.severity.value:
            return fault
        return None if level == "off" else replace(fault, severity=Severity(level))

    def _level(self, fault: Fault) -> Level | None:
        for each in self.patterns:
            if fault.code in each.levels and each.fits(fault.path):
                return each.levels[fault.code]
        return self.codes.get(fault.code)


def severities_of(given: Mapping[str, Level | dict[str, Level]]) -> Severities:
    """Order what stands below ``severity`` in the settings."""
    codes = {code: level for code, level in given.items() if isinstance(level, str)}
    patterns = (FilePattern(text, levels) for text, levels in given.items() if isinstance(levels, dict))
    return Severities(codes, tuple(sorted(patterns, key=lambda pattern: pattern.rank)))


def severity_faults(given: Mapping[str, Level | dict[str, Level]]) -> Iterator[Fault]:
    """Report codes that do not exist, and errors that no site can do without."""
    if not given:
        return
    from newsgen.base.fault_codes import CODES  # seldom needed

    for name, level in given.items():
        if isinstance(level, dict) and name in CODES:
            message = f"“{name}” is the code of a fault, and files are asked for before their codes"
            way_out = f"write “{name}: warning” for all files, or “content/articles/2009/**: {{{name}: warning}}”"
            yield Fault("wrong-type", message, SETTINGS, Field((_FIELD, name), key=True), way_out)
        elif isinstance(level, dict):
            for code, below in level.items():
                yield from _check(CODES, code, below, (_FIELD, name, code))
        elif name not in CODES and _SIGNS_OF_A_PATTERN & set(name):
            way_out = f"below it, say of which code: “{name}”: {{dead-link: {level}}}"
            message = f"“{name}” stands for files, and no code is named"
            yield Fault("unknown-code", message, SETTINGS, Field((_FIELD, name), key=True), way_out)
        else:
            yield from _check(CODES, name, level, (_FIELD, name))


def _check(codes: Mapping[str, FaultCode], code: str, level: Level, path: tuple[str, ...]) -> Iterator[Fault]:
    known = codes.get(code)
    if known is None:
        way_out = did_you_mean(code, codes) or "write the code as a fault shows it in brackets, such as dead-link"
        yield Fault("unknown-code", f"there is no fault “{code}”", SETTINGS, Field(path, key=True), way_out)
    elif level != "error" and not known.may_be_lowered:
        message = f"“{code}” cannot be {'a warning' if level == 'warning' else level}"
        way_out = f"remove the line, and mend the faults: {known.mending[0].lower()}{known.mending[1:].rstrip('.')}"
        yield Fault("fixed-severity", message, SETTINGS, Field(path), way_out)


def _meant(text: str) -> Iterator[str]:
    """Give what somebody may have meant by a pattern."""
    inner = text.removeprefix("./").strip("/")
    for folder in ("", "content/", "content/articles/"):
        for ending in ("", "/**"):
            yield f"{folder}{inner}{ending}"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    pattern = normalize("NFC", pattern)
    parts, end = [], 0
    for wild in _WILD.finditer(pattern):
        parts += [re.escape(pattern[end : wild.start()]), _WILDCARDS[wild[0]]]
        end = wild.end()
    return re.compile("".join((*parts, re.escape(pattern[end:]))))
