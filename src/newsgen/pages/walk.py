"""One walk over what pages show, by its types: values of some types found in it or exchanged, wherever they stand.

Where a type can stand is read from the declarations of the views, once a type. So whoever adds a field to a view need
not tell anybody; and what is declared as anything (``extra``, the answer ``data``) is passed over, whatever an editor
typed there.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from operator import is_
from typing import Annotated, Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from msgspec import Struct
from msgspec.structs import replace

T = TypeVar("T")
Types = tuple[type[Struct], ...]
Exchange = Callable[[Any], Any]
"""Gives what is to stand in the place of a value; that very value where nothing changes."""
_Walk = Callable[[Any, Exchange], Any]


def exchange(value: T, wanted: Types, change: Exchange) -> T:
    """Give a value with everything in it of the ``wanted`` types changed, inner things first; itself if nothing is."""
    walk = _walk(cast("Any", type(value)), wanted)
    return value if walk is None else walk(value, change)


def exchange_in(hint: Any, value: T, wanted: Types, change: Exchange) -> T:
    """Do the same in a value of a declared type, such as ``tuple[Teaser, ...]``."""
    walk = _walk(hint, wanted)
    return value if walk is None else walk(value, change)


def find(value: object, kind: type[T]) -> list[T]:
    """Give everything of a type in a value, inner things first."""
    found: list[T] = []

    def note(each: T) -> T:
        found.append(each)
        return each

    exchange(value, (kind,), note)  # type: ignore[arg-type]  # T is one of the structs of views
    return found


@cache
def _walk(hint: Any, wanted: Types) -> _Walk | None:
    """Compile the walk over a type; nothing if it cannot hold any of the wanted ones."""
    if not _holds(hint, wanted, set()):
        return None
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _walk(parts[0], wanted)
    if origin in (Union, types.UnionType):
        walks = {_runtime(part): walk for part in parts if (walk := _walk(part, wanted)) is not None}
        return _either(walks)
    if origin is tuple and parts[1:] == (Ellipsis,):
        return _each(_walk(parts[0], wanted) or _pass)
    if origin is tuple:
        return _in_turn([_walk(part, wanted) or _pass for part in parts])
    if origin in (dict, Mapping):
        return _values(_walk(parts[1], wanted) or _pass)
    if origin is not None:
        raise TypeError(f"a view may hold tuples and mappings, and no {hint}")
    return _fields(hint, wanted)


def _holds(hint: Any, wanted: Types, seen: set[Any]) -> bool:
    """Tell whether a value of a type may be one of the wanted, or hold one."""
    if isinstance(hint, type) and issubclass(hint, Struct):
        if hint in seen:
            return False
        seen.add(hint)
        return hint in wanted or any(_holds(each, wanted, seen) for each in _hints(hint).values())
    return any(_holds(part, wanted, seen) for part in get_args(hint) if part is not Ellipsis)


@cache
def _hints(kind: type[Struct]) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _runtime(hint: Any) -> type:
    """Give the class that a value of a member of a union has."""
    found = get_origin(hint) or hint
    assert isinstance(found, type), hint
    return found


def _either(walks: Mapping[type, _Walk]) -> _Walk:
    def walk(value: Any, change: Exchange) -> Any:
        own = walks.get(type(value))
        return value if own is None else own(value, change)

    return walk


def _each(inner: _Walk) -> _Walk:
    def walk(values: tuple[Any, ...], change: Exchange) -> tuple[Any, ...]:
        if not values:
            return values
        new = tuple([inner(value, change) for value in values])
        return values if all(map(is_, new, values)) else new

    def walk_leaves(values: tuple[Any, ...], change: Exchange) -> tuple[Any, ...]:
        new = tuple(map(change, values))
        return values if all(map(is_, new, values)) else new

    return walk_leaves if inner is _leaf else walk


def _in_turn(inner: Sequence[_Walk]) -> _Walk:
    def walk(values: tuple[Any, ...], change: Exchange) -> tuple[Any, ...]:
        new = tuple([own(value, change) for own, value in zip(inner, values, strict=True)])
        return values if all(map(is_, new, values)) else new

    return walk


def _values(inner: _Walk) -> _Walk:
    def walk(values: dict[Any, Any], change: Exchange) -> dict[Any, Any]:
        new = {key: inner(value, change) for key, value in values.items()}
        return values if all(new[key] is value for key, value in values.items()) else new

    return walk


def _fields(kind: type[Struct], wanted: Types) -> _Walk:
    """Walk the fields of a struct. Their own walks are compiled at the first value: a type may hold itself."""
    inner: list[tuple[str, _Walk]] | None = None
    is_wanted = kind in wanted
    if is_wanted and not any(_holds(hint, wanted, set()) for hint in _hints(kind).values()):
        return _leaf

    def walk(value: Any, change: Exchange) -> Any:
        nonlocal inner
        if inner is None:
            compiled = ((name, _walk(hint, wanted)) for name, hint in _hints(kind).items())
            inner = [(name, each) for name, each in compiled if each is not None]
        changes: dict[str, Any] | None = None
        for name, own in inner:
            old = getattr(value, name)
            if old and (new := own(old, change)) is not old:
                changes = changes or {}
                changes[name] = new
        if changes is not None:
            value = replace(value, **changes)
        return change(value) if is_wanted else value

    return walk


def _pass(value: Any, _change: Exchange) -> Any:
    return value


def _leaf(value: Any, change: Exchange) -> Any:
    return change(value)
