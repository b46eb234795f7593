"""Rows of one table come back from a backup, with their keys, beside a live database."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from glue import db, paths
from glue.backup.rows import Selection, compare_rows, restore_rows
from glue.cli import main
from glue.commands import db as command
from glue.commands import db_rows
from glue.errors import ConfigError, RowhouseError
from glue.postgres.server import Server
from tests.glue.archived_clusters import one

pytestmark = pytest.mark.needs("master")

BRANDS = Selection("master.brands")


def run(url: str, statement: str) -> None:
    with db.connect(url) as conn:
        conn.execute(statement.encode())


@pytest.fixture
def sides(
    make_database: Callable[..., str], drop_database: Callable[[str], None], server: Server
) -> Iterator[tuple[str, str]]:
    """Return a database as it was, and the live one: rows were deleted and changed since."""
    urls = make_database(), make_database()
    there, here = (server.url("supabase_admin", db.database_of(url)) for url in urls)
    for url in (there, here):
        run(
            url,
            "insert into master.brands (id, brand_key, name) overriding system value"
            " select n, 'b' || n, 'Brand ' || n from generate_series(101, 110) as n",
        )
    run(here, "delete from master.brands where id in (103, 104)")
    run(here, "update master.brands set name = 'Another' where id = 105")
    yield there, here
    for url in urls:
        drop_database(url)


def audited(url: str) -> object:
    query = (
        "select array_agg(format('%s %s', operation, row_id) order by id)"
        " from core.audit_entries where reason = 'a bad delete'"
    )
    return one(url, query)


def test_a_comparison_shows_and_changes_nothing(sides: tuple[str, str]) -> None:
    there, here = sides
    compared = compare_rows(there, here, BRANDS)
    assert (compared.missing, compared.different, compared.equal) == (2, 1, 7)
    assert [(row["state"], row["key"], row["columns"]) for row in compared.shown] == [
        ("missing", {"id": 103}, None),
        ("missing", {"id": 104}, None),
        ("different", {"id": 105}, ["name"]),
    ]
    assert one(here, "select count(*) from master.brands") == 8


def test_missing_rows_come_back_with_their_keys_and_are_audited_once(
    sides: tuple[str, str],
) -> None:
    there, here = sides
    events = "select count(*) from core.events where type ~ 'brand'"
    before = one(here, events)
    was, now = restore_rows(there, here, BRANDS, "a bad delete", overwrite=False)
    assert (was.missing, now.missing, now.different) == (2, 0, 1)
    assert one(here, "select string_agg(name, ',' order by id) from master.brands") == (
        "Brand 101,Brand 102,Brand 103,Brand 104,Another,"
        "Brand 106,Brand 107,Brand 108,Brand 109,Brand 110"
    )
    entries = audited(here)
    assert isinstance(entries, list)
    assert len(entries) == 2
    assert one(here, events) == one(here, events) >= before  # type: ignore[operator]
    # Once more finds nothing to do.
    restore_rows(there, here, BRANDS, "a bad delete", overwrite=False)
    assert audited(here) == entries


def test_rows_that_differ_get_their_old_values_where_that_is_asked_for(
    sides: tuple[str, str],
) -> None:
    there, here = sides
    chosen = Selection("master.brands", "id between 104 and 106")
    _, now = restore_rows(there, here, chosen, "a bad delete", overwrite=True)
    assert (now.missing, now.different, now.equal) == (0, 0, 3)
    assert one(here, "select name from master.brands where id = 105") == "Brand 105"
    assert one(here, "select count(*) from master.brands where id = 103") == 0
    entries = audited(here)
    assert isinstance(entries, list)
    assert len(entries) == 2


def test_a_row_with_a_number_that_is_always_generated_is_not_overwritten(
    sides: tuple[str, str],
) -> None:
    there, here = sides
    made = "create table public.tickets (code text primary key, n int generated always as identity)"
    for url in sides:
        run(url, made)
        run(url, "insert into public.tickets (code) values ('a'), ('b')")
    run(here, "delete from public.tickets where code = 'a'")
    tickets = Selection("public.tickets")
    with pytest.raises(ConfigError, match=r"public\.tickets\.n is always generated"):
        restore_rows(there, here, tickets, "a bad delete", overwrite=True)
    _, after = restore_rows(there, here, tickets, "a bad delete", overwrite=False)
    assert (after.missing, after.different, after.equal) == (0, 0, 2)


def test_a_column_that_the_key_covers_does_not_tell_rows_apart(sides: tuple[str, str]) -> None:
    there, here = sides
    for url in sides:
        run(url, "create table public.notes (id int, note text, primary key (id) include (note))")
        run(url, "insert into public.notes values (1, 'old'), (2, 'same')")
    run(here, "update public.notes set note = 'new' where id = 1")
    compared = compare_rows(there, here, Selection("public.notes"))
    assert (compared.missing, compared.different, compared.equal) == (0, 1, 1)


def test_what_refers_to_absent_rows_is_refused_and_changes_nothing(
    sides: tuple[str, str],
) -> None:
    there, here = sides
    run(
        there,
        "with c as (insert into master.categories (category_key, name)"
        " values ('tea', 'Tea') returning id)"
        " update master.brands set category_id = c.id from c where brands.id = 103",
    )
    with pytest.raises(RowhouseError, match="the rows do not fit") as caught:
        restore_rows(there, here, BRANDS, "a bad delete", overwrite=True)
    assert "Restore first" in caught.value.remedy
    assert one(here, "select count(*) from master.brands") == 8


@pytest.mark.parametrize(
    ("table", "condition", "words"),
    [
        ("brands", "true", "names no table"),
        ("master.none", "true", "is not in the backup"),
        ("master.brands", "nonsense = 1", "is not one of SQL"),
        ("master.brands", "true; drop table x", "is not one of SQL"),
        ("master.t_keyless", "true", "has no primary key"),
    ],
)
def test_what_cannot_be_done_says_why(
    sides: tuple[str, str], table: str, condition: str, words: str
) -> None:
    for url in sides:
        run(url, "create table if not exists master.t_keyless (id bigint)")
    with pytest.raises(ConfigError, match=words):
        compare_rows(*sides, Selection(table, condition))


def test_the_command_shows_first_and_acts_for_a_yes(
    sides: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there, here = sides
    monkeypatch.setattr(paths, "HOME", tmp_path / "home")
    monkeypatch.setattr(command, "_admin", lambda: there)
    command.backup(tmp_path / "monday.dump")
    monkeypatch.setattr(db_rows, "live_admin_url", lambda: here)
    words = ["restore-rows", str(tmp_path / "monday.dump"), "--table", "master.brands", "--json"]
    shown = CliRunner().invoke(command.db_command, words)
    assert shown.exit_code == 0, shown.output
    assert json.loads(shown.stdout)["missing"] == 2
    assert "add --yes" in shown.stderr
    assert one(here, "select count(*) from master.brands") == 8
    done = CliRunner().invoke(command.db_command, [*words, "--where", "id = 103", "--yes"])
    assert done.exit_code == 0, done.output
    assert "inserted 1 rows" in done.stderr
    assert one(here, "select count(*) from master.brands") == 9


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("brands", "names no table"),
        ("master.none", "is not in the live database"),
        ("master.t_keyless", "has no primary key"),
    ],
)
def test_a_table_is_looked_at_before_the_backup_is_restored(
    db_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str, words: str
) -> None:
    run(db_url, "create table master.t_keyless (id bigint)")
    monkeypatch.setattr(db_rows, "live_admin_url", lambda: db_url)
    # No backup: one that was looked at first would be the error.
    absent = ["restore-rows", str(tmp_path / "none.dump"), "--table", table]
    done = CliRunner().invoke(main, ["db", *absent])
    assert done.exit_code == 2
    assert words in done.stderr
