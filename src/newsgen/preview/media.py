"""Media types by the ends of names: the same on every machine, whatever its own tables say."""

from __future__ import annotations

from mimetypes import MimeTypes

HTML = "text/html"
_NEWER = {
    ".atom": "application/atom+xml",
    ".avif": "image/avif",
    ".js": "text/javascript",
    ".json": "application/json",
    ".m4a": "audio/mp4",
    ".m4v": "video/mp4",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".opus": "audio/ogg",
    ".vtt": "text/vtt",
    ".webm": "video/webm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
_KNOWN = MimeTypes()
for _end, _type in _NEWER.items():
    _KNOWN.add_type(_type, _end)


def media_type_of(path: str) -> str:
    """Give the media type of a file by its name."""
    media_type, encoding = _KNOWN.guess_type(path)
    return media_type if media_type and not encoding else "application/octet-stream"
