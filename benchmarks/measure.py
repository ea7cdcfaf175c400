"""What a command costs: seconds, seconds of all processors, and the most memory that its processes have at once."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

_PAUSE = 0.02  # seconds between two looks at the memory


@dataclass(frozen=True, slots=True)
class Cost:
    """``wall`` and ``cpu`` in seconds."""

    wall: float
    cpu: float


class FailedError(Exception):
    """A command did not end well."""


def run(command: Sequence[str], folder: Path) -> Cost:
    """Run a command in a folder; the time of the processes that it started counts too."""
    begun = time.perf_counter()
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        errors = process.stderr.read() if process.stderr else b""
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise FailedError(f"{' '.join(command)} in {folder}: {errors.decode(errors='replace')}")
    return Cost(wall, usage.ru_utime + usage.ru_stime)


def peak_memory(command: Sequence[str], folder: Path) -> int:
    """Run a command in a folder and give the most memory that all its processes held at one time, in bytes.

    A page that processes share is counted once (PSS, on Linux), or not at all (USS, elsewhere). Looking costs time,
    so runs that are timed are not looked at.
    """
    done, peak = threading.Event(), [0]
    with (
        tempfile.TemporaryFile() as errors,
        psutil.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=errors) as process,
    ):

        def look() -> None:
            while not done.wait(_PAUSE):
                peak[0] = max(peak[0], _memory(process))

        watch = threading.Thread(target=look)
        watch.start()
        try:
            code = process.wait()
        finally:
            done.set()
            watch.join()
        if code:
            errors.seek(0)
            raise FailedError(f"{' '.join(command)} in {folder}: {errors.read().decode(errors='replace')}")
    return peak[0]


def _memory(process: psutil.Popen) -> int:
    total = 0
    try:
        for each in (process, *process.children(recursive=True)):
            held = each.memory_full_info()
            total += getattr(held, "pss", held.uss)
    except psutil.Error:  # one of them has just ended
        return total
    return total
