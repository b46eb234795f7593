"""rowhouse doctor: each finding is provoked for real, in a database or a server of the test."""

import json
import os
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import jwt
import psycopg
import pytest
from click.testing import CliRunner
from psycopg import sql
from psycopg.rows import DictRow

from glue import db
from glue.cli import main
from glue.config import settings
from glue.doctor import clock, disk, health, programs, release, rules, secrets, stack
from glue.doctor.findings import Finding
from glue.doctor.running import diagnose
from glue.doctor.target import Target
from glue.migrate.ledger import ensure_ledger
from glue.postgres.server import FREE_BYTES_NEEDED, SUPERUSER, Server
from glue.postgres.state import State
from glue.waiting import wait_until
from tests.clusters import TEMPLATE, start_cluster

pytestmark = pytest.mark.once

DEMO = {"iss": "supabase-demo", "role": "service_role"}
FAR = "postgresql://postgres:{password}@db.example.com/postgres"


# Given: a server with the settings of production, which the fast servers of tests have not.
@pytest.fixture(scope="module")
def sound_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("doctor")
    folder.chmod(0o711)
    server = start_cluster(folder / "server", settings={"max_connections": "100"})
    yield server
    server.stop()
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def sound(sound_server: Server) -> Target:
    """Return a database of it that a worker has visited."""
    admin = sound_server.url(SUPERUSER)
    db.create_database(admin, "sound", TEMPLATE)
    with db.connect(admin) as conn:
        conn.execute("alter database sound owner to postgres")
    url = db.with_database(sound_server.url("postgres"), "sound")
    with db.connect(url) as conn:
        conn.execute("update core.job_kinds set handled_at = now() where true")
    return Target(url, is_stack=False, home=sound_server.home)


@pytest.fixture
def superuser(sound: Target, sound_server: Server) -> Iterator[psycopg.Connection[DictRow]]:
    """Yield a superuser there, whose transaction is taken back."""
    url = db.with_database(sound_server.url(SUPERUSER), db.database_of(sound.url))
    with db.connect(url, autocommit=False) as conn:
        yield conn
        conn.rollback()


@contextmanager
def changed(target: Target, there: str, back: str) -> Iterator[None]:
    """Change a database for a moment."""
    with db.connect(target.url) as conn:
        conn.execute(there.encode())
        try:
            yield
        finally:
            conn.execute(back.encode())


def codes(findings: Iterator[Finding] | list[Finding]) -> set[tuple[str, str]]:
    return {(finding.code, finding.severity) for finding in findings}


def asked(conn: psycopg.Connection[DictRow]) -> set[tuple[str, str]]:
    rows = conn.execute("select code, severity from core.diagnose()").fetchall()
    return {(row["code"], row["severity"]) for row in rows}


def run(target: Target, *words: str) -> tuple[int, list[dict[str, Any]]]:
    done = CliRunner().invoke(main, ["doctor", "--json", "--url", target.url, *words])
    return done.exit_code, json.loads(done.stdout)


def test_a_sound_installation_has_no_finding_in_its_catalog(sound: Target) -> None:
    with db.connect(sound.url) as conn:
        assert conn.execute("select * from core.diagnose()").fetchall() == []
    for area in (clock, disk, rules, secrets, stack, programs):
        assert list(area.examine(sound)) == []


