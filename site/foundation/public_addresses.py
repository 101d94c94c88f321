"""Which machines are on the public internet: an address that somebody typed may lead inside."""

import socket
from ipaddress import IPv6Address, ip_address, ip_network

# An IPv4 address inside an IPv6 one: a gate on the way (NAT64, 6to4) would unfold it.
_NAT64 = ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Say whether an IP address is one of the public internet."""
    try:
        known = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(known, IPv6Address):
        inner = known.ipv4_mapped or known.sixtofour
        if known in _NAT64:
            inner = ip_address(known.packed[-4:])  # type: ignore[assignment]
        if inner is not None:
            return is_public(str(inner))
    return known.is_global and not known.is_multicast


def addresses_of(host: str, port: int) -> list[str]:
    """Give every IP address that a name leads to; none where nobody knows the name."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return list(dict.fromkeys(str(one[4][0]) for one in found))
