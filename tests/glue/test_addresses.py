"""Refused hosts: the sender and the database agree on every one."""

import ipaddress
import random
import secrets

import httpx
import psycopg
import pytest
from psycopg.rows import DictRow

from glue.webhooks.addresses import AddressRefusedError, Rules, check_address, check_host, check_url

_REGISTRIES = """
    0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24
    192.0.2.0/24 192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24
    198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 255.255.255.255/32
    ::1/128 ::/128 ::ffff:0:0/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 100:0:0:1::/64 2001::/23
    2001::/32 2001:1::1/128 2001:2::/48 2001:3::/32 2001:4:112::/48 2001:10::/28 2001:20::/28
    2001:30::/28 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20 5f00::/16 fc00::/7
    fe80::/10 fec0::/10 ff00::/8
"""
SPECIAL = _REGISTRIES.split()
"""IANA's special-purpose registries, and formerly special networks."""

PUBLIC = "8.8.8.8 1.1.1.1 172.32.0.1 100.128.0.1 2606:4700::1111 2a00:1450::1 2001:4860::8888"
HOSTS = [
    *("example.com", "EXAMPLE.com.", "a_b.example", "intranet", "10.example.com", "1e3.com"),
    *("localhost", "LOCALHOST.", "x.localhost", "localhost.example.com", "0x", "0x.1", "1.0x"),
    *("127.0.0.1", "127.1", "127.0.1", "0x7f.1", "0x7f000001", "2130706433", "017700000001"),
    *("0177.0.0.1", "08.8.8.8", "8.8.8.8", "134744072", "0x08080808", "8.8.2056", "8.8.8.8."),
    *("256.1.1.1", "1.256.1", "1.2.3.4.5", "4294967295", "4294967296", "9" * 41, "1.1.65536"),
    *("10.0.0.1", "10.1", "169.254.169.254", "a.1", "1.a", "a.0x1", "0", "00", "1..2"),
    *("[::1]", "[::ffff:10.0.0.1]", "[::ffff:8.8.8.8]", "[2606:4700::1111]", "[3fff::1]"),
    *("[64:ff9b::a00:1]", "[2002:a00:1::]", "[1::2::3]", "[1:2]", "[::]", "[2606:4700::1.2.3.4]"),
    *("xn--", "xn--.com", "xn--mnchen-3ya.de", "-a.com", "a-.com", "a..b", ".", "..", ".a", "a.."),
    *("a" * 63 + ".com", "a" * 64 + ".com", ".".join(["a" * 60] * 4), ".".join(["a" * 63] * 4)),
]
ALLOWED = ["127.0.0.0/8", "10.1.0.0/16", "fd00::/8"]


def is_refused(host: str, rules: Rules) -> bool:
    try:
        check_host(host, rules)
    except AddressRefusedError:
        return True
    return False


def edges(network: ipaddress.IPv4Network | ipaddress.IPv6Network) -> list[str]:
    """Return addresses in and beside a network."""
    first, last = int(network.network_address), int(network.broadcast_address)
    numbers = {first - 1, first, (first + last) // 2, last, last + 1}
    kind = type(network.network_address)
    highest = 2**network.max_prefixlen - 1
    return [str(kind(number)) for number in sorted(numbers) if 0 <= number <= highest]


@pytest.mark.parametrize("network", SPECIAL)
def test_no_special_network_is_public(network: str) -> None:
    block = ipaddress.ip_network(network)
    for address in (block.network_address, block.broadcast_address):
        with pytest.raises(AddressRefusedError):
            check_address(str(address), Rules())


@pytest.mark.parametrize("address", PUBLIC.split())
def test_public_addresses_are_not_refused(address: str) -> None:
    assert str(check_address(address, Rules())) == address


def test_the_database_and_the_sender_judge_addresses_alike(
    conn: psycopg.Connection[DictRow],
) -> None:
    seed = secrets.randbits(32)
    chance = random.Random(seed)  # noqa: S311 - a test's chance
    addresses = [item for text in SPECIAL for item in edges(ipaddress.ip_network(text))]
    addresses += [str(ipaddress.IPv4Address(chance.getrandbits(32))) for _ in range(2000)]
    addresses += [str(ipaddress.IPv6Address(chance.getrandbits(128))) for _ in range(500)]
    addresses += [
        str(ipaddress.IPv6Address((1 << 125) | chance.getrandbits(124))) for _ in "x" * 99
    ]
    rows = conn.execute(
        "select a, core._is_public_address(a::inet) as it from unnest(%s::text[]) as a",
        (addresses,),
    ).fetchall()
    here = {
        address: not is_refused(f"[{address}]" if ":" in address else address, Rules())
        for address in addresses
    }
    differ = [row["a"] for row in rows if row["it"] is not here[row["a"]]]
    assert differ == [], f"seed {seed}"


@pytest.mark.parametrize("networks", [[], ALLOWED])
def test_the_database_and_the_sender_judge_hosts_alike(
    conn: psycopg.Connection[DictRow], networks: list[str]
) -> None:
    conn.execute(
        "update core.settings set value = to_jsonb(%s::text[])"
        " where name = 'core.webhook_allowed_networks'",
        (networks,),
    )
    rows = conn.execute(
        "select h, core._webhook_host_fault(h) is not null as it from unnest(%s::text[]) as h",
        (HOSTS,),
    ).fetchall()
    rules = Rules.of([80], networks)
    differ = {row["h"]: row["it"] for row in rows if row["it"] is not is_refused(row["h"], rules)}
    assert differ == {}


@pytest.mark.parametrize("host", HOSTS)
def test_what_is_refused_by_name_is_refused_in_a_url(host: str) -> None:
    if not is_refused(host, Rules()):
        return
    try:
        url = httpx.URL(f"http://{host}/")
        str(url.host)
    except (httpx.InvalidURL, ValueError):
        return
    with pytest.raises(AddressRefusedError):
        check_url(url, Rules())
