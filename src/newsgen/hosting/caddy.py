r"""Caddy 2: a file to be imported in the site, which asks maps of its paths.

In quotation marks only these are escaped, by ``\``. But ``{$NAME}`` is a variable wherever it stands, put in before
anything is read, and ``{args[0]}`` one of an import; so braces are never written as they are in a key, but in a regular
expression (``~``). Values are without braces, for they are encoded.

Sources: caddyserver.com/docs/caddyfile, “Caddyfile Concepts”, “map”, “redir”, “handle_errors”, “import”; the lexer of
github.com/caddyserver/caddy, ``caddyconfig/caddyfile``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from newsgen.base.patterns import regex
from newsgen.hosting.locations import lower_escapes, page_of, same_pages
from newsgen.hosting.queries import by_parameters
from newsgen.hosting.rules import ASK_AGAIN, CHANGING, FOR_EVER, LASTING, Gone, Header, Host, HostFile, Move, Rules

_SPECIAL = regex(r"[.\\+*?()\[\]{}^$|]")
_PAIR = regex(r"\w+=[\w.~-]+", re.ASCII)
"""Parameters that are the same decoded: that is how Caddy has them."""
_HEAD: Final = """\
# Written by newsgen, anew at every build: see docs/operators.md. To be imported in the site, which has the line root.
"""
_ERRORS: Final = """\
handle_errors {{
	header -Cache-Control
	@newsgen_missing expression `{{http.error.status_code}} == 404`
	rewrite @newsgen_missing {not_found}
	file_server
}}
"""
_PATH: Final = '"{http.request.uri.path}"'


def _write(rules: Rules) -> Sequence[HostFile]:
    parts = [_HEAD, *_moved(rules.moves), _gone(rules.gone), _cache(rules.lookalikes), *_headers(rules.headers)]
    return [HostFile("caddy-site.conf", "".join(parts) + _ERRORS.format(not_found=_quoted(rules.not_found)))]


def _gone(gone: Sequence[Gone]) -> str:
    """Let the page that stands at an address be shown with status 410; Caddy adds a missing ``/`` itself."""
    pages = ((path, "410") for each in gone for path in dict.fromkeys((each.path, page_of(each.path))))
    asks = '@newsgen_gone expression `{newsgen_gone} != ""`\nerror @newsgen_gone 410\n'
    return _map(_PATH, "{newsgen_gone}", pages) + asks if gone else ""


def _moved(moves: Sequence[Move]) -> Iterator[str]:
    """Write the maps of old addresses, one for paths and one for each set of parameters, and what asks each."""
    paths = ((path, move.target) for move in moves if not move.query for path in same_pages(move.path))
    for number, (parameters, asked) in enumerate(reversed([*by_parameters(moves, _PAIR).items()]), 1):
        value = "&".join(f"{each}={{http.request.uri.query.{each}}}" for each in parameters)
        source = f"{{http.request.uri.path}}?{value or '{http.request.uri.query}'}"
        entries = (
            (f"{path}?{spelling}", move.target)
            for move, query in asked
            for spelling in (query, lower_escapes(query))
            for path in same_pages(move.path)
        )
        yield _map(_quoted(source), f"{{newsgen_moved_{number}}}", entries) + _asks(f"newsgen_moved_{number}")
    yield _map(_PATH, "{newsgen_moved}", paths) + _asks("newsgen_moved")


def _asks(name: str) -> str:
    return f'@{name} expression `{{{name}}} != ""`\nredir @{name} {{{name}}} 301\n'


def _map(source: str, name: str, entries: Iterable[tuple[str, str]]) -> str:
    keys: dict[str, str] = {}
    for key, value in entries:
        keys.setdefault(key, f"\t{_key(key)} {_quoted(value)}\n")  # no key may be there twice
    return f'map {source} {name} {{\n{"".join(keys.values())}\tdefault ""\n}}\n'


def _cache(lookalikes: Sequence[str]) -> str:
    exceptions = "|".join(map(_exactly, lookalikes))
    exception = f"\tnot path_regexp newsgen_alike {_quoted(f'^(?:{exceptions})$')}\n" if exceptions else ""
    return (
        f"@newsgen_changing path_regexp newsgen_changing {_quoted(CHANGING)}\n"
        f'header @newsgen_changing Cache-Control "{ASK_AGAIN}"\n'
        f"@newsgen_lasting {{\n\tpath_regexp newsgen_lasting {_quoted(LASTING)}\n{exception}}}\n"
        f'header @newsgen_lasting Cache-Control "{FOR_EVER}"\n'
    )


def _headers(headers: Sequence[Header]) -> Iterator[str]:
    for number, each in enumerate(headers, 1):
        paths = "|".join(map(_exactly, dict.fromkeys((*each.paths, *map(page_of, each.paths)))))
        name = f"newsgen_header_{number}"
        yield f"@{name} path_regexp {name} {_quoted(f'^(?:{paths})$')}\n" if paths else ""
        yield f"header {f'@{name} ' if paths else ''}+{each.name} {_quoted(each.value)}\n"


def _key(text: str) -> str:
    return _quoted(f"~^{_exactly(text)}$" if set(text) & set("{}\\") else text)


def _exactly(text: str) -> str:
    """Write the regular expression of a text (RE2): braces and ``$`` in brackets, so that they begin no variable."""
    return _SPECIAL.sub(lambda found: f"[{found[0]}]" if found[0] in "{}$" else f"\\{found[0]}", text)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '\\"') + '"'


def _takes(_move: Move) -> bool:
    return True


CADDY = Host("Caddy", _write, _takes)
