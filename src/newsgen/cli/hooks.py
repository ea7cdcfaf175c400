"""``newsgen hooks``: what git runs before each commit."""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NoReturn

import click

from newsgen.base.places import SETTINGS
from newsgen.cli.site_options import SITE

_MARK = "# Written by newsgen hooks install."
_SCRIPT = """\
#!/bin/sh
{mark} It checks the site as it is staged; newsgen hooks uninstall takes it away.
python={python}
for site in {sites}; do
  if [ -x "$python" ]; then
    "$python" -m newsgen check --staged --site "$site" || exit 1
  elif command -v newsgen >/dev/null 2>&1; then
    newsgen check --staged --site "$site" || exit 1
  else
    echo "newsgen is not here any more: install it, run newsgen hooks uninstall, or commit with --no-verify" >&2
    exit 1
  fi
done
"""
_SITES = re.compile("^for site in (.*); do$", re.MULTILINE | re.DOTALL)


@click.group(name="hooks")
def command() -> None:
    """Let git check the site before each commit, or no more."""


@command.command(name="install")
@SITE
def install(site: Path) -> None:
    """Let git check what is staged before each commit.

    Exit status: 0 if it will, 1 if something stands in the way.
    """
    hook, inside = _found(site)
    if not (site / SETTINGS).is_file():
        _stop(f"there is no {SETTINGS} in {site}: run it in the folder of the site, or name that with --site")
    sites = _sites_of(hook) if os.path.lexists(hook) else ()
    if sites is None:
        line = f"newsgen check --staged --site {shlex.quote(inside)} || exit 1"
        _stop(f"{hook} is there already, and is not newsgen's: it stays as it is. Add this line to it:\n{line}")
    _write(hook, dict.fromkeys((*sites, inside)))
    click.echo(f"{hook}: git checks what is staged before each commit")


@command.command(name="uninstall")
@SITE
def uninstall(site: Path) -> None:
    """Let git commit unchecked again. A hook that is not newsgen's stays."""
    hook, inside = _found(site)
    if not os.path.lexists(hook):
        click.echo("there is no hook")
        return
    sites = _sites_of(hook)
    if sites is None:
        _stop(f"{hook} is not newsgen's: it stays as it is")
    if others := [each for each in sites if each != inside]:
        _write(hook, others)
        click.echo(f"{hook}: git goes on checking {', '.join(others)}")
        return
    hook.unlink()
    click.echo(f"{hook}: deleted")


def _found(site: Path) -> tuple[Path, str]:
    """Find where the hook of a repository lies, and the site in its working tree: ``.`` where it is all of that."""
    from newsgen.build.staged import NoStagedError, checkout_of  # asks git

    try:
        checkout = checkout_of(site)
        hook = checkout.top / checkout.git("rev-parse", "--git-path", "hooks/pre-commit")
        common = (checkout.top / checkout.git("rev-parse", "--git-common-dir")).resolve()
    except NoStagedError as error:
        _stop(str(error))
    folder = hook.parent.resolve()
    if not (folder.is_relative_to(common) or folder.is_relative_to(checkout.top)):
        _stop(f"{folder} is shared with other repositories (core.hooksPath): newsgen writes nothing there")
    return Path(os.path.relpath(hook)), checkout.site or "."


def _sites_of(hook: Path) -> Sequence[str] | None:
    """Give the sites that a hook checks; ``None`` if it is not newsgen's, as a link to a file elsewhere is not."""
    try:
        text = "" if hook.is_symlink() else hook.read_bytes().decode(errors="surrogateescape")
    except OSError:
        return None
    found = _SITES.search(text)
    return shlex.split(found[1]) if found and _MARK in text else None


def _write(hook: Path, sites: Iterable[str]) -> None:
    python = shlex.quote(Path(sys.executable).as_posix())
    text = _SCRIPT.format(mark=_MARK, python=python, sites=shlex.join(sites))
    try:
        hook.parent.mkdir(parents=True, exist_ok=True)
        hook.write_bytes(text.encode(errors="surrogateescape"))  # with plain line ends, on Windows too
        hook.chmod(0o755)
    except OSError as error:
        _stop(f"the hook cannot be written: {error}")


def _stop(reason: str) -> NoReturn:
    click.echo(f"newsgen: {reason}", err=True)
    sys.exit(1)
