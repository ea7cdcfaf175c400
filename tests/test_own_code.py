"""What holds of newsgen's own code: all of it is in every key; what is decided once, and where."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment

import newsgen

PACKAGE = Path(newsgen.__file__).parent
PRINT_DIGEST = "from newsgen.base.engine import engine_digest; print(engine_digest().hex())"


def digest_of(folder: Path) -> str:
    """Give the digest of the engine as the newsgen in ``folder`` computes it, in a process of its own."""
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(folder)!r}); {PRINT_DIGEST}"]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout.strip()


def test_every_module_and_catalogue_of_newsgen_is_in_the_digest_of_the_engine(tmp_path: Path) -> None:
    copy = tmp_path / "newsgen"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    seen = {digest_of(tmp_path)}
    folders = {file.parent for file in copy.rglob("*") if file.suffix in {".py", ".yaml"}}
    assert len(folders) > 8
    for folder in sorted(folders):  # one file of each folder stands for it: the digest walks folders
        file = next(each for each in sorted(folder.iterdir()) if each.suffix in {".py", ".yaml"})
        with file.open("a", encoding="utf-8") as stream:
            stream.write("\n# another newsgen\n")
        seen.add(digest_of(tmp_path))
    assert len(seen) == len(folders) + 1


def test_what_is_live_is_decided_by_the_calendar_and_by_nobody_else() -> None:
    deciding = {"draft", "embargo", "expires"}
    deciders = {
        (module, node.attr if isinstance(node, ast.Attribute) else "")
        for module, tree in modules()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and node.attr in deciding)
        or (isinstance(node, ast.Constant) and node.value == "it is a draft")
    }
    says_when_it_appears = {("model/finish.py", "embargo")}
    assert {module for module, _ in deciders - says_when_it_appears} == {"site/calendar.py"}


def test_only_what_goes_to_workers_is_pickled() -> None:
    """What they share is unpickled where it was packed for them; nothing of the disk is, and no digest rests on it."""
    picklers = {module for module, tree in modules() if imported(tree) & {"pickle", "marshal", "shelve"}}
    assert picklers == {"build/staging_workers.py", "content/batch.py", "render/batch.py"}


def test_templates_are_compiled_by_jinja_itself_where_no_module_asks_for_less() -> None:
    assert [getattr(Environment, work).__module__ for work in ("compile", "parse")] == ["jinja2.environment"] * 2


def imported(tree: ast.Module) -> set[str]:
    """Name the modules that a module imports, wherever it does."""
    names = {each.name for node in ast.walk(tree) if isinstance(node, ast.Import) for each in node.names}
    return names | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Parse every module of newsgen; give its path in the package, too."""
    for file in sorted(PACKAGE.rglob("*.py")):
        yield file.relative_to(PACKAGE).as_posix(), ast.parse(file.read_text(encoding="utf-8"))
