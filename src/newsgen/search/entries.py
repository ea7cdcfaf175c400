"""Entries: the terms of one document, each with its weight, as they are kept and taken into an index.

An entry is a text of four lines, one for each weight, with terms between blanks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from newsgen.search.terms import Terms

ONCE, OFTEN, STANDFIRST, TITLE = range(4)
"""Weights: where a term stands, from the text to the title."""
_OFTEN = 3

Entry = bytes


def entry_of(terms: Terms, title: str, standfirst: str, text: str) -> Entry:
    """Make the entry of a document of its title, what stands above its text, and that text."""
    in_title, above, counts = terms.of(title), terms.of(standfirst), terms.of(text)
    below = [term for term in above if term not in in_title]
    for term in (*in_title, *below):
        counts.pop(term, None)
    often = [term for term, count in counts.items() if count >= _OFTEN]
    once = [term for term, count in counts.items() if count < _OFTEN]
    return "\n".join(map(" ".join, (once, often, below, in_title))).encode()


def around_of(terms_of: Callable[[str], Iterable[str]], names: Iterable[str], filters: Iterable[str]) -> Entry:
    """Make the entry of what is known of a document beside its texts; a name counts as much as a standfirst."""
    named = dict.fromkeys(term for name in names for term in terms_of(name))
    return f"{' '.join(filters)}\n\n{' '.join(named)}\n".encode()


def weights_in(entry: Entry) -> Iterator[tuple[int, list[str]]]:
    """Give the weights with their terms."""
    for weight, line in enumerate(entry.decode().split("\n")):
        yield weight, line.split(" ") if line else []
