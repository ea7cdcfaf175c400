"""Files beside texts that no text shows: told of, for the docs promise that nothing is dropped silently.

A text that is not live yet, or no more, shows them too; nobody should delete a picture that tomorrow's article needs.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

import msgspec

from newsgen.base.faults import Fault
from newsgen.base.patterns import regex
from newsgen.content.names import unused
from newsgen.model.records import Asset, Record
from newsgen.pages.needs import Needs
from newsgen.site.site import Site

_BEHIND_PATH = regex("[?#]")
_LONGEST = 1000  # characters of what may be an address


def unused_files(site: Site, needs: Needs) -> Iterator[Fault]:
    """Tell of the files that pages do not need, and that no other text names either."""
    left = site.assets.beside.difference(asset.path for asset in needs.files.values())
    live = site.texts.addresses
    for record in site.records if left else ():
        if record.path not in live and not isinstance(record, Asset):
            left = left.difference(named_in(record))
    for path in sorted(left):
        if posixpath.dirname(path) not in site.assets.broken_folders:  # who knows what the broken text there shows
            yield unused(path)


def named_in(record: Record) -> Iterator[str]:
    """Give the paths of all that may be named somewhere in a record."""
    folder = posixpath.dirname(record.path)
    for text in texts_in(msgspec.to_builtins(record)):
        if len(text) <= _LONGEST:
            address = unquote(_BEHIND_PATH.split(text)[0])
            yield posixpath.normpath(posixpath.join(folder, address))


def texts_in(value: object) -> Iterator[str]:
    """Give all texts in a value made of plain types."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts_in(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts_in(each)
