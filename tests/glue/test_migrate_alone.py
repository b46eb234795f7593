"""A step without a transaction that was cut off: no statement is lost, whichever way it goes on."""

from pathlib import Path

import pytest

from glue import db
from glue.errors import ConfigError, DriftError, RowhouseError
from glue.migrate.alone import Alone, rest_of
from glue.migrate.ledger import Ledger
from glue.migrate.plan import plan
from glue.migrate.run import Patience
from glue.migrate.runner import migrate_down
from glue.postgres.server import SUPERUSER, Server
from tests.glue.project import Project

QUICK = Patience(lock_timeout_ms=50, attempts=40, longest_pause_seconds=0.2)
ALONE = "-- transactional: false\n-- depends: {}\n"
NAME_INDEX = "create unique index concurrently beasts_name_idx on zoo.beasts (name);\n"
TABLE = "create table zoo.beasts (id int primary key, name text);\n"
FAILS = "select 1 / (select count(*) from zoo.animals where id = 7);\n"
"""Until an animal 7 is there."""


@pytest.fixture
def project(tmp_path: Path, blank_url: str) -> Project:
    return Project.create(tmp_path, blank_url)


def add_step(project: Project, name: str, body: str, rollback: str) -> None:
    project.write(f"migrations/{name}.sql", body)
    project.write(f"migrations/{name}.rollback.sql", rollback)


def alone(project: Project, body: str, rollback: str) -> None:
    """Write step 2, which runs statement by statement."""
    head = ALONE.format("0001.zoo.create_animals")
    add_step(project, "0002.zoo.change_animals", head + body, rollback)


def ask(project: Project, query: str) -> list[tuple[object, ...]]:
    with db.connect(project.url) as conn:
        return [tuple(row.values()) for row in conn.execute(query.encode()).fetchall()]


def indexes(project: Project) -> list[object]:
    """Return the indexes that are not keys."""
    query = (
        "select c.relname from pg_index as i join pg_class as c on c.oid = i.indexrelid"
        " where c.relnamespace = 'zoo'::regnamespace and not i.indisprimary order by 1"
    )
    return [row[0] for row in ask(project, query)]


def mend(project: Project) -> None:
    """Let what divides by the number of animals 7 succeed."""
    ask(project, "insert into zoo.animals (id, name) values (7, 'Bob') returning id")


A = "create index concurrently animals_a_idx on zoo.animals (name);\n"
B = "create index concurrently animals_b_idx on zoo.animals (id, name);\n"
DROP_A = "drop index concurrently zoo.animals_a_idx;\n"
DROP_B = "drop index concurrently zoo.animals_b_idx;\n"
PROGRESS = "select migration_id, direction, statements_done from rowhouse.progress"


def test_what_down_took_away_is_not_passed_over_by_the_next_up(project: Project) -> None:
    project.up()
    head = "-- depends: 0001.zoo.create_animals\n"
    add_step(project, "0002.zoo.create_beasts", head + TABLE, "drop table zoo.beasts;\n")
    head = ALONE.format("0002.zoo.create_beasts")
    drop = "drop index concurrently zoo.beasts_name_idx;\n"
    add_step(project, "0003.zoo.index_beasts", head + NAME_INDEX + FAILS, drop)
    with pytest.raises(RowhouseError, match="statement 2 of 2 failed"):
        project.up()
    done = project.down()
    assert done.migrations == ["0003.zoo.index_beasts", "0002.zoo.create_beasts"]
    assert ask(project, PROGRESS) == []
    mend(project)
    project.up()
    assert indexes(project) == ["beasts_name_idx"]


@pytest.mark.parametrize(
    "body", [A.replace("(name)", "(id)") + FAILS, B + A + FAILS, FAILS.replace("7", "1")]
)
def test_a_statement_that_was_run_may_not_be_edited(project: Project, body: str) -> None:
    project.up()
    alone(project, A + FAILS, DROP_A)
    with pytest.raises(RowhouseError, match="statement 2 of 2 failed"):
        project.up()
    alone(project, body, DROP_A)
    with pytest.raises(DriftError, match="was cut off after statement 1") as refused:
        project.up()
    assert "`rowhouse migrate down`" in refused.value.remedy
    project.down()
    assert indexes(project) == []
    mend(project)
    alone(project, B + A + FAILS, DROP_A + DROP_B)
    project.up()
    assert indexes(project) == ["animals_a_idx", "animals_b_idx"]


