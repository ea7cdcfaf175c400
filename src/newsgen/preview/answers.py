"""Proofs as answers to a browser: media types, versions for its cache, pieces of a video."""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_ISREG

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

from newsgen.base.digest import digest_bytes
from newsgen.preview.insert import insert
from newsgen.preview.media import HTML, media_type_of
from newsgen.preview.proof import Proof


def answer(request: Request, proof: Proof, faults: str, styles: str, status: int = 200) -> Response:
    """Answer with a proof, and what the preview adds to a page (:func:`newsgen.preview.insert.insert`)."""
    if proof.file is not None:
        return _file(request, proof.file, status)
    media_type = media_type_of(proof.path)
    data = insert(proof, faults, styles) if media_type == HTML else proof.data
    headers = {"etag": f'"{digest_bytes(data).hex()}"', "cache-control": "no-cache"}
    return _unless_known(request, Response(data, status, headers, media_type))


def own_page(data: bytes, status: int = 200) -> Response:
    """Answer with a page of the preview itself, which is never kept."""
    return Response(data, status, {"cache-control": "no-store"}, HTML)


def _file(request: Request, file: Path, status: int) -> Response:
    try:
        stat = os.stat(file)
    except OSError:
        stat = None
    if stat is None or not S_ISREG(stat.st_mode):  # it went away, and we have not heard of it yet
        return PlainTextResponse("There is no such file.\n", 404)
    headers = {"cache-control": "no-cache", "etag": f'"{stat.st_mtime_ns:x}-{stat.st_size:x}"'}
    return _unless_known(request, FileResponse(file, status, headers, media_type_of(file.name), stat_result=stat))


def _unless_known(request: Request, response: Response) -> Response:
    """Give the response, or a mere “not modified” to who has it already (RFC 9110, 13.1.2)."""
    known = [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]
    if response.status_code != 200 or (response.headers["etag"] not in known and "*" not in known):
        return response
    kept = {name: response.headers[name] for name in ("etag", "cache-control")}
    return Response(status_code=304, headers=kept)