ATTRIBUTES = [
    ("alter role anon createrole", "role_too_strong", "error"),
    ("alter role authenticated bypassrls", "role_too_strong", "error"),
    ("alter role app_worker createdb", "role_too_strong", "error"),
    ("alter role anon login", "role_logs_in", "error"),
    ("alter role authenticator nologin", "role_cannot_log_in", "error"),
    ("grant service_role to authenticator with inherit true", "role_inherits", "error"),
    ("alter role authenticator inherit", None, ""),  # its memberships say that they do not
    (
        "create role t_owner; alter schema core owner to t_owner; grant t_owner to app_worker",
        "role_becomes_owner",
        "error",
    ),
    ("revoke anon from authenticator", "role_not_granted", "error"),
    ("alter role anon reset statement_timeout", "role_without_timeout", "warning"),
    ("alter role postgres superuser", "owner_is_superuser", "warning"),
    ("revoke usage on schema api from anon", "schema_api_closed", "error"),
    ("alter role app_reader rename to app_reader_before", "role_missing", "error"),
    ("alter role authenticator set pgrst.db_schemas = 'api, core'", "schema_exposed", "error"),
    ("alter role authenticator set pgrst.db_schemas = 'public'", "api_not_exposed", "error"),
    (
        "alter role authenticator in database sound set pgrst.db_schemas = 'api, \"core\"'",
        "schema_exposed",
        "error",
    ),
    (
        "alter role authenticator set pgrst.db_pre_request = 'public.mine'",
        "pre_request_replaced",
        "error",
    ),
    ("create schema t; grant usage on schema t to anon", "schema_open", "warning"),
    ("create schema t; grant usage on schema t to public", "schema_open", "warning"),
    ("grant create on schema core to authenticated", "schema_writable", "error"),
    ("alter table core.error_codes disable row level security", "table_open", "error"),
    ("grant execute on function core.emit_change to public", None, ""),  # it runs as its caller
    ("grant execute on function core.is_enabled(text) to public", "function_open", "error"),
    ("set local session_replication_role = replica", "setting_session_replication_role", "error"),
    ("set local row_security = off", "setting_row_security", "error"),
    ("set local track_counts = off", "setting_track_counts", "error"),
    ("set local track_activities = off", "setting_track_activities", "warning"),
    (
        "set local default_transaction_read_only = on",
        "setting_default_transaction_read_only",
        "error",
    ),
    ("set local timezone = 'Asia/Manila'", "setting_timezone", "warning"),
    (
        "update pg_extension set extversion = '0.0' where extname = 'plpgsql'",
        "extension_outdated",
        "warning",
    ),
    ("drop extension pg_stat_statements cascade", "statements_not_created", "warning"),
    ("update core.job_kinds set handled_at = null where true", "worker_absent", "error"),
]


@pytest.mark.parametrize(("statement", "code", "severity"), ATTRIBUTES)
def test_what_is_changed_in_the_catalog_is_found(
    superuser: psycopg.Connection[DictRow], statement: str, code: str | None, severity: str
) -> None:
    superuser.execute(statement.encode())
    assert asked(superuser) == ({(code, severity)} if code else set())
    if code is not None and code.startswith(("role_", "schema_", "api_", "pre_", "table_", "func")):
        for row in superuser.execute("select distinct remedy from core.diagnose()").fetchall():
            superuser.execute(row["remedy"].encode())
        assert asked(superuser) == set()


@pytest.mark.parametrize(
    ("there", "kept"),
    [("public, api, core", "public, api"), ('public,"Shop"', 'public, "Shop", api')],
)
def test_the_remedy_keeps_the_schemas_of_others(
    superuser: psycopg.Connection[DictRow], there: str, kept: str
) -> None:
    superuser.execute(sql.SQL("alter role authenticator set pgrst.db_schemas = {}").format(there))
    (row,) = superuser.execute("select remedy from core.diagnose()").fetchall()
    assert f"= '{kept}';" in row["remedy"]


