"""``build``, newsgen's door: a site that stands still needs no work; any other is built (``pipeline.py``)."""

from __future__ import annotations

from newsgen.build import unchanged
from newsgen.build.report import Report
from newsgen.build.request import BusyError, Request

__all__ = ["BusyError", "Report", "Request", "build"]


def build(request: Request) -> Report:
    """Build a site. With any error in it, or an unwritable output, the site that was there stays as it was.

    Raises:
        BusyError: another build of the site is running.
    """
    found = unchanged.recall(request)
    if isinstance(found, Report):
        return found
    from newsgen.build.pipeline import rebuild  # brings YAML and the cache along, which a site that stands still spares

    return rebuild(request, found)
