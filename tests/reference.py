"""The pages of docs/ that are made of the code alone: what every fault code means, what every module holds.

``make docs`` writes them again; ``test_reference.py`` says when that is due.
"""

from __future__ import annotations

import ast
import re
import sys
import textwrap
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from newsgen.base.fault_codes import GROUPS
from newsgen.base.fault_codes.meaning import FaultCode
from newsgen.base.faults import Severity

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src/newsgen"
GOLDEN = (
    "expected.txt",
    "expected-settings.txt",
    "expected-elsewhere.txt",
    "expected-since.txt",
    "expected-policy.txt",
    "expected-external.txt",
)
"""What newsgen printed of the sites that the tests of faults build, which see to it that it still does."""
EMITTED = re.compile(r"""(?:Fault|(warning|\.broken|\.warn)|\bfault|_fault)\(\s*"([a-z0-9-]+)",""")

_BLOCK = re.compile(r"^\S.*?: (error|warning)\[([a-z0-9-]+)\] .*\n(?: .*\n)*", re.MULTILINE)
_WIDE = 120  # letters, for prose and examples alike

_FAULTS_HEAD = """\
# Faults: what they mean, and the way out

All faults that newsgen reports, by where you meet them. Search this page for the code in square brackets.

- An **error** stops the build: the site that was there stays as it was. A **warning** does not, unless the build runs
  with `--strict`.
- A code never changes, and is never used for something else.
- What an entry says under *Lowered* is what readers get where [a site takes the error for less](content.md#severities).
  An error without that cannot be lowered: the site could not be built right with it.
- [Commands](commands.md#faults) shows how faults are printed, for people and for programs; in
  [the preview](preview.md) they lie over the page.

This page is made from the program's own declarations, and the examples are what it prints.

"""
_MODULES_HEAD = """\
# Modules: what each of them holds

Folder by folder, from the top to the ground: a folder imports from those below it, never from those above. Each
sentence is the beginning of the module's own docstring, of which this page is made. [Architecture](architecture.md)
tells how they work together.

"""


def fault_page() -> str:
    """Write docs/faults.md."""
    examples = best_examples()
    index = "".join(
        _wrapped(f"- [{title}](#{anchor(title)}): {', '.join(f'[`{code}`](#{code})' for code in codes)}", "  ")
        for title, codes in GROUPS.items()
    )
    parts = (
        f"\n## {title}\n" + "".join(_fault_entry(code, said, examples.get(code, "")) for code, said in codes.items())
        for title, codes in GROUPS.items()
    )
    return _FAULTS_HEAD + index + "".join(parts)


def _fault_entry(code: str, said: FaultCode, example: str) -> str:
    severity = " or ".join(each.value for each in said.severities).capitalize()
    meaning, mending = _wrapped(f"*{severity}.* {said.meaning}"), _wrapped(f"**To mend it:** {said.mending}")
    lowered = "\n" + _wrapped(f"*Lowered:* {said.lowered}") if said.lowered else ""
    return f"\n### {code}\n\n{meaning}\n{mending}{lowered}\n```text\n{example}```\n"


def _wrapped(text: str, indent: str = "") -> str:
    lines = textwrap.wrap(text, _WIDE, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines) + "\n"


def printed_faults() -> Iterator[tuple[str, Severity, str]]:
    """Give every fault of the golden files: its code, its severity, and how it was printed."""
    for name in GOLDEN:
        text = (ROOT / "tests/faults" / name).read_text(encoding="utf-8")
        for found in _BLOCK.finditer(text):
            yield found[2], Severity(found[1]), found[0]


def best_examples() -> Mapping[str, str]:
    """Choose an example of each code: the first that shows its line and is not too wide, else the narrowest."""
    by_code: dict[str, list[str]] = {}
    for code, _, text in printed_faults():
        by_code.setdefault(code, []).append(text)
    return {code: min(texts, key=_clumsiness) for code, texts in by_code.items()}


def _clumsiness(example: str) -> tuple[int, bool]:
    width = max(map(len, example.splitlines()))
    return max(width - _WIDE, 0), " | " not in example


def emitted_codes() -> Mapping[str, set[Severity]]:
    """Find every code that some module of newsgen gives to a fault, with the severities."""
    emitted: dict[str, set[Severity]] = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        for found in EMITTED.finditer(file.read_text(encoding="utf-8")):
            emitted.setdefault(found[2], set()).add(Severity.WARNING if found[1] else Severity.ERROR)
    return emitted


def module_page() -> str:
    """Write docs/modules.md."""
    return _MODULES_HEAD + "\n".join(_folder_entry(folder) for folder in folders())


def folders() -> Sequence[str]:
    """Name newsgen's folders in the order of their layers, each followed by the folders in it.

    The package itself first.
    """
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    layers = tools["importlinter"]["contracts"][0]["layers"]
    tops = [name.strip() for layer in layers for name in layer.split("|")]
    return [".", *(each for top in tops for each in _with_folders_inside(top))]


def _with_folders_inside(top: str) -> Sequence[str]:
    inits = sorted((PACKAGE / top).rglob("__init__.py"), key=lambda file: file.parent)
    return [file.parent.relative_to(PACKAGE).as_posix() for file in inits]


def _folder_entry(folder: str) -> str:
    own, *modules = sorted((PACKAGE / folder).glob("*.py"), key=lambda file: (file.name != "__init__.py", file.name))
    rows = "".join(f"| `{file.name}` | {_cell(summary(file))} |\n" for file in modules)
    title = "newsgen" if folder == "." else folder
    table = f"\n| module | holds |\n| --- | --- |\n{rows}" if rows else ""
    return f"## {title}\n\n{summary(own)}\n{table}"


def summary(file: Path) -> str:
    """Give the first paragraph of a module's docstring on one line, in Markdown."""
    docstring = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return re.sub(r"``(.+?)``", r"`\1`", " ".join(docstring.partition("\n\n")[0].split()))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def anchor(heading: str) -> str:
    """Give the name by which a link finds a heading, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


PAGES = {"docs/faults.md": fault_page, "docs/modules.md": module_page}


def write() -> None:
    """Write the pages again."""
    for path, make in PAGES.items():
        (ROOT / path).write_text(make(), encoding="utf-8")
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    write()
