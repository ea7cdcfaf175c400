"""What a release consists of agrees: the version and the changelog, the dependencies and their lowest versions."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from newsgen import VERSION

ROOT = Path(__file__).parent.parent
_RELEASED = re.compile(r"^## \[(\d+\.\d+\.\d+)\] - \d{4}-\d{2}-\d{2}$", re.MULTILINE)
_BOUND = re.compile(r"([\w-]+)(?:\[[\w,]+\])?>=([\d.]+)")
_SECTION = re.compile(r"^## (.*)$", re.MULTILINE)


def _project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_version_stands_in_one_place_and_the_changelog_begins_with_it() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    first, *released = _SECTION.findall(changelog)
    assert first == "[Unreleased]"
    assert len(released) == len(_RELEASED.findall(changelog)), "write each version as: ## [1.2.3] - 2026-12-31"
    assert _RELEASED.findall(changelog)[0] == VERSION
    assert "version" not in _project()["project"]
    assert _project()["project"]["dynamic"] == ["version"]


def test_the_lowest_versions_that_are_tried_are_those_that_the_project_allows() -> None:
    project = _project()["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extras["bench"], *extras["fast"], *extras["test"]]
    bounds = {found[1]: found[2] for each in wanted if (found := _BOUND.match(each))}
    assert [each for each in wanted if not _BOUND.match(each)] == ["newsgen[bench,fast]"], "each needs a lowest version"
    lines = (ROOT / "constraints-lowest.txt").read_text(encoding="utf-8").splitlines()
    tried = dict(line.split("==") for line in lines if not line.startswith("#"))
    assert tried == bounds
    assert list(tried) == sorted(tried)
