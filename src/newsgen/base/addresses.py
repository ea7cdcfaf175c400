"""The law of addresses: from what people write to the one path of the site that it means, or why it can be none.

A *path* is what stands behind the name of the site as it is meant: decoded, in Unicode's form NFC, without empty parts
and dots, ``/société/vieux/``. It names one file of the output. How browsers ask for it is another thing: ``encode``.

Sources: RFC 3986 and 3987; the characters and names that Windows refuses (“Naming Files, Paths, and Namespaces”), which
hosts and their uploads refuse for the same reason (Netlify ``#`` and ``?`` too); what hosts take for configuration.
"""

from __future__ import annotations

import re
from typing import Final
from unicodedata import normalize
from urllib.parse import quote, unquote, unquote_to_bytes

from newsgen.base.patterns import regex

WAY_OUT: Final = "begin with / and use no spaces: /rubrique/ancien-titre/, /images/logo.svg"
_PAGE_ENDINGS: Final = (".html", ".htm")
"""What every host serves as a page."""
_INDEX: Final = "index.html"

_WEB = regex("(?:https?:)?//", re.IGNORECASE)
_PLAIN = regex(r"[/\w.~-]*", re.ASCII)
_ESCAPE = regex(r"%[0-9A-Fa-f]{2}")
_HIDDEN = regex("%(?:2F|5C)", re.IGNORECASE)
_NO_ESCAPE = regex(r"%(?![0-9A-Fa-f]{2}).{0,2}", re.DOTALL)
_UNWRITTEN = regex(r"""[\s"<>\\?#]""")
"""What is written in no path as it is; encoded, a space may be meant."""
_ASCII_IN_QUERIES: Final = "!$&*+,;=:@/?%()[]~"
_CONTROL = regex("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_NO_NAME = regex(r'[:*?"<>|\\#]')
_DEVICE = regex(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_NOTHING: Final = ("there is nothing between two of its /", "each part of an address needs a name")
_DOTS: Final = ("“.” and “..” name no place of a site", "write the whole path without them: /sport/rugby/")
_WELL_KNOWN: Final = ".well-known"
"""The one hidden folder that is made to be asked for (RFC 8615)."""
_EVERYWHERE = frozenset(("web.config",))
_AT_THE_TOP = frozenset(
    (
        *("_redirects", "_headers", "_worker.js", "_routes.json", "_config.yml", "netlify.toml", "vercel.json"),
        *("now.json", "firebase.json", "staticwebapp.config.json", "cname"),
    )
)

_SOUND = regex(
    rf"""(?!/(?:{"|".join(map(re.escape, sorted(_AT_THE_TOP)))})(?:/|$))
    (?:/(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:[./]|$)|web\.config(?:/|$))
    [a-z0-9][a-z0-9_-]*+(?:\.[a-z0-9_-]++)*+)*+/?""",
    re.VERBOSE,
)
"""Nearly all paths that pages have: with nothing in them that ``_flaw_of_name`` would mind."""


class NoAddressError(ValueError):
    """What was written can be no address; says why in an editor's words, and the way out."""

    def __init__(self, reason: str, way_out: str = WAY_OUT) -> None:
        super().__init__(reason)
        self.way_out = way_out


def read_path(written: str) -> str:
    """Give the path that an address within the site means, as people write it: without ``?`` and ``#``.

    Whatever is a path passes, that of a file too; ``page_path`` is stricter.

    Raises:
        NoAddressError: it means none.
    """
    if not written.startswith("/"):
        raise NoAddressError("")
    if found := _UNWRITTEN.search(written):
        raise NoAddressError(*_why_unwritten(found[0]))
    path = _decoded(written) if "%" in written else normalize("NFC", written)
    if _CONTROL.search(path):
        raise NoAddressError("there is a control character in it", "delete it")
    names = path.split("/")[1:]
    if {".", ".."} & set(names):
        raise NoAddressError(*_DOTS)
    if "" in names[:-1]:
        raise NoAddressError(*_NOTHING)
    return path


def page_path(written: str) -> str:
    """Give the path at which a page can stand: that of ``index.html`` is its folder's.

    Raises:
        NoAddressError: there can be no such page.
    """
    path = read_path(written)
    if path.endswith(f"/{_INDEX}"):
        path = path.removesuffix(_INDEX)
    if (flaw := flaw_of(path)) is not None:
        raise flaw
    return path


def old_path(written: str) -> str:
    """Give the path at which a page can stand that leads on: ``/old`` is ``/old/``, ``/old.html`` stays a file.

    Raises:
        NoAddressError: there can be no such page.
    """
    path = page_path(written)
    return path if path.endswith("/") or is_page_file(path) else f"{path}/"


def is_page_file(path: str) -> bool:
    """Tell whether every host serves a file of this name as a page."""
    return path.lower().endswith(_PAGE_ENDINGS)


def flaw_of(path: str) -> NoAddressError | None:
    """Say why no page can stand at a path, if none can: the names that systems and hosts refuse or keep to themselves.

    A part that is empty is a flaw too: some token had nothing to say.
    """
    if _SOUND.fullmatch(path):
        return None
    names = path.split("/")[1:]
    if names[-1:] == [""]:
        names.pop()
    flaws = (_flaw_of_name(name, place) for place, name in enumerate(names))
    return next((flaw for flaw in flaws if flaw is not None), None)


def part_of(written: str) -> str:
    """Give the one part of a path that a slug is, as it is written.

    Raises:
        NoAddressError: it can be none.
    """
    if _UNWRITTEN.search(written):
        raise NoAddressError("it has no spaces, quotation marks, ?, # and \\", "write a hyphen instead")
    if "/" in written:
        raise NoAddressError("a slug is one part of an address and has no /", "write what stands behind the last /")
    if written.casefold() == _INDEX or not written:
        raise NoAddressError("it is the name of a folder’s own page", "write another one")
    return page_path(f"/{written}/").strip("/")


def encode(path: str) -> str:
    """Give a path as browsers ask for it (RFC 3986): ``/soci%C3%A9t%C3%A9/``."""
    return path if _PLAIN.fullmatch(path) else quote(normalize("NFC", path))


def written(path: str) -> str:
    """Give a path as people write it, where that is read as the same path: encoded only if it holds what is not.

    The query that an old address may have stays as it is.
    """
    path, mark, query = path.partition("?")
    return (encode(path) if "%" in path or _UNWRITTEN.search(path) else path) + mark + query


def encode_query(query: str) -> str:
    """Give what stands behind a ``?`` as browsers ask for it: letters encoded, and all other signs as they were."""
    encoded = quote(query, safe=_ASCII_IN_QUERIES)
    return _ESCAPE.sub(lambda found: found[0].upper(), encoded)


def decode(url: str) -> str:
    """Give the path of an address that ``encode`` gave."""
    return unquote(url) if "%" in url else url


def within_base(path: str, base: str) -> str | None:
    """Give what a path means that was copied with the ``base`` of the site before it; ``None`` if there is none."""
    return path.removeprefix(base) if base and path.startswith(f"{base}/") else None


def own_path(address: str, home: str) -> str | None:
    """Give the path, with all that stands behind it, that a web address names on the site at ``home``, if it does.

    ``home`` is the web address of the site. Whether it is asked for by ``http`` or ``https`` makes no other site.
    """
    scheme = _WEB.match(address)
    if scheme is None:
        return None
    host, slash, base = _WEB.sub("", home, count=1).rstrip("/").partition("/")
    named, rest = address[scheme.end() :][: len(host)], address[scheme.end() + len(host) :]
    if named.lower() != host.lower() or not rest.startswith(slash + base):
        return None
    tail = rest.removeprefix(slash + base)
    return None if tail and tail[0] not in "/?#" else f"/{tail.removeprefix('/')}"


def anchor_of(fragment: str) -> str:
    """Give the anchor that what stands behind a ``#`` names, decoded.

    The words to be marked (``:~:text=``) are none, and every page has its ``top``.
    """
    anchor = unquote(fragment.partition(":~:")[0])
    return "" if anchor == "top" else anchor


def file_of(path: str) -> str:
    """Give the file of the output that answers for a path, relative to the output folder."""
    file = path.removeprefix("/")
    return file + _INDEX if file == "" or file.endswith("/") else file


def folded(path: str) -> str:
    """Give what two paths share that are one where a disk takes no heed of case, or of how an accent is stored."""
    return path.lower() if path.isascii() else normalize("NFC", normalize("NFC", path).casefold())


def _why_unwritten(sign: str) -> tuple[str, str]:
    """Say of a sign that it stands in no address as it is, and what to do about it."""
    if sign.isspace():
        return "there is a space in it", "write a hyphen instead, or %20 if the address has had a space"
    if sign == "#":
        return "only browsers see what stands behind the #", "leave it out"
    return f"“{sign}” stands in no address", "leave it out"


def _decoded(written: str) -> str:
    """Decode an address, once."""
    if broken := _NO_ESCAPE.search(written):
        raise NoAddressError(f"“{broken[0]}” encodes nothing", "write the letter itself; a percent sign is %25")
    if hidden := _HIDDEN.search(written):
        sign = unquote(hidden[0])
        raise NoAddressError(f"“{hidden[0]}” is a {sign} within a name", "no file can have it in its name")
    try:
        path = normalize("NFC", unquote_to_bytes(written).decode())
    except UnicodeDecodeError as error:
        wrong = "".join(f"%{byte:02X}" for byte in error.object[error.start : error.end])
        message = f"“{wrong}” is no letter in UTF-8, and no file could answer to another encoding"
        raise NoAddressError(message, "write the letters themselves: é, or %C3%A9") from None
    if twice := _ESCAPE.search(path):
        raise NoAddressError(f"it is encoded twice: “{twice[0]}” is left", "write the letters themselves")
    return path


def _flaw_of_name(name: str, place: int) -> NoAddressError | None:
    """Say why no page can have this name in its path, where it stands at a ``place`` counted from 0."""
    if not name:
        return NoAddressError(*_NOTHING)
    if name in {".", ".."}:
        return NoAddressError(*_DOTS)
    if name[-1] == "." or name != name.strip():
        message = f"“{name}” has a space at its end, or a dot: Windows and some hosts cut them off"
        return NoAddressError(message, "take it out")
    if found := _NO_NAME.search(name):
        message = f"“{found[0]}” can be in no name of a file on Windows, and on many hosts"
        return NoAddressError(message, "leave it out")
    if _CONTROL.search(name):
        return NoAddressError("there is a control character in it", "delete it")
    if _DEVICE.fullmatch(name):
        return NoAddressError(f"Windows keeps the name “{name}” for a device", "write another one")
    if name.startswith(".") and (place or name != _WELL_KNOWN):
        return NoAddressError(f"“{name}” begins with a dot: servers hide such names", "write it without the dot")
    low = name.casefold()
    if low in _EVERYWHERE or (not place and low in _AT_THE_TOP):
        return NoAddressError(f"“{name}” is what hosts take for their own configuration", "write another name")
    return None
