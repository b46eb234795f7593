"""Which addresses a webhook may reach, and a network that connects to no other.

A name is resolved once, every address it has is judged, and the connection goes to one of
these very addresses: a name that answers differently a moment later changes nothing. The
TLS name and the Host header stay those of the URL.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass

import httpcore
import httpx

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Resolver = Callable[[str, int], Awaitable[Sequence[str]]]

# What Python's registry calls public, in one version or another, and is not one host's own
# public address: special blocks, and prefixes through which another network speaks.
_SPECIAL = tuple(
    ipaddress.ip_network(text)
    for text in (
        "192.0.0.0/24",  # protocol assignments
        "192.88.99.0/24",  # 6to4 relays
        "64:ff9b::/96",  # NAT64
        "64:ff9b:1::/48",  # NAT64 of one's own
        "2001::/23",  # protocol assignments, Teredo among them
        "2002::/16",  # 6to4
    )
)
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")


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


def port_of(url: httpx.URL) -> int:
    """Return the port that a URL means."""
    return url.port or (443 if url.scheme == "https" else 80)


def check_address(text: str, rules: Rules) -> Address:
    """Return an address that may be reached; refuse any other."""
    address = ipaddress.ip_address(text)
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


async def resolve(host: str, port: int) -> list[str]:
    """Ask the system's resolver."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


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
        """Resolve, refuse if any address is not allowed, connect to the first that answers."""
        try:
            found = await self._resolver(host, port)
        except (OSError, UnicodeError) as exc:
            raise httpcore.ConnectError(f"cannot resolve {host}: {exc}") from exc
        rules = self._rules()
        addresses = [check_address(text, rules) for text in dict.fromkeys(found)]
        failure = httpcore.ConnectError(f"{host} has no address")
        for address in addresses:
            try:
                return await self._inner.connect_tcp(
                    str(address), port, timeout, local_address, socket_options
                )
            except httpcore.ConnectError as exc:
                failure = exc
        raise failure

    async def connect_unix_socket(self, *_args: object, **_kwargs: object) -> "None":  # type: ignore[override]
        """Refuse: no URL leads to a socket of this machine."""
        raise AddressRefusedError("a socket of this machine is no address")

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await self._inner.sleep(seconds)