@pytest.mark.parametrize(
    ("there", "back"),
    [
        ("alter system set timezone = 'Asia/Manila'", "alter system reset timezone"),
        ("alter database sound set timezone = 'Asia/Manila'", ""),
        ("alter role postgres set timezone = 'Asia/Manila'", ""),
        ("alter role postgres in database sound set timezone = 'Asia/Manila'", ""),
        ("alter database sound set synchronous_commit = off", ""),
    ],
)
def test_the_remedy_changes_a_setting_where_it_comes_from(
    sound_server: Server, sound: Target, there: str, back: str
) -> None:
    with db.connect(sound_server.url(SUPERUSER)) as admin:
        try:
            admin.execute(there.encode())
            admin.execute("select pg_reload_conf()")
            assert wait_until(lambda: settings_found(sound.url) != [], 10)
            (remedy,) = settings_found(sound.url)
            admin.execute(remedy.encode())
            assert settings_found(sound.url) == []
        finally:
            for statement in (
                "alter database sound reset all",
                "alter role postgres in database sound reset all",
                "alter role postgres reset timezone",
                back or "select",
                "select pg_reload_conf()",
            ):
                admin.execute(statement.encode())
            assert wait_until(lambda: settings_found(sound.url) == [], 10)


def settings_found(url: str) -> list[str]:
    """Return the remedies that a session which begins now is given."""
    with db.connect(url) as conn:
        rows = conn.execute("select remedy from core._diagnose_settings()").fetchall()
    return [row["remedy"] for row in rows]


def test_a_list_of_libraries_gets_one_more(sound_server: Server, sound: Target) -> None:
    """One more: a server of pg_cron goes on with it."""
    admin = sound_server.url(SUPERUSER)
    try:
        after_restart(sound_server, "alter system set shared_preload_libraries = 'auto_explain'")
        (remedy,) = settings_found(sound.url)
        change, _, _ = remedy.partition(", as a superuser")
        after_restart(sound_server, change)
        assert settings_found(sound.url) == []
        with db.connect(admin) as conn:
            row = conn.execute("show shared_preload_libraries").fetchone()
        assert row == {"shared_preload_libraries": "auto_explain, pg_stat_statements"}
    finally:
        after_restart(sound_server, "alter system reset shared_preload_libraries")


def after_restart(server: Server, change: str) -> None:
    with db.connect(server.url(SUPERUSER)) as conn:
        conn.execute(change.encode())
    server.stop()
    server.start()


def test_a_dropped_partition_is_found(superuser: psycopg.Connection[DictRow]) -> None:
    superuser.execute("select core.now()")
    row = superuser.execute(
        "select b.partition::text as name from core._partition_bounds('core.events') as b"
        " where now() + interval '1 day' >= b.from_at and now() + interval '1 day' < b.until_at"
    ).fetchone()
    assert row is not None
    superuser.execute(f"drop table {row['name']}".encode())
    assert ("partition_missing", "error") in asked(superuser)


def test_the_copy_of_a_killed_command_is_found(sound_server: Server, sound: Target) -> None:
    admin = sound_server.url(SUPERUSER)
    left = db.create_database(admin, "rowhouse_restored_0123abcd")
    with db.connect(sound.url) as conn:
        with db.connect(left):
            assert asked(conn) == set()
        assert wait_until(lambda: asked(conn) == {("database_left", "warning")}, 10)
    db.drop_database(admin, "rowhouse_restored_0123abcd")


@pytest.mark.parametrize("name", ["rowhouse_restoring", "rowhouse_replaced"])
def test_what_a_killed_restore_leaves_is_found(
    sound_server: Server, sound: Target, name: str
) -> None:
    admin = sound_server.url(SUPERUSER)
    db.create_database(admin, name)
    with db.connect(sound.url) as conn:
        with db.connect(db.with_database(admin, "template1")) as restore:
            restore.execute("select pg_advisory_lock(hashtext('rowhouse.restore'))")
            assert asked(conn) == set()
        assert wait_until(lambda: asked(conn) == {("database_left", "warning")}, 10)
    db.drop_database(admin, name)


def test_settings_of_a_fast_server_are_found(db_url: str) -> None:
    with db.connect(db_url) as conn:
        assert asked(conn) >= {
            ("setting_fsync", "error"),
            ("setting_full_page_writes", "error"),
            ("setting_autovacuum", "error"),
            ("setting_synchronous_commit", "warning"),
            ("setting_wal_level", "warning"),
        }