def test_the_statement_that_failed_may_be_edited(project: Project) -> None:
    project.up()
    alone(project, A + FAILS, DROP_A)
    with pytest.raises(RowhouseError, match="statement 2 of 2 failed"):
        project.up()
    alone(project, A + B, DROP_B + DROP_A)
    assert project.up().migrations == ["0002.zoo.change_animals"]
    assert indexes(project) == ["animals_a_idx", "animals_b_idx"]
    project.down()
    assert indexes(project) == []


def test_down_takes_back_what_the_cut_off_step_made_and_no_more(project: Project) -> None:
    project.up()
    project.replace("functions/zoo/count_animals.sql", "'Count.'", "'Count them.'")
    project.up()
    alone(project, A + FAILS + B, DROP_B + DROP_A)
    with pytest.raises(RowhouseError, match="statement 2 of 3 failed"):
        project.up()
    assert project.down().migrations == ["0002.zoo.change_animals"]
    assert indexes(project) == []
    assert ask(project, "select obj_description('zoo.count_animals(text)'::regprocedure)") == [
        ("Count them.",)
    ]


def test_down_takes_an_invalid_index_of_the_first_statement_back(project: Project) -> None:
    project.up()
    mend(project)
    ask(project, "insert into zoo.animals (id, name) values (8, 'Bob') returning id")
    alone(project, A.replace("index", "unique index", 1), DROP_A)
    with pytest.raises(RowhouseError, match="statement 1 of 1 failed"):
        project.up()
    assert indexes(project) == ["animals_a_idx"]
    project.down()
    assert indexes(project) == []


def test_down_with_rows_in_a_half_made_table_asks_first(project: Project) -> None:
    project.up()
    rows = "insert into zoo.beasts select 1;\n"
    alone(project, TABLE + rows + FAILS, "drop table zoo.beasts;\n")
    with pytest.raises(RowhouseError, match="statement 3 of 3 failed"):
        project.up()
    with pytest.raises(ConfigError, match=r"would lose data of zoo\.beasts \(1 row\)"):
        project.down()
    project.down(lose_data=True)
    assert ask(project, "select to_regclass('zoo.beasts')") == [(None,)]


def test_up_brings_back_what_a_cut_off_down_dropped(project: Project) -> None:
    project.up()
    alone(project, A + B, DROP_B + FAILS + DROP_A)
    project.up()
    with pytest.raises(RowhouseError, match="statement 2 of 3"):
        project.down()
    assert indexes(project) == ["animals_a_idx"]
    assert project.up().migrations == ["0002.zoo.change_animals"]
    assert indexes(project) == ["animals_a_idx", "animals_b_idx"]
    assert ask(project, PROGRESS) == []
    assert project.up().migrations == []
    mend(project)
    project.down()
    assert indexes(project) == []


def test_up_mends_an_index_of_which_a_cut_off_down_took_a_part(project: Project) -> None:
    project.up()
    alone(project, A, DROP_A)
    project.up()
    with db.connect(project.url, autocommit=False) as reader:
        reader.execute("select from zoo.animals")
        impatient = Patience(50, concurrent_lock_timeout_ms=200, attempts=2)
        with pytest.raises(RowhouseError, match="statement 1 of 1 failed"):
            migrate_down(project.url, patience=impatient, say=lambda _: None)
    state = "select indisvalid from pg_index where indexrelid = 'zoo.animals_a_idx'::regclass"
    assert ask(project, state) == [(False,)]
    assert project.up().migrations == ["0002.zoo.change_animals"]
    assert ask(project, state) == [(True,)]
    assert ask(project, PROGRESS) == []


def test_a_plan_has_the_step_that_up_makes_again(project: Project, server: Server) -> None:
    project.up()
    alone(project, A + B, DROP_B + FAILS + DROP_A)
    project.up()
    with pytest.raises(RowhouseError, match="statement 2 of 3"):
        project.down()
    found = plan(server.url(SUPERUSER), project.url, lambda _: None, root=project.root)
    assert {it.origin for it in found} == {"0002.zoo.change_animals"}
    assert project.up().migrations == ["0002.zoo.change_animals"]
    assert plan(server.url(SUPERUSER), project.url, lambda _: None, root=project.root) == []


