"""A file that is to be published, read for what newsgen must know of it: the size of a picture; what it loads."""

from __future__ import annotations

import os
from typing import BinaryIO

from newsgen.base.digest import Digest
from newsgen.base.opening import LARGEST_TEXT
from newsgen.content.formats import FORMATS, HEAD, PICTURE_ENDINGS, format_of, is_shown, is_whole
from newsgen.content.pictures import clean, look
from newsgen.content.stylesheets import links_of
from newsgen.model.records import Asset, StyleLink

_LARGEST_PICTURE = 256 * 1024 * 1024  # bytes; it is read as a whole
_WRITTEN = (".css", ".js", ".mjs")
_CLEANED = ("jpeg", "png", "webp")
_DAMAGED = "it is damaged or ends too early"


def read_asset(path: str, digest: Digest, stream: BinaryIO) -> Asset:
    """Read an open file from its beginning."""
    suffix = os.path.splitext(path)[1].lower()
    form = format_of(stream.read(HEAD))
    stream.seek(0)
    if is_shown(form) and (size := os.fstat(stream.fileno()).st_size) > _LARGEST_PICTURE:
        flaw = f"it has {size // 1024**2} MB, more than newsgen takes"
        return Asset(path, digest, flaw=flaw, form=form)
    if form in _CLEANED:
        return _read_picture(path, digest, form, stream.read())
    if suffix in PICTURE_ENDINGS and not is_shown(form):
        flaw = "it is empty" if form == "empty" else f"it is {FORMATS[form].name}, though its name ends with {suffix}"
        return Asset(path, digest, flaw=flaw, form=form)
    if suffix in _WRITTEN and os.fstat(stream.fileno()).st_size > LARGEST_TEXT:
        return Asset(path, digest, form=form, large=True)
    if suffix == ".css":
        return Asset(path, digest, links=_links(stream.read(LARGEST_TEXT)), form=form)
    if suffix in PICTURE_ENDINGS and not is_whole(form, stream):
        return Asset(path, digest, flaw=_DAMAGED, form=form)
    stream.seek(0)
    return Asset(path, digest, *_size(stream), form=form)


def _read_picture(path: str, digest: Digest, form: str, data: bytes) -> Asset:
    picture = look(data)
    assert picture is not None
    if not picture.whole:
        return Asset(path, digest, picture.width or None, picture.height or None, flaw=_DAMAGED, form=form)
    kind = None if picture.animated else picture.kind
    return Asset(path, digest, picture.width, picture.height, kind, private=clean(data) != data, form=form)


def _links(data: bytes) -> tuple[StyleLink, ...]:
    try:
        return links_of(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return ()


def _size(stream: BinaryIO) -> tuple[int | None, int | None]:
    """Give width and height of another picture in pixels; nothing for what is none."""
    import imagesize

    try:
        width, height = imagesize.get(stream)
    except Exception:  # noqa: BLE001 - any odd file may lie below static/; it is published as it is
        return None, None
    return (int(width), int(height)) if width > 0 and height > 0 else (None, None)
