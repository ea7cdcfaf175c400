"""The process ``newsgen``, or ``python -m newsgen``: it runs the command line, and rules the garbage collector."""

from __future__ import annotations

import atexit
import gc
import os
import sys

_COLLECT_AFTER = 200_000  # new objects; 700 is Python's own measure
_INTERRUPTED = 128 + 2  # what shells say of a process that Ctrl-C has ended (SIGINT is 2)


def run() -> None:
    """Run the command line with a garbage collector that seldom looks, from the first import on.

    A run makes many values that stay, and few cycles; without any collection those few would add up, to a third more
    memory on large sites. And what is left at the end goes with the process: to look for cycles in it takes longer than
    many a run.
    """
    _leave_the_folder()
    gc.set_threshold(_COLLECT_AFTER, *gc.get_threshold()[1:])
    atexit.register(gc.freeze)
    try:
        from newsgen.cli.main import main
    except KeyboardInterrupt:  # before click is there to catch it
        sys.exit(_INTERRUPTED)
    main(prog_name="newsgen")


def _leave_the_folder() -> None:
    """Take the first folder off the path, which is the current one with ``-m``: no file of a site is imported.

    It stays where newsgen itself lies in it. ``PYTHONSAFEPATH`` or ``python -P`` never put it there.
    """
    if sys.flags.safe_path or not sys.path:
        return
    if os.path.abspath(sys.path[0]) != os.path.dirname(os.path.dirname(os.path.abspath(__file__))):
        del sys.path[0]


if __name__ == "__main__":
    run()
