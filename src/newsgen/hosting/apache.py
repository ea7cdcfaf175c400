r"""Apache httpd 2.4: ``.htaccess`` in the published site, or the same file included in a ``<Directory>``.

Old addresses are rules of mod_rewrite, each a regular expression for the decoded path below the folder. An argument in
quotation marks ends at the next one; ``\`` in front of that or of another ``\`` escapes it, ``${`` begins a variable.
In the place that a rule leads to, ``$`` and ``%`` begin what was found, unless ``\`` stands in front (“RewriteRule
Directive”). The query of a reader is dropped (``QSD``), as other servers drop it. ``Redirect`` would do for whole
folders only: it leads on everything below an address as well.

Sources: httpd.apache.org/docs/2.4, “Configuration Files”, “mod_rewrite”, “Expressions in Apache HTTP Server”, “core”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from newsgen.base.addresses import encode
from newsgen.base.patterns import regex
from newsgen.hosting.locations import page_of
from newsgen.hosting.rules import ASK_AGAIN, CHANGING, FOR_EVER, LASTING, Gone, Header, Host, HostFile, Move, Rules

_SPECIAL = regex(r"[.\\+*?()\[\]{}^$|]")
_ESCAPE = regex("(?:%[0-9A-F]{2})+")
_HEAD: Final = """\
# Written by newsgen, anew at every build: see docs/operators.md.
# No address here has an encoded slash (%2F) in it, so AllowEncodedSlashes can stay Off. Where old addresses make this
# file long, include it in the <Directory> of the site and set AllowOverride None: Apache then reads it once, and not
# at every request.
"""
_CACHE: Final = f"""\
<IfModule mod_headers.c>
<FilesMatch "{CHANGING.replace("/|", "")}">
Header set Cache-Control "{ASK_AGAIN}"
</FilesMatch>
<FilesMatch "{LASTING}">
Header set Cache-Control "{FOR_EVER}"
</FilesMatch>
"""


def _write(rules: Rules) -> Sequence[HostFile]:
    parts = [
        _HEAD,
        f"ErrorDocument 404 {_quoted(encode(rules.not_found))}\n",
        *(_tombstone(each) for each in rules.gone),
    ]
    rewriting = [*(_gone(each, rules.base) for each in rules.gone), *(_moved(each, rules.base) for each in rules.moves)]
    if rewriting:
        parts += ["<IfModule mod_rewrite.c>\n"] if rules.with_pages else []
        parts += ["RewriteEngine On\n", *rewriting]
        parts += ["</IfModule>\n"] if rules.with_pages else []
    parts += [_CACHE, *_exceptions(rules.lookalikes), *_headers(rules.headers), "</IfModule>\n"]
    return [HostFile(".htaccess", "".join(parts))]


def _moved(move: Move, base: str) -> str:
    target = re.sub(r"([\\$%])", r"\\\1", move.target)
    rule = f'RewriteRule {_pattern(move.path, base)} "{target}"'
    asked = move.query.split("&") if move.query else ()
    pairs = (_ESCAPE.sub(r"(?i:\g<0>)", _exactly(each)) for each in asked)
    conditions = (f'RewriteCond %{{QUERY_STRING}} "(?:^|&){pair}(?:&|$)"\n' for pair in pairs)
    return f"{''.join(conditions)}{rule} [R=301,NE,QSD,L]\n"


def _gone(gone: Gone, base: str) -> str:
    """Write a rule that leaves alone what Apache asks for itself to show the page of an error."""
    return f'RewriteCond %{{ENV:REDIRECT_STATUS}} "^$"\nRewriteRule {_pattern(gone.path, base)} - [G]\n'


def _tombstone(gone: Gone) -> str:
    """Let the page that stands at an address be that of its error, in an expression of letters and numbers alone."""
    folder = _in_letters(gone.path.removesuffix("/"))
    tail = "(?:/(?:index\\.html)?)?" if gone.path.endswith("/") else ""
    page = _quoted(encode(page_of(gone.path)))
    return f'<If "%{{REQUEST_URI}} =~ m#^{folder}{tail}$#">\nErrorDocument 410 {page}\n</If>\n'


def _in_letters(path: str) -> str:
    """Write the regular expression of a path in letters and numbers alone."""
    return re.sub(rb"[^A-Za-z0-9/]", lambda found: rb"\x%02X" % found[0][0], path.encode()).decode()


def _pattern(path: str, base: str) -> str:
    """Write the expression of an address, below the folder of the file: with and without its ``/``."""
    below = path.removeprefix(base).removeprefix("/")
    if not below:
        return r'"^(?:index\.html)?$"'
    if not below.endswith("/"):
        return f'"^{_exactly(below)}$"'
    return f'"^{_exactly(below[:-1])}(?:/(?:index\\.html)?)?$"'


def _exceptions(paths: Sequence[str]) -> Iterator[str]:
    names = sorted({path.rpartition("/")[2] for path in paths})
    if names:
        yield f"<FilesMatch {_quoted('^(?:' + '|'.join(map(_exactly, names)) + ')$')}>\n"
        yield f'Header set Cache-Control "{ASK_AGAIN}"\n</FilesMatch>\n'


def _headers(headers: Sequence[Header]) -> Iterator[str]:
    """Write what is sent with answers of every status; the page of an error is asked for within the same request.

    So what was set for the one is set again for the other, and only a second of one name adds to the first.
    """
    named: set[str] = set()
    for each in headers:
        paths = "|".join(_in_letters(path) for path in dict.fromkeys((*each.paths, *map(page_of, each.paths))))
        condition = f' "expr=%{{REQUEST_URI}} =~ m#^(?:{paths})$#"' if paths else ""
        how = "merge" if each.name in named else "set"
        named.add(each.name)
        yield f"Header always {how} {each.name} {_quoted(each.value.replace('%', '%%'))}{condition}\n"


def _exactly(text: str) -> str:
    """Write the regular expression of a text (PCRE): signs escaped, and what ends a line or an argument as a number."""
    escaped = _SPECIAL.sub(lambda found: f"\\{found[0]}", text)
    return re.sub(r'[\x00-\x1f\x7f"]', lambda found: f"\\x{ord(found[0]):02X}", escaped)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _takes(_move: Move) -> bool:
    return True


APACHE = Host("Apache", _write, _takes, (".htaccess",))
