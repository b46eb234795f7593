"""Registered dimensions with real connections: exact at any time, under writes and crashes."""

import json
import random
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest
from click.testing import CliRunner, Result

from glue import db, paths
from glue.commands import db as db_commands
from glue.commands import dimension as command
from glue.migrate.differ import differences
from glue.postgres.server import Server

pytestmark = [pytest.mark.once, pytest.mark.needs("filters")]

# Given: a schema, tables and columns of names that only quoting survives.
ODD = 'o\'Dd "ßhop" ' + "x" * 48
COLOUR = "cöl\"our '; drop table x"
QUOTED = "create schema {schema}; create type {schema}.\"si ze\" as enum ('S', 'M L')"
SHOP = """
    create table {table} (
        id bigint generated always as identity primary key,
        {colour} text,
        "size" {schema}."si ze",
        facts jsonb,
        sold_on date
    )
"""


def _quote(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


class Shop:
    """A table of odd names, and a worker for its dimensions."""

    def __init__(self, url: str) -> None:
        self.url = url
        schema = _quote(ODD.encode()[:63].decode(errors="ignore"))
        self.table = f'{schema}."lines %s; --"'
        with db.connect(url) as conn:
            conn.execute(QUOTED.format(schema=schema))
            conn.execute(
                SHOP.format(table=self.table, colour=_quote(COLOUR), schema=schema).encode()
            )
        self.allow(self.table, ["id", COLOUR, "size", "facts", "sold_on"])

    def write(self, statement: str) -> None:
        """Run a statement of {t}, the table, and {c}, its odd column."""
        with db.connect(self.url) as conn:
            text = statement.replace("{t}", self.table).replace("{c}", _quote(COLOUR))
            conn.execute(text.encode())

    def allow(self, table: str, columns: list[str], uses: tuple[str, ...] = ("count",)) -> None:
        """Let dimensions use a table, as its owner."""
        self.ask("filters.allow_source", table, columns, list(uses))

    def register(self, **config: Any) -> dict[str, Any]:
        """Register a dimension of the table."""
        whole = json.dumps({"source": self.table, **config})
        return dict(self.ask("filters.register_dimension", whole))

    def toggle(self, name: str, *, is_on: bool) -> None:
        """Switch a dimension on or off."""
        self.ask("filters.toggle_dimension", name, is_on, "Because.")

    def ask(self, function: str, *values: Any) -> Any:
        """Call a function of one result."""
        marks = ", ".join(["%s"] * len(values))
        with db.connect(self.url) as conn:
            row = conn.execute(f"select {function}({marks}) as answer", values).fetchone()
        return (row or {})["answer"]

    def work(self) -> None:
        """Work on all operations until they are finished."""
        with db.connect(self.url) as conn:
            for row in conn.execute(
                "select id from core.operations where finished_at is null order by id"
            ).fetchall():
                state = "continued"
                while state == "continued":
                    found = conn.execute(
                        "select core.run_operation_chunks(%s) as state", (row["id"],)
                    ).fetchone()
                    state = (found or {})["state"]

    def values(self, name: str, within: dict[str, Any] | None = None) -> dict[str, int]:
        """Return value: count, as a caller gets them."""
        page = self.ask("filters.filter_values", name, json.dumps(within or {}))
        return {item["value"]: item["count"] for item in page["items"]}

    def violations(self) -> list[str]:
        """Return the broken invariants of counters."""
        names = (
            "filters.counters_are_counted",
            "filters.counters_are_compiled",
            "filters.counts_are_numbered",
        )
        with db.connect(self.url) as conn:
            return [
                name
                for name in names
                if (
                    conn.execute(
                        "select violations from core.run_invariant(%s)", (name,)
                    ).fetchone()
                    or {}
                )["violations"]
            ]


@pytest.fixture
def shop(db_url: str) -> Shop:
    """A fresh database with the table in it."""
    return Shop(db_url)


def test_every_statement_on_a_table_of_odd_names_is_counted(shop: Shop) -> None:
    shop.write("insert into {t} ({c}, size) values ('red', 'S'), ('red', 'M L'), (null, 'S')")
    shop.register(name="colour", column=COLOUR)
    shop.register(name="size", column="size", parent="colour")
    shop.register(name="origin", column="facts", path=["from", 'ci"ty'])
    shop.register(name="day", column="sold_on")
    shop.work()
    assert shop.values("colour") == {"red": 2}
    assert shop.values("size") == {"M L": 1, "S": 2}
    shop.write("""insert into {t} ({c}, size, facts, sold_on) values
        ('blue', 'S', '{"from": {"ci\\"ty": "Cebu"}}', '2024-05-01'), ('%s', null, '[]', null)""")
    shop.write("update {t} set {c} = 'green' where {c} = 'red' and size = 'S'")
    shop.write("delete from {t} where {c} = 'blue' and size <> 'S'")
    assert shop.values("colour") == {"%s": 1, "blue": 1, "green": 1, "red": 1}
    assert shop.values("origin") == {"Cebu": 1}
    assert shop.values("day") == {"2024-05-01": 1}
    # By the parent from counters, by another from the rows.
    assert shop.values("size", {"colour": ["green"]}) == {"S": 1}
    assert shop.values("size", {"origin": "Cebu"}) == {"S": 1}
    assert shop.values("colour", {"size": ["S"], "day": ["2024-05-01"]}) == {"blue": 1}
    before = shop.ask("filters.filter_values", "colour")
    assert shop.ask("filters._fold_counters", 1000) > 0
    assert shop.ask("filters.filter_values", "colour") == before
    assert shop.violations() == []
    shop.write("truncate {t}")
    assert shop.values("colour") == {}
    assert shop.violations() == []
    shop.ask("filters._fold_counters", None)
    with db.connect(shop.url) as conn:
        left = conn.execute(
            "select from filters.value_counts union all select from filters.value_deltas"
        )
        assert left.rowcount == 0


_WRITES = (
    "insert into {t} ({c}, size) select 'c' || n % 97, 'S' from generate_series({n}, {n} + 40) n",
    "update {t} set {c} = 'c' || ((id + {n}) % 97) where id % 53 = {n} % 53",
    "delete from {t} where id % 61 = {n} % 61",
)


def _scribble(shop: Shop, seed: int, stop: threading.Event) -> int:
    """Write to the table until told to stop; return how many statements there were."""
    rng = random.Random(seed)  # noqa: S311 - chance, not secrets
    done = 0
    with db.connect(shop.url) as conn:
        while not stop.is_set():
            text = rng.choice(_WRITES).replace("{t}", shop.table).replace("{c}", _quote(COLOUR))
            with suppress(psycopg.errors.DeadlockDetected), conn.transaction():
                conn.execute(text.replace("{n}", str(rng.randrange(1000))).encode())
                done += 1
                if rng.random() < 0.1:
                    raise psycopg.Rollback
    return done


def _keep_folding(shop: Shop, stop: threading.Event) -> None:
    with db.connect(shop.url) as conn:
        while not stop.is_set():
            conn.execute("select filters._fold_counters(200)")


def _end_backend(url: str, pid: int) -> None:
    with db.connect(url) as conn:
        conn.execute("select pg_terminate_backend(%s)", (pid,))


def _work_and_die(shop: Shop, operation: int, seed: int) -> None:
    """Work on an operation in a connection that is ended at some moment."""
    with db.connect(shop.url) as conn, suppress(psycopg.OperationalError):
        timer = threading.Timer(0.01 * seed, _end_backend, (shop.url, conn.info.backend_pid))
        timer.start()
        while True:
            conn.execute("select core.run_operation_chunks(%s)", (operation,))


def test_a_fill_is_exact_with_writers_in_flight_and_workers_that_die(shop: Shop) -> None:
    shop.write(
        "insert into {t} ({c}, size) select 'c' || n % 89, 'M L' from generate_series(1, 4000) as n"
    )
    shop.write("analyze {t}")
    with db.connect(shop.url) as conn:
        conn.execute("update core.settings set value = '500' where name = 'filters.rows_per_part'")
        conn.execute("update core.settings set value = '1' where name = 'core.operation_slice_ms'")
    stop = threading.Event()
    with ThreadPoolExecutor(6) as pool:
        writers = [pool.submit(_scribble, shop, seed, stop) for seed in range(4)]
        folder = pool.submit(_keep_folding, shop, stop)
        try:
            answers = [
                shop.register(name="colour", column=COLOUR),
                shop.register(name="size", column="size", parent="colour"),
            ]
            for answer in answers:
                for seed in range(1, 6):
                    _work_and_die(shop, answer["operation_id"], seed)
            shop.work()
            for _ in range(5):
                assert shop.violations() == []
        finally:
            stop.set()
        assert all(writer.result() > 0 for writer in writers)
        folder.result()
    with db.connect(shop.url) as conn:
        states = conn.execute("select state from filters.dimensions where counted_by = 'counters'")
        assert [row["state"] for row in states] == ["live", "live"]
    assert shop.violations() == []


def test_versions_only_rise_while_folds_go_on(shop: Shop) -> None:
    shop.register(name="colour", column=COLOUR)
    shop.work()
    stop = threading.Event()
    with ThreadPoolExecutor(3) as pool:
        pool.submit(_scribble, shop, 1, stop)
        pool.submit(_keep_folding, shop, stop)
        try:
            seen = [shop.ask("filters._version_of", "colour") for _ in range(100)]
        finally:
            stop.set()
    assert seen == sorted(seen)
    assert seen[-1] > seen[0]


def test_toggles_at_once_follow_each_other_and_none_is_lost(shop: Shop) -> None:
    shop.register(name="colour", column=COLOUR)
    shop.register(name="size", column="size")
    shop.work()

    def toggle(number: int) -> str:
        name = ("colour", "size")[number % 2]
        answer = shop.ask(
            "filters.toggle_dimension", name, number % 3 == 0, f"call {number}", number % 5 == 0
        )
        return str(answer["state"])

    with ThreadPoolExecutor(8) as pool:
        assert len(list(pool.map(toggle, range(40)))) == 40
    shop.work()
    with db.connect(shop.url) as conn:
        found = conn.execute("""
            select d.name, d.state, count(*) as versions, max(v.number) as newest,
                (array_agg(v.config -> 'enabled' order by v.number desc))[1] as is_on,
                count(distinct v.reason) as reasons
            from filters.dimensions as d
            inner join filters.dimension_versions as v on d.name = v.dimension
            where d.counted_by = 'counters'
            group by d.name
        """).fetchall()
    assert [(row["versions"], row["newest"], row["reasons"]) for row in found] == [(21, 21, 21)] * 2
    assert all((row["state"] == "live") == row["is_on"] for row in found)
    assert shop.violations() == []


def test_off_costs_the_table_nothing(shop: Shop) -> None:
    shop.register(name="colour", column=COLOUR)
    shop.work()
    shop.write("insert into {t} ({c}) values ('red')")
    shop.toggle("colour", is_on=False)
    with db.connect(shop.url) as conn:
        triggers = conn.execute("select from pg_trigger where tgname ~ '^t70_count'")
        functions = conn.execute(
            "select from pg_proc where pronamespace = 'filters_compiled'::regnamespace"
        )
        kept = conn.execute("select value, lines from filters.value_counts").fetchall()
        assert (triggers.rowcount, functions.rowcount) == (0, 0)
        assert kept == [{"value": "red", "lines": 1}]
    shop.write("delete from {t}")
    shop.toggle("colour", is_on=True)
    shop.work()
    assert shop.values("colour") == {}


def test_a_source_that_is_written_for_long_is_busy(shop: Shop) -> None:
    with db.connect(shop.url, autocommit=False) as conn:
        conn.execute(f"insert into {shop.table} (size) values ('S')".encode())
        with pytest.raises(psycopg.Error, match=r"filters\.source_busy"):
            shop.register(name="colour", column=COLOUR)
    assert shop.register(name="colour", column=COLOUR)["state"] == "filling"


def test_a_column_that_is_renamed_stops_writes_until_it_is_switched_off(shop: Shop) -> None:
    shop.register(name="colour", column=COLOUR)
    shop.work()
    shop.write("alter table {t} rename column {c} to colour")
    with pytest.raises(psycopg.Error, match=r"filters\.column_changed"):
        shop.write("insert into {t} (size) values ('S')")
    shop.toggle("colour", is_on=False)
    with pytest.raises(psycopg.Error, match=r"filters\.invalid_dimension"):
        shop.toggle("colour", is_on=True)
    shop.write("insert into {t} (colour) values ('red')")
    shop.allow(shop.table, ["colour"])
    shop.register(name="colour", column="colour")
    shop.toggle("colour", is_on=True)
    shop.work()
    assert shop.values("colour") == {"red": 1}


def test_dimensions_of_a_table_that_is_gone_can_be_switched_off(shop: Shop) -> None:
    shop.register(name="colour", column=COLOUR)
    shop.register(name="size", column="size", parent="colour")
    shop.work()
    shop.write("drop table {t}")
    assert shop.violations() == ["filters.counters_are_counted"]
    shop.toggle("colour", is_on=False)
    shop.toggle("size", is_on=False)
    assert shop.violations() == []


PARTED = """
    create schema parted;
    create table parted.sales (id int, place text, kind text) partition by list (place);
    create table parted.north partition of parted.sales for values in ('n');
    create table parted.south (kind text, place text, id int);
    alter table parted.sales attach partition parted.south for values in ('s');
"""


def test_a_partitioned_table_is_counted_however_it_is_written(shop: Shop) -> None:
    shop.write(PARTED)
    shop.allow("parted.sales", ["place", "kind"])
    shop.ask(
        "filters.register_dimension",
        json.dumps({"name": "place", "source": "parted.sales", "column": "place"}),
    )
    shop.work()
    shop.write("insert into parted.sales values (1, 'n', 'a'), (2, 's', 'b'), (3, 's', 'b')")
    shop.write("insert into parted.south (place) values ('s')")
    shop.write("update parted.sales set place = 'n' where id = 2")
    assert shop.values("place") == {"n": 2, "s": 2}
    shop.write("truncate parted.north")
    assert shop.values("place") == {"s": 2}
    shop.write("truncate parted.sales")
    assert shop.values("place") == {}
    assert shop.violations() == []
    shop.write("create table parted.east partition of parted.sales for values in ('e')")
    assert shop.violations() == ["filters.counters_are_compiled"]
    with pytest.raises(psycopg.Error, match=r"filters\.invalid_source"):
        shop.ask(
            "filters.register_dimension",
            json.dumps({"name": "x", "source": "parted.north", "column": "place"}),
        )


def test_a_restored_backup_goes_on_counting(
    shop: Shop, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.register(name="colour", column=COLOUR)
    shop.work()
    shop.write("insert into {t} ({c}) values ('red'), ('blue')")
    shop.ask("filters._fold_counters", None)
    shop.write("insert into {t} ({c}) values ('red')")
    url = server.url("supabase_admin", db.database_of(shop.url))
    monkeypatch.setattr(db_commands, "_admin", lambda: url)
    monkeypatch.setattr(paths, "HOME", tmp_path)
    dump = tmp_path / "a.dump"
    db_commands.backup(dump)
    done = CliRunner().invoke(db_commands.db_command, ["rehearse-restore", str(dump)])
    assert done.exit_code == 0, done.output
    shop.write("delete from {t} where {c} = 'red'")
    db_commands.restore(dump, yes=True)
    assert shop.values("colour") == {"blue": 1, "red": 2}
    shop.write("insert into {t} ({c}) values ('red')")
    assert shop.values("colour") == {"blue": 1, "red": 3}
    assert shop.violations() == []


def test_what_is_compiled_is_no_drift(make_database: Callable[..., str]) -> None:
    one, two = make_database(), make_database()
    config = {"name": "product", "source": "filters.transactions", "column": "product_key"}
    with db.connect(two) as conn:
        conn.execute("select filters.register_dimension(%s)", (json.dumps(config),))
        triggers = conn.execute(
            "select from pg_trigger where tgrelid = 'filters.transactions'::regclass"
            " and tgname ~ '^t70_count_'"
        )
        assert triggers.rowcount >= 4
    assert differences(one, two) == []


class Terminal:
    """Calls the command; a worker works beside it."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop

    def run(self, *arguments: str, stdin: str | None = None) -> Any:
        """Return what the command prints as JSON."""
        done = self.try_(*arguments, "--json", stdin=stdin)
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout)

    def try_(self, *arguments: str, stdin: str | None = None) -> Result:
        """Call the command while operations are worked on."""
        stop = threading.Event()
        with ThreadPoolExecutor(1) as pool:
            worker = pool.submit(self._work, stop)
            try:
                return CliRunner().invoke(
                    command.dimension_command, [*arguments, "--url", self.shop.url], input=stdin
                )
            finally:
                stop.set()
                worker.result()

    def _work(self, stop: threading.Event) -> None:
        while not stop.wait(0.05):
            self.shop.work()


def test_the_command_does_all_of_it(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "_POLL_SECONDS", 0.02)
    shop.write("create table colours (code text primary key, name text)")
    shop.allow("public.colours", ["code", "name"], ("master", "prune"))
    shop.write("insert into {t} ({c}) select 'c' || n % 5 from generate_series(1, 100) as n")
    terminal = Terminal(shop)
    assert terminal.run("discover", shop.table)[0]["column"] == COLOUR
    config = {"name": "colour", "source": shop.table, "column": COLOUR}
    master = {"table": "public.colours", "key": "code", "label": "name"}
    (answer,) = terminal.run(
        "register", stdin=json.dumps(config | {"master": master, "prune_after": "0"})
    )
    assert answer["state"] == "live"
    listed = {row["name"]: row for row in terminal.run("list")}
    assert (listed["colour"]["total"], listed["colour"]["state"]) == (5, "live")
    shop.write("insert into colours values ('grey', 'Grey')")
    (orphans,) = terminal.run("orphans", "colour")
    assert orphans["master_without_transaction"] == ["grey"]
    assert "would go" in terminal.try_("prune", "colour").output
    (pruned,) = terminal.run("prune", "colour", "--yes")
    assert pruned["pruned"] == ["grey"]
    (off,) = terminal.run("toggle", "colour", "off", "--reason", "Not wanted.", "--drop-values")
    assert off["state"] == "off"
    (back,) = terminal.run("rollback", "colour", "1")
    assert (back["state"], back["proved"]) == ("live", True)
    assert shop.values("colour") == {f"c{n}": 20 for n in range(5)}
    assert "is not JSON" in str(terminal.try_("register", stdin="{").exception)


def test_who_interrupts_the_wait_leaves_the_fill_running(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("glue.commands.dimension.time.sleep", interrupt)
    config = json.dumps({"name": "colour", "source": shop.table, "column": COLOUR})
    done = CliRunner().invoke(
        command.dimension_command, ["register", "--url", shop.url, "--json"], input=config
    )
    assert done.exit_code == 0
    assert "goes on without you" in done.stderr
    assert json.loads(done.stdout)[0]["state"] == "filling"
    shop.work()
    assert shop.violations() == []


def test_a_load_of_lines_is_counted(shop: Shop) -> None:
    config = {"name": "product", "source": "filters.transactions", "column": "product_key"}
    shop.ask("filters.register_dimension", json.dumps(config))
    shop.work()
    with db.connect(shop.url, autocommit=False) as conn:
        conn.execute("do $$ begin perform tests.small_shop(); end $$")
    assert shop.values("product") == {"bag": 1, "chips": 2, "cola": 4}
    assert shop.violations() == []
