"""Which machines may be asked: those of the internet, and none of a newsroom's own network.

What is asked for stands in texts, and a check may run on texts of strangers, in a network that trusts it (server-side
request forgery, CWE-918). So a name is resolved once, each of its addresses is looked at, and the connection is made to
one of those very addresses.
"""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

_NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
"""IPv4 addresses in IPv6 clothes (RFC 6052, RFC 8215)."""


class PrivateAddressError(Exception):
    """A name leads to a machine that may not be asked."""


def resolve(host: str, port: int, *, private: bool = False) -> list[str]:
    """Give the addresses of a host that may be asked; ``private`` ones may be only if that is said.

    Raises:
        PrivateAddressError: one of its addresses may not be asked, so that none is.
        OSError: there is no such host.
        UnicodeError: its name is none.
    """
    found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not private and not all(map(is_public, found)):
        raise PrivateAddressError(host)
    return list(dict.fromkeys(found))


def is_public(address: str) -> bool:
    """Tell whether an address is one of the internet: neither private, local, nor reserved for anything."""
    address = address.partition("%")[0]
    return _is_public(ip_address(address))


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if any(address in network for network in _NAT64):
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return _is_public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved
