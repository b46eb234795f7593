"""The worker in this process: handlers, notifications, schedules, drains."""

import functools
import math
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from click.testing import CliRunner
from psycopg import sql
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from glue import db
from glue.cli import main
from glue.errors import ConfigError
from glue.waiting import wait_until
from glue.worker.handlers import (
    HANDLERS,
    Handler,
    Job,
    PermanentError,
    RetryLaterError,
    handler,
)
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
        row = conn.execute("select core.enqueue(%s, %s) as id", (kind, Jsonb(payload))).fetchone()
    assert row is not None
    return int(row["id"])


def finished(url: str, job: int) -> bool:
    return one(url, f"select 1 as x from core.finished_jobs where id = {job}") is not None


LONG_AGO = 6
"""So many lost connections in a row that the next attempt is nearly a second away."""

END_ALL = "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s"

NO_POLL = timedelta(hours=1)
"""So that only a notification ends a wait within the time of a test."""


def idle_lanes(url: str) -> int:
    row = one(url, "select count(*) as n from core.idle_workers")
    assert row is not None
    return int(row["n"])


def test_an_idle_worker_is_notified(url: str) -> None:
    handlers: dict[str, Handler] = {"core.t_python": lambda job: {"twice": job.payload["n"] * 2}}
    with working(url, handlers, poll=NO_POLL):
        assert wait_until(lambda: idle_lanes(url) == 3, 60)
        job = enqueue(url, n=21)
        assert wait_until(lambda: finished(url, job), 60)
    row = one(url, f"select outcome, result from core.finished_jobs where id = {job}")
    assert row == {"outcome": "succeeded", "result": {"twice": 42}}
    assert idle_lanes(url) == 0


