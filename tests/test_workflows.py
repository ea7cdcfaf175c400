"""Workflows that newsgen has or shows: pinned, with the least permissions, and none that cancels the main build."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
_BLOCK = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)
_PINNED = re.compile(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def _workflows() -> Iterator[tuple[str, str]]:
    for file in sorted((ROOT / ".github/workflows").glob("*.yml")):
        yield file.name, file.read_text(encoding="utf-8")
    for file in sorted((ROOT / "docs").glob("*.md")):
        for number, text in enumerate(_BLOCK.findall(file.read_text(encoding="utf-8"))):
            if "\njobs:" in text:
                yield f"{file.name}-{number}", text


WORKFLOWS = dict(_workflows())


def test_there_are_workflows() -> None:
    assert len(WORKFLOWS) >= 3


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_is_pinned_and_has_the_least_permissions(name: str) -> None:
    text = WORKFLOWS[name]
    assert [line for line in text.splitlines() if "uses:" in line and not _PINNED.search(line)] == []
    workflow: dict[Any, Any] = yaml.safe_load(text)
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        assert "permissions" not in job
        assert job["timeout-minutes"]
        checkouts = [step for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@")]
        assert all(step["with"]["persist-credentials"] is False for step in checkouts)


@pytest.mark.parametrize("name", WORKFLOWS)
def test_no_workflow_cancels_the_main_build(name: str) -> None:
    workflow: dict[Any, Any] = yaml.safe_load(WORKFLOWS[name])
    concurrency = workflow["concurrency"]
    cancels, triggers = concurrency["cancel-in-progress"], workflow[True]  # YAML reads “on” as a word for yes
    if cancels is True:
        assert triggers == "pull_request"
        assert "pull_request.number" in concurrency["group"]
    else:
        assert cancels in {False, "${{ github.ref != 'refs/heads/main' }}"}
    assert "pull_request_target" not in WORKFLOWS[name]


def test_what_is_built_for_strangers_has_no_secrets_and_no_cache() -> None:
    (text,) = (text for text in WORKFLOWS.values() if "on: pull_request\n" in text)
    assert not any(word in text for word in ("secrets", "cache", "allow-local-code", "deploy"))
