"""``newsgen serve``."""

from __future__ import annotations

import socket
import sys
import time
import webbrowser
from pathlib import Path

import click

from newsgen.cli.clock import INSTANT, now_of
from newsgen.opening import Request
from newsgen.site.calendar import Showing

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_TRIES = 100


class _Port(click.ParamType[str]):
    name = "port"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value != "auto" and not (value.isdecimal() and int(value) < 65536):
            self.fail(f"{value} is no port: give a number, or auto", param, ctx)
        return value


@click.command(name="serve")
@click.option(
    "--site", type=click.Path(path_type=Path, exists=True, file_okay=False), default=".", help="The site's folder."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=_Port(), default="8000", show_default=True, help="The port, or “auto” for the next free one."
)
@click.option("--open", "browse", is_flag=True, help="Open the front page in a browser.")
@click.option("--drafts", is_flag=True, help="Show drafts too.")
@click.option("--future", is_flag=True, help="Show what is dated ahead or under embargo too.")
@click.option("--now", "--at", "instant", type=INSTANT, help="Show the site as of this instant instead of now.")
@click.option("--poll", is_flag=True, help="Look for changes twice a second: for network drives.")
@click.option("--editor", help="Link faults to your editor: vscode://file/{path}:{line}:{column}")
def command(
    site: Path,
    host: str,
    port: str,
    browse: bool,
    drafts: bool,
    future: bool,
    instant: str | None,
    poll: bool,
    editor: str | None,
) -> None:
    """Preview the site in a browser; every saved file shows at once, mistakes are explained in the page.

    Nothing is written to the built site. Stop with Ctrl-C.
    """
    import uvicorn

    from newsgen.preview.proofs import Proofs
    from newsgen.preview.server import Options, Preview

    if host not in _LOOPBACK:
        click.echo(f"warning: everybody who reaches {host} can read this site, drafts included", err=True)
    listening = _listen(host, port)
    address = f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}/"
    fixed = now_of(instant, site)
    request = Request(site, fixed, time.time_ns(), showing=Showing(drafts=drafts, future=future))
    preview = Preview(
        Proofs(request),
        Options(host=host, poll=poll, editor=editor),
        clock=lambda: fixed if instant else int(time.time()),
        say=click.echo,
    )
    click.echo(f"preview at {address}   desk at {address}_newsgen/   stop with Ctrl-C")
    if browse:
        webbrowser.open(address)
    config = uvicorn.Config(preview.app(), log_level="error", timeout_graceful_shutdown=1, lifespan="on")
    uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: str) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    first = 8000 if port == "auto" else int(port)
    for number in range(first, first + (_TRIES if port == "auto" else 1)):
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, number))
        except OSError as error:
            listening.close()
            reason = error.strerror or str(error)
            continue
        return listening
    click.echo(f"newsgen: cannot listen on {host}:{first}: {reason}; try --port auto", err=True)
    sys.exit(1)
