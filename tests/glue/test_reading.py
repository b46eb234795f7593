"""Progress with real parallel connections, a crashing writer, and the real catalogue."""

import contextlib
import json
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.rows import DictRow

from glue import db, paths
from glue.http.tokens import user_id
from glue.load.loading import load_file
from glue.load.request import Request
from glue.waiting import wait_until

pytestmark = pytest.mark.needs("reading")

REAL = paths.ROOT.parent / "shared" / "data" / "reading" / "manga_series.csv.gz"
ADA = user_id("ada")
SERIES = range(1, 8)
NOON = "2026-06-01T12:00:{:02}Z"


@contextmanager
def reader(url: str, name: str = "ada") -> Iterator[psycopg.Connection[DictRow]]:
    """Connect as a signed-in reader, in a transaction of its own."""
    with db.connect(url, autocommit=False) as conn:
        conn.execute("select tests.login_as(%s)", (user_id(name),))
        yield conn


def edits(device: str, second: int, series: range = SERIES) -> str:
    """Return one edit of each series, as JSON."""
    return json.dumps(
        [
            {
                "series_id": number,
                "chapter": second,
                "device_id": device,
                "updated_at": NOON.format(second),
            }
            for number in series
        ]
    )


def push(url: str, items: str) -> list[dict[str, Any]]:
    """Push in a transaction of its own; return what became of each item."""
    with reader(url) as conn:
        row = conn.execute("select api.push_progress(%s::jsonb) as it", (items,)).fetchone()
    assert row is not None
    answer: list[dict[str, Any]] = row["it"]
    return answer


def waits(url: str, pid: int) -> bool:
    """Return whether a backend waits for a lock."""
    with db.connect(url) as conn:
        row = conn.execute("select cardinality(pg_blocking_pids(%s)) as n", (pid,)).fetchone()
    return bool(row and row["n"])


def test_devices_that_push_at_once_end_with_the_latest_and_a_version_each(db_url: str) -> None:
    batches = [edits(f"device {n}", n) for n in range(16)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda items: push(db_url, items), batches))
    with db.connect(db_url) as conn:
        rows = conn.execute("select device_id, version from reading.progress").fetchall()
        row = conn.execute("select version from reading.progress_versions").fetchone()
    won = [item for answer in answers for item in answer if item["reason"] in ("new", "later")]
    applied = [item["winner"]["version"] for item in won if item["outcome"] == "applied"]
    assert {row["device_id"] for row in rows} == {"device 15"}
    assert sorted(applied) == list(range(1, len(applied) + 1))
    assert row == {"version": len(applied)}


def test_a_push_and_direct_writes_wait_for_each_other_and_never_deadlock(db_url: str) -> None:
    push(db_url, edits("phone", 1))

    def write(number: int) -> None:
        with reader(db_url) as conn:
            for series in reversed(SERIES):
                conn.execute(
                    "update api.reading_progress set chapter = %s where series_id = %s",
                    (number, series),
                )

    with ThreadPoolExecutor(6) as pool:
        work: list[Future[Any]] = [pool.submit(write, number) for number in range(10)]
        work += [pool.submit(push, db_url, edits("tablet", second)) for second in range(2, 12)]
        for future in work:
            future.result()
    with db.connect(db_url) as conn:
        row = conn.execute("select max(version) as newest from reading.progress").fetchone()
        counted = conn.execute("select version as newest from reading.progress_versions").fetchone()
    assert row == counted


def test_versions_are_seen_in_their_order(db_url: str) -> None:
    """A second writer waits, so no version can appear behind one that a device has read."""
    push(db_url, edits("phone", 1, range(1, 2)))
    done: list[list[dict[str, Any]]] = []
    with reader(db_url) as first:
        first.execute("select api.push_progress(%s::jsonb)", (edits("phone", 2, range(1, 2)),))
        with reader(db_url) as second:
            pid = second.info.backend_pid
            other = threading.Thread(
                target=lambda: done.append(
                    second.execute(
                        "select api.push_progress(%s::jsonb)", (edits("phone", 3, range(2, 3)),)
                    ).fetchall()
                )
            )
            other.start()
            assert wait_until(lambda: waits(db_url, pid), 10)
            assert done == []
            first.commit()
            other.join(10)
    with reader(db_url) as conn:
        row = conn.execute("select api.progress_since(1) as it").fetchone()
    assert row is not None
    assert [(r["series_id"], r["version"]) for r in row["it"]["rows"]] == [(1, 2), (2, 3)]


def test_a_writer_that_dies_leaves_nothing_and_no_gap(db_url: str) -> None:
    with contextlib.suppress(psycopg.OperationalError), reader(db_url) as conn:
        conn.execute("select api.push_progress(%s::jsonb)", (edits("phone", 1),))
        with db.connect(db_url) as killer:
            killer.execute("select pg_terminate_backend(%s)", (conn.info.backend_pid,))
    with db.connect(db_url) as conn:
        rows = conn.execute("select from reading.progress").fetchall()
        messages = conn.execute("select from realtime.messages").fetchall()
    assert (rows, messages) == ([], [])
    assert [item["winner"]["version"] for item in push(db_url, edits("phone", 1))] == [*SERIES]


def test_a_batch_of_a_thousand_is_one_message(db_url: str) -> None:
    with db.connect(db_url) as conn:
        conn.execute(
            "insert into reading.series (series_key, title, type, status)"
            " select 't-' || n, 'T', 'Novel', 'Finished' from generate_series(1, 1000) as n"
        )
        row = conn.execute("select max(id) as last from reading.series").fetchone()
    assert row is not None
    last: int = row["last"]
    answers = push(db_url, edits("phone", 5, range(last - 999, last + 1)))
    with db.connect(db_url) as conn:
        told = conn.execute(
            "select event, payload -> 'count' as count, payload -> 'version' as version"
            " from realtime.messages"
        ).fetchall()
    assert {answer["outcome"] for answer in answers} == {"applied"}
    assert told == [{"event": "reading.progress.changed", "count": 1000, "version": 1000}]


@pytest.mark.skipif(not REAL.exists(), reason=f"{REAL} is not there")
def test_the_real_catalogue_is_loaded_whole(db_url: str, tmp_path: Path) -> None:
    request = Request(
        table="reading.series",
        path=REAL,
        mapping={"series_key": "series_no"},
        rejected=tmp_path / "rejected.csv",
    )
    report = load_file(db_url, request)
    with db.connect(db_url) as conn:
        row = conn.execute(
            "select count(*) as loaded, count(*) filter (where type = 'Manhwa') as manhwa"
            " from reading.series where series_key ~ '^[0-9]+$'"
        ).fetchone()
    assert (report.inserted, report.rejected) == (30_557, 0)
    assert row == {"loaded": 30_557, "manhwa": 3_751}
