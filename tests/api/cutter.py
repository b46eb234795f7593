"""A pooler that dies in a bad moment: a TCP proxy that cuts connections while they open."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

OPENING = b"pg_catalog.pg_type"
"""What the driver of the local API asks on a connection that it has just opened."""


class Cutter:
    """Passes bytes on, but for those of connections that it cuts."""

    def __init__(self, target: tuple[str, int]) -> None:
        self.to_cut = 0
        """So many of the next connections are cut while they open."""
        self.cuts = 0
        self._target = target
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._door = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()

    def url(self, url: str) -> str:
        """Return a URL that leads through it."""
        parts = urlsplit(url)
        login = parts.netloc.rpartition("@")[0]
        port = self._door.getsockname()[1]
        return urlunsplit(parts._replace(netloc=f"{login}@127.0.0.1:{port}"))

    def cut_all(self) -> None:
        """End every connection."""
        for one in list(self._open):
            _end(one)

    def close(self) -> None:
        """Listen no more."""
        self._door.close()
        self.cut_all()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                inner, _ = self._door.accept()
                threading.Thread(target=self._join, args=(inner,), daemon=True).start()

    def _join(self, inner: socket.socket) -> None:
        with inner, contextlib.suppress(OSError), socket.create_connection(self._target) as outer:
            pair = {inner, outer}
            self._open |= pair
            back = threading.Thread(target=self._pass, args=(outer, inner), daemon=True)
            back.start()
            self._pass(inner, outer)
            back.join()
            self._open -= pair

    def _pass(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while block := source.recv(65536):
                if OPENING in block and self._is_to_be_cut():
                    break
                sink.sendall(block)
        for one in (source, sink):
            _end(one)

    def _is_to_be_cut(self) -> bool:
        with self._lock:
            if self.to_cut <= 0:
                return False
            self.to_cut -= 1
            self.cuts += 1
            return True


def _end(one: socket.socket) -> None:
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)


@contextmanager
def cutting(host: str, port: int) -> Iterator[Cutter]:
    """Let a cutter stand before an address until the block is left."""
    cutter = Cutter((host, port))
    try:
        yield cutter
    finally:
        cutter.close()
