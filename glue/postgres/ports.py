"""Ports of this machine that are free."""

import random
import socket
from collections import deque

from glue.errors import ConfigError

PORTS = range(20000, 32768)
TRIES = 100
_GIVEN: deque[int] = deque(maxlen=100)
"""Ports that were given lately: who asked for one may not listen there yet."""


def free_port() -> int:
    """Return a free TCP port of 127.0.0.1, outside the range of outgoing connections.

    A stack remembers its ports. The kernel gives a port of its ephemeral range (from 32768 on
    Linux, 49152 elsewhere) to any connection as soon as the stack stops.
    """
    for port in random.sample(PORTS, TRIES):
        if port not in _GIVEN and port_is_free(port):
            _GIVEN.append(port)
            return port
    raise ConfigError(
        f"{TRIES} ports of 127.0.0.1 from {PORTS[0]} to {PORTS[-1]} are taken",
        "Choose others with `rowhouse up --port-base N`.",
    )


def port_is_free(port: int) -> bool:
    """Return whether no program listens on 127.0.0.1:port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
