"""Kinds of values, as a declaration has them: how each is read, and the fields of groups."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct


class Kind(Struct, frozen=True):
    """A type of a schema: ``read(reading, *knows, value, path)`` reads a value of it, or tells its faults."""

    read: Callable[..., object]
    knows: tuple[Any, ...] = ()
    is_text: bool = False
    """Whether it is text that readers read, or a list of such."""
    needs: bool = False
    """Whether it is a group that says nothing without some of its fields."""
    fields: frozenset[str] = frozenset()
    """The names of the fields of a group."""
    lists: bool = False
    """Whether a text with commas in it is never one of it: of all that may stand in lists, but names and groups."""


class FieldKind(Struct, frozen=True):
    """A field as people may write it; ``attribute`` is its name in the struct, where that must be another.

    One that is ``never_empty`` is a fault where its name stands alone: else that is the same as if it were not there.
    """

    attribute: str
    kind: Kind
    required: bool
    listed: bool
    never_empty: bool = False


class _NeverEmpty:
    """Marks an optional field whose name alone says something already."""


NEVER_EMPTY = _NeverEmpty()
"""The mark in a declaration, beside the type: ``Annotated[Withdrawal | None, NEVER_EMPTY]``."""


FieldKinds = Mapping[str, FieldKind]
"""The fields of a group, by the names that people write."""
