r"""nginx: one file to be included in ``http``, with maps, and one in the ``server`` of the site, which asks them.

A map compares the decoded path with its keys, without heed to the case of ASCII letters. In quotation marks only these
and ``\`` are escaped; ``$`` begins a variable in the values and is a letter in the keys. Keys are looked up in hash
tables, whose sizes are set before the first map; a key must fit into one bucket.

An address that has moved is answered by a location of its own, by way of a status that nobody uses (418): only there
can addresses be sent without the name and the port of the server, which may not be what readers see.

Sources: nginx.org/en/docs, “ngx_http_map_module”, “ngx_http_core_module”, “Setting up hashes”; ``ngx_conf_read_token``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from newsgen.base.patterns import regex
from newsgen.hosting.locations import page_of, same_pages
from newsgen.hosting.queries import by_parameters
from newsgen.hosting.rules import ASK_AGAIN, CHANGING, FOR_EVER, LASTING, Header, Host, HostFile, Move, Rules

_SPECIAL = regex(r"[.\\+*?()\[\]{}^$|]")
_PAIR = regex(r"\w+=.+", re.ASCII)
_USUAL_BUCKET, _USUAL_TABLE = 64, 2048
_HTTP: Final = """\
# Written by newsgen, anew at every build: see docs/operators.md. To be included in http { }.
"""
_SERVER: Final = """\
# Written by newsgen, anew at every build: see docs/operators.md. To be included in the server { } of the site, which
# has the line root, with nginx-http.conf in http { }. A location with a line add_header of its own needs those of
# nginx-headers.conf as well (include it there), for such lines replace those that stand further out.
"""
_HEADERS: Final = """\
# Written by newsgen, anew at every build: see docs/operators.md. To be included in each location { } that has a line
# add_header of its own.
"""
_MOVED: Final = """\
error_page 418 = @newsgen_moved;
location @newsgen_moved {
  absolute_redirect off;
  return 301 $newsgen_moved;
}
if ($newsgen_moved) {
  return 418;
}
"""
_DOLLAR: Final = 'geo $newsgen_dollar {\n  default "$";\n}\n'
"""The only way to write that sign in a value: maps take it for a variable, and this block does not."""
_GONE: Final = """\
error_page 410 @newsgen_gone;
location @newsgen_gone {
  try_files $newsgen_gone =410;
}
if ($newsgen_gone) {
  return 410;
}
"""


def _write(rules: Rules) -> Sequence[HostFile]:
    pages = ((path, page_of(each.path)) for each in rules.gone for path in same_pages(each.path))
    gone = _DOLLAR + _map("$uri", "$newsgen_gone", pages) if rules.gone else ""
    numbered = dict(enumerate(rules.headers, 1))
    maps = [*(_moved(rules.moves) if rules.moves else ()), gone, _cache(rules.lookalikes)]
    maps += [_sent(number, each) for number, each in numbered.items() if each.paths]
    headers = "add_header Cache-Control $newsgen_cache;\n" + "".join(map(_header, numbered, numbered.values()))
    server = [_SERVER, f"error_page 404 {_quoted(rules.not_found)};\n", _MOVED if rules.moves else ""]
    server += [_GONE if rules.gone else "", headers]
    tables = "".join(maps)
    return [
        HostFile("nginx-http.conf", _HTTP + _sizes(tables) + tables),
        HostFile("nginx-server.conf", "".join(server)),
        HostFile("nginx-headers.conf", _HEADERS + headers),
    ]


def _sent(number: int, header: Header) -> str:
    """Write the map of the paths with which a header is sent: none is sent without a value."""
    entries = ((path, header.value) for each in header.paths for path in (each, page_of(each)))
    return _map("$uri", f"$newsgen_header_{number}", entries)


def _header(number: int, header: Header) -> str:
    value = f"$newsgen_header_{number}" if header.paths else _quoted(header.value)
    return f"add_header {header.name} {value} always;\n"


def _moved(moves: Sequence[Move]) -> Iterator[str]:
    """Write the maps of old addresses: one for paths, and for each set of parameters one that asks the last."""
    name = "$newsgen_moved_path"
    paths = ((path, move.target) for move in moves if not move.query for path in same_pages(move.path))
    queries = by_parameters(moves, _PAIR)
    yield _map("$uri", name if queries else "$newsgen_moved", paths)
    for number, (parameters, asked) in enumerate(queries.items(), 1):
        value = "&".join(f"{each}=$arg_{each}" for each in parameters) or "$args"
        last, name = name, "$newsgen_moved" if number == len(queries) else f"$newsgen_moved_{number}"
        entries = ((f"{path}?{query}", move.target) for move, query in asked for path in same_pages(move.path))
        yield _map(_quoted(f"$uri?{value}"), name, entries, otherwise=last)


def _map(source: str, name: str, entries: Iterable[tuple[str, str]], otherwise: str = '""') -> str:
    alike: dict[str, dict[str, str]] = {}
    for key, value in entries:
        low = re.sub("[A-Z]", lambda found: found[0].lower(), key)
        alike.setdefault(low, {}).setdefault(key, value)
    lines = "".join(line for keys in alike.values() for line in _entries(keys))
    return f"map {source} {name} {{\n  default {otherwise};\n{lines}}}\n"


def _entries(keys: Mapping[str, str]) -> Iterator[str]:
    """Write keys that differ in nothing but case: as expressions, which heed it, if they lead to several places."""
    if len(set(keys.values())) == 1:
        key, value = next(iter(keys.items()))
        yield f"  {_quoted(key)} {_value(value)};\n"
        return
    for key, value in keys.items():
        exactly = _SPECIAL.sub(r"\\\g<0>", key)
        yield f"  {_quoted(f'~^{exactly}$')} {_value(value)};\n"


def _cache(lookalikes: Iterable[str]) -> str:
    exceptions = "".join(f"  {_quoted(path)} {_quoted(ASK_AGAIN)};\n" for path in lookalikes)
    patterns = "".join(f"  {_quoted('~' + each)} {_quoted(value)};\n" for each, value in _AGES)
    return f'map $uri $newsgen_cache {{\n  default "";\n{exceptions}{patterns}}}\n'


_AGES: Final = ((LASTING, FOR_EVER), (CHANGING, ASK_AGAIN))


def _sizes(tables: str) -> str:
    """Set the sizes of the tables, where nginx would choose too small ones (``NGX_HASH_ELT_SIZE``, in bytes)."""
    keys = [line.split('" "')[0] for line in tables.splitlines() if line.startswith('  "')]
    longest = max((len(key.encode()) for key in keys), default=0)
    bucket = _at_least(longest + 26, _USUAL_BUCKET)
    table = _at_least(len(keys), _USUAL_TABLE)
    said = [
        *([f"map_hash_bucket_size {bucket};\n"] if bucket > _USUAL_BUCKET else []),
        *([f"map_hash_max_size {table};\n"] if table > _USUAL_TABLE else []),
    ]
    warning = "# These stand before any map. Where your own configuration sets them too, take them out there.\n"
    return warning + "".join(said) if said else ""


def _at_least(number: int, power: int) -> int:
    while power < number:
        power *= 2
    return power


def _value(text: str) -> str:
    return _quoted(text).replace("$", "${newsgen_dollar}")


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _takes(_move: Move) -> bool:
    return True


NGINX = Host("nginx", _write, _takes)
