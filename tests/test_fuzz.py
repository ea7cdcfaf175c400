"""Files as no editor would write them: whatever they hold, there is a record or a fault, soon, and nothing leaks.

``NEWSGEN_LONG=1`` tries 100,000 inputs an engine; ``NEWSGEN_SEED=1000`` makes others. Every input is made from its
number, which is in the message of a failure.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from random import Random

import pytest

from newsgen.base.digest import digest
from newsgen.content.locate import locate
from newsgen.content.markup import Markup
from newsgen.content.parse import Parser
from newsgen.model.kinds import BUILT_IN
from newsgen.model.parse_settings import parse_settings
from newsgen.model.settings_file import read_settings
from newsroom import SETTINGS, Newsroom, codes
from soup import anything, article

LONG = os.environ.get("NEWSGEN_LONG") == "1"
SEED = int(os.environ.get("NEWSGEN_SEED", "0"))
SHARES = 20 if LONG else 2
INPUTS = 5_000 if LONG else 250
SITES = 20 if LONG else 2
LONGEST = 5.0
"""Seconds of work on one input of a few hundred characters: a hang, not a measurement."""

ENGINES = ("python-markdown", "commonmark")
CANARY = "KANARI"
ENOUGH = 5


def _parser(engine: str) -> Parser:
    settings, faults = read_settings(f"{SETTINGS}markdown: {{engine: {engine}}}\n")
    assert settings is not None, faults
    parse = parse_settings(settings)
    return Parser(parse, Markup(parse, digest(engine)))


def _check(parser: Parser, path: str, kind: str, data: bytes) -> float:
    """Parse an input and place its faults; give the seconds of work that it took."""
    begun = time.process_time()
    parsed, _ = parser.parse(path, BUILT_IN.named(kind), data)
    located = locate(parsed.faults, lambda _: data)
    took = time.process_time() - begun
    assert parsed.record is not None or parsed.faults
    lines = data.count(b"\n") + data.count(b"\r") + 1
    for each in located:
        assert 1 <= each.place.line <= lines, each
        assert each.place.column >= 1, each
        assert each.fault.message, each
        assert "Traceback" not in each.fault.message, each
    return took


@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize("engine", ENGINES)
def test_whatever_a_file_holds_there_is_a_record_or_a_fault_in_it_and_soon(engine: str, share: int) -> None:
    parser = _parser(engine)
    places = {
        "article": "content/articles/a.md",
        "author": "content/authors/a.md",
        "category": "content/categories/a.md",
        "page": "content/pages/a.md",
        "front": "content/fronts/home.yaml",
        "redirects": "content/redirects.yaml",
        "data": "content/data/a.yaml",
    }
    kinds = sorted(places)
    slowest = (0.0, -1)
    for number in range(SEED + share * INPUTS, SEED + (share + 1) * INPUTS):
        random = Random(number)
        kind = "article" if random.random() < 0.7 else random.choice(kinds)
        data = article(random) if kind == "article" and random.random() < 0.8 else anything(random)
        try:
            took = _check(parser, places[kind], kind, data)
        except Exception as error:
            raise AssertionError(f"input {number} ({kind}, {engine}): {error!r}") from error
        slowest = max(slowest, (took, number))
    assert slowest[0] < LONGEST, f"input {slowest[1]} took {slowest[0]:.1f} s"


@pytest.mark.parametrize("number", range(SITES))
@pytest.mark.parametrize("engine", ENGINES)
def test_of_spoilt_files_those_without_faults_are_published_and_what_is_hidden_in_them_is_not(
    tmp_path: Path, engine: str, number: int
) -> None:
    room = Newsroom(tmp_path / "site", f"{SETTINGS}markdown: {{engine: {engine}}}\n")
    random = Random(SEED + number)
    for index in range(30):
        room.write(f"content/articles/a{index}.md", article(random, index))
    for index, hidden in enumerate(("draft: true", "embargo: 2027-01-01", "expires: 2026-04-01")):
        text = article(random, 30 + index).replace(b"title: Un titre", f"{hidden}\ntitle: Un {CANARY}".encode())
        room.write(f"content/articles/{CANARY.lower()}{index}.md", text + f"\n\n{CANARY}\n".encode())
    report = room.build()
    for _ in range(40):
        if not report.failed:
            break
        faulty = {each.fault.path for each in report.faults if each.fault.severity == "error"}
        assert faulty <= {path.relative_to(room.root).as_posix() for path in room.root.rglob("*.*")}, faulty
        for path in faulty:
            room.delete(path)
        report = room.build()
    assert not report.failed, codes(report)
    assert sum(path.startswith("sport/un-titre") for path in room.public()) >= ENOUGH
    for path, data in room.public().items():
        assert CANARY.casefold().encode() not in data.lower(), path
        assert CANARY.casefold() not in path.casefold()
    assert dict(room.public()) == dict(room.clean(tmp_path / "again"))
