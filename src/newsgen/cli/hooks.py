"""``newsgen hooks``: what git runs before each commit."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path
from typing import NoReturn

import click

from newsgen.cli.site_options import SITE

_MARK = "# Written by newsgen hooks install."
_SCRIPT = """\
#!/bin/sh
{mark} It checks the site as it is staged; newsgen hooks uninstall takes it away.
python={python}
if [ -x "$python" ]; then
  exec "$python" -m newsgen check --staged --site {site}
elif command -v newsgen >/dev/null 2>&1; then
  exec newsgen check --staged --site {site}
fi
echo "newsgen is not here any more: install it, run newsgen hooks uninstall, or commit with --no-verify" >&2
exit 1
"""


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
    if hook.exists() and not _is_ours(hook):
        line = f"newsgen check --staged --site {shlex.quote(inside or '.')} || exit 1"
        _stop(f"{hook} is there already, and is not newsgen's: it stays as it is. Add this line to it:\n{line}")
    text = _SCRIPT.format(
        mark=_MARK, python=shlex.quote(Path(sys.executable).as_posix()), site=shlex.quote(inside or ".")
    )
    try:
        hook.parent.mkdir(parents=True, exist_ok=True)
        hook.write_bytes(text.encode(errors="surrogateescape"))  # with plain line ends, on Windows too
        hook.chmod(0o755)
    except OSError as error:
        _stop(f"the hook cannot be written: {error}")
    click.echo(f"{hook}: git checks what is staged before each commit")


@command.command(name="uninstall")
@SITE
def uninstall(site: Path) -> None:
    """Let git commit unchecked again. A hook that is not newsgen's stays."""
    hook, _ = _found(site)
    if not hook.exists():
        click.echo("there is no hook")
        return
    if not _is_ours(hook):
        _stop(f"{hook} is not newsgen's: it stays as it is")
    hook.unlink()
    click.echo(f"{hook}: deleted")


def _found(site: Path) -> tuple[Path, str]:
    """Find where the hook of a repository lies, and the site in its working tree."""
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
    return Path(os.path.relpath(hook)), checkout.site


def _is_ours(hook: Path) -> bool:
    try:
        return _MARK.encode() in hook.read_bytes()
    except OSError:
        return False


def _stop(reason: str) -> NoReturn:
    click.echo(f"newsgen: {reason}", err=True)
    sys.exit(1)