def test_a_grant_to_public_is_found_as_lint_finds_it(sound: Target) -> None:
    with changed(
        sound,
        "grant select on core.jobs to public",
        "revoke select on core.jobs from public",
    ):
        assert codes(rules.examine(sound)) == {("no_public_grants", "error")}


def test_what_public_may_do_beside_tables_of_others_is_theirs(sound: Target) -> None:
    with changed(
        sound,
        "grant temporary on database sound to public",
        "revoke temporary on database sound from public",
    ):
        assert codes(rules.examine(sound)) == {("no_public_temporary", "error")}
        with changed(
            sound,
            "insert into core.adoptions values (now())",
            "delete from core.adoptions where true",
        ):
            assert codes(rules.examine(sound)) == set()


def test_a_database_without_rowhouse_is_found(sound_server: Server) -> None:
    admin = sound_server.url(SUPERUSER)
    url = db.create_database(admin, "bare")
    found = diagnose(Target(url, is_stack=False), is_deep=False, say=print)
    assert codes(found) == {("not_installed", "error")}
    assert found[0].remedy == "rowhouse migrate up"
    db.drop_database(admin, "bare")


def test_what_the_release_has_and_the_database_has_not_is_found(sound: Target) -> None:
    with db.connect(sound.url) as conn:
        ensure_ledger(conn)
    found = {one.code: one for one in release.examine(sound)}
    assert set(found) == {"release_pending"}
    assert "0001.core.create_core" in found["release_pending"].what
    assert found["release_pending"].remedy == "Run `rowhouse migrate up`."


def test_a_failing_health_check_is_found_with_its_remedy(sound: Target) -> None:
    with changed(
        sound,
        "insert into core.health_checks (name, module, query, fail, unit, meaning, remedy)"
        " values ('core.t', 'core', 'select 2, null', 1, 'things', 'Too many.', 'Sell some.')",
        "delete from core.health_checks where name = 'core.t'",
    ):
        (found,) = [one for one in health.examine(sound) if one.code == "core.t"]
    assert (found.severity, found.remedy) == ("error", "Sell some.")
    assert found.why == "Too many."


@pytest.mark.parametrize(
    ("moved", "found"),
    [(2.0, set()), (30.0, {("clock_skew", "warning")}), (-90.0, {("clock_skew", "error")})],
)
def test_a_clock_that_is_off_is_found(
    sound: Target, monkeypatch: pytest.MonkeyPatch, moved: float, found: set[tuple[str, str]]
) -> None:
    real = time.time
    monkeypatch.setattr("glue.doctor.clock.time.time", lambda: real() + moved)
    assert codes(clock.examine(sound)) == found


def test_a_full_disk_is_found(tmp_path: Path) -> None:
    assert codes(disk.judge(tmp_path, 10 * FREE_BYTES_NEEDED, FREE_BYTES_NEEDED - 1)) == {
        ("disk_full", "error")
    }
    assert codes(disk.judge(tmp_path, 100 * FREE_BYTES_NEEDED, 2 * FREE_BYTES_NEEDED)) == {
        ("disk_full", "warning")
    }
    assert codes(disk.judge(tmp_path, 10 * FREE_BYTES_NEEDED, 9 * FREE_BYTES_NEEDED)) == set()


@pytest.fixture
def far(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Target]:
    """Yield a server that others reach, beside the state of a local stack."""
    State(tmp_path).ensure_secrets()
    settings.cache_clear()
    monkeypatch.setattr(secrets, "stored_secret", lambda _: "")
    yield Target(FAR.format(password="a-good-one"), is_stack=False, home=tmp_path)
    settings.cache_clear()


