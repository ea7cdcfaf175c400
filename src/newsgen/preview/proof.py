"""A proof: a page as it would be printed now, whatever that is made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from msgspec import Struct

from newsgen.pages.questions import Readings


class Proof(Struct, frozen=True):
    """A page as it would be printed now: its bytes, or what opens the file of it, or the address that it leads to.

    ``mark`` changes when a tab must load the page again; new style sheets can be swapped without that. ``readings`` are
    the questions that its templates asked. ``unpublished`` says why readers do not see it yet.
    """

    path: str
    mark: str
    data: bytes = b""
    open_file: Callable[[], BinaryIO] | None = None
    target: str | None = None
    readings: Readings = ()
    unpublished: str | None = None
