"""The real Supabase CLI judges the exported release: push, list, advisors, types, lint."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from glue import db, paths
from glue.contracts.contracts import read_contracts
from glue.contracts.database_types import write_types
from glue.contracts.typescript import type_rpcs
from glue.migrate.check import drift
from glue.migrate.differ import differences
from glue.migrate.export import export
from glue.migrate.runner import migrate_up
from glue.postgres.server import Server
from glue.schema.rpcs import read_rpcs
from tests.glue.project import Project

pytestmark = [pytest.mark.once, pytest.mark.needs("filters", "reading")]

TYPES = paths.ROOT / "supabase" / "types.ts"
CLI = paths.NODE_MODULES / ".bin" / "supabase"


@pytest.fixture(scope="module")
def workdir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the config and the exported migrations only: no local state."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "supabase").mkdir()
    shutil.copy(paths.ROOT / "supabase" / "config.toml", folder / "supabase")
    shutil.copytree(paths.EXPORTED, folder / "supabase" / "migrations")
    return folder


@pytest.fixture(scope="module")
def supabase(workdir: Path) -> Callable[..., str]:
    """Call the CLI on a database; return its standard output."""

    def call(url: str, *arguments: str, workdir: Path = workdir) -> str:
        answer = subprocess.run(
            [
                CLI,
                *arguments,
                f"--remote={url}?sslmode=disable",
                "--workdir",
                workdir,
                "--yes",
                "--agent",
                "no",
            ],
            capture_output=True,
            text=True,
            check=False,
            env={
                **os.environ,
                "SUPABASE_YES": "1",
                "DO_NOT_TRACK": "1",
                "SUPABASE_TELEMETRY_DISABLED": "1",
            },
        )
        assert answer.returncode == 0, answer.stdout + answer.stderr
        return answer.stdout

    return call


@pytest.fixture(scope="module")
def pushed(make_blank: Callable[[], str], supabase: Callable[..., str]) -> str:
    """Return a database that the CLI has pushed the exported release to."""
    url = make_blank()
    supabase(url, "db", "push")
    return url


def advice(url: str, supabase: Callable[..., str]) -> list[dict[str, Any]]:
    """Return what the advisors warn of.

    They miss a search_path on bodies in standard SQL too (`return …`), whose names are bound
    when they are made: those are left out.
    """
    answer = supabase(url, "db", "advisors", "--level", "warn", "--output-format", "json")
    with db.connect(url) as conn:
        rows = conn.execute("""
            select p.pronamespace::regnamespace || '.' || p.proname as name
            from pg_catalog.pg_proc as p where p.prosqlbody is not null
        """)
        bound = {row["name"] for row in rows}
    results: list[dict[str, Any]] = json.loads(answer)["results"]
    return [
        found
        for found in results
        if found["name"] != "function_search_path_mutable"
        or f"{found['metadata']['schema']}.{found['metadata']['name']}" not in bound
    ]


def test_the_export_is_fresh() -> None:
    assert export(check=True) == []


def test_a_second_push_brings_what_was_edited(
    tmp_path: Path, make_blank: Callable[[], str], supabase: Callable[..., str], server: Server
) -> None:
    project = Project.create(tmp_path, make_blank())
    (tmp_path / "supabase").mkdir()
    shutil.copy(paths.ROOT / "supabase" / "config.toml", tmp_path / "supabase")
    for name in ("sql/cluster/schemas.sql", "migrations/0001.zoo.create_animals.sql"):
        project.replace(
            name,
            "create schema if not exists zoo;",
            "alter default privileges revoke execute on functions from public;\n"
            "create schema if not exists zoo;",
        )
    for old, new in (("", ""), ("'Count.'", "'Two.'"), ("integer", "bigint")):
        project.replace("functions/zoo/count_animals.sql", old, new)
        export(root=project.root)
        supabase(project.url, "db", "push", workdir=tmp_path)
        found = drift(server.url("supabase_admin"), project.url, print, root=project.root)
        assert found == []


def test_push_gives_the_same_catalog_as_up(pushed: str, make_blank: Callable[[], str]) -> None:
    migrated = make_blank()
    migrate_up(migrated)
    assert differences(migrated, pushed) == []


def test_the_migration_list_agrees(pushed: str, supabase: Callable[..., str]) -> None:
    answer = json.loads(supabase(pushed, "migration", "list", "--output-format", "json"))
    wanted = sorted(path.name.split("_", 1)[0] for path in paths.EXPORTED.glob("*.sql"))
    assert [row["local"] for row in answer["migrations"]] == wanted
    assert [row["remote"] for row in answer["migrations"]] == wanted


def test_the_advisors_find_nothing_at_warn_or_above(
    pushed: str, supabase: Callable[..., str], server: Server
) -> None:
    with db.connect(server.url("supabase_admin", db.database_of(pushed))) as conn:
        conn.execute(
            f"alter database {db.database_of(pushed)} set pgrst.db_schemas = 'api'".encode()
        )
    assert advice(pushed, supabase) == []


def test_the_advisors_would_find_something(
    make_database: Callable[..., str], supabase: Callable[..., str], pushed: str, server: Server
) -> None:
    naked = make_database(db.database_of(pushed))
    with db.connect(server.url("supabase_admin", db.database_of(naked))) as conn:
        conn.execute("create table api.naked (id bigint); grant all on api.naked to anon")
        conn.execute(
            f"alter database {db.database_of(naked)} set pgrst.db_schemas = 'api'".encode()
        )
    assert advice(naked, supabase)


def test_the_types_are_fresh(pushed: str, supabase: Callable[..., str]) -> None:
    rpcs = read_rpcs()
    of_catalog = supabase(pushed, "gen", "types", "typescript", "--schema", "api")
    made = type_rpcs(of_catalog, rpcs, read_contracts(rpcs))
    if os.environ.get("ROWHOUSE_UPDATE_GOLDENS"):
        TYPES.write_text(made)
    assert made == TYPES.read_text(), "stale: run `rowhouse accept` and commit"


def test_a_project_gets_the_types_that_the_cli_writes(pushed: str) -> None:
    rpcs = read_rpcs()
    with db.transaction(pushed) as conn:
        made = write_types(conn, rpcs, read_contracts(rpcs))
    assert made == TYPES.read_text()


def test_db_lint_finds_nothing(pushed: str, supabase: Callable[..., str], server: Server) -> None:
    with db.connect(server.url("supabase_admin", db.database_of(pushed))) as conn:
        if not conn.execute(
            "select from pg_available_extensions where name = 'plpgsql_check'"
        ).rowcount:
            pytest.skip("this server has no plpgsql_check; Debian's Postgres 15 has")
        conn.execute("create extension if not exists plpgsql_check with schema extensions")
    schemas = "api,core,filters,master,reading"
    answer = supabase(
        pushed,
        "db",
        "lint",
        "--schema",
        schemas,
        "--level",
        "warning",
        "--fail-on",
        "none",
        "--output-format",
        "json",
    )
    assert json.loads(answer)["results"] == []