def test_the_texts_of_a_way_back_wait_for_their_locks_briefly(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.up()
    alone(project, A, DROP_A)
    project.remove("triggers/zoo/animals.sql")
    project.up()
    name, unmark = db.database_of(project.url), Ledger.unmark
    with db.connect(project.url) as conn:
        conn.execute(f"alter database {name} set lock_timeout = 100".encode())
    with db.connect(project.url, autocommit=False) as writer:

        def unmark_and_write(ledger: Ledger, step: str) -> None:
            unmark(ledger, step)
            writer.execute("lock table zoo.animals in row exclusive mode")

        def say(line: str) -> None:
            if "a lock is taken" in line:
                writer.rollback()

        monkeypatch.setattr(Ledger, "unmark", unmark_and_write)
        migrate_down(project.url, patience=QUICK, say=say)
    triggers = "select tgname from pg_trigger where tgrelid = 'zoo.animals'::regclass"
    assert ask(project, triggers) == [("t10_trim",)]


def test_a_cut_off_down_goes_on_at_its_statement(project: Project) -> None:
    project.up()
    alone(project, A + B, DROP_B + FAILS + DROP_A)
    project.up()
    with pytest.raises(RowhouseError, match="statement 2 of 3"):
        project.down()
    mend(project)
    assert project.down().migrations == ["0002.zoo.change_animals"]
    assert indexes(project) == []
    assert project.up().migrations == ["0002.zoo.change_animals"]


@pytest.mark.parametrize("way", ["up", "down"])
def test_a_run_that_turned_round_may_be_cut_off_too(project: Project, way: str) -> None:
    project.up()
    comment = "comment on table zoo.lost is 'A.';\n"
    alone(project, A + B + comment, DROP_B + DROP_A + comment)
    with pytest.raises(RowhouseError, match="statement 3 of 3 failed"):
        project.up()
    with pytest.raises(RowhouseError, match="statement 3 of 3 failed"):
        project.down()
    assert indexes(project) == []
    with db.connect(project.url) as conn:
        conn.execute("create table zoo.lost ()")
    if way == "up":
        project.up()
        assert indexes(project) == ["animals_a_idx", "animals_b_idx"]
    else:
        project.down()
        assert indexes(project) == []
    assert ask(project, PROGRESS) == []


def test_up_refuses_to_run_over_a_part_of_a_move_of_rows(project: Project) -> None:
    project.up()
    insert = "insert into zoo.animals (id, name) values (2, 'Eve');\n"
    alone(project, insert + A, DROP_A + FAILS + "delete from zoo.animals where id = 2;\n")
    project.up()
    with pytest.raises(RowhouseError, match="statement 2 of 3"):
        project.down(lose_data=True)
    with pytest.raises(DriftError, match=r"cut off in `rowhouse migrate down`.*INSERT") as refused:
        project.up()
    assert "`rowhouse migrate down` goes on" in refused.value.remedy
    mend(project)
    project.down(lose_data=True)
    assert ask(project, "select id from zoo.animals order by 1") == [(1,), (7,)]


def test_no_way_back_ends_at_a_step_that_is_half_taken_back(project: Project) -> None:
    project.up()
    alone(project, A + B, DROP_B + FAILS + DROP_A)
    project.up()
    project.replace("functions/zoo/count_animals.sql", "'Count.'", "'Count them.'")
    project.up()
    with pytest.raises(RowhouseError, match="statement 2 of 3"):
        project.down(to=1)
    with pytest.raises(ConfigError, match="no release of this database stood at 0002"):
        project.down(to=2)
    mend(project)
    assert project.down().migrations == ["0002.zoo.change_animals"]
    assert indexes(project) == []


@pytest.mark.parametrize(
    ("statement", "again"),
    [
        ("drop index concurrently zoo.a, zoo.b", "DROP INDEX CONCURRENTLY IF EXISTS zoo.a, zoo.b"),
        ("create index concurrently a on zoo.t (b)", "IF NOT EXISTS a ON zoo.t (b)"),
        ("alter table zoo.t add b int, drop c", "ADD COLUMN IF NOT EXISTS b integer, DROP COLUMN"),
        ("alter type zoo.t add value 'a'", "ADD VALUE IF NOT EXISTS 'a'"),
        ("create table zoo.t (a int)", "CREATE TABLE IF NOT EXISTS"),
        ("vacuum zoo.t", "vacuum zoo.t"),
        ("select 1", "select 1"),
        ("select zoo.f()", None),
        ("update zoo.t set a = 1", None),
        ("alter table zoo.t alter a type int", None),
        ("alter type zoo.t rename value 'a' to 'b'", None),
        ("create index on zoo.t (a)", None),
    ],
)
def test_what_may_run_over_a_part_of_itself(statement: str, again: str | None) -> None:
    step = Alone("0002.zoo.change", "down", [statement], "")
    begun = {"direction": "up", "statements_done": 1, "sha256": "", "rollback": ""}
    if again is None:
        with pytest.raises(DriftError):
            rest_of(step, begun)
    else:
        assert again in rest_of(step, begun).statements[0]
