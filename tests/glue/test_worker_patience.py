"""A worker and a server that takes connections and never answers."""

import json
import logging
import socket
import threading
from collections.abc import Iterator

import pytest
from psycopg.conninfo import conninfo_to_dict

from glue.db import with_patience
from glue.waiting import wait_until
from glue.worker.lane import CONNECT_SECONDS, RECONNECT_BACKOFF
from glue.worker.probe import LONGEST_SILENCE
from tests.workers import working

URL = "postgresql://app_worker:a%20b@db:5433/app?sslmode=require"
PATIENCE = 20
MODULES = ("lane", "listener_lane", "webhook_lane")


@pytest.fixture
def silent() -> Iterator[int]:
    """The port of a server that the system answers for, up to the handshake of TCP."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        # Against a worker without patience: its connections end otherwise, and the test fails.
        taken: list[socket.socket] = []
        end = threading.Event()

        def hang_up() -> None:
            end.wait(PATIENCE / 2)
            end.set()
            for conn in taken:
                conn.close()

        def take() -> None:
            try:
                while True:
                    conn = server.accept()[0]
                    if end.is_set():
                        conn.close()
                    taken.append(conn)
            except OSError:
                pass

        threads = [threading.Thread(target=it, daemon=True) for it in (hang_up, take)]
        for thread in threads:
            thread.start()
        yield server.getsockname()[1]
        end.set()
        server.shutdown(socket.SHUT_RDWR)
        for thread in threads:
            thread.join()


def test_no_lane_waits_long_for_a_server_that_is_silent(
    silent: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The clock is asked by a probe, and its silence would restart a process that is well."""
    caplog.set_level(logging.WARNING, "rowhouse.worker")
    for module in MODULES:
        monkeypatch.setattr(f"glue.worker.{module}.CONNECT_SECONDS", 2)
    url = f"postgresql://app_worker@127.0.0.1:{silent}/app"

    def given_up() -> set[str]:
        lines = [json.loads(record.getMessage()) for record in caplog.records]
        late = [line for line in lines if "timeout expired" in line.get("error", "")]
        return {line.get("lane", line["event"]) for line in late}

    with working(url, url_session=url) as worker:
        lanes = len(worker.lanes)
        assert wait_until(lambda: len(given_up()) == lanes, PATIENCE), given_up()


def test_a_clock_that_waits_is_not_taken_for_one_that_stands_still() -> None:
    """With three servers in the URL, and the longest pause between two attempts."""
    assert 3 * CONNECT_SECONDS + RECONNECT_BACKOFF.cap < LONGEST_SILENCE


def test_patience_is_that_of_the_url_where_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PGCONNECT_TIMEOUT", raising=False)
    made = conninfo_to_dict(with_patience(URL, 10))
    assert made == conninfo_to_dict(URL) | {"connect_timeout": "10"}
    stated = f"{URL}&connect_timeout=3"
    assert with_patience(stated, 10) == stated
    monkeypatch.setenv("PGCONNECT_TIMEOUT", "4")
    assert with_patience(URL, 10) == URL
