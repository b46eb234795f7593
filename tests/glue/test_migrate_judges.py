"""Checks of a change before it is applied: plan, new, check, drift, export."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from glue import db, paths
from glue.backup.restore import dumped_and_restored
from glue.errors import ConfigError
from glue.migrate.check import check, drift
from glue.migrate.draft import draft
from glue.migrate.export import export
from glue.migrate.history import freeze
from glue.migrate.plan import plan
from glue.postgres.server import Server
from tests.glue.project import FILES, Project

pytestmark = pytest.mark.once


def quiet(_words: str) -> None:
    """Say nothing."""


@pytest.fixture
def project(tmp_path: Path, blank_url: str) -> Project:
    return Project.create(tmp_path, blank_url)


@pytest.fixture
def admin(server: Server) -> str:
    return server.url("supabase_admin")


def add_age(project: Project) -> None:
    """Change the desired state only: history does not know yet."""
    project.replace("sql/tables/zoo/animals.sql", "text not null\n", "text not null,\n age int\n")


# -- check and drift --------------------------------------------------------------


def test_sources_and_migrations_that_agree_have_no_difference(project: Project, admin: str) -> None:
    assert check(admin, project.url, quiet, root=project.root) == []


def test_check_starts_a_server_where_none_runs(project: Project, tmp_path: Path) -> None:
    home, places = tmp_path / "state", tmp_path / "places"
    places.mkdir()
    places.chmod(0o711)
    for shared in ("supabase", "node_modules"):
        (project.root / shared).symlink_to(paths.ROOT / shared)
    environment = {name: value for name, value in os.environ.items() if "DATABASE" not in name}
    done = subprocess.run(
        [sys.executable, "-m", "glue", "migrate", "check"],
        cwd=project.root,
        env=environment
        | {"ROWHOUSE_ROOT": str(project.root), "ROWHOUSE_HOME": str(home)}
        | {"PYTHONPATH": str(paths.ROOT), "TMPDIR": str(places)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith("start a Postgres of its own\n")
    assert done.stderr.endswith("no difference\n")
    assert (home.exists(), list(places.iterdir())) == (False, [])


def test_check_names_what_history_lacks(project: Project, admin: str) -> None:
    add_age(project)
    found = check(admin, project.url, quiet, root=project.root)
    assert any("sources against migrations: column:zoo.animals.age" in line for line in found)


def test_check_names_what_a_rollback_leaves_behind(project: Project, admin: str) -> None:
    project.write("migrations/0001.zoo.create_animals.rollback.sql", "drop table zoo.animals;\n")
    found = check(admin, project.url, quiet, root=project.root)
    assert any("after down: schema:zoo" in line for line in found)


def test_drift_names_what_a_live_database_has_more(project: Project, admin: str) -> None:
    project.up()
    assert drift(admin, project.url, quiet, root=project.root) == []
    with db.connect(project.url) as conn:
        conn.execute("create index on zoo.animals (name)")
        conn.execute("delete from zoo.animals where id = 1")
    found = drift(admin, project.url, quiet, root=project.root)
    assert any("index:zoo.animals_name_idx" in line for line in found)
    assert any(line.startswith("seed zoo.animals:") for line in found)


def test_drift_says_where_a_thing_is(project: Project, admin: str) -> None:
    project.up()
    with db.connect(project.url) as conn:
        conn.execute("create table zoo.stray (id int); drop policy select_all on zoo.animals")
    found = drift(admin, project.url, quiet, root=project.root)
    assert "table:zoo.stray: only in the database" in found
    assert "policy:zoo.animals.select_all: only in this release" in found


def test_drift_leaves_out_what_is_others(project: Project, admin: str) -> None:
    project.up()
    with db.connect(db.with_database(admin, db.database_of(project.url))) as conn:
        conn.execute(
            "create schema other; create table other.things (id int primary key);"
            " create operator other.=== (procedure = int4eq, leftarg = int, rightarg = int);"
            " create table public.theirs (id int primary key, name text not null);"
            " comment on column public.theirs.name is 'Theirs.';"
            " create function public.theirs() returns int language sql as 'select 1'"
        )
        available = {
            row["name"] for row in conn.execute("select name from pg_available_extensions")
        }
        for name in ("pg_trgm", "hstore"):
            if name in available:
                conn.execute(f"create extension {name} with schema public".encode())
        if "postgres_fdw" in available:
            conn.execute(
                "create extension postgres_fdw with schema public;"
                " create server far foreign data wrapper postgres_fdw;"
                " create user mapping for postgres server far;"
                " create foreign table public.far (id int not null) server far;"
                " alter foreign table public.far owner to postgres;"
                " comment on foreign table public.far is 'Far.';"
                " grant select on public.far to authenticated"
            )
    words: list[str] = []
    assert drift(admin, project.url, words.append, root=project.root) == []
    assert "leave out schemas of others: other" in words


def test_drift_finds_none_in_what_a_backup_brought_back(project: Project, admin: str) -> None:
    # These two come back from a dump in another form than they were written in.
    project.write(
        "migrations/0001.zoo.create_animals.sql",
        FILES["migrations/0001.zoo.create_animals.sql"]
        + "alter table zoo.animals add kinds text[],\n"
        "    add constraint animals_kinds_check check (array_position(kinds, null) is null\n"
        "        and name::varchar in ('a', 'b', 'Ada'));\n",
    )
    project.up()
    with dumped_and_restored(admin, db.database_of(project.url)) as name:
        url = db.with_database(project.url, name)
        assert drift(admin, url, quiet, root=project.root) == []
        with db.connect(url) as conn:
            conn.execute("alter table zoo.animals drop constraint animals_kinds_check")
        found = drift(admin, url, quiet, root=project.root)
        assert any("animals_kinds_check: only in this release" in line for line in found)


# -- new ------------------------------------------------------------------------


def test_new_drafts_both_ways_and_they_hold(project: Project, admin: str) -> None:
    project.up()
    add_age(project)
    paths = draft(admin, project.url, "zoo.add_age", quiet, root=project.root)
    assert [path.name for path in paths] == [
        "0002.zoo.add_age.sql",
        "0002.zoo.add_age.rollback.sql",
    ]
    assert paths[0].read_text().startswith("-- depends: 0001.zoo.create_animals\n")
    assert check(admin, project.url, quiet, root=project.root) == []
    assert project.up().migrations == ["0002.zoo.add_age"]


def test_new_drafts_a_table_granted_to_roles_of_the_server(project: Project, admin: str) -> None:
    with db.connect(admin) as conn:
        conn.execute("drop role if exists t_partner; create role t_partner")
    project.up()
    project.write(
        "sql/tables/zoo/keepers.sql",
        "create table zoo.keepers (id bigint primary key, name text);\n"
        "revoke all on zoo.keepers from authenticated;\n"
        "grant select, update (name) on zoo.keepers to t_partner, authenticated;\n"
        "grant all on zoo.keepers to service_role;\n",
    )
    draft(admin, project.url, "zoo.create_keepers", quiet, root=project.root)
    assert check(admin, project.url, quiet, root=project.root) == []
    assert project.up().migrations == ["0002.zoo.create_keepers"]


def test_new_without_a_difference_drafts_nothing(project: Project, admin: str) -> None:
    with pytest.raises(ConfigError, match="nothing to draft"):
        draft(admin, project.url, "zoo.add_age", quiet, root=project.root)
    assert len(list((project.root / "migrations").iterdir())) == 2


def test_new_refuses_a_bad_name(project: Project, admin: str) -> None:
    with pytest.raises(ConfigError, match="is not <module>"):
        draft(admin, project.url, "add age", quiet, root=project.root)


# -- plan -----------------------------------------------------------------------


def test_a_plan_names_every_statement_its_locks_and_rewrites(project: Project, admin: str) -> None:
    project.up()
    with db.connect(project.url) as conn:
        conn.execute("insert into zoo.animals select i, 'x' from generate_series(2, 500) as i")
        conn.execute("analyze zoo.animals")
    project.write(
        "migrations/0002.zoo.change_animals.sql",
        "-- depends: 0001.zoo.create_animals\n"
        "alter table zoo.animals add age int;\n"
        "alter table zoo.animals alter name set default 'x';\n"
        "create index animals_name_idx on zoo.animals (name);\n",
    )
    project.write("migrations/0002.zoo.change_animals.rollback.sql", "select 1;\n")
    project.remove("sql/views/zoo/loud_names.sql")
    project.remove("sql/views/zoo/names.sql")
    steps = {
        " ".join(step.statement.split()): step
        for step in plan(admin, project.url, quiet, root=project.root)
    }
    added = steps["alter table zoo.animals add age int"]
    assert added.locks == ["AccessExclusiveLock on zoo.animals"]
    assert added.rewrites == []
    assert "drop view if exists zoo.names" in steps
    assert project.up().migrations == ["0002.zoo.change_animals"]


def test_a_plan_tells_a_rewrite_with_the_number_of_rows(project: Project, admin: str) -> None:
    for name in ("sql/views/zoo/loud_names.sql", "sql/views/zoo/names.sql"):
        project.remove(name)
    project.up()
    with db.connect(project.url) as conn:
        conn.execute("insert into zoo.animals select i, 'x' from generate_series(2, 500) as i")
        conn.execute("analyze zoo.animals")
    project.write(
        "migrations/0002.zoo.change_animals.sql",
        "-- depends: 0001.zoo.create_animals\nalter table zoo.animals alter name type varchar(9);",
    )
    project.write("migrations/0002.zoo.change_animals.rollback.sql", "select 1;\n")
    (step,) = plan(admin, project.url, quiet, root=project.root)
    assert step.rewrites == ["zoo.animals (about 500 rows)"]


def test_a_plan_of_a_fresh_database_is_everything(project: Project, admin: str) -> None:
    steps = plan(admin, project.url, quiet, root=project.root)
    assert {step.origin for step in steps} == {"0001.zoo.create_animals", "repeatables"}
    assert all(step.locks == [] for step in steps)


def test_a_plan_of_a_current_database_is_empty(project: Project, admin: str) -> None:
    project.up()
    assert plan(admin, project.url, quiet, root=project.root) == []


def test_a_plan_changes_nothing(project: Project, admin: str) -> None:
    plan(admin, project.url, quiet, root=project.root)
    with db.connect(project.url) as conn:
        assert conn.execute("select to_regnamespace('zoo') as zoo").fetchall() == [{"zoo": None}]


# -- export ---------------------------------------------------------------------


def exported(project: Project) -> dict[str, str]:
    folder = project.root / "supabase" / "migrations"
    return {path.name: path.read_text() for path in sorted(folder.glob("*.sql"))}


def run_exported(url: str, files: dict[str, str]) -> None:
    """Apply exported files as any runner would: in the order of their names."""
    with db.connect(url, autocommit=False) as conn:
        for text in files.values():
            conn.execute(text.encode())


def test_an_export_is_stale_until_written(project: Project) -> None:
    assert export(root=project.root, check=True) == [
        "20260101000100_zoo_create_animals.sql",
        "20260101000101_repeatables.sql",
    ]
    export(root=project.root)
    assert export(root=project.root, check=True) == []
    project.replace("functions/zoo/count_animals.sql", "'Count.'", "'Other.'")
    assert export(root=project.root, check=True) == ["20260101000102_repeatables.sql"]


def test_an_exported_file_is_never_rewritten(project: Project) -> None:
    export(root=project.root)
    before = exported(project)
    for number, word in enumerate(("'Two.'", "'Count.'"), 2):
        path = project.root / "functions/zoo/count_animals.sql"
        path.write_text(path.read_text().rsplit("'", 2)[0] + f"{word};\n")
        assert export(root=project.root) == [f"202601010001{number:02}_repeatables.sql"]
        assert export(root=project.root) == []
    after = exported(project)
    assert {name: after[name] for name in before} == before
    run_exported(project.url, after)
    with db.connect(project.url) as conn:
        comment = conn.execute("select obj_description('zoo.count_animals(text)'::regprocedure)")
        assert comment.fetchall() == [{"obj_description": "Count."}]


def test_an_exported_step_that_was_edited_is_refused(project: Project) -> None:
    export(root=project.root)
    before = exported(project)
    project.replace("migrations/0001.zoo.create_animals.sql", "text not null", "text")
    for check_only in (True, False):
        with pytest.raises(ConfigError, match=r"0100_zoo_create_animals\.sql was exported with"):
            export(root=project.root, check=check_only)
    assert exported(project) == before
    assert export(root=project.root, squash=True) == ["20260101000100_zoo_create_animals.sql"]


def test_squash_writes_one_set_and_leaves_what_is_frozen_and_what_is_not_ours(
    project: Project,
) -> None:
    project.write("supabase/migrations/20250101000000_mine.sql", "select 1;\n")
    comment = "functions/zoo/count_animals.sql"
    export(root=project.root)
    project.replace(comment, "'Count.'", "'Two.'")
    export(root=project.root)
    assert export(root=project.root, squash=True) == [
        "20260101000101_repeatables.sql",
        "20260101000102_repeatables.sql",
    ]
    freeze(project.root / "migrations")
    frozen = exported(project)
    for word in ("Three", "Four"):
        project.replace(comment, "'Two.'" if word == "Three" else "'Three.'", f"'{word}.'")
        export(root=project.root)
    export(root=project.root, squash=True)
    after = exported(project)
    assert {name: after.pop(name) for name in frozen} == frozen
    assert list(after) == ["20260101000102_repeatables.sql"]
    assert "20250101000000_mine.sql" in frozen


def test_an_exported_release_gives_the_same_catalog(project: Project, admin: str) -> None:
    export(root=project.root)
    run_exported(project.url, exported(project))
    assert drift(admin, project.url, quiet, root=project.root) == []


def test_the_export_after_a_release_holds_the_change_only(project: Project, admin: str) -> None:
    export(root=project.root)
    freeze(project.root / "migrations")
    released = exported(project)
    run_exported(project.url, released)
    project.replace("functions/zoo/count_animals.sql", "integer", "bigint")
    path = project.root / "functions/zoo/count_animals.sql"
    path.write_text(path.read_text().split("grant")[0])
    project.replace("sql/views/zoo/names.sql", "id, name", "name, id")
    project.remove("triggers/zoo/animals.sql")
    project.write(
        "functions/zoo/tg_animals__trim.sql",
        "create or replace function zoo.first_animal() returns text language sql stable\n"
        "set search_path = pg_catalog, pg_temp as $$ select min(name) from zoo.animals $$;\n",
    )
    assert export(root=project.root) == ["20260101000102_repeatables.sql"]
    after = exported(project)
    assert {name: after[name] for name in released} == released
    run_exported(project.url, {"new": after["20260101000102_repeatables.sql"]})
    assert drift(admin, project.url, quiet, root=project.root) == []
    assert "policies/zoo/animals" not in after["20260101000102_repeatables.sql"]


def test_the_export_revokes_the_grants_of_lines_and_files_that_are_gone(
    project: Project, admin: str
) -> None:
    file, granted = "policies/zoo/animals.sql", "grant select, delete on"
    more = "grant update (name) on zoo.animals to public, pg_monitor;\n"
    project.replace(file, granted, more + granted)
    export(root=project.root)
    run_exported(project.url, exported(project))
    freeze(project.root / "migrations")
    project.replace(file, more, "")
    (name,) = export(root=project.root)
    run_exported(project.url, {name: exported(project)[name]})
    assert drift(admin, project.url, quiet, root=project.root) == []
    project.remove("policies/zoo/animals.sql")
    (name,) = export(root=project.root)
    run_exported(project.url, {name: exported(project)[name]})
    assert drift(admin, project.url, quiet, root=project.root) == []
