"""GitLab Pages: ``_redirects`` in the published site.

A line is ``from to status``, parted by spaces of any alphabet; there are no quotation marks. ``from`` is compared with
the path as it is decoded, and must be a sound address itself: what has a space or a ``%`` in it cannot be said. With or
without a ``/`` at the end is one. Where a file stands no rule is asked. There are 1,000 rules at most, in 64 KB, on
GitLab.com.

Sources: docs.gitlab.com, “GitLab Pages redirects”; gitlab.com/gitlab-org/gitlab-pages, ``internal/redirects``, and the
parser that it uses, github.com/tj/go-redirects.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from newsgen.base.patterns import regex
from newsgen.hosting.netlify import FILES, HEAD, count_rules, files
from newsgen.hosting.rules import Host, HostFile, Limit, Move, Rules

_MOST_RULES, _LARGEST = 1_000, 64 * 1024  # bytes
_MOST_PARTS: Final = 25
_MOST_FILES: Final = 200_000
_UNSAYABLE = regex(r"[\s%?#*:]")


def _write(rules: Rules) -> Sequence[HostFile]:
    lines = (f"{move.path} {move.target} 301\n" for move in rules.moves)
    return files(HEAD + "".join(lines), "")


def _takes(move: Move) -> bool:
    return not move.query and _UNSAYABLE.search(move.path) is None and move.path.count("/") <= _MOST_PARTS


def _limits(files: Sequence[HostFile]) -> Iterator[Limit]:
    for each in files:
        yield Limit("redirects", count_rules(each), _MOST_RULES)
        yield Limit("bytes of redirects", len(each.text.encode()), _LARGEST)


GITLAB = Host("GitLab", _write, _takes, FILES[:1], pages_first=True, limits=_limits, most_files=((_MOST_FILES, ""),))
