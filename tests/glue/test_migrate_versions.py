"""Which Rowhouse a database was brought to, where a cut-off `up` is taken back to, odd releases."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner

from glue import db
from glue.commands.migrate import migrate_command
from glue.errors import ConfigError, DriftError, RowhouseError
from glue.migrate import guards, ledger
from glue.migrate.run import Run
from glue.migrate.runner import migrate_up
from glue.postgres.server import SUPERUSER, Server
from glue.refusals import remedy_refused
from glue.schema.modules import is_newer, release_of
from glue.upgrade.survey import survey
from tests.glue.project import Project
from tests.glue.test_migrate_runner import add_second_step, ask, functions

VERSIONS = "select restores, version from rowhouse.releases order by id"
COUNT = "functions/zoo/count_animals.sql"


@pytest.fixture
def project(tmp_path: Path, blank_url: str) -> Project:
    return Project.create(tmp_path, blank_url)


def installed(monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    """Let this Rowhouse be of another version."""
    for module in (guards, ledger):
        monkeypatch.setattr(module, "version", lambda _: version)


@pytest.mark.parametrize(
    ("newer", "older"),
    [
        ("0.2.0", "0.1.9"),
        ("0.10.0", "0.9.0"),
        ("0.2.0", "0.2.0rc1"),
        ("0.2.0rc1", "0.2.0b2"),
        ("0.2.0a1", "0.2.0.dev3"),
    ],
)
def test_versions_are_in_their_order(newer: str, older: str) -> None:
    assert is_newer(newer, older)
    assert not is_newer(older, newer)
    assert not is_newer("0.2", "0.2.0")
    assert not is_newer("0.2.0", "0.2")


@pytest.mark.parametrize("word", ["latest", "", "0.1.x", "9" * 5000])
def test_a_release_that_is_no_version_is_refused(word: str, tmp_path: Path) -> None:
    (tmp_path / "rowhouse.toml").write_text(f'release = "{word}"\n')
    with pytest.raises(ConfigError, match="is not a version"):
        release_of(tmp_path)


def test_an_older_rowhouse_takes_nothing_of_a_newer_one_back(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(monkeypatch, "0.1.0")
    project.up()
    installed(monkeypatch, "0.1.1")
    project.replace(COUNT, "Count.", "Counted.")
    project.up()
    installed(monkeypatch, "0.1.0")
    project.replace(COUNT, "Counted.", "Count.")
    with pytest.raises(DriftError, match=r"brought to Rowhouse 0\.1\.1, and 0\.1\.0 is installed"):
        project.up()
    with pytest.raises(DriftError, match=r"brought to Rowhouse 0\.1\.1, and 0\.1\.0 is installed"):
        survey("", project.url, lambda _: None, root=project.root)
    assert ask(project.url, VERSIONS) == [(None, "0.1.0"), (None, "0.1.1")]


def test_an_upgrade_with_nothing_to_run_makes_no_scratch_database(project: Project) -> None:
    project.up()
    # A server that is not there would refuse the scratch database.
    found = survey("", project.url, lambda _: None, root=project.root)
    assert found.is_empty
    assert (found.differences, found.in_the_way) == ([], [])
    project.replace(COUNT, "Count.", "Counted.")
    with pytest.raises(psycopg.Error):
        survey("", project.url, lambda _: None, root=project.root)


def test_an_upgrade_with_nothing_to_run_refuses_what_any_refuses(project: Project) -> None:
    project.up()
    (step,) = (it for it in project.root.glob("migrations/0001.*.sql") if "roll" not in it.name)
    step.write_text(step.read_text() + "-- edited\n")
    with pytest.raises(DriftError, match="was applied to this database with another text"):
        survey("", project.url, lambda _: None, root=project.root)


def test_the_way_back_leads_to_the_version_that_stood_there(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(monkeypatch, "0.1.0")
    project.up()
    installed(monkeypatch, "0.2.0")
    add_second_step(project, "alter table zoo.animals add age int;\n", "select 1;")
    project.up()
    project.down()
    assert ask(project.url, VERSIONS)[-1] == (1, "0.1.0")
    installed(monkeypatch, "0.1.0")
    for path in (project.root / "migrations").glob("0002*"):
        path.unlink()
    assert project.up().migrations == []


def cut_off_at_the_set(monkeypatch: pytest.MonkeyPatch, project: Project) -> None:
    """Let an `up` end between its once-only steps and the repeatable set."""

    def fail(*_: object) -> None:
        raise RowhouseError("cut off")

    with monkeypatch.context() as patched:
        patched.setattr(Run, "apply_set", fail)
        with pytest.raises(RowhouseError, match="cut off"):
            project.up()


def test_down_from_a_cut_off_up_leads_to_where_it_began(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.up()
    project.replace(COUNT, "Count.", "Counted.")
    project.up()
    add_second_step(project, "create table zoo.cages (id int);\n", "drop table zoo.cages;\n")
    cut_off_at_the_set(monkeypatch, project)
    assert project.down().migrations == ["0002.zoo.change_animals"]
    comment = "select obj_description('zoo.count_animals(text)'::regprocedure)"
    assert ask(project.url, comment) == [("Counted.",)]
    project.down()
    assert ask(project.url, comment) == [("Count.",)]


def test_down_from_a_first_up_that_was_cut_off_empties_the_database(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_off_at_the_set(monkeypatch, project)
    with pytest.raises(ConfigError, match="first release"):
        project.down()
    assert project.down(to=0).migrations == ["0001.zoo.create_animals"]
    assert ask(project.url, "select to_regnamespace('zoo') is null") == [(True,)]
    project.up()
    assert functions(project.url)


def test_a_run_has_no_limits_of_its_role(project: Project) -> None:
    project.up()
    name = db.database_of(project.url)
    with db.connect(project.url) as conn:
        limits = conn.execute(
            "select name from pg_settings where name in ('statement_timeout',"
            " 'transaction_timeout', 'idle_session_timeout')"
        ).fetchall()
        for row in limits:
            conn.execute(f"alter database {name} set {row['name']} = 200".encode())
    add_second_step(project, "select pg_sleep(0.5);\n", "select 1;")
    assert project.up().migrations == project.down().migrations


def test_a_lock_timeout_of_the_database_does_not_end_the_wait_for_another_runner(
    project: Project,
) -> None:
    project.up()
    name = db.database_of(project.url)
    with db.connect(project.url) as conn:
        conn.execute(f"alter database {name} set lock_timeout = 100".encode())
    add_second_step(project, "select pg_sleep(0.5);\n", "select 1;")
    words: list[str] = []
    with ThreadPoolExecutor(2) as pool:
        runs = [
            pool.submit(migrate_up, project.url, root=project.root, say=words.append)
            for _ in range(2)
        ]
    assert sorted(len(run.result().migrations) for run in runs) == [0, 1]
    assert sum("another runner" in line for line in words) == 1


def test_styles_of_a_database_are_passed_over(project: Project) -> None:
    with db.connect(project.url) as conn:
        name = db.database_of(project.url)
        conn.execute(f"alter database {name} set standard_conforming_strings = off".encode())
    comment = r"\d+ 'animals'".replace("'", "''")
    project.replace(COUNT, "'Count.'", f"'{comment}'")
    project.up()
    assert ask(project.url, "select obj_description('zoo.count_animals(text)'::regprocedure)") == [
        (r"\d+ 'animals'",)
    ]


def test_times_are_read_in_every_style_of_a_database(project: Project) -> None:
    project.up()
    name = db.database_of(project.url)
    with db.connect(project.url) as conn:
        conn.execute(f"alter database {name} set datestyle = 'German, DMY'".encode())
        conn.execute(f"alter database {name} set intervalstyle = 'iso_8601'".encode())
    project.replace(COUNT, "Count.", "Counted.")
    assert project.up().repeatables == ["functions/zoo/count_animals"]
    assert ask(project.url, "select '01/02/2020'::date::text, now() = now()") == [
        ("2020-02-01", True)
    ]
    assert ask(project.url, "select interval '1 day'")


@pytest.mark.parametrize(
    ("name", "of", "words"),
    [
        ("functions/zoo/count_again.sql", COUNT, r"both make function zoo\.count_animals"),
        ("triggers/zoo/more.sql", "triggers/zoo/animals.sql", "both make trigger t10_trim"),
        ("policies/zoo/more.sql", "policies/zoo/animals.sql", r"both grant rights on zoo\.animals"),
    ],
)
def test_two_files_of_one_object_are_refused(
    project: Project, name: str, of: str, words: str
) -> None:
    project.up()
    project.write(name, (project.root / of).read_text())
    with pytest.raises(ConfigError, match=words):
        project.up()


def test_a_way_back_that_only_drops_says_what(project: Project) -> None:
    project.up()
    text = (project.root / COUNT).read_text().replace("count_animals", "count_all")
    project.write("functions/zoo/count_all.sql", text)
    project.up()
    found = CliRunner().invoke(migrate_command, ["down", "--url", project.url])
    assert found.stdout == "functions/zoo/count_all (dropped)\n"


def test_who_may_make_no_database_hears_what_is_missing(server: Server) -> None:
    with db.connect(server.url(SUPERUSER, "postgres")) as conn:
        conn.execute("create role t_lowly login")
        try:
            conn.execute("set role t_lowly")
            with pytest.raises(psycopg.errors.InsufficientPrivilege) as refused:
                conn.execute("create database t_none")
            conn.execute("reset role")
        finally:
            conn.execute("drop role t_lowly")
    assert "DATABASE_ADMIN_URL" in remedy_refused(refused.value)
    assert "Another session" in remedy_refused(psycopg.errors.LockNotAvailable())
