"""Seals: what is kept between builds is used only if it is what newsgen wrote, and where it wrote it.

Without a key a seal tells damage. With one it tells forgery too: keyed BLAKE2b (RFC 7693) is a message authentication
code, and whoever does not know the key cannot make one.
"""

from __future__ import annotations

from hashlib import blake2b

from msgspec import Struct

_SIZE = 16
_PERSON = b"newsgen cache"


class DamagedError(Exception):
    """What was kept is not what newsgen wrote, or not with this key."""


class ForeignError(DamagedError):
    """What was kept was sealed with another key, or with none."""


class Seal(Struct, frozen=True):
    """Seals values under names, with a key of at most 64 bytes; an empty one is none."""

    key: bytes = b""

    @classmethod
    def of_secret(cls, secret: str) -> Seal:
        """Make the seal of a newsroom's secret of any length; an empty one is none."""
        return cls(blake2b(secret.encode(errors="surrogateescape")).digest()) if secret else cls()

    @property
    def owner(self) -> bytes:
        """What tells seals of one key from those of another, and does not tell the key (16 bytes)."""
        return self.code("owner", b"")

    def code(self, name: str, value: bytes) -> bytes:
        """Give the code of a value under a name (16 bytes)."""
        named = name.encode(errors="surrogateescape")
        code = blake2b(b"%d:%b" % (len(named), named), digest_size=_SIZE, key=self.key, person=_PERSON)
        code.update(value)
        return code.digest()

    def wrap(self, name: str, value: bytes) -> bytes:
        """Put its code before a value, for a file."""
        return self.code(name, value) + value

    def unwrap(self, name: str, data: bytes) -> bytes:
        """Give the value in a file.

        Raises:
            DamagedError: it was altered, was sealed under another name or with another key.
        """
        code, value = data[:_SIZE], data[_SIZE:]
        if code != self.code(name, value):
            raise DamagedError(f"{name} is not as it was left")
        return value


UNKEYED = Seal()
"""The seal of whoever gives no key: it tells damage."""
