"""Forty addresses that lead inside, to oneself or to nobody, and those that lead out."""

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.public_addresses import is_public


def words(text: str) -> list[str]:
    return text.split()


INSIDE = words("""
    127.0.0.1 127.255.255.254 0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 172.16.0.1 172.31.255.255 192.168.1.1
    169.254.169.254 169.254.0.1 100.64.0.1 100.100.100.200 192.0.0.170 192.0.2.1 192.88.99.1 198.18.0.1 198.51.100.7
    203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 168.63.129.16
    :: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:169.254.169.254 ::ffff:0:127.0.0.1 64:ff9b::169.254.169.254 64:ff9b:1::a00:1
    100::1 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:2::1 2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1::
    2002:a9fe:a9fe::1 3fff::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 fec0::1 ff02::1 ff05::2
    2606:4700::5efe:7f00:1 2606:4700::200:5efe:a00:1
""")
OUTSIDE = words("""
    1.1.1.1 8.8.8.8 100.63.255.255 100.128.0.1 172.15.255.255 172.32.0.1 192.0.1.1 223.255.255.255
    2001:4860:4860::8888 2606:4700:4700::1111 2a00:1450:4007:80e::200e 2620:fe::fe 2400:cb00::1
""")


@pytest.mark.parametrize("address", INSIDE)
def test_inside(address):
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", OUTSIDE)
def test_outside(address):
    assert is_public(ip_address(address))


def test_the_table_is_long_enough():
    assert len(set(INSIDE)) >= 40


@given(st.ip_addresses(v=4) | st.ip_addresses(v=6))
def test_whatever_python_calls_inside_is_inside(address):
    """Python's own reading is the least that is refused; ours adds to it."""
    if (
        address.is_loopback
        or address.is_link_local
        or address.is_private
        or address.is_multicast
        or address.is_reserved
    ):
        assert not is_public(address)


@given(st.ip_addresses(v=4))
def test_no_ipv4_address_hides_in_another(address: IPv4Address):
    inside = int(address)
    hidden = (
        *(inside, 0xFFFF << 32 | inside, 0xFFFF << 48 | inside, int(IPv6Address("64:ff9b::")) | inside),
        *(0x2002 << 112 | inside << 80, 0x2001 << 112 | inside, int(IPv6Address("2606:4700::5efe:0:0")) | inside),
    )
    assert [str(IPv6Address(number)) for number in hidden if is_public(IPv6Address(number))] == []
