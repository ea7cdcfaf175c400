"""Addresses that would vanish, written as aliases into the front matter of the texts that are their heirs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from newsgen.base.addresses import written
from newsgen.base.opening import Ground
from newsgen.build.inputs import Opened
from newsgen.editing.amended import NotAmendedError, amended
from newsgen.editing.saving import NotSavedError, exchange
from newsgen.history.vanished import Vanished
from newsgen.schema.yaml_writing import as_value


class Aliases(Struct, frozen=True):
    """What came of it: each file with each alias that it was ``given``, and why others were ``refused``, by file."""

    given: tuple[tuple[str, str], ...]
    refused: Mapping[str, str]


def give_aliases(opened: Opened, vanished: Iterable[Vanished]) -> Aliases:
    """Give texts back the addresses that they had. A text takes all of its own, or none."""
    wanted: dict[str, list[str]] = {}
    for each in vanished:
        if each.heir is not None:
            wanted.setdefault(each.heir.path, []).append(each.path)
    ground = Ground(opened.folders.root)
    given: list[tuple[str, str]] = []
    refused: dict[str, str] = {}
    for path, addresses in wanted.items():
        try:
            old = new = ground.read(path)
            for address in addresses:
                new = amended(new, path, "aliases", as_value(written(address)))
            exchange(opened.folders.root, path, old, new)
        except (NotAmendedError, NotSavedError, OSError) as error:
            refused[path] = str(error)
        else:
            given += [(path, address) for address in addresses]
    return Aliases(tuple(given), refused)
