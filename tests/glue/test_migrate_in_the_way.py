"""`migrate up` beside objects of others that have the name of one that it would make."""

from pathlib import Path

import psycopg
import pytest

from glue import db
from glue.errors import DriftError
from glue.migrate.identities import Identity
from glue.migrate.once_only import made_anew
from tests.glue.project import Project

STEP = """-- depends: 0001.zoo.create_animals
create table zoo.cages (id bigint primary key);
create index cages_id_idx on zoo.cages (id);
create type zoo.mood as enum ('calm');
create sequence zoo.tickets;
alter table zoo.animals add column age integer;
alter table zoo.animals add constraint animals_name_check check (name <> '');
"""
ROLLBACK = """
alter table zoo.animals drop constraint animals_name_check;
alter table zoo.animals drop column age;
drop sequence zoo.tickets;
drop type zoo.mood;
drop table zoo.cages;
"""
FUNCTION = """create or replace function zoo.feed(p_names text[], p_mood zoo.mood)
returns integer language sql set search_path = pg_catalog, pg_temp as $$ select 1 $$;
create or replace function zoo.feed(p_name varchar)
returns integer language sql set search_path = pg_catalog, pg_temp as $$ select 1 $$;
"""
FEED = "create function zoo.feed({}) returns int language sql return 1"
TRIGGER = """create trigger t11_trim after delete on zoo.animals
for each row execute function zoo.tg_animals__trim()
"""
POLICY = """drop policy if exists select_fed on zoo.animals;
create policy select_fed on zoo.animals for select to authenticated using (true);
"""


@pytest.fixture
def project(tmp_path: Path, blank_url: str) -> Project:
    """A database at the first release, and files of the second."""
    project = Project.create(tmp_path, blank_url)
    project.up()
    project.write("migrations/0002.zoo.change_animals.sql", STEP)
    project.write("migrations/0002.zoo.change_animals.rollback.sql", ROLLBACK)
    project.write("functions/zoo/feed.sql", FUNCTION)
    project.write("sql/views/zoo/calm.sql", "create view zoo.calm as select 1 as id;\n")
    project.write("policies/zoo/fed.sql", POLICY)
    project.write(
        "triggers/zoo/fed.sql",
        "create or replace trigger t11_trim before update on zoo.animals\n"
        "for each row execute function zoo.tg_animals__trim();\n",
    )
    return project


def run(url: str, text: str) -> None:
    """Run statements of another hand."""
    with db.connect(url) as conn:
        conn.execute(db.script(text))


@pytest.mark.parametrize(
    ("made", "named"),
    [
        ("create table zoo.cages (id text)", "table zoo.cages"),
        ("create view zoo.cages as select 1 as id", "table zoo.cages"),
        ("create type zoo.cages as (id text)", "table zoo.cages"),
        ("create index cages_id_idx on zoo.animals (id)", "index zoo.cages_id_idx"),
        ("create domain zoo.mood as text", "type zoo.mood"),
        ("create sequence zoo.tickets", "sequence zoo.tickets"),
        ("alter table zoo.animals add age text", "column zoo.animals.age"),
        ("alter table zoo.animals add constraint animals_name_check check (id > 0)",
         "constraint animals_name_check on zoo.animals"),
        (f"{FEED.format('int')}; {FEED.format('character varying')}",
         "function zoo.feed(varchar)"),
        ("create view zoo.calm as select 2 as number", "view zoo.calm"),
        ("create policy select_fed on zoo.animals using (false)",
         "policy select_fed on zoo.animals"),
        (TRIGGER, "trigger t11_trim on zoo.animals"),
    ],
)  # fmt: skip
def test_an_object_in_the_way_is_named_and_nothing_changed(
    project: Project, made: str, named: str
) -> None:
    run(project.url, made)
    with pytest.raises(DriftError, match="is in the way: this release makes one") as refused:
        project.up()
    assert str(refused.value).startswith(f"{named} is in the way")
    assert "nothing was changed" in refused.value.remedy
    with db.connect(project.url) as conn:
        steps = conn.execute("select id from rowhouse.migrations").fetchall()
    assert [row["id"] for row in steps] == ["0001.zoo.create_animals"]


def test_what_has_another_name_or_signature_is_passed_over(project: Project) -> None:
    run(
        project.url,
        "create table zoo.keepers (age integer);"
        "create function zoo.feed(int) returns int language sql return 1;",
    )
    assert project.up().migrations == ["0002.zoo.change_animals"]
    project.replace("functions/zoo/feed.sql", "p_name varchar", "p_name character varying")
    assert project.up().repeatables == ["functions/zoo/feed"]
    run(project.url, "drop function zoo.feed(int); drop table zoo.keepers")
    project.down(to=0, lose_data=True)


def test_a_first_run_that_is_refused_makes_no_ledger(tmp_path: Path, blank_url: str) -> None:
    project = Project.create(tmp_path, blank_url)
    run(blank_url, "create schema zoo; create table zoo.animals ()")
    with pytest.raises(DriftError, match=r"table zoo\.animals is in the way") as refused:
        project.up()
    assert "supabase db push" in refused.value.remedy
    with db.connect(blank_url) as conn, pytest.raises(psycopg.errors.UndefinedTable):
        conn.execute("select from rowhouse.releases")
    run(blank_url, "drop table zoo.animals")
    project.up()


def test_with_to_what_comes_later_is_not_looked_for(project: Project) -> None:
    run(project.url, "create view zoo.calm as select 2 as number")
    assert project.up(to=1).migrations == []
    with pytest.raises(DriftError, match=r"view zoo\.calm is in the way"):
        project.up()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("create table if not exists a.b (); alter table a.b add column if not exists c int", []),
        ("drop table a.b; create view a.b as select 1", []),
        ("drop type a.b; create domain a.b as text; drop sequence a.c; create table a.c ()", []),
        ("alter table a.b drop constraint c, add constraint c check (true)", []),
        ("alter table a.b rename to old; create table a.b ()", []),
        ("alter table a.b set schema old; create table a.b ()", []),
        ("alter table a.b rename column c to d; alter table a.b add c int", []),
        ("drop policy c on a.b; create policy c on a.b", []),
        ("drop trigger c on a.b; create trigger c after insert on a.b execute function a.d()", []),
        ("create temp table b (); create schema if not exists a; grant select on a.b to c", []),
        ("create schema a", [Identity("schema", "a")]),
        ('alter table "A"."order" add "B" int', [Identity("column", '"B"', '"A"."order"')]),
    ],
)  # fmt: skip
def test_what_a_step_makes_room_for_is_not_in_its_way(body: str, expected: list[Identity]) -> None:
    assert [*made_anew([body])] == expected
