"""What is said of a fault code: what it means, how to mend it, how bad it is."""

from __future__ import annotations

from msgspec import Struct

from newsgen.base.faults import Severity

WARNING = (Severity.WARNING,)
EITHER = (Severity.ERROR, Severity.WARNING)


class FaultCode(Struct, frozen=True):
    """A code in an editor's words: what is wrong, the way out, and whether it stops a build.

    The help of a single fault says what to write *there*; this says what holds for all faults of the code.
    """

    meaning: str
    mending: str
    severities: tuple[Severity, ...] = (Severity.ERROR,)
    lowered: str = ""
    """What readers get where a site takes the error for less. Nothing: the site cannot be built right with it."""

    @property
    def may_be_lowered(self) -> bool:
        """Whether a site may take the fault for less than it is."""
        return bool(self.lowered) or Severity.ERROR not in self.severities
