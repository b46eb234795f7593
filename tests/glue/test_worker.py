"""The worker in this process: handlers, bells, schedules, drains."""

import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from click.testing import CliRunner
from psycopg.rows import DictRow

from glue import db
from glue.cli import main
from glue.parts import wait_until
from glue.worker.handlers import Job, PermanentError, RetryLaterError
from glue.worker.ticks import take_due_ticks, ticks_around
from tests.workers import working

KINDS = """
insert into core.job_providers (name, per_second, burst, tokens)
values ('t_provider', 1000, 1000, 1000);
insert into core.job_kinds (
    kind, handler, sql_function, provider, backoff_seconds, backoff_cap_seconds, description
)
values
    ('core.t_python', 'python', null, null, 0, 0, 'A test''s.'),
    ('core.t_call', 'python', null, 't_provider', 0, 0, 'A test''s.');
"""


def one(url: str, query: str) -> DictRow | None:
    with db.connect(url) as conn:
        return conn.execute(query.encode()).fetchone()


@pytest.fixture
def url(db_url: str) -> str:
    with db.connect(db_url) as conn:
        conn.execute(KINDS)
    return db_url


def enqueue(url: str, kind: str = "core.t_python", **payload: object) -> int:
    with db.connect(url) as conn:
        row = conn.execute(
            "select core.enqueue(%s, %s) as id", (kind, psycopg.types.json.Jsonb(payload))
        ).fetchone()
    assert row is not None
    return int(row["id"])


def finished(url: str, job: int) -> bool:
    return one(url, f"select 1 as x from core.finished_jobs where id = {job}") is not None


def test_a_sleeping_worker_is_woken_by_the_bell(url: str) -> None:
    with working(url, {"core.t_python": lambda job: {"twice": job.payload["n"] * 2}}):
        assert wait_until(
            lambda: (one(url, "select count(*) as n from core.job_sleepers") or {})["n"] == 3, 30
        )
        started = time.monotonic()
        job = enqueue(url, n=21)
        assert wait_until(lambda: finished(url, job), 30)
        assert time.monotonic() - started < 5
    row = one(url, f"select outcome, result from core.finished_jobs where id = {job}")
    assert row == {"outcome": "succeeded", "result": {"twice": 42}}
    assert one(url, "select 1 as x from core.job_sleepers") is None


def test_a_writer_that_looked_before_the_worker_slept_is_heard(url: str) -> None:
    with db.connect(url, autocommit=False) as writer:
        writer.execute("select core.enqueue('core.t_python')")
        with working(url, {"core.t_python": lambda _: None}):
            assert wait_until(
                lambda: (one(url, "select count(*) as n from core.job_sleepers") or {})["n"] == 3,
                30,
            )
            started = time.monotonic()
            writer.commit()
            done = "select 1 as x from core.finished_jobs"
            assert wait_until(lambda: one(url, done) is not None, 30)
            assert time.monotonic() - started < 5


def test_how_a_handler_ends_is_how_the_job_ends(url: str) -> None:
    def handle(job: Job) -> None:
        if job.payload["how"] == "never":
            raise PermanentError("No.")
        if job.payload["how"] == "later":
            raise RetryLaterError("Busy.", timedelta(hours=1))
        if job.attempts < 3:
            raise ValueError("Not yet.")

    with working(url, {"core.t_python": handle, "core.t_call": handle}):
        never = enqueue(url, how="never")
        stubborn = enqueue(url, how="third time")
        later = enqueue(url, "core.t_call", how="later")
        assert wait_until(lambda: finished(url, stubborn), 30)
        assert wait_until(
            lambda: (
                one(url, f"select status from core.jobs where id = {later}")
                == {"status": "waiting"}
            ),
            30,
        )
    assert one(url, f"select attempts from core.finished_jobs where id = {stubborn}") == {
        "attempts": 3
    }
    assert one(url, f"select status, last_error from core.jobs where id = {never}") == {
        "status": "dead",
        "last_error": "No.",
    }
    paused = one(url, "select paused_until_at > now() as yes from core.job_providers")
    assert paused == {"yes": True}


def test_a_cancelled_job_is_told_to_stop_and_a_long_one_keeps_its_lease(url: str) -> None:
    begun = threading.Event()

    def handle(job: Job) -> None:
        begun.set()
        assert job.stop.wait(20)
        raise ValueError("Stopped.")

    with working(url, {"core.t_python": handle}, lease=timedelta(seconds=1)):
        job = enqueue(url)
        assert begun.wait(10)
        first = one(url, f"select lease_expires_at as at from core.jobs where id = {job}")
        assert first is not None
        assert wait_until(
            lambda: (
                (
                    one(url, f"select lease_expires_at as at from core.jobs where id = {job}")
                    or first
                )["at"]
                > first["at"]
            ),
            30,
        )
        done = CliRunner().invoke(main, ["jobs", "cancel", str(job), "--url", url])
        assert "asked" in done.stdout
        assert wait_until(lambda: finished(url, job), 30)
    assert one(url, f"select outcome from core.finished_jobs where id = {job}") == {
        "outcome": "cancelled"
    }


