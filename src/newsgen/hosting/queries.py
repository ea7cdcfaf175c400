"""Old addresses with a query, grouped by the names of its parameters: a server then looks one of each up, not all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from newsgen.hosting.rules import Move

Parameters = tuple[str, ...]
"""The names of a query's parameters, sorted; none where it must be compared as a whole."""


def by_parameters(moves: Iterable[Move], pair: re.Pattern[str]) -> Mapping[Parameters, list[tuple[Move, str]]]:
    """Group the addresses with a query, each with it as it is to be compared; those that ask for the most last.

    These are the queries that must be compared as a whole, for one parameter may be all that another address asks for.

    ``pair`` matches the ``name=value`` of parameters that the server can ask for one by one: then others may stand
    beside them in a request, such as those with which networks follow readers.
    """
    found: dict[Parameters, list[tuple[Move, str]]] = {}
    for move in moves:
        if move.query:
            names = _names(move.query, pair)
            pairs = sorted(move.query.split("&")) if names else [move.query]
            found.setdefault(names, []).append((move, "&".join(pairs)))
    return {names: found[names] for names in sorted(found, key=lambda each: (not each, len(each), each))}


def _names(query: str, pair: re.Pattern[str]) -> Parameters:
    """Give the names of the parameters; none if the query is no list of such pairs, each name once."""
    pairs = query.split("&")
    names = sorted(each.partition("=")[0] for each in pairs)
    sound = all(map(pair.fullmatch, pairs)) and len({each.lower() for each in names}) == len(names)
    return tuple(names) if sound else ()
