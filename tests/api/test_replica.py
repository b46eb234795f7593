"""A real replica answers what only reads, while it is near; else the primary does."""

import shutil
import signal
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil
import pytest

from glue import db
from glue.postgres.replica import STREAMING, make_replica
from glue.postgres.server import SUPERUSER, Server
from glue.waiting import wait_until
from tests.api.conftest import RunningApi, running_api
from tests.clusters import FAST, TEMPLATE, start_cluster

pytestmark = pytest.mark.needs("filters")

PATIENCE = 60.0
SETTINGS = {**FAST, **STREAMING, "max_connections": "60"}

PROBES = """
create function api.probe_read() returns jsonb
    language sql stable set search_path = pg_catalog, pg_temp
    return jsonb_build_object('replica', pg_is_in_recovery(), 'version', (
        select (core.setting('core.t_version'))::bigint
    ));
grant execute on function api.probe_read() to authenticated;
create function api.probe_error() returns jsonb
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    if pg_is_in_recovery() then raise exception 'on the replica'; end if;
    return '"the primary"';
end;
$$;
grant execute on function api.probe_error() to authenticated;
create function api.probe_slow() returns jsonb
    language sql stable set search_path = pg_catalog, pg_temp
    return to_jsonb(pg_is_in_recovery());
grant execute on function api.probe_slow() to authenticated;
insert into core.settings (name, default_value, description)
values
    ('core.t.replica_reads', '["probe_read", "probe_error"]', '-'),
    ('core.t_version', '1', '-');
"""


@dataclass(frozen=True)
class Pair:
    """A primary, its replica, and the API in front of both."""

    primary: Server
    replica: Server
    running: RunningApi
    database: str

    def ask(self, name: str, **headers: str) -> httpx.Response:
        """Call an RPC as a user."""
        return self.send(name, b"{}", headers)

    def send(self, name: str, body: bytes, headers: dict[str, str]) -> httpx.Response:
        """Send a body to an RPC as a user."""
        user = self.running.user("ada")
        given = {"apikey": user.key, "Authorization": f"Bearer {user.token}", **headers}
        given["Content-Type"] = "application/json"
        url = f"{self.running.api.url}/rest/v1/rpc/{name}"
        return httpx.post(url, headers=given, content=body, timeout=PATIENCE)

    def answered_by(self, name: str = "probe_read", **headers: str) -> str:
        """Return who answered."""
        answer = self.ask(name, **headers)
        assert answer.status_code == 200, answer.text
        return str(answer.headers.get("X-Served-By", "primary"))

    def come_near(self) -> None:
        """Wait until the replica answers."""
        assert wait_until(lambda: self.answered_by() == "replica", PATIENCE)

    def health(self) -> str:
        """Return what the gateway says about the replica."""
        answer = httpx.get(f"{self.running.api.url}/health", timeout=PATIENCE)
        return str(answer.json()["replica"])

    def raise_version(self) -> int:
        """Write on the primary; return the new version."""
        with db.connect(self.database) as conn:
            row = conn.execute(
                "update core.settings"
                " set value = to_jsonb(coalesce(value, default_value)::bigint + 1)"
                " where name = 'core.t_version' returning value::bigint as it"
            ).fetchone()
        return int(row["it"]) if row else 0


@pytest.fixture(scope="module")
def pair() -> Iterator[Pair]:
    """Start all of it."""
    folder = Path(tempfile.mkdtemp(prefix="rowhouse-replica-"))
    folder.chmod(0o711)
    primary = start_cluster(folder / "primary", SETTINGS)
    primary.set_passwords()
    database = primary.url(database=TEMPLATE)
    with db.connect(primary.url(SUPERUSER, TEMPLATE)) as conn:
        conn.execute("set role postgres")
        conn.execute(PROBES)
    replica = make_replica(primary, folder / "replica", SETTINGS)
    try:
        replica.start()
        with running_api(primary, database, replica) as running:
            made = Pair(primary, replica, running, database)
            made.come_near()
            yield made
    finally:
        replica.stop()
        primary.stop()
        shutil.rmtree(folder)


