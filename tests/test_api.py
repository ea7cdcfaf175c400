"""What docs/api.md says of the public interface is so: its tables name every field, its examples run."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec import Struct

import newsgen.build
from newsgen.build import Report, Request
from newsroom import Newsroom

ROOT = Path(__file__).parent.parent
DOCUMENT = (ROOT / "docs/api.md").read_text(encoding="utf-8")
_ROW = re.compile(r"^\| `(\w+)` \| (.*?) \| (.+?) \|$", re.MULTILINE)
_EXAMPLE = re.compile(r"^```python (\S+)\n(.*?)^```\n\n```console\n\$ python \1\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("kind", [Request, Report])
def test_every_field_is_in_its_table_with_its_default(kind: type[Struct]) -> None:
    section = DOCUMENT.partition(f"## {kind.__name__}\n")[2].partition("\n## ")[0]
    names, defaults = kind.__struct_fields__, kind.__struct_defaults__
    needed = len(names) - len(defaults)
    declared = list(zip(names, [""] * needed + [_written(each) for each in defaults], strict=True))
    assert [(name, default) for name, default, _ in _ROW.findall(section)] == declared


def _written(default: object) -> str:
    simple = default is None or isinstance(default, bool | int | tuple)
    return f"`{default}`" if simple else "see below"


def test_what_is_called_public_is_what_the_module_exports() -> None:
    imported = re.findall(r"^from newsgen\.build import (.*)$", DOCUMENT, re.MULTILINE)
    assert set(imported[0].split(", ")) == set(newsgen.build.__all__)


def test_the_examples_run_and_print_what_is_shown(tmp_path: Path) -> None:
    room = Newsroom(tmp_path / "journal").article("finale", author="anne")
    examples = _EXAMPLE.findall(DOCUMENT)
    assert len(examples) > 1
    for name, program, shown in examples:
        (tmp_path / name).write_text(program, encoding="utf-8")
        ran = subprocess.run(
            [sys.executable, "-W", "error", name], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
        )
        assert (ran.stdout, ran.stderr) == (shown, ""), name
        shutil.rmtree(room.root / ".newsgen")
        shutil.rmtree(room.root / "public")
