"""Addresses that work only on the machine on which they were written: a preview's, a local file's.

What readers can reach is not asked of any network: names and numbers tell (RFC 6761, RFC 6762, RFC 1918, RFC 4291).
"""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

from newsgen.base.patterns import regex

_FIRST_LOOK = regex(
    r"""\s*(?:file:|[a-z]:[\\/]|\\|~[\\/]
    |(?:https?:)?//(?:[\d\[]|localhost|host\.docker|[^/?\#]*@|[^/?\#]*\.(?:local|localhost|lan|internal)\b))""",
    re.VERBOSE | re.IGNORECASE,
)
_ENDINGS = (".local", ".localhost", ".lan", ".internal")
_MACHINES = ("localhost", "host.docker.internal")
_FOLDER = regex(r"(?:^|/)(static|public|content/(?:articles|pages)|content)/(.+)")
_DRIVE = regex(r"/*[A-Za-z]:(?=/)")
_ROOTS = regex(r"/(?:home|Users|Volumes|mnt|root|private|tmp|var|srv|opt)/[^/]+/.")
ONLY_HERE = "“{}” works only on the machine on which it was written"


def local_way_out(address: str, base: str = "") -> str | None:
    """Say what to write instead of an address that no reader can reach; nothing if readers may reach it.

    ``base`` is the path below which the site lives: addresses of its preview begin with it.
    """
    if not _FIRST_LOOK.match(address):
        return None
    address = address.strip()
    if address[:1] in "\\~" or address[:5].lower() == "file:" or address[1:2] == ":":
        return _file_way_out(address)
    try:
        parts = urlsplit(address)
        if not _is_own_machine(parts.hostname or ""):
            return None
    except ValueError:  # brackets that hold no number
        return None
    path = parts.path if not base or not f"{parts.path}/".startswith(f"{base}/") else parts.path.removeprefix(base)
    tail = (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
    return f"write {path or '/'}{tail}"


def machine_path_way_out(path: str) -> str | None:
    """Say what to write instead of a path that leads through the folders of a machine, and of no site."""
    return _file_way_out(path) if _ROOTS.match(path) else None


def _is_own_machine(host: str) -> bool:
    host = host.rstrip(".").casefold()
    if host in _MACHINES or host.endswith(_ENDINGS):
        return True
    try:
        number = ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return number.is_loopback or number.is_unspecified or number.is_private or number.is_link_local


def _file_way_out(address: str) -> str:
    """Name a file as a site does, where the folders that it lies in tell."""
    path = unquote(re.sub(r"^file:/*", "/", address, flags=re.IGNORECASE)).replace("\\", "/")
    found = _FOLDER.search(_DRIVE.sub("", path))
    if found is None:
        return "put the file into static/, and name it by its path there, such as /images/photo.jpg"
    folder, rest = found[1], found[2]
    if folder == "public":
        rest = rest.removesuffix("index.html")
    return f"write {rest}" if folder.startswith("content") else f"write /{rest}"
