"""A vendor's API on loopback: takes orders once per key, and answers as it is told."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

OK, CREATED, LATER = 200, 201, 202


@dataclass
class VendorApi:
    """What the vendor was sent, what it took, and how it answers next.

    An item of `script` is a status, or a word: `drop` takes the order and closes the
    connection, `hold` takes it and answers when the test lets it, `page` answers with a page.
    When the script is over, it takes what comes.
    """

    port: int = 0
    script: list[int | str] = field(default_factory=list)
    retry_after: str = "0"
    requests: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    taken: dict[str, str] = field(default_factory=dict)
    released: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def url(self) -> str:
        """Return where orders are posted."""
        return f"http://127.0.0.1:{self.port}/orders"

    def keys(self) -> list[str]:
        """Return the key of each request, in order."""
        return [headers["idempotency-key"] for headers, _ in self.requests]

    def note(self, headers: dict[str, str], body: bytes) -> int | str:
        """Keep a request; return how it is answered."""
        with self._lock:
            self.requests.append((headers, body))
            step = self.script.pop(0) if self.script else CREATED
            if step in (CREATED, LATER, "drop", "hold"):
                self.taken.setdefault(headers["idempotency-key"], f"V-{len(self.taken) + 1}")
            return step


class _Handler(BaseHTTPRequestHandler):
    api: VendorApi

    def do_POST(self) -> None:
        """Take an order as the script says."""
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(int(headers["content-length"]))
        step = self.api.note(headers, body)
        if step == "hold":
            assert self.api.released.wait(60)
        if step in (CREATED, "hold"):
            # Longer than the part of a response that deliveries of webhooks keep.
            reference = self.api.taken[headers["idempotency-key"]]
            self._answer(CREATED, {"echo": "x" * 2000, "reference": reference})
        elif step == "page":
            self._answer(OK, "<html>Welcome</html>")
        elif isinstance(step, int):
            self._answer(step, {"error": f"answer {step}"})

    def _answer(self, status: int, body: Any) -> None:
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Retry-After", self.api.retry_after)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """Say nothing of a client that went away."""


@contextmanager
def running_vendor() -> Iterator[VendorApi]:
    """Serve on a free port until the block is left; then the vendor has gone."""
    api = VendorApi()
    handler = type("Handler", (_Handler,), {"api": api})
    with _Server(("127.0.0.1", 0), handler) as server:
        api.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield api
        finally:
            api.released.set()
            server.shutdown()
            thread.join(20)