def test_a_worker_gives_signs_of_life(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("glue.worker.worker.SIGN_SECONDS", 0.0)
    sign = f"select seen_at from core.workers where pid = {os.getpid()}"

    def newer_than(before: DictRow | None) -> bool:
        now = one(url, sign)
        return now is not None and now != before

    with working(url):
        assert wait_until(lambda: newer_than(None), 60)
        first = one(url, sign)
        assert wait_until(lambda: newer_than(first), 60)
    assert one(url, "select from core.workers") is None


def test_a_worker_that_stops_while_it_connects_again_is_forgotten(
    url: str, caplog: pytest.LogCaptureFixture
) -> None:
    def has_waited_long() -> bool:
        lines = [record.getMessage() for record in caplog.records]
        lost = [line for line in lines if "connection lost" in line and '"clock"' in line]
        return len(lost) >= LONG_AGO

    name = sql.Identifier(db.database_of(url))
    allow = sql.SQL("alter database {} allow_connections {}")
    with working(url), db.connect(db.with_database(url, "postgres")) as admin:
        assert wait_until(lambda: one(url, "select from core.workers") is not None, 60)
        admin.execute(allow.format(name, sql.SQL("false")))
        try:
            admin.execute(END_ALL, (db.database_of(url),))
            assert wait_until(has_waited_long, 60)
        finally:
            admin.execute(allow.format(name, sql.SQL("true")))
    assert one(url, "select from core.workers") is None


def test_a_job_of_a_writer_that_looked_before_the_worker_was_idle_is_found(url: str) -> None:
    with db.connect(url, autocommit=False) as writer:
        writer.execute("select core.enqueue('core.t_python')")
        with working(url, {"core.t_python": lambda _: None}, poll=NO_POLL):
            assert wait_until(lambda: idle_lanes(url) == 3, 60)
            writer.commit()
            done = "select 1 as x from core.finished_jobs"
            assert wait_until(lambda: one(url, done) is not None, 60)


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
    paused = "select from core.job_providers where paused_until_at > now()"
    assert one(url, paused) == {}


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
    ask = ["jobs", "list", "--kind", "core.no_such_kind", "--url", url]
    unfinished, finished = (
        CliRunner().invoke(main, [*ask, *more]) for more in ([], ["--status", "finished"])
    )
    assert (unfinished.stdout, finished.output) == ("", "")
    assert unfinished.stderr == "no unfinished jobs; --status finished lists the others\n"


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


class UntellableError(Exception):
    """An error that can not even tell itself."""

    def __str__(self) -> str:
        """Fail."""
        raise ValueError("no words")

    __repr__ = __str__


async def later() -> None:
    """Be awaited by no one."""


def raising(error: BaseException) -> Callable[[Job], object]:
    def handle(_: Job) -> object:
        raise error

    return handle


def nested(depth: int) -> list[object]:
    found: list[object] = []
    for _ in range(depth):
        found = [found]
    return found


MISBEHAVIOUR: dict[str, tuple[Callable[[Job], object], str]] = {
    "object": (lambda _: object(), "not JSON: Object of type object"),
    "set": (lambda _: {1, 2}, "not JSON"),
    "nan": (lambda _: {"x": math.nan}, "not JSON"),
    "infinity": (lambda _: [-math.inf], "not JSON"),
    "nul": (lambda _: {"x": "a\x00b"}, "U+0000"),
    "nul_key": (lambda _: {"a\x00": 1}, "U+0000"),
    "surrogate": (lambda _: "\ud800", "not JSON"),
    "bytes": (lambda _: b"x", "not JSON"),
    "deep": (lambda _: nested(100_000), "not JSON"),
    "large": (lambda _: "x" * 2**20, "at most 1048576"),
    "digits": (lambda _: 10**5000, "not JSON"),
    "coroutine": (lambda _: later(), "not JSON"),
    "exit": (raising(SystemExit(3)), "SystemExit: 3"),
    "interrupt": (raising(KeyboardInterrupt()), "KeyboardInterrupt"),
    "generator_exit": (raising(GeneratorExit()), "GeneratorExit"),
    "nul_error": (raising(ValueError("a\x00b\ud800")), "ValueError: a\ufffdb\\ud800"),
    "long_error": (raising(ValueError("x" * 10**6)), "ValueError: xxx"),
    "untellable": (raising(UntellableError()), "UntellableError"),
    "never": (raising(RetryLaterError("Busy.", timedelta.max)), "Busy."),
    "wrong_wait": (raising(RetryLaterError("Busy.", "soon")), "Busy."),  # type: ignore[arg-type]
}
WELL = {"backslash": "a\\u0000b", "text": "\u00e9 \u2028 \U0001f600", "number": 1.5}


def test_no_handler_harms_the_worker_or_another_job(url: str) -> None:
    def handle(job: Job) -> object:
        how = job.payload["how"]
        return WELL if how == "well" else MISBEHAVIOUR[how][0](job)

    with working(url, {"core.t_python": handle}) as worker:
        jobs = {how: enqueue(url, how=how) for how in MISBEHAVIOUR}
        well = enqueue(url, how="well")
        # Tried again at once until they are dead: some fail for good, some ten times.
        left = "select count(*) as n from core.jobs where status <> 'dead' and wait_reason is null"
        assert wait_until(lambda: finished(url, well), 60)
        assert wait_until(lambda: one(url, left) == {"n": 0}, 120)
        assert worker.is_whole()
        last = enqueue(url, how="well")
        assert wait_until(lambda: finished(url, last), 60)
    for how, job in jobs.items():
        row = one(
            url, f"select last_error, last_traceback, leased_by from core.jobs where id = {job}"
        )
        assert row is not None, how
        assert MISBEHAVIOUR[how][1] in row["last_error"], how
        assert row["leased_by"] is None, how
        assert "Traceback" in row["last_traceback"], how
        assert len(row["last_error"]) <= 2000, how
        assert len(row["last_traceback"]) <= 8000, how
    row = one(url, f"select result from core.finished_jobs where id = {well}")
    assert row == {"result": WELL}


def test_a_failed_job_shows_where_it_failed(url: str) -> None:
    def in_the_depths() -> None:
        raise LookupError("nothing there")

    with working(url, {"core.t_python": lambda _: in_the_depths()}):
        job = enqueue(url)
        dead = {"status": "dead"}
        assert wait_until(
            lambda: one(url, f"select status from core.jobs where id = {job}") == dead, 60
        )
    shown = CliRunner().invoke(main, ["jobs", "show", str(job), "--url", url])
    assert "in in_the_depths" in shown.stdout
    assert "LookupError: nothing there" in shown.stdout


async def coroutine(_: Job) -> None:
    """Do nothing unless it is awaited."""


def generator(_: Job) -> Iterator[None]:
    yield


class Callee:
    """A handler that is an object."""

    async def __call__(self, _: Job) -> None:
        """Do nothing unless it is awaited."""


@pytest.mark.parametrize("function", [coroutine, generator, functools.partial(coroutine), Callee()])
def test_a_handler_that_would_do_nothing_is_refused(function: Handler) -> None:
    with pytest.raises(ConfigError, match=r"core\.t_lazy"):
        handler("core.t_lazy")(function)
    assert "core.t_lazy" not in HANDLERS


def test_a_result_that_the_database_refuses_fails_alone(url: str) -> None:
    with db.connect(url) as conn:
        conn.execute(
            "alter table core.finished_jobs add check (result is distinct from '13'::jsonb)"
        )
    gate = threading.Barrier(3)

    def handle(job: Job) -> object:
        gate.wait(60)
        return job.payload["n"]

    with working(url, {"core.t_python": handle}):
        good, bad, other = enqueue(url, n=1), enqueue(url, n=13), enqueue(url, n=2)
        assert wait_until(lambda: finished(url, good) and finished(url, other), 60)
        refused = f"select status from core.jobs where id = {bad}"
        assert wait_until(lambda: one(url, refused) == {"status": "dead"}, 60)
    row = one(url, f"select last_error from core.jobs where id = {bad}")
    assert "23514" in (row or {})["last_error"]


def test_a_sql_job_that_can_not_even_fail_holds_up_no_other(url: str) -> None:
    with db.connect(url) as conn:
        conn.execute(
            """
            create function core.t_refuse() returns trigger language plpgsql as $$
            begin raise exception 'cursed'; end $$;
            create trigger t99_refuse before update on core.jobs for each row
                when (new.payload ? 'cursed' and new.leased_by is null)
                execute function core.t_refuse();
            create function core.t_run(p_job core.jobs) returns void language plpgsql as $$
            begin if p_job.payload ? 'cursed' then raise exception 'no'; end if; end $$;
            insert into core.job_kinds (kind, handler, sql_function, description)
            values ('core.t_sql', 'sql', 'core.t_run', '-');
            """
        )
    with working(url, lease=timedelta(minutes=5)) as worker:
        enqueue(url, "core.t_sql", cursed=True)
        for _ in range(3):
            job = enqueue(url, "core.t_sql")
            assert wait_until(lambda: finished(url, job), 60)  # noqa: B023 - called here
        assert worker.is_whole()


def test_a_job_with_a_time_that_python_has_not_is_run(url: str) -> None:
    with db.connect(url) as conn:
        # Given: what enqueue refuses today.
        rows = conn.execute(
            "insert into core.jobs (kind, run_at, max_attempts, enqueued_at)"
            " select 'core.t_python', t::timestamptz, 1, now()"
            " from unnest('{-infinity,4000-01-01 BC}'::text[]) as t returning id"
        ).fetchall()
    with working(url, {"core.t_python": lambda _: None}):
        for row in rows:
            assert wait_until(lambda: finished(url, row["id"]), 60)  # noqa: B023 - called here


def test_one_kind_never_holds_every_slot(url: str) -> None:
    go = threading.Event()
    handlers: dict[str, Handler] = {
        "core.t_python": lambda _: go.wait(300),
        "core.t_call": lambda _: None,
    }
    with working(url, handlers, concurrency=4) as worker:
        for _ in range(20):
            enqueue(url)
        assert wait_until(lambda: len(worker.python.held()) == 3, 60)
        job = enqueue(url, "core.t_call")
        assert wait_until(lambda: finished(url, job), 60)
        assert [job.kind for job in worker.python.held()].count("core.t_python") == 3
        go.set()


@pytest.mark.parametrize(
    "broken",
    [
        "cron = '0 25 * * *'",
        "timezone = 'Mars/Olympus'",
        "timezone = 'America'",
        "cron = repeat('1', 5000) || ' * * * *'",
        "next_run_at = '-infinity', cron = '0 25 * * *'",
        "next_run_at = '4000-01-01 BC', timezone = 'x'",
    ],
)
def test_a_broken_schedule_fails_alone_and_health_names_it(url: str, broken: str) -> None:
    with db.connect(url) as conn:
        conn.execute("delete from core.job_schedules where true")
        conn.execute("alter table core.job_schedules disable trigger user")
        conn.execute(
            "insert into core.job_schedules (name, kind, cron, next_run_at)"
            " select n, 'core.t_python', '* * * * *', now() - interval '1 second'"
            " from unnest('{core.a_bad,core.b_good}'::text[]) as n"
        )
        conn.execute(f"update core.job_schedules set {broken} where name = 'core.a_bad'")
        assert take_due_ticks(conn) == 1
        assert take_due_ticks(conn) == 0
        found = conn.execute(
            "select status, detail from core.run_health_check('core.broken_schedules')"
        ).fetchone()
    assert found is not None
    assert found["status"] == "fail"
    assert "core.a_bad" in found["detail"]
    assert "core.b_good" not in found["detail"]


def test_health_names_kinds_that_no_worker_handles(url: str) -> None:
    def unhandled() -> str:
        row = one(url, "select detail from core.run_health_check('core.unhandled_kinds')")
        return str((row or {})["detail"])

    enqueue(url)
    with db.connect(url) as conn:
        conn.execute(
            "insert into core.job_kinds (kind, handler, sql_function, description)"
            " values ('core.t_gone', 'sql', 'core.t_gone', '-')"
        )
    assert "core.t_python: no worker has its handler." in unhandled()
    assert "core.t_gone: there is no function core.t_gone." in unhandled()
    go = threading.Event()
    with working(url, {"core.t_python": lambda _: go.wait(60)}):
        assert wait_until(lambda: "core.t_python" not in unhandled(), 60)
        go.set()
