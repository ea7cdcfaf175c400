"""Real web servers, run in the foreground on this machine alone, for as long as a test asks them something."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from newsroom import PATIENCE

_PATH = f"{os.environ.get('PATH', '')}:/usr/sbin"
_MODULES = Path("/usr/lib/apache2/modules")
_APACHE_MODULES = ("mpm_event", "authz_core", "mime", "dir", "rewrite", "headers")


class Server:
    """A running server, asked over one connection."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def get(self, address: str) -> tuple[int, Mapping[str, str], str]:
        """Ask for an address as it is written; give status, headers and body. Headers of one name are joined."""
        self._connection.request("GET", address, headers={"Host": "test.example"})
        response = self._connection.getresponse()
        headers: dict[str, str] = {}
        for name, value in response.getheaders():
            headers[name] = f"{headers[name]}, {value}" if name in headers else value
        return response.status, headers, response.read().decode()


def nginx(folder: Path, site: Path, port: int) -> list[str]:
    """Configure nginx as the document says."""
    temporary = "".join(
        f"{each}_temp_path {folder};\n" for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    surroundings = f"http {{\naccess_log off; types {{ text/html html; }} keepalive_requests 100000; {temporary}"
    text = (
        _documented("nginx", site).replace("http {\n", surroundings).replace("listen 80;", f"listen 127.0.0.1:{port};")
    )
    top = f"daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/errors;\nevents {{}}\n"
    (folder / "nginx.conf").write_text(top + text, encoding="utf-8")
    return ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]


def apache(folder: Path, site: Path, port: int) -> list[str]:
    """Configure Apache as the document says, with its rules included."""
    return _apache(folder, site, port, _documented("apache", site, 1))


def apache_by_htaccess(folder: Path, site: Path, port: int) -> list[str]:
    """Configure Apache as the document says, with its rules read at every request."""
    return _apache(folder, site, port, _documented("apache", site, 0))


def _apache(folder: Path, site: Path, port: int, text: str) -> list[str]:
    modules = "".join(f"LoadModule {name}_module {_MODULES}/mod_{name}.so\n" for name in _APACHE_MODULES)
    user = "User www-data\nGroup www-data\n" if os.geteuid() == 0 else ""
    top = f"""{modules}{user}ServerRoot "{folder}"
PidFile "{folder}/apache.pid"
DefaultRuntimeDir "{folder}"
Mutex file:{folder}
ErrorLog "{folder}/errors"
ServerName test.example
Listen 127.0.0.1:{port}
MaxKeepAliveRequests 0
KeepAliveTimeout 300
StartServers 1
TypesConfig /dev/null
AddType text/html html
"""
    (folder / "apache.conf").write_text(top + text.replace("*:80", f"127.0.0.1:{port}"), encoding="utf-8")
    return ["apache2", "-DFOREGROUND", "-f", str(folder / "apache.conf")]


def caddy(folder: Path, site: Path, port: int) -> list[str]:
    """Configure Caddy as the document says."""
    top = "{\n\tadmin off\n\tauto_https off\n}\n"
    text = _documented("caddy", site).replace("journal.example {\n", f"http://:{port} {{\n\tbind 127.0.0.1\n")
    (folder / "Caddyfile").write_text(top + text, encoding="utf-8")
    return ["caddy", "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]


def _documented(language: str, site: Path, which: int = 0) -> str:
    """Give a block of docs/operators.md, for a built site in a folder of this machine."""
    text = (Path(__file__).parent.parent / "docs/operators.md").read_text(encoding="utf-8")
    block: str = re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)[which]
    moved = block.replace("/srv/journal/hosting", f"{site}/.newsgen/hosting").replace("/srv/journal", str(site))
    assert moved != block
    return moved


Configure = Callable[[Path, Path, int], list[str]]
"""Configures a server, in a folder of its own, for a built site, at a port; gives the command that runs it."""
PROGRAMS: Mapping[Configure, str] = {nginx: "nginx", apache: "apache2", apache_by_htaccess: "apache2", caddy: "caddy"}


def present(servers: Iterable[Configure]) -> Iterator[Configure]:
    """Give the servers that this machine has; then the test is skipped if one is missing, or fails if none may be."""
    missing = []
    for each in servers:
        if shutil.which(PROGRAMS[each], path=_PATH) is None:
            missing.append(PROGRAMS[each])
        else:
            yield each
    if missing:
        (pytest.fail if os.environ.get("NEWSGEN_REQUIRE_SERVERS") else pytest.skip)(
            f"not installed: {', '.join(missing)}"
        )


@contextmanager
def serving(configure: Configure, folder: Path, site: Path) -> Iterator[Server]:
    """Serve the built site of a folder by a server that is present."""
    folder.mkdir()
    folder.chmod(0o777)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = configure(folder, site, port)
    environment = {"PATH": _PATH, "HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    program = shutil.which(command[0], path=_PATH)
    assert program is not None
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen([program, *command[1:]], stdout=output, stderr=output, env=environment)
        try:
            _wait(process, port, folder)
            with closing(Server(port)) as server:
                yield server
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(process: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            said = [
                file.read_text("utf-8", "replace")[-3000:]
                for file in (folder / "output", folder / "errors")
                if file.exists()
            ]
            pytest.fail(f"it ended with {process.returncode}: {' '.join(said)}")
        try:
            with closing(Server(port)) as server:
                server.get("/")
        except (OSError, http.client.HTTPException):
            time.sleep(0.02)
        else:
            return
    pytest.fail("it does not answer")
