"""The process ``newsgen``, or ``python -m newsgen``: it runs the command line, and rules the garbage collector."""

from __future__ import annotations

import atexit
import gc

_COLLECT_AFTER = 200_000  # new objects; 700 is Python's own measure


def run() -> None:
    """Run the command line with a garbage collector that seldom looks, from the first import on.

    A run makes many values that stay, and few cycles; without any collection those few would add up, to a third more
    memory on large sites. And what is left at the end goes with the process: to look for cycles in it takes longer than
    many a run.
    """
    gc.set_threshold(_COLLECT_AFTER, *gc.get_threshold()[1:])
    atexit.register(gc.freeze)
    from newsgen.cli.main import main

    main(prog_name="newsgen")


if __name__ == "__main__":
    run()
