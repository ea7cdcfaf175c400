"""``newsgen serve``."""

from __future__ import annotations

import errno
import gc
import os
import socket
import sqlite3
import sys
import threading
import time
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsgen.build.request import BusyError, Request
from newsgen.cli.clock import INSTANT, now_of
from newsgen.cli.local_code import ALLOW_LOCAL_CODE
from newsgen.cli.site_options import CACHE, SITE
from newsgen.cli.surroundings import cache_key
from newsgen.model.visibility import Visibility

if TYPE_CHECKING:
    import uvicorn

    from newsgen.preview.server import Preview

_COLLECT_AFTER = 700  # new objects, as Python does by itself
_FIRST = 8000
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - only asked for, and warned of
"""Where this machine itself reaches what listens on all its addresses."""
_PATIENCE = 1.0  # seconds without a word that nobody finds long
_TRIES = 100


class _Port(click.ParamType[str]):
    name = "port"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value != "auto" and not (value.isdecimal() and int(value) < 65536):
            self.fail(f"{value} is no port: give a number, or auto", param, ctx)
        return value


@click.command(name="serve")
@SITE
@CACHE
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=_Port(), default="8000", show_default=True, help="The port, or “auto” for the next free one."
)
@click.option("--open", "browse", is_flag=True, help="Open the front page in a browser.")
@click.option("--drafts", is_flag=True, help="Show drafts too.")
@click.option("--future", is_flag=True, help="Show what is dated ahead or under embargo too.")
@click.option("--now", "--at", "instant", type=INSTANT, help="Show the site as of this instant instead of now.")
@click.option("--poll", is_flag=True, help="Look for changes twice a second: for network drives.")
@click.option("--follow", is_flag=True, help="Let the tab last used go to each text that is saved.")
@ALLOW_LOCAL_CODE
@click.option(
    "--editor",
    envvar="NEWSGEN_EDITOR",
    help="Link faults to your editor: vscode://file/{path}:{line}:{column} [default: NEWSGEN_EDITOR].",
)
def command(
    site: Path,
    cache: Path | None,
    host: str,
    port: str,
    browse: bool,
    drafts: bool,
    future: bool,
    instant: str | None,
    poll: bool,
    follow: bool,
    allow_local_code: bool,
    editor: str | None,
) -> None:
    """Preview the site in a browser; every saved file shows at once, mistakes are explained in the page.

    Nothing is written to the built site. Stop with Ctrl-C.
    """
    _check(editor)
    gc.set_threshold(_COLLECT_AFTER)  # a site is planned again and again here, and old plans are cycles
    if host not in _LOOPBACK:
        click.echo(f"warning: everybody who reaches {host} can read this site, drafts included", err=True)
    try:
        from newsgen.preview.proofs import Proofs
        from newsgen.preview.server import Options, Preview

        fixed = now_of(instant, site)
        request = Request(
            site,
            fixed,
            time.time_ns(),
            cache=cache,
            visibility=Visibility(drafts=drafts, future=future),
            allow_local_code=allow_local_code,
            cache_key=cache_key(),
        )
        preview = Preview(
            Proofs(request),
            Options(host=host, poll=poll, editor=editor, follow=follow),
            clock=lambda: fixed if instant else int(time.time()),
            say=click.echo,
        )
        with _listen(host, port) as listening:
            _run(preview, listening, host, browse=browse)
    except KeyboardInterrupt:
        click.echo()


def _run(preview: Preview, listening: socket.socket, host: str, *, browse: bool) -> None:
    """Look at the site, then serve it until Ctrl-C."""
    _open(preview)
    try:
        _server(preview, lambda: _greet(listening, host, browse=browse)).run(sockets=[listening])
    finally:
        preview.close()


def _open(preview: Preview) -> None:
    """Look at the site for the first time, and say so if that takes long."""
    waiting = threading.Timer(_PATIENCE, click.echo, ["reading the site …"])
    waiting.daemon = True
    waiting.start()
    try:
        preview.open()
    except BusyError:
        click.echo("newsgen: another preview of this site is running", err=True)
        sys.exit(1)
    except (OSError, sqlite3.Error) as error:
        click.echo(f"newsgen: the preview cannot keep its cache: {error}", err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        click.echo()
        sys.stdout.flush()
        os._exit(0)  # else a look at a large site would be waited for; what the cache holds is whole at any moment
    finally:
        waiting.cancel()


def _greet(listening: socket.socket, host: str, *, browse: bool) -> None:
    here = _EVERYWHERE.get(host, host)
    address = f"http://{f'[{here}]' if ':' in here else here}:{listening.getsockname()[1]}/"
    click.echo(f"preview at {address}   desk at {address}_newsgen/   stop with Ctrl-C")
    if browse:  # in a thread: a browser of the terminal is waited for, and would wait for us
        threading.Thread(target=webbrowser.open, args=[address], daemon=True).start()


def _server(preview: Preview, greet: Callable[[], None]) -> uvicorn.Server:
    """Make the server; it greets once Ctrl-C ends it in order."""
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            greet()

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            preview.end_tabs()
            await super().shutdown(sockets)

    return Server(uvicorn.Config(preview.app(), log_level="error", timeout_graceful_shutdown=1, ws="none"))


def _check(editor: str | None) -> None:
    try:
        (editor or "").format(path="/", line=1, column=1)
    except (LookupError, ValueError, AttributeError):
        message = "it may name {path}, {line} and {column}, and nothing else in braces"
        raise click.BadParameter(message, param_hint="'--editor'") from None


def _listen(host: str, port: str) -> socket.socket:
    first = _FIRST if port == "auto" else int(port)
    reason = ""
    for number in range(first, first + (_TRIES if port == "auto" else 1)):
        try:
            family, kind, protocol, _, place = socket.getaddrinfo(host, number, type=socket.SOCK_STREAM)[0]
            listening = socket.socket(family, kind, protocol)
        except OSError as error:
            reason = error.strerror or str(error)
            break
        try:
            if os.name == "posix":  # elsewhere this would share the port with who has it
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(place)
            listening.listen()
        except OSError as error:
            listening.close()
            reason = error.strerror or str(error)
            if error.errno == errno.EADDRINUSE:
                reason += "" if port == "auto" else "; try --port auto"
                continue
            break
        return listening
    click.echo(f"newsgen: cannot listen on {host}:{first}: {reason}", err=True)
    sys.exit(1)
