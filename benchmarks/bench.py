"""Compare newsgen with other generators on equal sites.

    python benchmarks/bench.py --articles 10000 --runs 5

makes a French newsroom, installs the others, checks that all build the same newspaper, and measures builds of a
working day, one generator after the other in every run. The figures go to FOLDER/figures.json; with ``--write`` the
table and the plot of docs/performance.md are made of them.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from corpus import write_corpus
from edits import ASIDE, EDITS, TITLES, Site, put_aside
from figures import Figures, plot, table
from generators import GENERATORS, make_site
from measure import FailedError, peak_memory, run
from same import differences, pages_by_kind
from stories import Newsroom, read_corpus

_DOCUMENT = Path(__file__).parent.parent / "docs/performance.md"
_PLOT = "pictures/performance.svg"
_DEFAULT = ("hugo", "newsgen", "pelican", "eleventy")
_TABLE = re.compile(r"(<!-- benchmark -->\n).*?(<!-- end -->)", re.DOTALL)
_VERSION = re.compile(r"\d+\.\d+(?:\.\d+)?")

Commands = dict[str, Sequence[str]]


def main() -> None:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(description="Compare newsgen with other generators.")
    parser.add_argument("--folder", type=Path, default=Path(".benchmarks"), help="where everything is put")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument(
        "--generators", nargs="+", choices=GENERATORS, default=_DEFAULT, help="the first is the measure"
    )
    parser.add_argument("--write", action="store_true", help="put the table and the plot into docs/performance.md")
    arguments = parser.parse_args()
    names: list[str] = list(dict.fromkeys(arguments.generators))
    folder = arguments.folder.resolve()
    newsroom = _corpus(folder / f"corpus-{arguments.articles}", arguments.articles)
    commands = {name: GENERATORS[name].install(folder / "tools" / name) for name in names}
    sites = {name: _site(name, folder / f"sites-{arguments.articles}" / name, newsroom) for name in names}
    try:
        figures = _measure(sites, commands, newsroom, arguments.runs)
    except FailedError as error:
        sys.exit(str(error))
    finally:
        for aside in (folder / f"sites-{arguments.articles}").glob(f"{ASIDE}*"):
            shutil.rmtree(aside)
    if figures is None:
        sys.exit("the sites are not the same: nothing was measured")
    (folder / "figures.json").write_text(json.dumps(asdict(figures), indent=2, ensure_ascii=False), encoding="utf-8")
    print(table(figures))
    if arguments.write:
        write_document(figures)


def write_document(figures: Figures) -> None:
    """Put the table and the plot into the documentation."""
    (_DOCUMENT.parent / _PLOT).write_text(plot(figures), encoding="utf-8")
    text = _DOCUMENT.read_text("utf-8")
    picture = f"![The times of the table as bars]({_PLOT})"
    text = _TABLE.sub(lambda match: f"{match[1]}\n{table(figures)}\n{picture}\n\n{match[2]}", text)
    _DOCUMENT.write_text(text, encoding="utf-8")


def _corpus(folder: Path, articles: int) -> Newsroom:
    if not folder.exists():
        unfinished = folder.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        write_corpus(unfinished, articles)
        unfinished.rename(folder)
    return read_corpus(folder)


def _site(name: str, folder: Path, newsroom: Newsroom) -> Site:
    folder.parent.mkdir(parents=True, exist_ok=True)
    put_aside(folder, folder.parent)
    make_site(GENERATORS[name], folder, newsroom)
    return Site(GENERATORS[name], folder, newsroom)


def _measure(sites: dict[str, Site], commands: Commands, newsroom: Newsroom, runs: int) -> Figures | None:
    """Check the sites, then look at the memory once and time every edit in each run."""
    for name, site in sites.items():
        print(f"building {name} …", flush=True)
        run(commands[name], site.folder)
    faults = list(differences(newsroom, {name: site.folder / "public" for name, site in sites.items()}))
    for fault in faults:
        print(f"not the same: {fault}")
    if faults:
        return None
    pages = {name: sum(file.is_file() for file in (site.folder / "public").rglob("*")) for name, site in sites.items()}
    for name, site in sites.items():
        print(name, dict(sorted(pages_by_kind(site.folder / "public").items())))
    memory = {name: _round_of_memory(site, commands[name]) for name, site in sites.items()}
    wall: dict[str, dict[str, list[float]]] = {name: {edit: [] for edit in EDITS} for name in sites}
    cpu: dict[str, dict[str, list[float]]] = {name: {edit: [] for edit in EDITS} for name in sites}
    for number in range(1, runs + 1):
        for name, site in sites.items():
            site.restore()
            for edit, make in EDITS.items():
                make(site, number)
                cost = run(commands[name], site.folder)
                wall[name][edit].append(cost.wall)
                cpu[name][edit].append(cost.cpu)
                print(f"run {number}: {name}, {TITLES[edit]}: {cost.wall:.2f} s", flush=True)
    versions = {name: _version(commands[name]) for name in sites}
    return Figures(len(newsroom.stories), runs, _machine(), versions, pages, wall, cpu, memory)


def _round_of_memory(site: Site, command: Sequence[str]) -> dict[str, int]:
    site.restore()
    peaks = {}
    for edit, make in EDITS.items():
        make(site, 0)
        peaks[edit] = peak_memory(command, site.folder)
    return peaks


def _version(command: Sequence[str]) -> str:
    program = command[: next(n for n, word in enumerate(command) if n and word.startswith("--"))]
    asked = [*(word for word in program if word != "build"), "version" if "hugo" in program[0] else "--version"]
    said = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    found = _VERSION.search(said)
    return found[0] if found else ""


def _machine() -> str:
    import psutil

    memory = psutil.virtual_memory().total / 2**30
    return f"{platform.system()}, {psutil.cpu_count()} processors, {memory:.0f} GB, Python {platform.python_version()}"


if __name__ == "__main__":
    main()
