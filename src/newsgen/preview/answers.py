"""Proofs as answers to a browser: media types, versions for its cache, pieces of a video."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import BinaryIO

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from newsgen.base.digest import digest_bytes
from newsgen.base.opening import pieces
from newsgen.preview.insert import insert
from newsgen.preview.media import HTML, media_type_of
from newsgen.preview.proof import Proof

_DESCRIPTORS = "/dev/fd/"
"""Where Linux and macOS have the open files of a process by name."""


def answer(request: Request, proof: Proof, faults: str, styles: str, status: int = 200) -> Response:
    """Answer with a proof, and what the preview adds to a page (:func:`newsgen.preview.insert.insert`)."""
    if proof.open_file is not None:
        return _file(request, proof.open_file, media_type_of(proof.path), status)
    media_type = media_type_of(proof.path)
    data = insert(proof, faults, styles) if media_type == HTML else proof.data
    headers = {"etag": f'"{digest_bytes(data).hex()}"', "cache-control": "no-cache"}
    return _unless_known(request, Response(data, status, headers, media_type))


def own_page(data: bytes, status: int = 200) -> Response:
    """Answer with a page of the preview itself, which is never kept."""
    return Response(data, status, {"cache-control": "no-store"}, HTML)


class _OpenFile(FileResponse):
    """A file that is open: what its path leads to by now may be another one, or a link to anywhere."""

    def __init__(self, stream: BinaryIO, status: int, headers: Mapping[str, str], media_type: str) -> None:
        self.stream = stream
        path = f"{_DESCRIPTORS}{stream.fileno()}"
        super().__init__(path, status, headers, media_type, stat_result=os.fstat(stream.fileno()))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self.stream.close()


def _file(request: Request, open_file: Callable[[], BinaryIO], media_type: str, status: int) -> Response:
    try:
        stream = open_file()
    except OSError:  # it went away, or may not be read, and we have not heard of it yet
        return PlainTextResponse("There is no such file.\n", 404)
    stat = os.fstat(stream.fileno())
    headers = {"cache-control": "no-cache", "etag": f'"{stat.st_mtime_ns:x}-{stat.st_size:x}"'}
    if os.path.exists(f"{_DESCRIPTORS}{stream.fileno()}"):
        response = _unless_known(request, _OpenFile(stream, status, headers, media_type))
    else:  # such a system has no names for open files
        response = _unless_known(request, Response(b"".join(pieces(stream)), status, headers, media_type))
    if not isinstance(response, _OpenFile):
        stream.close()
    return response


def _unless_known(request: Request, response: Response) -> Response:
    """Give the response, or a mere “not modified” to who has it already (RFC 9110, 13.1.2)."""
    known = [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]
    if response.status_code != 200 or (response.headers["etag"] not in known and "*" not in known):
        return response
    kept = {name: response.headers[name] for name in ("etag", "cache-control")}
    return Response(status_code=304, headers=kept)
