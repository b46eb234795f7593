"""Which addresses a webhook may reach, and a network that connects to no other.

A name is resolved once, every address it has is judged, and the connection goes to one of
these very addresses: a name that answers differently a moment later changes nothing. The
TLS name and the Host header stay those of the URL.
"""

import ipaddress
import math
import re
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass

import httpcore
import httpx

from glue.webhooks.lookups import resolve

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Resolver = Callable[[str, int], Awaitable[Sequence[str]]]

# IANA's special-purpose registries, whatever this version of Python knows of them. Of IPv6
# only global unicast can be public, so what embeds an IPv4 address (mapped, NAT64) is not.
# core._is_public_address has the same list; a test compares the two.
_SPECIAL = tuple(
    ipaddress.ip_network(text)
    for text in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # carriers' NAT
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # AMT
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarking
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
        "2001::/23",  # protocol assignments: Teredo, benchmarking, ORCHID, …
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4
        "2620:4f:8000::/48",  # AS112
        "3fff::/20",  # documentation
    )
)
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")

_LABEL = re.compile(r"(?!xn--$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
_IS_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_NUMBER = re.compile(r"0[0-7]*|[1-9][0-9]*|0x[0-9a-f]+")
_LONGEST_NAME, _LONGEST_NUMBER, _ADDRESS_BYTES = 253, 40, 4

LONGEST_TRY = 3.0
"""How many seconds an address may take to answer while another one has not been tried."""

RULES = """select core.setting('core.webhook_ports') as ports,
    core.setting('core.webhook_allowed_networks') as networks"""
"""The query that reads what Rules.of takes."""


class AddressRefusedError(Exception):
    """The URL leads somewhere that we do not send to."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What an operator allows: ports, and networks that are not public."""

    ports: frozenset[int] = frozenset({80, 443})
    networks: tuple[Network, ...] = ()

    @classmethod
    def of(cls, ports: Iterable[int], networks: Iterable[str]) -> "Rules":
        """Read them as the settings have them."""
        return cls(frozenset(ports), tuple(ipaddress.ip_network(text) for text in networks))


def check_url(url: httpx.URL, rules: Rules) -> None:
    """Refuse a URL that is not plain http(s) to an allowed port."""
    if url.scheme not in ("http", "https"):
        raise AddressRefusedError(f"scheme {url.scheme!r} is not http or https")
    if url.userinfo:
        raise AddressRefusedError("the URL holds credentials")
    if not url.host:
        raise AddressRefusedError("the URL has no host")
    if port_of(url) not in rules.ports:
        raise AddressRefusedError(f"port {port_of(url)} is not allowed")
    check_host(url.raw_host.decode("ascii"), rules)


def check_host(host: str, rules: Rules) -> None:
    """Refuse a host that no answer of a resolver could make good.

    As core._webhook_host_fault does when the endpoint is saved: an address that is not
    allowed, in any spelling that a resolver takes, and what can not be a name.
    """
    host = host.lower().removesuffix(".")
    labels = host.split(".")
    if ":" in host:
        text = host.strip("[]")
    elif host == "localhost" or host.endswith(".localhost"):
        text = "127.0.0.1"
    elif _IS_NUMBER.fullmatch(labels[-1]):
        text = str(_read_ipv4(host, labels))
    elif len(host) > _LONGEST_NAME or not all(_LABEL.fullmatch(label) for label in labels):
        raise AddressRefusedError(f"{host[:60]!r} is not the name of a host")
    else:
        return
    check_address(text, rules)


def _read_ipv4(host: str, labels: Sequence[str]) -> ipaddress.IPv4Address:
    """Read one to four parts, decimal, octal or hexadecimal; the last fills what is left."""
    total = 0
    for place, label in enumerate(labels, 1):
        is_last = place == len(labels)
        is_number = len(label) <= _LONGEST_NUMBER and _NUMBER.fullmatch(label)
        if not is_number or len(labels) > _ADDRESS_BYTES:
            break
        base = 16 if label.startswith("0x") else 8 if label.startswith("0") else 10
        value = int(label, base)
        if value >= 256 ** (_ADDRESS_BYTES + 1 - len(labels) if is_last else 1):
            break
        total += value if is_last else value * 256 ** (_ADDRESS_BYTES - place)
    else:
        return ipaddress.IPv4Address(total)
    raise AddressRefusedError(f"{host[:60]!r} is not an IPv4 address")


def port_of(url: httpx.URL) -> int:
    """Return the port that a URL means."""
    return url.port or (443 if url.scheme == "https" else 80)


def check_address(text: str, rules: Rules) -> Address:
    """Return an address that may be reached; refuse any other."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError as exc:
        raise AddressRefusedError(f"{text[:60]!r} is not an address") from exc
    if any(address.version == net.version and address in net for net in rules.networks):
        return address
    if (
        not address.is_global
        or address.is_multicast
        or address.is_reserved
        or (address.version == _GLOBAL_UNICAST.version and address not in _GLOBAL_UNICAST)
        or any(address.version == net.version and address in net for net in _SPECIAL)
    ):
        raise AddressRefusedError(f"{address} is not a public address")
    return address


class CheckedNetwork(httpcore.AsyncNetworkBackend):
    """Connects to addresses that were resolved once and judged."""

    def __init__(self, rules: Callable[[], Rules], resolver: Resolver = resolve) -> None:
        self._rules = rules
        self._resolver = resolver
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the interface has it
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Resolve, refuse if any address is not allowed, connect to the first that answers.

        All of it within `timeout`. An address that drops packets gets its share of what is left,
        so that the next one is tried as well.
        """
        until = math.inf if timeout is None else time.monotonic() + timeout
        addresses = await self._allowed(host, port)
        failure: httpcore.ConnectError | httpcore.ConnectTimeout
        failure = httpcore.ConnectError(f"{host} has no address")
        for count_left in range(len(addresses), 0, -1):
            left = until - time.monotonic()
            share = left if count_left == 1 else min(LONGEST_TRY, left / count_left)
            try:
                return await self._inner.connect_tcp(
                    str(addresses[-count_left]),
                    port,
                    None if share == math.inf else share,
                    local_address,
                    socket_options,
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as exc:
                failure = exc
        raise failure

    async def _allowed(self, host: str, port: int) -> list[Address]:
        try:
            found = await self._resolver(host, port)
        except UnicodeError as exc:
            # The name can not even be asked for, today or later.
            raise AddressRefusedError(f"{host[:60]!r} is not the name of a host") from exc
        except OSError as exc:
            raise httpcore.ConnectError(f"cannot resolve {host}: {exc}") from exc
        rules = self._rules()
        return [check_address(text, rules) for text in dict.fromkeys(found)]

    async def connect_unix_socket(self, *_args: object, **_kwargs: object) -> "None":  # type: ignore[override]
        """Refuse: no URL leads to a socket of this machine."""
        raise AddressRefusedError("a socket of this machine is not an address")

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await self._inner.sleep(seconds)
