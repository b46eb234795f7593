"""Up and down on a small project: order, kept state, and the state after a failure."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from glue import db, paths
from glue.errors import ConfigError, DriftError, RowhouseError
from glue.migrate import history
from glue.migrate.run import Patience
from glue.migrate.runner import migrate_down, migrate_up
from tests.glue.project import Project

QUICK = Patience(lock_timeout_ms=50, attempts=40, longest_pause_seconds=0.2)
TRIGGERS = "select tgname from pg_trigger where tgrelid = 'zoo.animals'::regclass"


@pytest.fixture
def project(tmp_path: Path, blank_url: str) -> Project:
    return Project.create(tmp_path, blank_url)


def ask(url: str, query: str) -> list[tuple[object, ...]]:
    """Return the rows of a query."""
    with db.connect(url) as conn:
        return [tuple(row.values()) for row in conn.execute(query.encode()).fetchall()]


def functions(url: str) -> list[tuple[object, ...]]:
    return ask(
        url,
        "select oid::regprocedure::text from pg_proc where pronamespace = 'zoo'::regnamespace"
        " order by 1",
    )


def add_second_step(project: Project, body: str, rollback: str) -> None:
    head = "-- depends: 0001.zoo.create_animals\n"
    project.write("migrations/0002.zoo.change_animals.sql", head + body)
    project.write("migrations/0002.zoo.change_animals.rollback.sql", rollback)


# -- up -------------------------------------------------------------------------


def test_up_applies_everything_once(project: Project) -> None:
    first = project.up()
    assert first.migrations == ["0001.zoo.create_animals"]
    assert "policies/zoo/animals" in first.repeatables
    second = project.up()
    assert (second.migrations, second.repeatables) == ([], [])
    assert second.release == first.release
    assert ask(project.url, "select name from zoo.loud_names") == [("ADA",)]


def test_only_what_changed_is_applied_again(project: Project) -> None:
    project.up()
    project.replace("functions/zoo/count_animals.sql", "'Count.'", "'Count by name.'")
    assert project.up().repeatables == ["functions/zoo/count_animals"]


def test_a_changed_signature_leaves_no_overload(project: Project) -> None:
    project.up()
    project.replace("functions/zoo/count_animals.sql", "text", "varchar")
    project.up()
    assert functions(project.url) == [
        ("zoo.count_animals(character varying)",),
        ("zoo.tg_animals__trim()",),
    ]


def test_a_grant_and_a_comment_taken_from_a_file_are_gone(project: Project) -> None:
    project.up()
    path = project.root / "functions/zoo/count_animals.sql"
    path.write_text(path.read_text().split("grant")[0])
    project.up()
    found = ask(
        project.url,
        "select has_function_privilege('authenticated', 'zoo.count_animals(text)', 'execute'),"
        " obj_description('zoo.count_animals(text)'::regprocedure)",
    )
    assert found == [(False, None)]


def test_a_grant_on_a_table_goes_with_its_line_and_with_its_file(project: Project) -> None:
    def granted() -> list[tuple[object, ...]]:
        return ask(
            project.url,
            "select v from unnest(array['select', 'delete']) as v"
            " where has_table_privilege('authenticated', 'zoo.animals', v)",
        )

    project.up()
    assert granted() == [("select",), ("delete",)]
    project.replace("policies/zoo/animals.sql", "select, delete on", "select on")
    project.up()
    assert granted() == [("select",)]
    project.remove("policies/zoo/animals.sql")
    project.up()
    assert granted() == []
    project.down()
    assert granted() == [("select",)]


def test_a_grant_on_a_table_goes_for_every_role(project: Project) -> None:
    others = (
        "select count(distinct grantee) from ({}) as acl, aclexplode(acl.it) where grantee <> {}"
    )
    acls = (
        "select relacl as it from pg_class where oid = 'zoo.animals'::regclass union all"
        " select attacl from pg_attribute where attrelid = 'zoo.animals'::regclass"
    )

    def grantees() -> list[tuple[object, ...]]:
        return ask(project.url, others.format(acls, "'postgres'::regrole"))

    file, granted = "policies/zoo/animals.sql", "grant select, delete on"
    more = "grant update (name) on zoo.animals to public;\n"
    more += "grant select (name), insert on zoo.animals to pg_monitor with grant option;\n"
    project.replace(file, granted, more + granted)
    project.up()
    assert grantees() == [(3,)]
    project.replace(file, more, "")
    project.up()
    assert grantees() == [(1,)]
    project.replace(file, granted, more + granted)
    project.up()
    (project.root / file).rename(project.root / "policies/zoo/beasts.sql")
    project.up()
    assert grantees() == [(3,)]
    project.remove("policies/zoo/beasts.sql")
    project.up()
    assert grantees() == [(0,)]


def test_a_function_that_cannot_be_replaced_comes_back_with_its_dependents(
    project: Project,
) -> None:
    project.write(
        "sql/views/zoo/counts.sql",
        "create view zoo.counts as select zoo.count_animals(name) as n from zoo.animals;\n",
    )
    project.up()
    project.replace("functions/zoo/count_animals.sql", "integer", "bigint")
    assert set(project.up().repeatables) == {"functions/zoo/count_animals", "views/zoo/counts"}
    assert ask(project.url, "select pg_typeof(n)::text, n from zoo.counts") == [("bigint", 1)]


def test_a_view_with_other_columns_comes_back_with_the_views_that_read_it(
    project: Project,
) -> None:
    project.up()
    project.replace("sql/views/zoo/names.sql", "id, name", "name, id * 2 as twice")
    assert set(project.up().repeatables) == {"views/zoo/names", "views/zoo/loud_names"}
    assert ask(project.url, "select * from zoo.names") == [("Ada", 2)]
    assert ask(project.url, "select * from zoo.loud_names") == [("ADA",)]


def test_an_object_without_a_source_is_dropped(project: Project) -> None:
    project.up()
    for name in (
        "policies/zoo/animals.sql",
        "triggers/zoo/animals.sql",
        "sql/views/zoo/loud_names.sql",
        "functions/zoo/tg_animals__trim.sql",
    ):
        project.remove(name)
    assert project.up().dropped == [
        "functions/zoo/tg_animals__trim",
        "policies/zoo/animals",
        "triggers/zoo/animals",
        "views/zoo/loud_names",
    ]
    assert functions(project.url) == [("zoo.count_animals(text)",)]
    assert ask(project.url, "select polname from pg_policy") == []
    assert ask(project.url, TRIGGERS) == []
    assert ask(project.url, "select to_regclass('zoo.loud_names')") == [(None,)]


def test_what_depends_on_a_dropped_function_from_outside_is_named(project: Project) -> None:
    project.up()
    with db.connect(project.url) as conn:
        conn.execute("alter table zoo.animals alter name set default zoo.count_animals('x')::text")
    project.remove("functions/zoo/count_animals.sql")
    with pytest.raises(RowhouseError, match=r"default value .*zoo\.animals\.name depends on it"):
        project.up()
    assert ("zoo.count_animals(text)",) in functions(project.url)


def test_a_failing_repeatable_leaves_the_whole_set_as_it_was(project: Project) -> None:
    project.up()
    project.replace("functions/zoo/count_animals.sql", "'Count.'", "'Count again.'")
    project.replace("policies/zoo/animals.sql", "using (true)", "using (no_such_column)")
    with pytest.raises(RowhouseError, match="policies/zoo/animals"):
        project.up()
    assert ask(project.url, "select obj_description('zoo.count_animals(text)'::regprocedure)") == [
        ("Count.",)
    ]
    project.replace("policies/zoo/animals.sql", "no_such_column", "name <> ''")
    assert set(project.up().repeatables) == {"functions/zoo/count_animals", "policies/zoo/animals"}


def test_a_failing_step_leaves_the_database_as_before(project: Project) -> None:
    project.up()
    add_second_step(project, "alter table zoo.animals add age int;\nselect 1 / 0;\n", "select 1;")
    with pytest.raises(RowhouseError, match=r"0002\.zoo\.change_animals"):
        project.up()
    assert ask(project.url, "select max(id) from rowhouse.migrations") == [
        ("0001.zoo.create_animals",)
    ]
    add_second_step(project, "alter table zoo.animals add age int;\n", "select 1;")
    assert project.up().migrations == ["0002.zoo.change_animals"]


def test_up_to_a_step_leaves_the_rest(project: Project) -> None:
    add_second_step(project, "alter table zoo.animals add age int;\n", "select 1;")
    assert project.up(to=1).migrations == ["0001.zoo.create_animals"]
    assert ask(project.url, "select count(*) from rowhouse.releases") == [(0,)]
    with pytest.raises(ConfigError, match="no migration 0007"):
        project.up(to=7)
    assert project.up().migrations == ["0002.zoo.change_animals"]


def test_yoyo_keeps_the_same_book(project: Project) -> None:
    project.up()
    assert ask(project.url, "select migration_id from rowhouse._yoyo_migration") == [
        ("0001.zoo.create_animals",)
    ]
    assert ask(project.url, "select tablename from pg_tables where schemaname = 'public'") == []


# -- steps that cannot run in a transaction ---------------------------------------


def test_a_cut_off_step_goes_on_at_its_statement(project: Project) -> None:
    project.up()
    body = (
        "-- transactional: false\n"
        "create index concurrently animals_name_idx on zoo.animals (name);\n"
        "create unique index concurrently animals_low_idx on zoo.animals (lower(name));\n"
    )
    add_second_step(project, body, "drop index zoo.animals_low_idx, zoo.animals_name_idx;\n")
    with db.connect(project.url) as conn:
        conn.execute("insert into zoo.animals (id, name) values (2, 'ADA')")
    with pytest.raises(RowhouseError, match="statement 2 of 2 failed"):
        project.up()
    assert ask(project.url, "select statements_done from rowhouse.progress") == [(1,)]
    invalid = "select indexrelid::regclass::text from pg_index where not indisvalid"
    assert ask(project.url, invalid) == [("zoo.animals_low_idx",)]
    with db.connect(project.url) as conn:
        conn.execute("delete from zoo.animals where id = 2")
    assert project.up().migrations == ["0002.zoo.change_animals"]
    assert ask(project.url, invalid) == []
    assert ask(project.url, "select count(*) from rowhouse.progress") == [(0,)]
    project.down()
    assert ask(project.url, "select to_regclass('zoo.animals_name_idx')") == [(None,)]


def test_a_cut_off_way_back_goes_on_or_is_undone_by_up(project: Project) -> None:
    project.up()
    add_second_step(
        project,
        "-- transactional: false\n"
        "create index concurrently animals_name_idx on zoo.animals (name);\n",
        "drop index concurrently zoo.animals_name_idx;\nselect 1 / (select 0);\n",
    )
    project.write("sql/views/zoo/ids.sql", "create view zoo.ids as select id from zoo.animals;\n")
    project.up()
    with pytest.raises(RowhouseError, match="statement 2 of 2"):
        project.down()
    assert ask(project.url, "select to_regclass('zoo.ids')") == [(None,)]
    assert "views/zoo/ids" in project.up().repeatables


# -- several at once, locks, crashes ----------------------------------------------


def test_the_second_runner_waits_and_finds_nothing_to_do(project: Project) -> None:
    add_second_step(project, "select pg_sleep(0.5);\n", "select 1;")
    outcomes = []
    words: list[str] = []

    def run() -> None:
        outcomes.append(migrate_up(project.url, root=project.root, say=words.append))

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(len(outcome.migrations) for outcome in outcomes) == [0, 0, 2]
    assert sum("another runner" in line for line in words) == 2


def test_a_taken_lock_is_waited_for_briefly_and_tried_again(project: Project) -> None:
    project.up()
    add_second_step(project, "alter table zoo.animals add age int;\n", "select 1;")
    with db.connect(project.url, autocommit=False) as reader:
        reader.execute("select * from zoo.animals")
        words: list[str] = []

        def say(line: str) -> None:
            words.append(line)
            if "a lock is taken" in line:
                reader.rollback()

        done = migrate_up(project.url, root=project.root, patience=QUICK, say=say)
    assert done.migrations == ["0002.zoo.change_animals"]
    assert any("attempt 1 of 40" in line for line in words)


def test_a_lock_that_is_never_given_up_fails_and_changes_nothing(project: Project) -> None:
    project.up()
    add_second_step(project, "alter table zoo.animals add age int;\n", "select 1;")
    with db.connect(project.url, autocommit=False) as reader:
        reader.execute("select * from zoo.animals")
        with pytest.raises(RowhouseError, match="55P03"):
            project.up(patience=Patience(lock_timeout_ms=20, attempts=2, longest_pause_seconds=0))
    assert ask(project.url, "select count(*) from rowhouse.migrations") == [(1,)]


def test_a_killed_runner_leaves_the_database_as_before(project: Project) -> None:
    project.up()
    add_second_step(
        project, "alter table zoo.animals add age int;\nselect pg_sleep(60);\n", "select 1;"
    )
    failure: list[Exception] = []

    def run() -> None:
        try:
            project.up()
        except (psycopg.Error, RowhouseError) as exc:
            failure.append(exc)

    thread = threading.Thread(target=run)
    thread.start()
    kill = (
        "select pg_terminate_backend(pid) from pg_stat_activity"
        " where datname = current_database() and query like '%pg_sleep(60)%'"
        " and pid <> pg_backend_pid()"
    )
    while not ask(project.url, kill):
        assert thread.is_alive()
    thread.join()
    assert failure
    add_second_step(project, "alter table zoo.animals add age int;\n", "select 1;")
    assert project.up().migrations == ["0002.zoo.change_animals"]


# -- down -------------------------------------------------------------------------


def test_down_restores_the_texts_before_without_their_files(project: Project) -> None:
    project.up()
    add_second_step(
        project,
        "alter table zoo.animals add age int;\n",
        "alter table zoo.animals drop column age;\n",
    )
    project.replace("sql/views/zoo/names.sql", "id, name", "id, name, age")
    project.replace("functions/zoo/count_animals.sql", "'Count.'", "'Count them.'")
    project.up()
    for path in (project.root / "functions/zoo").iterdir():
        path.unlink()
    with pytest.raises(ConfigError, match=r"lose data of zoo\.animals \(1 row\)"):
        project.down()
    done = project.down(lose_data=True)
    assert done.migrations == ["0002.zoo.change_animals"]
    assert ask(project.url, "select * from zoo.names") == [(1, "Ada")]
    assert ask(project.url, "select obj_description('zoo.count_animals(text)'::regprocedure)") == [
        ("Count.",)
    ]


def test_down_twice_goes_back_twice(project: Project) -> None:
    project.up()
    for text in ("'Two.'", "'Three.'"):
        path = project.root / "functions/zoo/count_animals.sql"
        path.write_text(path.read_text().rsplit("'", 2)[0] + text + ";\n")
        project.up()
    comment = "select obj_description('zoo.count_animals(text)'::regprocedure)"
    assert ask(project.url, comment) == [("Three.",)]
    project.down()
    assert ask(project.url, comment) == [("Two.",)]
    project.down()
    assert ask(project.url, comment) == [("Count.",)]


def test_down_to_nothing_leaves_nothing(project: Project) -> None:
    project.up()
    project.down(to=0, lose_data=True)
    assert ask(project.url, "select to_regnamespace('zoo')") == [(None,)]
    assert project.up().migrations == ["0001.zoo.create_animals"]


def test_down_to_a_step_where_no_release_stood_is_refused(project: Project) -> None:
    add_second_step(project, "select 1;\n", "select 1;")
    project.up()
    with pytest.raises(ConfigError, match="no release of this database stood at 0001"):
        project.down(to=1)


# -- files that are not as they should be -------------------------------------------


def test_an_edited_applied_step_is_refused(project: Project) -> None:
    project.up()
    project.replace("migrations/0001.zoo.create_animals.sql", "-- depends:", "-- depends: ")
    with pytest.raises(DriftError, match="with another text"):
        project.up()


def test_a_missing_applied_step_is_refused(project: Project) -> None:
    project.up()
    add_second_step(project, "select 1;\n", "select 1;")
    project.up()
    project.remove("migrations/0002.zoo.change_animals.sql")
    project.remove("migrations/0002.zoo.change_animals.rollback.sql")
    with pytest.raises(DriftError, match="its file is gone") as refused:
        project.up()
    assert "`rowhouse migrate down`" in refused.value.remedy
    assert rows_and_remedy(project) == (["missing"], refused.value.remedy)
    project.down()
    assert project.up().migrations == []


def test_the_status_of_an_edited_step_does_not_send_to_up(project: Project) -> None:
    project.up()
    project.replace("functions/zoo/count_animals.sql", "'Count.'", "'Count by name.'")
    assert rows_and_remedy(project) == (["changed"], "Run `rowhouse migrate up`.")
    project.replace("migrations/0001.zoo.create_animals.sql", "-- depends:", "-- depends: ")
    with pytest.raises(DriftError) as refused:
        project.up()
    assert rows_and_remedy(project) == (["edited", "changed"], refused.value.remedy)


def rows_and_remedy(project: Project) -> tuple[list[str], str]:
    """Return the states that `migrate status` shows beside `applied`, and what it advises."""
    done = subprocess.run(
        [sys.executable, "-m", "glue", "migrate", "status", "--json"],
        cwd=project.root,
        env={**os.environ, "ROWHOUSE_ROOT": str(project.root), "DATABASE_URL": project.url,
             "PYTHONPATH": str(paths.ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 3, done.stderr
    states = [row["state"] for row in json.loads(done.stdout)]
    return [state for state in states if state != "applied"], done.stderr.splitlines()[-1].strip()


def test_an_edited_frozen_file_is_refused(project: Project) -> None:
    folder = project.root / "migrations"
    assert history.freeze(folder) == [
        "0001.zoo.create_animals.rollback.sql",
        "0001.zoo.create_animals.sql",
    ]
    assert history.freeze(folder) == []
    project.up()
    project.replace("migrations/0001.zoo.create_animals.sql", "not null", "")
    with pytest.raises(ConfigError, match="frozen, and edited"):
        project.up()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("0003.zoo.skip_number.sql", "numbered"),
        ("second.sql", "is not named"),
        ("0002.zoo.lonely.sql", "has no 0002.zoo.lonely.rollback.sql"),
    ],
)
def test_a_badly_named_step_is_refused(project: Project, name: str, message: str) -> None:
    project.write(f"migrations/{name}", "-- depends: 0001.zoo.create_animals\nselect 1;\n")
    if "lonely" not in name:
        project.write(f"migrations/{name.removesuffix('.sql')}.rollback.sql", "select 1;\n")
    with pytest.raises(ConfigError, match=message):
        project.up()


AGE = (
    "alter table zoo.animals add age int;\n",
    "alter table zoo.animals drop column age;\n",
)
HAS_AGE = (
    "select count(*) from pg_attribute"
    " where attrelid = 'zoo.animals'::regclass and attname = 'age' and not attisdropped"
)


def test_down_after_a_down_and_an_up_goes_back_again(project: Project) -> None:
    project.up()
    add_second_step(project, *AGE)
    for _ in range(3):
        assert project.up().migrations == ["0002.zoo.change_animals"]
        assert ask(project.url, HAS_AGE) == [(1,)]
        assert project.down(lose_data=True).migrations == ["0002.zoo.change_animals"]
        assert ask(project.url, HAS_AGE) == [(0,)]


def test_down_passes_over_a_release_that_was_taken_back(project: Project) -> None:
    project.up()
    comment = "select obj_description('zoo.count_animals(text)'::regprocedure)"
    project.replace("functions/zoo/count_animals.sql", "'Count.'", "'Wrong.'")
    project.up()
    project.down()
    project.replace("functions/zoo/count_animals.sql", "'Wrong.'", "'Right.'")
    add_second_step(project, *AGE)
    project.up()
    project.down(to=1, lose_data=True)
    assert ask(project.url, comment) == [("Count.",)]
    project.up()
    project.down(lose_data=True)
    assert ask(project.url, comment) == [("Count.",)]


def test_from_nothing_there_is_no_way_back(project: Project) -> None:
    project.up()
    project.down(to=0, lose_data=True)
    with pytest.raises(RowhouseError, match="no release to go back from"):
        project.down()


def test_an_up_that_was_cut_off_after_a_way_to_nothing_is_taken_back(project: Project) -> None:
    project.up()
    project.down(to=0, lose_data=True)
    add_second_step(project, "select 1 / 0;\n", "select 1;\n")
    with pytest.raises(RowhouseError, match="division by zero"):
        project.up()
    with pytest.raises(ConfigError, match="would empty it"):
        project.down(lose_data=True)
    assert project.down(to=0).migrations == ["0001.zoo.create_animals"]
    assert ask(project.url, "select to_regnamespace('zoo')") == [(None,)]


def test_the_first_release_after_a_way_to_nothing_is_left_only_when_that_is_said(
    project: Project,
) -> None:
    project.up()
    project.down(to=0, lose_data=True)
    project.up()
    with pytest.raises(ConfigError, match="would empty it"):
        project.down(lose_data=True)
    assert ask(project.url, "select to_regnamespace('zoo') is not null") == [(True,)]


def test_a_row_that_comes_while_a_way_back_waits_is_not_lost(project: Project) -> None:
    project.up()
    add_second_step(project, "create table zoo.cages (id int);\n", "drop table zoo.cages;\n")
    project.up()
    with db.connect(project.url, autocommit=False) as writer:
        writer.execute("insert into zoo.cages values (1)")

        def say(line: str) -> None:
            if "a lock is taken" in line:
                writer.commit()

        with pytest.raises(ConfigError, match=r"lose data of zoo\.cages \(1 row\)"):
            migrate_down(project.url, patience=QUICK, say=say)
    assert ask(project.url, "select id from zoo.cages") == [(1,)]


def test_the_first_release_is_left_only_when_that_is_said(project: Project) -> None:
    project.up()
    with pytest.raises(ConfigError, match="would empty it"):
        project.down(lose_data=True)
    assert ask(project.url, "select to_regnamespace('zoo') is not null") == [(True,)]
    project.down(to=0, lose_data=True)
    assert ask(project.url, "select to_regnamespace('zoo')") == [(None,)]


def test_of_many_losses_the_first_are_named(project: Project) -> None:
    made = "".join(f"create table zoo.t{n} as select 1 as id;\n" for n in range(13))
    gone = "".join(f"drop table zoo.t{n};\n" for n in range(13))
    project.up()
    add_second_step(project, made, gone)
    project.up()
    with pytest.raises(ConfigError) as refused:
        project.down()
    assert str(refused.value).splitlines()[-1].strip() == "and 3 tables more"


def test_down_to_nothing_takes_functions_over_types_of_their_own_schema(project: Project) -> None:
    project.replace(
        "migrations/0001.zoo.create_animals.sql",
        "create table",
        "create type zoo.size as enum ('small', 'large');\ncreate table",
    )
    project.replace(
        "migrations/0001.zoo.create_animals.rollback.sql",
        "drop schema",
        "drop type zoo.size;\ndrop schema",
    )
    for name in ("count_sizes", "count_other_sizes"):
        project.write(
            f"functions/zoo/{name}.sql",
            f"create or replace function zoo.{name}(p_size zoo.size) returns integer language sql"
            " stable set search_path = pg_catalog, pg_temp as $$ select 1 $$;\n",
        )
    project.up()
    project.down(to=0, lose_data=True)
    assert ask(project.url, "select to_regnamespace('zoo')") == [(None,)]
    project.up()


def test_a_cut_off_way_back_undone_by_up_is_no_release_of_its_own(project: Project) -> None:
    project.up()
    add_second_step(
        project,
        "-- transactional: false\nalter table zoo.animals add age int;\n",
        "select 1 / (select count(*) from zoo.animals where id = 7);\n"
        "alter table zoo.animals drop column age;\n",
    )
    project.up()
    with pytest.raises(RowhouseError, match="statement 1 of 2"):
        project.down(lose_data=True)
    project.up()
    with db.connect(project.url) as conn:
        conn.execute("insert into zoo.animals (id, name) values (7, 'Bob')")
    assert project.down(lose_data=True).migrations == ["0002.zoo.change_animals"]
    assert ask(project.url, HAS_AGE) == [(0,)]


# -- texts that are refused before anything runs -----------------------------------


@pytest.mark.parametrize(
    "word",
    [
        "commit",
        "COMMIT WORK",
        "begin",
        "start transaction",
        "end",
        "rollback",
        "abort",
        "savepoint a",
        "release savepoint a",
        "rollback to savepoint a",
        "prepare transaction 'a'",
        "/* a */ -- b\n commit",
    ],
)
@pytest.mark.parametrize("kind", ["step", "step alone", "rollback", "seed"])
def test_transactions_are_the_runners(project: Project, word: str, kind: str) -> None:
    project.up()
    text = f"alter table zoo.animals add age int;\n{word};\nselect 'commit';\n"
    match kind:
        case "step":
            add_second_step(project, text, "select 1;")
        case "step alone":
            add_second_step(project, f"-- transactional: false\n{text}", "select 1;")
        case "rollback":
            add_second_step(project, "alter table zoo.animals add age int;\n", text)
        case _:
            project.write("sql/seeds/zoo/more.sql", text)
    with pytest.raises(ConfigError, match=r"(animals|rollback\.sql|more)(\.sql)?:[2345]: `"):
        project.up()
    assert ask(project.url, HAS_AGE) == [(0,)]


def test_a_commit_within_a_block_is_refused_by_postgres(project: Project) -> None:
    project.up()
    add_second_step(project, f"{AGE[0]}do $$ begin commit; end $$;\n", AGE[1])
    with pytest.raises(RowhouseError, match="2D000"):
        project.up()
    assert ask(project.url, HAS_AGE) == [(0,)]
    add_second_step(project, AGE[0], AGE[1])
    assert project.up().migrations == ["0002.zoo.change_animals"]


def test_a_byte_order_mark_and_other_line_ends_are_passed_over(project: Project) -> None:
    add_second_step(project, *AGE)
    plain = {path: path.read_bytes() for path in project.root.rglob("*.sql")}
    for path, content in plain.items():
        path.write_bytes(b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"))
    project.up()
    for path, content in plain.items():
        path.write_bytes(content)
    done = project.up()
    assert (done.migrations, done.repeatables) == ([], [])


@pytest.mark.parametrize(
    "name", ["migrations/0001.zoo.create_animals.sql", "functions/zoo/count_animals.sql"]
)
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"-- caf\xe9\n", r"\.sql:1:7: byte 0xe9 is not UTF-8"),
        (b"-- \xc3\xa9\xc3\xa9\r\n-- a\xff\n", r"\.sql:2:5: byte 0xff is not UTF-8"),
        (b"-- a\n\0", r"\.sql:2:1: a NUL byte"),
        ("-- a\n".encode("utf-16"), r"\.sql is encoded in UTF-16"),
    ],
)
def test_what_is_not_utf_8_is_named_with_its_place(
    project: Project, name: str, content: bytes, said: str
) -> None:
    (project.root / name).write_bytes(content)
    with pytest.raises(ConfigError, match=said):
        project.up()


def test_a_step_that_depends_on_none_that_is_there_is_named(project: Project) -> None:
    project.write("migrations/0002.zoo.change_animals.sql", "-- depends: 0009.zoo.lost\nselect 1;")
    project.write("migrations/0002.zoo.change_animals.rollback.sql", "select 1;")
    with pytest.raises(ConfigError, match=r"0002\.zoo\.change_animals\.sql depends on"):
        project.up()


def test_a_server_that_was_not_prepared_says_what_to_run(
    tmp_path: Path, make_database: Callable[[str], str]
) -> None:
    project = Project.create(tmp_path, make_database("template0"))
    with pytest.raises(ConfigError, match=r"lacks what Supabase has: auth.users") as refused:
        project.up()
    assert "rowhouse db prepare" in refused.value.remedy
    assert ask(project.url, "select to_regnamespace('rowhouse')") == [(None,)]
