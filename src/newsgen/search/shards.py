"""Shards: the terms of all documents, by their first letters, so that a prefix is looked up in one file.

A shard is binary: the length of its dictionary (4 bytes, little-endian), the dictionary, the postings. The dictionary
is UTF-8, a line a term, in order: how many letters it shares with the one before (a character from ``0`` on), the other
letters, a tab; then, with a blank between, in how many documents it is, and the parameter and the length in bytes of
its postings.

Postings are a Golomb-Rice code, as bits from the highest of each byte on. Each posting is the gap from the number of
the document before, less one: its quotient by ``2 ** parameter`` as so many ones and a zero, its remainder; then the
weight as so many ones and, up to two, a zero. Numbers before the first begin at -1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zlib import crc32

from msgspec import Struct

PREFIX = 3
"""So many letters decide in which shard a term is."""
FEWEST, MOST = 8, 512
_DOCUMENTS_A_SHARD = 16
_LONGEST_SHARED = 60
_WEIGHTS = ("0", "10", "110", "111")
_MOST_KNOWN = 1 << 14
_codes: dict[int, dict[int, str]] = {}
"""The codes that are written often, by parameters and steps: a step has the same wherever it occurs."""


class Packed(Struct, frozen=True, gc=False):
    """The postings of a term: in how many documents it is, the parameter of their code, and the code."""

    count: int
    parameter: int
    code: bytes


Postings = dict[str, Packed]


class BadShardError(Exception):
    """A shard cannot be read."""


def count_of(documents: int) -> int:
    """Say how many shards the index of so many documents has: a power of two."""
    wanted = documents // _DOCUMENTS_A_SHARD
    return min(max(1 << wanted.bit_length(), FEWEST), MOST)


def shard_of(term: str, count: int) -> int:
    """Say in which of the shards a term is."""
    return crc32(term[:PREFIX].encode()) % count


def pack_postings(postings: Sequence[int]) -> Packed:
    """Pack postings (``number * 4 + weight``), which are in order, each document once."""
    count = len(postings)
    parameter = max(((postings[-1] // 4 + 1) * 7 // (count * 10)).bit_length() - 1, 0)
    known = _codes.setdefault(parameter, {})
    codes, before = [], -4
    for posting in postings:
        step = posting - before
        code = known.get(step)
        if code is None:
            code = _code(step, parameter)
            if len(known) < _MOST_KNOWN:
                known[step] = code
        codes.append(code)
        before = posting & ~3
    bits = "".join(codes)
    size = (len(bits) + 7) // 8
    return Packed(count, parameter, int(bits.ljust(size * 8, "0"), 2).to_bytes(size, "big"))


def unpack_postings(packed: Packed) -> list[int]:
    """Give postings in order.

    Raises:
        BadShardError: there are fewer.
    """
    bits = format(int.from_bytes(packed.code, "big"), f"0{len(packed.code) * 8}b")
    parameter, postings, number, place = packed.parameter, list[int](), -1, 0
    try:
        for _ in range(packed.count):
            end = bits.index("0", place)
            rest = bits[end + 1 : end + 1 + parameter]
            number += ((end - place) << parameter) + int(rest or "0", 2) + 1
            place = end + 1 + parameter
            weight = 0
            while weight < len(_WEIGHTS) - 1 and bits[place] == "1":
                weight, place = weight + 1, place + 1
            place += weight < len(_WEIGHTS) - 1
            postings.append(number * 4 + weight)
    except (ValueError, IndexError) as error:
        raise BadShardError from error
    return postings


def pack_shard(postings: Mapping[str, Packed]) -> bytes:
    """Pack a shard."""
    lines, before = [], ""
    terms = sorted(postings)
    for term in terms:
        shared = 0
        for one, other in zip(before, term, strict=False):
            if one != other or shared == _LONGEST_SHARED:
                break
            shared += 1
        packed = postings[term]
        numbers = f"{packed.count} {packed.parameter} {len(packed.code)}"
        lines.append(f"{chr(48 + shared)}{term[shared:]}\t{numbers}\n")
        before = term
    dictionary = "".join(lines).encode()
    return b"".join((len(dictionary).to_bytes(4, "little"), dictionary, *(postings[term].code for term in terms)))


def unpack_shard(data: bytes) -> Postings:
    """Give the postings of the terms of a shard.

    Raises:
        BadShardError: it is none.
    """
    try:
        place = 4 + int.from_bytes(data[:4], "little")
        found: Postings = {}
        before = ""
        for line in data[4:place].decode().split("\n")[:-1]:
            head, _, numbers = line.partition("\t")
            before = before[: ord(head[0]) - 48] + head[1:]
            count, parameter, size = map(int, numbers.split(" "))
            found[before] = Packed(count, parameter, data[place : place + size])
            place += size
    except (ValueError, IndexError) as error:
        raise BadShardError from error
    if place != len(data):
        raise BadShardError
    return found


def _code(step: int, parameter: int) -> str:
    """Write the step from the number of a document (times four) to the posting of the next."""
    gap, weight = divmod(step, 4)
    quotient, rest = divmod(gap - 1, 1 << parameter)
    return "1" * quotient + "0" + (format(rest, f"0{parameter}b") if parameter else "") + _WEIGHTS[weight]