def test_a_replica_answers_what_only_reads(pair: Pair) -> None:
    answer = pair.ask("probe_read")
    assert (answer.headers["X-Served-By"], answer.json()["replica"]) == ("replica", True)
    assert pair.answered_by("list_dimensions") == "replica"
    assert pair.health() == "used"


def test_what_is_not_named_is_the_primarys(pair: Pair) -> None:
    assert pair.answered_by("probe_slow") == "primary"


def test_an_error_is_the_primarys_to_say(pair: Pair) -> None:
    answer = pair.ask("probe_error")
    assert (answer.status_code, answer.json()) == (200, "the primary")


def test_a_reader_sees_her_own_write(pair: Pair) -> None:
    with db.connect(pair.replica.url(SUPERUSER, TEMPLATE)) as conn:
        conn.execute("select pg_wal_replay_pause()")
        version = pair.raise_version()
        answer = pair.ask("probe_read", **{"X-Min-Version": str(version)})
        assert (answer.json()["replica"], answer.json()["version"]) == (False, version)
        conn.execute("select pg_wal_replay_resume()")
    assert wait_until(
        lambda: pair.ask("probe_read", **{"X-Min-Version": str(version)}).json()["replica"],
        PATIENCE,
    )


def test_a_version_that_is_no_number_asks_the_primary(pair: Pair) -> None:
    pair.come_near()
    for odd in ("new", "9" * 4400, "-1"):
        assert pair.answered_by(**{"X-Min-Version": odd}) == "primary"


def test_a_body_is_judged_as_that_of_the_primary(pair: Pair) -> None:
    pair.come_near()
    answer = pair.send("probe_read", b" [1, 2]", {})
    assert (answer.status_code, answer.json()["code"]) == (400, "body_not_object")


def test_a_replica_that_is_too_far_behind_is_left_out(pair: Pair) -> None:
    pair.come_near()
    with db.connect(pair.database) as conn:
        conn.execute(
            "update core.settings set value = '0' where name = 'core.replica_max_lag_seconds'"
        )
        gate = pair.running.gateway.reads.replica
        assert gate is not None
        gate.forget_rules()
        with db.connect(pair.replica.url(SUPERUSER, TEMPLATE)) as there:
            there.execute("select pg_wal_replay_pause()")
            pair.raise_version()
            assert wait_until(lambda: pair.answered_by() == "primary", PATIENCE)
            assert wait_until(lambda: pair.health() != "used", PATIENCE)
            lag = there.execute("select core.replica_lag() as it").fetchone()
            assert lag is not None
            assert lag["it"] > 0
            there.execute("select pg_wal_replay_resume()")
        conn.execute(
            "update core.settings set value = null where name = 'core.replica_max_lag_seconds'"
        )
        gate.forget_rules()
    pair.come_near()


def test_the_primary_knows_its_replica(pair: Pair) -> None:
    with db.connect(pair.database) as conn:
        lags = conn.execute("select * from core._list_lags() where kind = 'replica'").fetchall()
        check = conn.execute(
            "select status from core.run_health_check('core.replica_lag')"
        ).fetchone()
    assert len(lags) == 1
    assert check == {"status": "ok"}
    with db.connect(pair.replica.url(SUPERUSER, TEMPLATE)) as there:
        row = there.execute("select core.replica_lag() as it").fetchone()
    assert row is not None
    assert row["it"] is not None


def test_a_frozen_replica_holds_no_reader_up_for_long(pair: Pair) -> None:
    pair.come_near()
    assert pair.replica.pid is not None
    processes = [psutil.Process(pair.replica.pid)]
    processes += processes[0].children(recursive=True)
    for process in processes:
        process.send_signal(signal.SIGSTOP)
    try:
        assert pair.answered_by() == "primary"
    finally:
        for process in processes:
            process.send_signal(signal.SIGCONT)
    pair.come_near()


def test_without_the_replica_the_primary_answers(pair: Pair) -> None:
    pair.come_near()
    pair.replica.stop()
    assert pair.answered_by() == "primary"
    assert wait_until(lambda: pair.health() != "used", PATIENCE)
    pair.replica.start()
    pair.come_near()
