"""Which internet addresses are somebody else's: everything that leads inside, back to oneself or to nobody is refused.

Pure. `ipaddress.is_global` is not enough: on Python 3.11 it says yes to 64:ff9b::169.254.169.254, 2002:7f00:1::, ::7f00:1,
fec0::1 and 224.0.0.1. IPv6 is therefore read the other way round: only what IANA gives out as global unicast, less the
blocks in it that carry another address, stay in a laboratory or are not routed.
Sources: the IANA special-purpose address registries for IPv4 and IPv6; RFC 4291, 6052, 6598, 7526; learn.microsoft.com,
"What is IP address 168.63.129.16?".
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

INSIDE_V4 = tuple(
    IPv4Network(block)
    for block in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"),
        *("192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"),
        *("224.0.0.0/4", "240.0.0.0/4"),
        # Public by its number, and yet the host of a machine in Azure: it answers with the machine's own secrets.
        "168.63.129.16/32",
    )
)
GLOBAL_V6 = IPv6Network("2000::/3")
# Teredo, ORCHID, benchmarks; documentation, twice; 6to4, which carries an IPv4 address.
INSIDE_V6 = tuple(IPv6Network(block) for block in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"))
# ISATAP (RFC 5214): whatever the network, the last 64 bits say "deliver to this IPv4 address".
ISATAP = (0x00005EFE, 0x02005EFE)


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether a connection to it leaves for the public internet."""
    if isinstance(address, IPv4Address):
        return address.is_global and not any(address in block for block in INSIDE_V4)
    carries = (int(address) >> 32) & 0xFFFFFFFF in ISATAP
    return address in GLOBAL_V6 and not carries and not any(address in block for block in INSIDE_V6)
