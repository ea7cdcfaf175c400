"""What settings name is run only if it is installed, or if whoever runs newsgen allows it; else not even imported."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from newsgen.build import build
from newsgen.cli.main import main
from newsroom import SETTINGS, Newsroom, codes

TRAP = "import pathlib\npathlib.Path({mark!r}).touch()\n"
EXTENSION = """\
from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTagInlineProcessor


class Marks(Extension):
    def extendMarkdown(self, md):
        md.inlinePatterns.register(SimpleTagInlineProcessor(r'()~~(.*?)~~', 'del'), 'marks', 175)


def makeExtension(**options):
    return Marks(**options)
"""
HELP = "run newsgen with --allow-local-code if you trust all who can write that file, or install the package"


def settings_with(extension: str, options: str = "{}") -> str:
    return f"{SETTINGS}markdown:\n  extensions:\n    '{extension}': {options}\n"


def run(
    room: Newsroom, *arguments: str, python: Sequence[str] = ("-m", "newsgen"), env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run newsgen in the folder of the site."""
    return subprocess.run(
        [sys.executable, *python, *arguments],
        cwd=room.root,
        env={**os.environ, **(env or {})},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("command", [["build"], ["explain", "/"]])
@pytest.mark.parametrize(
    "name",
    [
        "subprocess:call",
        "subprocess:Popen",
        "os:system",
        "os",
        "builtins:exec",
        "antigravity",
        "this",
        "webbrowser:open",
        "importlib:import_module",
        "pip",
        "pip:main",
        "pytest:main",
        "markdown.util:run",
        "markdown.extensions.codehilite:parse_hl_lines",
        "markdown.extensions.extra:makeExtension.__globals__",
        "newsgen.cli.main:main",
    ],
)
def test_what_is_no_extension_is_neither_imported_nor_called(tmp_path: Path, name: str, command: list[str]) -> None:
    mark = tmp_path / "victim"
    room = Newsroom(tmp_path / "site", settings_with(name, f"{{args: 'touch {mark}', shell: true, command: 'true'}}"))
    room.article("a")
    before = set(sys.modules)
    ran = CliRunner().invoke(main, [*command, "--site", str(room.root)])
    assert ran.exit_code == (1 if command == ["build"] else ran.exit_code)
    assert f"newsgen.yaml:7:5: error[bad-extension] the Markdown extension “{name}” cannot be loaded" in ran.output or (
        command != ["build"]
    )
    assert not mark.exists()
    top = name.partition(":")[0]
    assert top in before or top not in sys.modules


@pytest.mark.parametrize("name", ["piege", "piege:Marks", "paquet.piege", "paquet.piege:Marks", "annonce"])
@pytest.mark.parametrize("on_path", [False, True], ids=["in the folder of the site", "on PYTHONPATH"])
def test_code_beside_the_site_is_not_imported_unasked(tmp_path: Path, name: str, on_path: bool) -> None:
    mark = tmp_path / "imported"
    room = Newsroom(tmp_path / "site", settings_with(name)).article("a", body="un ~~mot~~\n")
    for file in ("piege.py", "paquet/__init__.py", "paquet/piege.py"):
        room.write(file, TRAP.format(mark=str(mark)) + EXTENSION)
    room.write("annonce-1.0.dist-info/METADATA", "Name: annonce\nVersion: 1.0\n")
    room.write("annonce-1.0.dist-info/entry_points.txt", "[markdown.extensions]\nannonce = piege:Marks\n")
    env = {"PYTHONPATH": str(room.root)} if on_path else {}
    ran = run(room, "build", env=env)
    code = "local-code" if name != "annonce" else "bad-extension"
    assert (ran.returncode, f"newsgen.yaml:7:5: error[{code}]" in ran.stdout) == (1, True), ran.stdout + ran.stderr
    assert (HELP in ran.stdout) == (code == "local-code")
    assert not mark.exists()
    for allowed in ({"NEWSGEN_ALLOW_LOCAL_CODE": "1"}, {}):
        ran = run(room, "build", *([] if allowed else ["--allow-local-code"]), env={**env, **allowed})
        assert ran.returncode == 0, ran.stdout + ran.stderr
        assert mark.exists()
        assert "un <del>mot</del>" in room.page("sport/a/index.html")


def test_the_fault_says_what_it_is_and_the_way_out(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, settings_with("piege")).write("piege.py", EXTENSION).article("a")
    (located,) = room.build().faults
    assert codes(room.build()) == ["newsgen.yaml:7:5 local-code"]
    assert located.fault.message == (
        "the Markdown extension “piege” is not loaded: "
        "it is not among the installed packages, and other code is not run unasked"
    )
    assert located.fault.help == HELP


def test_a_permission_that_is_withdrawn_holds_for_what_is_cached_too(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, settings_with("piege_retire")).write("piege_retire.py", EXTENSION).article("a")
    assert run(room, "build", "--allow-local-code").returncode == 0
    before = room.public()
    ran = run(room, "build")
    assert (ran.returncode, "error[local-code]" in ran.stdout, room.public() == before) == (1, True, True)
    assert "0 rendered" in run(room, "build", "--allow-local-code").stdout


@pytest.mark.parametrize("module", ["nh3", "yaml", "sqlite3"])
def test_no_file_of_the_site_stands_in_for_a_library(tmp_path: Path, module: str) -> None:
    mark = tmp_path / "imported"
    room = Newsroom(tmp_path / "site").article("a").write(f"{module}.py", TRAP.format(mark=str(mark)))
    ran = run(room, "build")
    assert (ran.returncode, mark.exists()) == (0, False), ran.stderr


INSTALLED = "import sys; sys.path.append('installed'); sys.argv[0] = 'newsgen'; from newsgen.__main__ import run; run()"
"""Runs newsgen where a folder holds installed packages: it is on the path behind Python's library."""


@pytest.mark.parametrize("name", ["marques", "marques:Marks", "presse.marques", "presse:Marks", "presse", "barre"])
def test_an_installed_extension_is_loaded_by_module_by_class_or_by_the_name_that_it_announces(
    tmp_path: Path, name: str
) -> None:
    room = Newsroom(tmp_path, settings_with(name)).article("a", body="un ~~mot~~\n")
    for file in ("marques.py", "presse/marques.py"):
        room.write(f"installed/{file}", EXTENSION)
    room.write("installed/presse/__init__.py", "from .marques import *\n")
    room.write("installed/barre-1.0.dist-info/METADATA", "Name: barre\nVersion: 1.0\n")
    room.write(
        "installed/barre-1.0.dist-info/entry_points.txt", "[markdown.extensions]\nbarre = presse.marques:Marks\n"
    )
    ran = run(room, "build", python=("-P", "-c", INSTALLED))
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "un <del>mot</del>" in room.page("sport/a/index.html")


@pytest.mark.parametrize("name", ["outil", "outil:Marks", "outil:makeExtension", "outil.sous"])
def test_an_installed_module_that_is_no_extension_is_not_imported(tmp_path: Path, name: str) -> None:
    mark = tmp_path / "imported"
    room = Newsroom(tmp_path, settings_with(name)).article("a")
    trap = TRAP.format(mark=str(mark)) + "class Marks(dict): pass\n"
    room.write("installed/outil/__init__.py", trap).write("installed/outil/sous.py", trap)
    ran = run(room, "build", python=("-P", "-c", INSTALLED))
    assert f"error[bad-extension] the Markdown extension “{name}” cannot be loaded: “{name}” is no" in ran.stdout
    assert not mark.exists()


def test_a_local_module_does_not_stand_in_for_an_installed_one(tmp_path: Path) -> None:
    mark = tmp_path / "imported"
    room = Newsroom(tmp_path, settings_with("marques")).article("a")
    room.write("installed/marques.py", EXTENSION).write("local/marques.py", TRAP.format(mark=str(mark)) + EXTENSION)
    ran = run(room, "build", python=("-P", "-c", INSTALLED), env={"PYTHONPATH": str(room.root / "local")})
    assert (ran.returncode, "error[local-code]" in ran.stdout, mark.exists()) == (1, True, False)


def test_workers_are_allowed_what_the_build_is(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, settings_with("marques_ouvriers")).write("marques_ouvriers.py", EXTENSION)
    for number in range(250):
        room.article(f"a{number}", body=f"un ~~mot~~ {number}\n")
    ran = run(room, "build", "-j", "2", "--allow-local-code")
    assert ran.returncode == 0, ran.stdout
    assert "un <del>mot</del> 249" in room.page("sport/a249/index.html")
    room.replace("content/articles/a0.md", "mot", "autre mot")
    assert run(room, "build", "-j", "2", "--rehash").stdout.count("error[local-code]") == 1


@pytest.mark.parametrize(
    ("setting", "fault"),
    [
        ("timezone: ../../../../../../../../../../etc/passwd\n", "newsgen.yaml:5:11 bad-timezone"),
        ("language: ../../words/fr\n", "newsgen.yaml:5:11 bad-language"),
        ("language: ../languages/fr\n", "newsgen.yaml:5:11 bad-language"),
    ],
)
def test_no_setting_names_a_file_outside_of_where_it_should_look(tmp_path: Path, setting: str, fault: str) -> None:
    key = setting.partition(":")[0]
    kept = "".join(line + "\n" for line in SETTINGS.splitlines() if not line.startswith(f"{key}:"))
    room = Newsroom(tmp_path, f"{kept}page_size: 5\n{setting}").article("a")
    assert fault in codes(room.build())


@pytest.mark.parametrize(
    ("output", "where"),
    [
        ("../ailleurs", "outside of the site"),
        ("public/../../ailleurs", "outside of the site"),
        ("{tmp}/ailleurs", "outside of the site"),
        (".venv/lib", "in a hidden folder"),
        ("public/.cache", "in a hidden folder"),
    ],
)
def test_settings_do_not_choose_where_on_the_machine_files_are_written(tmp_path: Path, output: str, where: str) -> None:
    output = output.format(tmp=tmp_path)
    room = Newsroom(tmp_path / "site", f"{SETTINGS}output: {output}\n").article("a")
    (located,) = room.build().faults
    named = tmp_path / "site" / output
    assert codes(room.build()) == ["newsgen.yaml:5:9 bad-output"]
    assert located.fault.message == f"the output folder {named} lies {where}"
    assert located.fault.help.endswith(f"choose this one where newsgen runs: --output {named}")
    assert not (tmp_path / "ailleurs").exists()
    assert not build(replace(room.request, output=named)).failed


def test_an_output_that_settings_name_may_be_deep_in_the_site_or_a_link(tmp_path: Path) -> None:
    (tmp_path / "web").mkdir()
    room = Newsroom(tmp_path / "site", f"{SETTINGS}output: web/html\n").article("a")
    room.built()
    assert (tmp_path / "site/web/html/index.html").exists()
    (tmp_path / "site/ligne").symlink_to(tmp_path / "web")
    room.replace("newsgen.yaml", "web/html", "ligne").built()
    assert (tmp_path / "web/index.html").exists()
