"""A server of its own for one command: gone at its end, with all that was built on it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from glue.postgres.server import Server

_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@contextmanager
def private_server(purpose: str) -> Iterator[Server]:
    """Yield a new server that runs as long as the block."""
    with tempfile.TemporaryDirectory(prefix=f"rowhouse-{purpose}-") as folder:
        home = Path(folder)
        home.chmod(0o711)
        server = Server(home, settings=_FAST)
        try:
            server.start()
            yield server
        finally:
            server.stop()
