"""A TCP proxy between a member and etcd, which can be cut."""

import contextlib
import socket
import threading

from glue.postgres.ports import free_port


class Proxy:
    """Passes bytes both ways while it is not cut; then it drops connections, and takes none."""

    def __init__(self) -> None:
        self.port = free_port()
        self.target = 0
        self._is_cut = threading.Event()
        self._pairs: set[socket.socket] = set()
        self._door = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._serve, daemon=True).start()

    def cut(self) -> None:
        """Drop every connection and refuse new ones."""
        self._is_cut.set()
        for one in list(self._pairs):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        """Pass connections again."""
        self._is_cut.clear()

    def close(self) -> None:
        """Listen no more."""
        self.cut()
        self._door.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                inner, _ = self._door.accept()
                threading.Thread(target=self._join, args=(inner,), daemon=True).start()

    def _join(self, inner: socket.socket) -> None:
        with inner, contextlib.suppress(OSError):
            if self._is_cut.is_set():
                return
            with socket.create_connection(("127.0.0.1", self.target), timeout=5) as outer:
                outer.settimeout(None)
                pair = {inner, outer}
                self._pairs |= pair
                back = threading.Thread(target=_pump, args=(outer, inner), daemon=True)
                back.start()
                _pump(inner, outer)
                back.join()
                self._pairs -= pair


def _pump(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while block := source.recv(65536):
            sink.sendall(block)
    for one in (source, sink):
        with contextlib.suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