@pytest.mark.parametrize(
    ("secret", "code"),
    [
        ("super-secret-jwt-token-with-at-least-32-characters-long", "jwt_secret_known"),
        ("short", "jwt_secret_short"),
        ("the local one", "jwt_secret_local"),
        ("x" * 40, None),
    ],
)
def test_a_secret_that_others_know_is_found(
    far: Target, monkeypatch: pytest.MonkeyPatch, secret: str, code: str | None
) -> None:
    local = State(far.home).get("jwt_secret")
    monkeypatch.setenv("SUPABASE_JWT_SECRET", local if code == "jwt_secret_local" else secret)
    settings.cache_clear()
    assert codes(secrets.examine(far)) == ({(code, "error")} if code else set())
    for host in ("127.0.0.1", "[::1]:5432", "localhost"):
        url = f"postgresql://postgres:a-good-one@{host}/x"
        near = Target(url, is_stack=False, home=far.home)
        assert codes(secrets.examine(near)) == ({(code, "error")} if code else set())


@pytest.mark.parametrize(
    ("port", "role", "is_left_out"),
    [(54999, "postgres", True), (54998, "postgres", False), (54999, "nobody", False)],
)
def test_only_the_server_of_this_checkout_is_left_out(
    far: Target, monkeypatch: pytest.MonkeyPatch, port: int, role: str, *, is_left_out: bool
) -> None:
    state = State(far.home)
    state.put(postgres_port=54999)
    monkeypatch.setenv("SUPABASE_JWT_SECRET", "short")
    settings.cache_clear()
    password = state.get(f"password_{role}", "another")
    url = f"postgresql://postgres:{password}@127.0.0.1:{port}/postgres"
    found = codes(secrets.examine(Target(url, is_stack=False, home=far.home)))
    assert (found == set()) == is_left_out


def test_the_local_stack_is_left_out(far: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUPABASE_JWT_SECRET", "short")
    settings.cache_clear()
    assert codes(secrets.examine(Target(far.url, is_stack=True, home=far.home))) == set()


@pytest.mark.parametrize("password", ["postgres", "the local one"])
def test_a_default_password_is_found(far: Target, password: str) -> None:
    given = State(far.home).get("password_postgres") if " " in password else password
    target = Target(FAR.format(password=given), is_stack=False, home=far.home)
    assert codes(secrets.examine(target)) == {("password_known", "error")}


@pytest.mark.parametrize("login", ["postgres", "postgres:", ""])
def test_an_address_without_a_password_is_no_finding(far: Target, login: str) -> None:
    url = f"postgresql://{login}@db.example.com/postgres".replace("//@", "//")
    assert codes(secrets.examine(Target(url, is_stack=False, home=far.home))) == set()


def test_the_published_service_key_is_found(far: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUPABASE_SERVICE_ROLE_KEY", jwt.encode(DEMO, "x" * 32))
    settings.cache_clear()
    assert codes(secrets.examine(far)) == {("service_key_known", "error")}


def test_the_secret_that_a_database_keeps_is_judged(sound: Target) -> None:
    url = sound.url + "?options=-capp.settings.jwt_secret%3Dshort"
    assert secrets.stored_secret(Target(url, is_stack=False)) == "short"


def test_a_stack_that_is_down_and_a_taken_port_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    settings.cache_clear()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        State(tmp_path).put(gateway_port=taken.getsockname()[1])
        found = list(
            stack.examine(Target("postgresql://127.0.0.1:1/x", is_stack=True, home=tmp_path))
        )
    settings.cache_clear()
    assert codes(found) == {("port_taken", "error"), ("parts_down", "error")}
    assert f"process {os.getpid()}" in found[0].what


def test_a_database_that_is_away_is_found() -> None:
    code, found = run(Target("postgresql://u:p@127.0.0.1:1/x", is_stack=False))
    assert (code, [one["code"] for one in found]) == (1, ["unreachable"])
    assert "Correct host and port" in found[0]["remedy"]


def test_missing_client_programs_are_found(sound: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("glue.backup.programs._folders", lambda _: iter(()))
    (found,) = programs.examine(sound)
    assert (found.code, found.severity) == ("client_missing", "warning")
    assert found.remedy.startswith("Install postgresql-client-")
