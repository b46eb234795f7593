"""A change is measured on a copy under load, before it reaches the live database."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from glue import db
from glue.cli import main
from glue.config import settings
from glue.errors import RowhouseError
from glue.migrate.measure import Blocked, measure, refuse_above
from glue.postgres.server import Server
from tests.glue.project import Project

pytestmark = pytest.mark.once

HELD_MS = 400


@pytest.fixture
def project(tmp_path: Path, blank_url: str) -> Project:
    """Return a small checkout, with a database for it."""
    return Project.create(tmp_path, blank_url)


@pytest.fixture
def admin(server: Server) -> str:
    """Return the server's administrator."""
    return server.url("supabase_admin")


def quiet(words: str) -> None:
    """Report nothing."""


def change(project: Project, statement: str) -> None:
    """Add a step that keeps the locks of a statement for a while."""
    project.write(
        "migrations/0002.zoo.change_animals.sql",
        f"-- depends: 0001.zoo.create_animals\n{statement};\nselect pg_sleep({HELD_MS / 1000});\n",
    )
    project.write("migrations/0002.zoo.change_animals.rollback.sql", "select 1;\n")


def test_readers_and_writers_wait_as_long_as_the_lock_is_held(project: Project, admin: str) -> None:
    project.up()
    change(project, "alter table zoo.animals add age int")
    (blocked,) = measure(admin, project.url, quiet, root=project.root)
    assert blocked.table == "zoo.animals"
    assert blocked.reads_ms >= HELD_MS * 0.9
    assert (blocked.writes_ms or 0) >= HELD_MS * 0.9
    with db.connect(project.url) as conn:
        columns = conn.execute("select * from zoo.animals").description or []
    assert "age" not in [column.name for column in columns]
    with pytest.raises(RowhouseError, match=r"zoo\.animals was blocked for"):
        refuse_above([blocked], HELD_MS / 2)


def test_an_index_makes_writers_wait(project: Project, admin: str) -> None:
    project.up()
    change(project, "create index animals_name_idx on zoo.animals (name)")
    (blocked,) = measure(admin, project.url, quiet, root=project.root)
    assert (blocked.writes_ms or 0) >= HELD_MS * 0.9


def test_a_change_that_locks_no_table_is_not_tried(project: Project, admin: str) -> None:
    project.up()
    assert measure(admin, project.url, quiet, root=project.root) == []


def test_a_client_that_is_cut_off_fails_the_measurement(project: Project, admin: str) -> None:
    """Else its table would seem to have been free."""
    project.up()
    cut = (
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'rowhouse'"
        " and datname = current_database() and pid <> pg_backend_pid()"
    )
    change(project, f"alter table zoo.animals add age int;\n{cut}")
    with pytest.raises(RowhouseError, match=r"zoo\.animals was not watched to the end"):
        measure(admin, project.url, quiet, root=project.root)


def test_up_within_a_budget_says_when_it_leaves_the_copy(
    blank_url: str, admin: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", blank_url)
    monkeypatch.setenv("DATABASE_ADMIN_URL", admin)
    settings.cache_clear()
    done = CliRunner().invoke(main, ["migrate", "up", "--to", "1", "--lock-budget", "500"])
    monkeypatch.undo()
    settings.cache_clear()
    assert done.exit_code == 0, done.stderr
    assert "within the budget of 500 ms; now the database itself" in done.stderr


@pytest.fixture
def another(
    blank_url: str, make_blank: Callable[[], str], drop_database: Callable[[str], None]
) -> Iterator[str]:
    """Return a database beside the one of DATABASE_URL."""
    del blank_url
    url = make_blank()
    yield url
    drop_database(url)


def test_another_database_of_the_server_is_copied_by_the_same_administrator(
    blank_url: str, another: str, admin: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its owner may not make what the administrator owns, such as an extension."""
    with db.connect(db.with_database(admin, db.database_of(another))) as conn:
        conn.execute("create schema theirs")
    monkeypatch.setenv("DATABASE_URL", blank_url)
    monkeypatch.setenv("DATABASE_ADMIN_URL", admin)
    settings.cache_clear()
    words = ["migrate", "up", "--to", "1", "--lock-budget", "500", "--url", another]
    done = CliRunner().invoke(main, words)
    monkeypatch.undo()
    settings.cache_clear()
    assert done.exit_code == 0, done.stderr
    assert "within the budget of 500 ms; now the database itself" in done.stderr


def test_who_may_not_copy_a_database_learns_who_may(
    blank_url: str, admin: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with db.connect(db.with_database(admin, db.database_of(blank_url))) as conn:
        conn.execute("create schema theirs")
    monkeypatch.setenv("DATABASE_URL", "postgresql://postgres@127.0.0.1:1/elsewhere")
    settings.cache_clear()
    words = ["migrate", "up", "--to", "1", "--lock-budget", "500", "--url", blank_url]
    done = CliRunner().invoke(main, words)
    monkeypatch.undo()
    settings.cache_clear()
    assert done.exit_code == 1
    assert "postgres cannot make a copy of the database: pg_restore failed" in done.stderr
    assert "DATABASE_ADMIN_URL to the administrator" in done.stderr


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("postgresql://a:b@h/x", "h:5432"),
        ("postgresql://c@H:5432/y?sslmode=require", "h:5432"),
        ("postgresql://c@h:6432/y", "h:6432"),
        ("postgresql://c@h:1,i:2/y", "h:1,i:2"),
        ("postgresql:///y?host=/run/one", "host=/run/one"),
    ],
)
def test_which_server_a_url_leads_to(url: str, server: str) -> None:
    assert db.server_of(url) == server


def test_a_budget_that_is_small_is_named_as_it_was_given() -> None:
    with pytest.raises(RowhouseError, match=r"for 0\.4 ms on a copy, above the budget of 0\.1 ms"):
        refuse_above([Blocked("zoo.animals", 0.4, None)], 0.1)


def test_a_budget_that_holds_passes() -> None:
    refuse_above([Blocked("a.b", 400, None), Blocked("a.c", 3, 4)], 400)
    with pytest.raises(RowhouseError, match=r"above the budget of 100 ms$"):
        refuse_above([Blocked("a.b", 400, None), Blocked("a.c", 3, 4)], 100)
