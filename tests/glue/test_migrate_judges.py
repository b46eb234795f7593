"""What judges a change before it happens: plan, new, check, drift, export, on a small project."""

from pathlib import Path

import pytest

from glue import db
from glue.errors import ConfigError
from glue.migrate.check import check, drift
from glue.migrate.draft import draft
from glue.migrate.export import export
from glue.migrate.history import freeze
from glue.migrate.plan import plan
from glue.server import Server
from tests.glue.project import Project


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
        conn.execute("update zoo.animals set name = 'Eve' where id = 1")
    found = drift(admin, project.url, quiet, root=project.root)
    assert any("index:zoo.animals_name_idx" in line for line in found)
    assert any(line.startswith("seed zoo.animals:") for line in found)


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
    assert export(root=project.root, check=True) == ["20260101000101_repeatables.sql"]


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
