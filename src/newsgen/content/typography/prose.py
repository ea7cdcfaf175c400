"""The prose in a value: fields that are declared as ``Prose``, at any depth."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Annotated, Any, TypeVar, cast, get_args, get_origin, get_type_hints

from msgspec import Meta, Struct
from msgspec.structs import replace

T = TypeVar("T", bound=Struct)


def set_prose(value: T, set_texts: Callable[[list[str]], list[str]]) -> T:
    """Give a value with all its prose replaced by what ``set_texts`` makes of it, in one go."""
    texts = list(_gather(value))
    if not texts:
        return value
    return cast("T", _spread(value, iter(set_texts(texts))))


def _gather(value: object) -> Iterator[str]:
    if isinstance(value, Struct):
        for name, is_text in _fields(type(value)):
            held = getattr(value, name)
            for each in held if isinstance(held, tuple) else (held,):
                if isinstance(each, Struct):
                    yield from _gather(each)
                elif is_text and isinstance(each, str):
                    yield each


def _spread(value: Struct, texts: Iterator[str]) -> Struct:
    changed: dict[str, Any] = {}
    for name, is_text in _fields(type(value)):
        held = getattr(value, name)
        if isinstance(held, tuple):
            changed[name] = tuple(_place(each, is_text, texts) for each in held)
        else:
            changed[name] = _place(held, is_text, texts)
    return replace(value, **changed)


def _place(held: object, is_text: bool, texts: Iterator[str]) -> object:
    if isinstance(held, Struct):
        return _spread(held, texts)
    return next(texts) if is_text and isinstance(held, str) else held


@cache
def _fields(declared: type[Struct]) -> tuple[tuple[str, bool], ...]:
    """Name the fields that hold prose, or a value that does; and say which."""
    hints = get_type_hints(declared, include_extras=True)
    found = []
    for name in declared.__struct_fields__:
        is_text = _is_prose(hints[name])
        if is_text or any(_fields(each) for each in _structs(hints[name])):
            found.append((name, is_text))
    return tuple(found)


def _is_prose(hint: Any) -> bool:
    if get_origin(hint) is Annotated and any(
        isinstance(meta, Meta) and (meta.extra or {}).get("kind") == "prose" for meta in hint.__metadata__
    ):
        return True
    return any(_is_prose(each) for each in get_args(hint) if get_origin(each) is not None)


def _structs(hint: Any) -> Iterator[type[Struct]]:
    if isinstance(hint, type) and issubclass(hint, Struct):
        yield hint
    for each in get_args(hint):
        yield from _structs(each)
