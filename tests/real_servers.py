"""Real web servers, run in the foreground on this machine alone, for as long as a test asks them something."""

from __future__ import annotations

import http.client
import os
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
        """Ask for an address as it is written; give status, headers and body."""
        self._connection.request("GET", address, headers={"Host": "test.example"})
        response = self._connection.getresponse()
        return response.status, dict(response.getheaders()), response.read().decode()


def nginx(folder: Path, root: Path, rules: Path, port: int) -> list[str]:
    """Configure nginx for a site, with the two files of ``rules``."""
    temporary = "".join(
        f"{each}_temp_path {folder};\n" for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    text = f"""daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/errors;
events {{}}
http {{
  access_log off; types {{ text/html html; text/css css; }} {temporary}
  keepalive_requests 100000;
  include {rules}/nginx-http.conf;
  server {{
    listen 127.0.0.1:{port};
    root {root};
    include {rules}/nginx-server.conf;
  }}
}}
"""
    (folder / "nginx.conf").write_text(text, encoding="utf-8")
    return ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]


def apache(folder: Path, root: Path, _rules: Path, port: int, *, included: bool = True) -> list[str]:
    """Configure Apache for a site whose ``.htaccess`` is included, or else read at every request."""
    modules = "".join(f"LoadModule {name}_module {_MODULES}/mod_{name}.so\n" for name in _APACHE_MODULES)
    user = "User www-data\nGroup www-data\n" if os.geteuid() == 0 else ""
    how = f'AllowOverride None\nInclude "{root}/.htaccess"' if included else "AllowOverride All"
    text = f"""{modules}{user}ServerRoot "{folder}"
PidFile "{folder}/apache.pid"
DefaultRuntimeDir "{folder}"
Mutex file:{folder}
ErrorLog "{folder}/errors"
ServerName test.example
Listen 127.0.0.1:{port}
MaxKeepAliveRequests 0
KeepAliveTimeout 300
StartServers 1
DocumentRoot "{root}"
DirectoryIndex index.html
TypesConfig /dev/null
AddType text/html html
<Directory "{root}">
Require all granted
{how}
</Directory>
"""
    (folder / "apache.conf").write_text(text, encoding="utf-8")
    return ["apache2", "-DFOREGROUND", "-f", str(folder / "apache.conf")]


def apache_by_htaccess(folder: Path, root: Path, rules: Path, port: int) -> list[str]:
    """Configure Apache for a site whose ``.htaccess`` is read at every request."""
    return apache(folder, root, rules, port, included=False)


def caddy(folder: Path, root: Path, rules: Path, port: int) -> list[str]:
    """Configure Caddy for a site, with the file of ``rules``."""
    text = f"""{{
	admin off
	auto_https off
}}
http://:{port} {{
	bind 127.0.0.1
	root * "{root}"
	import "{rules}/caddy-site.conf"
	file_server
}}
"""
    (folder / "Caddyfile").write_text(text, encoding="utf-8")
    return ["caddy", "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]


Configure = Callable[[Path, Path, Path, int], list[str]]
"""Configures a server in a folder of its own: for the published site, its files for servers, at a port."""
PROGRAMS: Mapping[Configure, str] = {nginx: "nginx", apache: "apache2", caddy: "caddy"}


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
    command = configure(folder, site / "public", site / ".newsgen/hosting", port)
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
