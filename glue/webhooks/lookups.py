"""The system's resolver, asked by threads that hold up nothing else.

A question can neither be awaited nor ended: where the servers of a name do not answer, the
thread stays with it after the attempt has given up. An event loop has a handful of threads
for such work, and it waits for them when it ends. A few such names would take all of them,
and with them the deliveries of every owner. So these threads are many, and daemons.
"""

import asyncio
import socket
import threading
from collections import deque
from concurrent.futures import Future

MOST_AT_ONCE = 128
"""Four for each slot of a worker: a question may outlast the attempt that asked it."""


class Lookups:
    """Questions under way, at most so many; the others wait for their turn."""

    def __init__(self, most: int) -> None:
        self._free = most
        self._waiting: deque[tuple[Future[list[str]], str, int]] = deque()
        self._lock = threading.Lock()

    def ask(self, host: str, port: int) -> Future[list[str]]:
        """Ask for the addresses of a name; a question that is cancelled early is never asked."""
        answer: Future[list[str]] = Future()
        with self._lock:
            self._waiting.append((answer, host, port))
            if not self._free:
                return answer
            self._free -= 1
        try:
            threading.Thread(target=self._work, name="lookup", daemon=True).start()
        except RuntimeError as exc:
            with self._lock:
                self._free += 1
            answer.cancel()
            raise OSError(f"no thread is left: {exc}") from exc
        return answer

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._free += 1
                    return
                answer, host, port = self._waiting.popleft()
            if answer.set_running_or_notify_cancel():
                _answer(answer, host, port)


def _answer(answer: Future[list[str]], host: str, port: int) -> None:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except Exception as exc:  # noqa: BLE001 - that of the one who asked
        answer.set_exception(exc)
    else:
        answer.set_result([str(entry[4][0]) for entry in found])


_LOOKUPS = Lookups(MOST_AT_ONCE)


async def resolve(host: str, port: int) -> list[str]:
    """Ask the system's resolver."""
    return await asyncio.wrap_future(_LOOKUPS.ask(host, port))
