"""How bad the faults of a site are: as they were found, unless its settings say otherwise of a code, or of files.

Applied in one place, to all faults of a run (``build/edition.py``), so that nothing that is cached knows of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from newsgen.base.faults import Fault, Field, Severity, did_you_mean, warning
from newsgen.base.places import SETTINGS
from newsgen.model.file_patterns import fits, unmatched, vagueness

if TYPE_CHECKING:  # the codes come along, which a site without severities spares
    from newsgen.base.fault_codes.meaning import FaultCode

Level = Literal["error", "warning", "off"]
Levels = Mapping[str, Level]
"""How bad the faults of some codes are; ``off`` for those that nobody wants to hear of."""

COME_OF_ABSENCE = frozenset({"ambiguous-category", "not-published", "pinned-twice", "same-front", "unknown-category"})
"""Warnings that may come because something is not there, or is there no more: time alone brings them."""
_FIELD = "severity"
_SIGNS_OF_A_PATTERN = frozenset("/*?.")


class FilePattern(Struct, frozen=True):
    """Files of a site by a pattern of their paths (``model/file_patterns.py``), and how bad faults are there."""

    text: str
    levels: Levels


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

    @property
    def of_absence(self) -> bool:
        """Whether any warning that may come of an absence is an error on this site."""
        levels = (self.codes, *(each.levels for each in self.patterns))
        return any(each.get(code) == "error" for each in levels for code in COME_OF_ABSENCE)

    def unmatched(self, paths: Iterable[str]) -> Iterator[Fault]:
        """Warn of patterns that stand for none of the files of the site."""
        return unmatched(_FIELD, (each.text for each in self.patterns), paths)

    def _judged(self, fault: Fault) -> Fault | None:
        level = self._level(fault)
        if level is None or level == fault.severity.value:
            return fault
        return None if level == "off" else replace(fault, severity=Severity(level))

    def _level(self, fault: Fault) -> Level | None:
        for each in self.patterns:
            if fault.code in each.levels and fits(each.text, fault.path):
                return each.levels[fault.code]
        return self.codes.get(fault.code)


def severities_of(given: Mapping[str, Level | dict[str, Level]], policy: Levels = MappingProxyType({})) -> Severities:
    """Order what stands below ``severity`` in the settings; the ``policy`` says how bad its own rules are."""
    codes = dict(policy) | {code: level for code, level in given.items() if isinstance(level, str)}
    patterns = (FilePattern(text, levels) for text, levels in given.items() if isinstance(levels, dict))
    return Severities(codes, tuple(sorted(patterns, key=lambda pattern: vagueness(pattern.text))))


def severity_faults(given: Mapping[str, Level | dict[str, Level]], off: Collection[str] = ()) -> Iterator[Fault]:
    """Report codes that do not exist, errors that no site can do without, and rules of the policy that are ``off``."""
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
                yield from _check(CODES, code, below, (_FIELD, name, code), off)
        elif name not in CODES and _SIGNS_OF_A_PATTERN & set(name):
            way_out = f"below it, say of which code: “{name}”: {{dead-link: {level}}}"
            message = f"“{name}” stands for files, and no code is named"
            yield Fault("unknown-code", message, SETTINGS, Field((_FIELD, name), key=True), way_out)
        else:
            yield from _check(CODES, name, level, (_FIELD, name), off)


def _check(
    codes: Mapping[str, FaultCode], code: str, level: Level, path: tuple[str, ...], off: Collection[str]
) -> Iterator[Fault]:
    known = codes.get(code)
    if known is None:
        way_out = did_you_mean(code, codes) or "write the code as a fault shows it in brackets, such as dead-link"
        yield Fault("unknown-code", f"there is no fault “{code}”", SETTINGS, Field(path, key=True), way_out)
    elif level != "error" and not known.may_be_lowered:
        message = f"“{code}” cannot be {'a warning' if level == 'warning' else level}"
        way_out = f"remove the line, and mend the faults: {known.mending[0].lower()}{known.mending[1:].rstrip('.')}"
        yield Fault("fixed-severity", message, SETTINGS, Field(path), way_out)
    elif level != "off" and code in off:
        way_out = f"write “policy: {{{code}: {level}}}”"
        message = f"the policy does not ask for “{code}”, so nobody looks for it"
        yield warning("rule-off", message, SETTINGS, Field(path), way_out)
