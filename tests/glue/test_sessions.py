"""What needs a session says so behind a pooler, and the worker does without one."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from glue import db
from glue.config import pooled_of, session_of, settings
from glue.errors import ConfigError
from glue.migrate.runner import session
from glue.postgres.pooler import Pooler, find_pgbouncer
from glue.postgres.server import Server
from glue.sessions import is_pooled, keeps_session, require_session, settle
from glue.waiting import wait_until
from glue.worker.handlers import Handler, Job
from tests.poolers import pooling
from tests.workers import working

pytestmark = pytest.mark.skipif(find_pgbouncer() is None, reason="pgbouncer is not installed")

KINDS = """
create function core.t_sleep(p_job core.jobs) returns void language sql volatile
    set search_path = pg_catalog, pg_temp
    return pg_sleep((p_job.payload ->> 'seconds')::double precision);
insert into core.job_kinds (
    kind, handler, sql_function, max_attempts, backoff_seconds, backoff_cap_seconds, description
)
values
    ('core.t_python', 'python', null, 1, 0, 0, 'A test''s.'),
    ('core.t_sql', 'sql', 'core.t_sleep', 1, 0, 0, 'A test''s.');
"""


@pytest.fixture(scope="module")
def pooler(server: Server) -> Iterator[Pooler]:
    """A strict pooler in front of this process's server."""
    with pooling(server, server.home / "t_sessions") as made:
        yield made


@pytest.fixture(scope="module")
def calm(server: Server) -> Iterator[Pooler]:
    """A pooler as it is in production: it wipes no session between two clients."""
    with pooling(server, server.home / "t_calm", is_strict=False) as made:
        yield made


def test_a_session_is_told_from_a_loan(server: Server, pooler: Pooler, calm: Pooler) -> None:
    require_session(server.url(), "a test")
    for one in (pooler, calm):
        with pytest.raises(ConfigError, match="a test needs a session") as caught:
            require_session(one.url(server.url()), "a test")
        assert "DATABASE_URL_SESSION" in caught.value.remedy


def test_a_pooler_that_keeps_sessions_will_do(server: Server) -> None:
    with psycopg.connect(server.url(), autocommit=True) as conn:
        assert not is_pooled(conn)
        assert keeps_session(conn, server.url())


def test_a_migration_refuses_a_loan(server: Server, calm: Pooler) -> None:
    with (
        pytest.raises(ConfigError, match="a migration needs a session"),
        session(calm.url(server.url()), print),
    ):
        pytest.fail("it began")


def test_statements_are_prepared_only_where_they_last(server: Server, calm: Pooler) -> None:
    with psycopg.connect(server.url(), autocommit=True) as direct:
        settle(direct)
        assert direct.prepare_threshold is not None
    with psycopg.connect(calm.url(server.url()), autocommit=True) as lent:
        settle(lent)
        assert lent.prepare_threshold is None


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Let a test say what the environment is."""
    settings.cache_clear()
    yield monkeypatch
    monkeypatch.undo()
    settings.cache_clear()


POOLED, DIRECT = "postgresql://o:p@pool:6432/app", "postgresql://o:q@db:5432/app?sslmode=require"


def test_the_way_around_the_pooler(given: pytest.MonkeyPatch) -> None:
    worker = "postgresql://app_worker:w@pool:6432/app"
    assert session_of(POOLED) == POOLED
    settings.cache_clear()
    given.setenv("DATABASE_URL", POOLED)
    given.setenv("DATABASE_URL_SESSION", DIRECT)
    assert session_of(POOLED) == DIRECT
    assert pooled_of(DIRECT) == POOLED
    assert session_of(worker) == "postgresql://app_worker:w@db:5432/app?sslmode=require"


def test_the_worker_may_have_a_way_of_its_own(given: pytest.MonkeyPatch) -> None:
    given.setenv("DATABASE_URL", POOLED)
    given.setenv("DATABASE_URL_SESSION", DIRECT)
    given.setenv("WORKER_DATABASE_URL", "postgresql://w@pool/app")
    given.setenv("WORKER_DATABASE_URL_SESSION", "postgresql://w@db/app")
    assert session_of("postgresql://w@pool/app") == "postgresql://w@db/app"


def test_a_session_without_a_pooler_is_refused(given: pytest.MonkeyPatch) -> None:
    given.delenv("DATABASE_URL", raising=False)
    given.setenv("DATABASE_URL_SESSION", DIRECT)
    with pytest.raises(ConfigError, match="DATABASE_URL is not"):
        settings()


@pytest.fixture
def url(db_url: str) -> str:
    with db.connect(db_url) as conn:
        conn.execute(KINDS)
    return db_url


def enqueue(url: str, kind: str, seconds: float = 0) -> int:
    with db.connect(url) as conn:
        row = conn.execute(
            "select core.enqueue(%s, jsonb_build_object('seconds', %s::float8)) as id",
            (kind, seconds),
        ).fetchone()
    return int(row["id"]) if row else 0


def outcome(url: str, job: int) -> str | None:
    with db.connect(url) as conn:
        row = conn.execute(
            "select outcome from core.finished_jobs where id = %(job)s"
            " union all select 'dead' from core.jobs where id = %(job)s and died_at is not null",
            {"job": job},
        ).fetchone()
    return row["outcome"] if row else None


NO_POLL = timedelta(hours=1)
"""So that only a notification ends a wait within the time of a test."""


def test_the_worker_hears_of_work_behind_a_pooler(url: str, pooler: Pooler) -> None:
    seen: list[str] = []

    def handle(job: Job) -> None:
        seen.append(job.url)

    handlers: dict[str, Handler] = {"core.t_python": handle}
    with working(pooler.url(url), handlers, url_session=url, poll=NO_POLL) as worker:
        lanes = [lane for lane in worker.lanes if lane.name in {"sql", "python"}]
        for kind in ("core.t_sql", "core.t_python", "core.t_sql"):
            assert wait_until(lambda: all(lane.wakeup.is_asleep for lane in lanes), 30)
            job = enqueue(url, kind)
            assert wait_until(lambda: outcome(url, job) is not None, 30)  # noqa: B023 - called here
            assert outcome(url, job) == "succeeded"
    assert seen == [url]


def test_a_sql_job_has_its_limit_behind_a_pooler(url: str, pooler: Pooler) -> None:
    brief = timedelta(milliseconds=50)
    with working(pooler.url(url), url_session=url, sql_timeout=brief):
        job = enqueue(url, "core.t_sql", seconds=60)
        assert wait_until(lambda: outcome(url, job) is not None, 30)
    assert outcome(url, job) == "dead"


def test_the_worker_goes_on_after_its_pooler_was_away(
    server: Server, url: str, tmp_path: Path
) -> None:
    del tmp_path
    with (
        pooling(server, server.home / "t_away") as pooler,
        working(pooler.url(url), url_session=url, poll=NO_POLL),
    ):
        pooler.kill()
        job = enqueue(url, "core.t_sql")
        pooler.start()
        assert wait_until(lambda: outcome(url, job) == "succeeded", 60)
