"""Health of a worker over HTTP, for a supervisor that restarts processes.

The paths are those of the gateway. `/live` answers 200 while every lane runs; `/health` and
`/ready` also need the database, and answer 503 from SIGTERM on, with the reason.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from glue.errors import ConfigError
from glue.worker.worker import Worker

LONGEST_SILENCE = 60.0
"""Seconds: the clock turns once a second, and waits no longer for a connection that is lost."""

Answers = Mapping[str, Callable[[], str]]
"""What each path says is wrong; nothing where all is well."""


def answers_of(worker: Worker) -> Answers:
    """Return what each path says of a worker."""
    clock = worker.clock

    def live() -> str:
        if worker.process.stopping.is_set():
            return ""
        if not worker.is_whole():
            return "a lane has ended"
        silent = time.monotonic() - clock.seen_at
        return "" if silent < LONGEST_SILENCE else "the clock stands still"

    def ready() -> str:
        if worker.process.stopping.is_set():
            return "stopping"
        if clock.is_connected:
            return live()
        return live() or (
            "the database refuses the login" if clock.is_refused else "waiting for the database"
        )

    return {"/live": live, "/health": ready, "/ready": ready}


@contextmanager
def probed(answers: Answers, host: str, port: int) -> Iterator[int]:
    """Answer on a port until the block is left; yield the port, which 0 leaves to the system."""
    try:
        server = ThreadingHTTPServer((host, port), _handler(answers))
    except OSError as exc:
        raise ConfigError(
            f"{host}:{port} cannot be opened: {exc.strerror}", "Choose another --health-port."
        ) from exc
    thread = threading.Thread(target=server.serve_forever, name="probe", daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(answers: Answers) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """One question; a client that says nothing is left after some seconds."""

        timeout = 5.0

        def do_GET(self) -> None:
            """Answer 200 or 503, with the status as JSON."""
            ask = answers.get(self.path)
            if ask is None:
                self._reply(HTTPStatus.NOT_FOUND, "no such path")
            elif trouble := ask():
                self._reply(HTTPStatus.SERVICE_UNAVAILABLE, trouble)
            else:
                self._reply(HTTPStatus.OK, "ok")

        def _reply(self, status: HTTPStatus, words: str) -> None:
            body = json.dumps({"status": words}).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Log nothing: it is asked every few seconds."""

    return Handler