def test_stopping_drains(url: str) -> None:
    begun, go = threading.Event(), threading.Event()

    def handle(_: Job) -> None:
        begun.set()
        go.wait(20)

    with working(url, {"core.t_python": handle}) as worker:
        first = enqueue(url)
        assert begun.wait(10)
        worker.stop()
        second = enqueue(url)
        go.set()
        worker.join()
    assert finished(url, first)
    assert not finished(url, second)


@pytest.mark.parametrize(
    ("cron", "zone", "now", "latest", "following"),
    [
        ("0 9 * * *", "Asia/Manila", "2027-03-01T02:00", "2027-03-01T01:00", "2027-03-02T01:00"),
        ("*/15 * * * *", "UTC", "2027-03-01T02:15", "2027-03-01T02:15", "2027-03-01T02:30"),
        ("30 2 * * *", "Europe/Berlin", "2027-03-27T12:00", "2027-03-27T01:30", "2027-03-28T01:00"),
        ("0 12 * * 1", "UTC", "2027-03-03T00:00", "2027-03-01T12:00", "2027-03-08T12:00"),
    ],
)
def test_ticks(cron: str, zone: str, now: str, latest: str, following: str) -> None:
    around = ticks_around(cron, zone, datetime.fromisoformat(now).replace(tzinfo=UTC))
    assert around.latest.astimezone(UTC).isoformat()[:16] == latest
    assert around.following.astimezone(UTC).isoformat()[:16] == following


def test_two_workers_take_each_tick_once(url: str) -> None:
    with db.connect(url) as one_conn, db.connect(url) as other:
        one_conn.execute("delete from core.job_schedules where true")
        one_conn.execute(
            "insert into core.job_schedules (name, kind, cron, next_run_at)"
            " values ('core.t', 'core.t_python', '* * * * *', now() - interval '1 second')"
        )
        gate, made = threading.Barrier(2), []

        def tick(conn: psycopg.Connection[DictRow]) -> None:
            gate.wait()
            made.append(take_due_ticks(conn))

        threads = [threading.Thread(target=tick, args=(conn,)) for conn in (one_conn, other)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(made) == [0, 1]


def test_the_commands(url: str) -> None:
    def run(*words: str) -> str:
        done = CliRunner().invoke(main, ["jobs", *words, "--url", url])
        assert done.exit_code == 0, done.output
        return done.stdout

    job = enqueue(url, n=1)
    assert "core.t_python" in run("list")
    assert '"n": 1' in run("show", str(job), "--json")
    assert "needs_worker" in run("why", str(job))
    run("pause", "default", "--reason", "Moving.")
    assert "Moving." in run("why", str(job))
    run("resume", "default")
    assert "queue_paused" not in run("why", str(job))
    assert "ready" in run("retry", str(job))
    assert "cancelled" in run("cancel", str(job))
    assert CliRunner().invoke(main, ["jobs", "show", "-1", "--url", url]).exit_code == 2
    assert CliRunner().invoke(main, ["jobs", "retry", "--url", url]).exit_code == 2


def test_a_lane_that_a_bug_ends_ends_the_process(url: str) -> None:
    broken = (
        "import sys\n"
        "from glue.commands.work import work\n"
        "from glue.worker import worker\n"
        "from glue.worker.lane import Plan\n"
        "def bug(conn): raise ZeroDivisionError\n"
        "worker.take_due_ticks = bug\n"
        "work(Plan(url=sys.argv[1], handlers={}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", broken, url], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 1
    assert "a lane of the worker ended" in done.stderr


@pytest.mark.parametrize("command", ["cancel", "retry"])
def test_a_command_for_several_jobs_is_for_all_or_none(url: str, command: str) -> None:
    with db.connect(url) as conn:
        row = conn.execute(
            "select core.enqueue('core.t_python', p_run_at => now() + interval '1 day') as id"
        ).fetchone()
    job = (row or {})["id"]
    done = CliRunner().invoke(main, ["jobs", command, str(job), "999999", "--url", url])
    assert done.exit_code == 1
    assert "999999" in done.output
    left = one(url, f"select status, cancel_requested_at from core.jobs where id = {job}")
    assert left == {"status": "waiting", "cancel_requested_at": None}
