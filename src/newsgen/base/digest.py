"""Digests: equal values give equal digests, on any machine; different values never do (BLAKE2b, RFC 7693).

A value is first encoded canonically: MessagePack with struct fields in declared order and mappings in their own
order, which templates can see. Pickles and ``repr`` are never digested: equal objects may differ in them.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from typing import NewType

import msgspec

Digest = NewType("Digest", bytes)

_ENCODER = msgspec.msgpack.Encoder()


def digest_bytes(data: bytes) -> Digest:
    """Digest raw bytes (16 bytes)."""
    return Digest(blake2b(data, digest_size=16).digest())


def digest_pieces(pieces: Iterable[bytes]) -> Digest:
    """Digest bytes that come in pieces, as :func:`newsgen.base.opening.pieces` gives those of a file (16 bytes)."""
    whole = blake2b(digest_size=16)
    for piece in pieces:
        whole.update(piece)
    return Digest(whole.digest())


def digest(value: object) -> Digest:
    """Digest a value made of msgspec structs, tuples, mappings with string keys and scalars (16 bytes)."""
    return digest_bytes(_ENCODER.encode(value))


def encode(value: object) -> bytes:
    """Encode a value canonically; equal values give equal bytes."""
    return _ENCODER.encode(value)
