"""Regular expressions that are compiled when they are first looked for.

Compiling takes far longer than looking, and a build after an edit needs few of the patterns that modules declare: most
are of faults, and of what is seldom written. As Django's ``_lazy_re_compile``, for the same reason.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from re import compile as regex
else:

    class regex:  # noqa: N801 -- called as re.compile is, and typed as it
        """Stand for the pattern that :func:`re.compile` gives, whichever way it is used."""

        def __init__(self, pattern: str | bytes, flags: int = 0) -> None:
            self.pattern = pattern
            self._flags = flags

        def __getattr__(self, name: str) -> Any:
            """Give a method of the compiled pattern, and keep it: from then on it is found as any attribute is."""
            found = getattr(re.compile(self.pattern, self._flags), name)
            setattr(self, name, found)
            return found


__all__ = ["regex"]
