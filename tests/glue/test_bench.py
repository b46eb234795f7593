"""The bench: results are compared with budgets, the load is open, requests repeat."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from glue import db
from glue.bench import (
    commerce,
    concerts,
    filters,
    filters_growth,
    filters_live,
    filters_write,
    pool,
    reading,
    reservations,
    suppliers,
    votes,
)
from glue.bench.figures import percentile
from glue.bench.filters_questions import CASES, Questions
from glue.bench.open_loop import Call, offer
from glue.bench.suites import IN_PLACE
from glue.commands.bench import bench_command
from glue.commands.seed import seed
from glue.errors import ConfigError, RowhouseError
from glue.postgres.pooler import find_pgbouncer
from glue.postgres.server import SUPERUSER, Server
from tests.clusters import TEMPLATE

pytestmark = [pytest.mark.once, pytest.mark.needs("filters", "reading")]


def test_a_percentile_is_a_value_that_was_measured() -> None:
    assert percentile([3.0, 1.0, 2.0], 0.5) == 2.0
    assert percentile([float(n) for n in range(1, 101)], 0.95) == 95.0
    with pytest.raises(ValueError, match="no value"):
        percentile([], 0.5)


def test_requests_that_wait_are_late_from_when_they_were_due(db_url: str) -> None:
    latencies = offer(db_url, [Call("select pg_sleep(0.05)")] * 64, rate=1_000)
    assert min(latencies) >= 50
    # 64 requests due within 64 ms, 16 at a time, 50 ms each: the last waits for three others.
    assert max(latencies) >= 120


def test_requests_run_as_a_signed_in_user(db_url: str) -> None:
    call = Call("select 1 / (current_user = 'authenticated' and auth.uid() is not null)::int")
    assert len(offer(db_url, [call], rate=10)) == 1


@pytest.mark.skipif(find_pgbouncer() is None, reason="pgbouncer is not installed")
def test_a_thousand_clients_share_the_connections_of_a_pooler(server: Server) -> None:
    few, many = pool.measure(server.url(database=TEMPLATE), 0.05, print)
    assert few.median > 0
    assert many.median > 0
    assert many.name.startswith("1,000 clients, 20 connections")


def test_the_same_seed_asks_the_same_questions(db_url: str) -> None:
    with db.connect(db_url) as conn:
        with pytest.raises(ConfigError, match="no transaction"):
            Questions(conn)
        seed(db_url, "demo", 2_000)
        first, second = Questions(conn), Questions(conn)
    asked = [first.draw((0, 4)) for _ in range(50)]
    assert asked == [second.draw((0, 4)) for _ in range(50)]
    assert {len(question.within) for question in asked} == {0, 1, 2, 3, 4}
    assert all(1 <= len(values) <= 3 for q in asked for values in q.within.values())


def test_the_command_writes_every_figure(
    db_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filters, "RATES", ())
    monkeypatch.setattr(filters, "WARM_UP", 16)
    seed(db_url, "demo", 2_000)
    file = tmp_path / "filters.json"
    done = CliRunner().invoke(
        bench_command,
        ["filters", "--scale", "0.01", "--json", str(file), "--url", db_url],
    )
    assert done.exit_code in {0, 1}, done.output
    figures = json.loads(file.read_text())
    assert len(figures) == 2 * len(CASES) + 3
    for figure in figures:
        assert {*figure} == {
            "suite", "name", "unit", "median", "p95", "p99", "ratio", "floor", "bar", "ok",
        }  # fmt: skip
        assert figure["name"] in done.stdout


def test_growth_is_measured_beside_the_demo(
    db_url: str, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filters, "RATES", ())
    monkeypatch.setattr(filters, "WARM_UP", 16)
    monkeypatch.setattr(filters_growth, "REQUESTS", 0.01)
    monkeypatch.setattr(filters_growth, "FOLDED", 100)
    monkeypatch.setattr(filters_growth, "seed_demo", lambda url: seed(url, "demo", 2_000))
    admin = server.url(SUPERUSER, db.database_of(db_url))
    figures = filters_growth.measure_growth(db_url, admin, 3, lambda _: None)
    once, thrice = figures[: len(figures) // 2], figures[len(figures) // 2 :]
    assert [f"{figure.name}, 3 times the baskets" for figure in once] == [
        figure.name for figure in thrice
    ]
    found = {figure.name: figure for figure in figures}
    assert found["lines, 3 times the baskets"].median == 3 * found["lines"].median == 6_000
    assert found["every count verified, 3 times the baskets"].ok
    assert found["tables of counts, 3 times the baskets"].floor == "the demo"


def test_filters_grow_by_whole_numbers() -> None:
    done = CliRunner().invoke(bench_command, ["filters", "--scale", "1.5", "--url", "x"])
    assert isinstance(done.exception, ConfigError)


@pytest.mark.parametrize(("times", "bar"), [(1, 15.0), (2, 50.0), (5, 50.0), (10, 75.0)])
def test_the_bar_of_options_grows_with_the_lines(times: int, bar: float) -> None:
    bars = {case.name: filters_growth.bar_of(case, times) for case in CASES}
    assert bars["filter_options, 0 to 4 narrowed"] == bar
    assert bars["filter_values, 0 or 1 narrowed"] == 10.0


def test_figures_that_cannot_be_written_leave_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "figures.json"
    file.write_text("those of yesterday")

    def fill_the_disk(_path: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fill_the_disk)
    monkeypatch.setitem(IN_PLACE, "filters", lambda *_: [])
    done = CliRunner().invoke(
        bench_command, ["filters", "--json", str(file), "--url", "postgresql://nowhere/db"]
    )
    assert isinstance(done.exception, RowhouseError)
    assert file.read_text() == "those of yesterday"
    assert [*tmp_path.iterdir()] == [file]


def test_reading_is_measured_where_its_messages_are_kept(
    db_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "ROUNDS", 1)
    figures = reading.measure(db_url, 0.01, lambda _: None)
    assert [figure.name for figure in figures] == [
        "push of 1 edit",
        "push of 1,000 edits",
        "direct update",
    ]
    with db.connect(db_url) as conn:
        assert conn.execute("select from realtime.messages").rowcount > 10


def test_filters_are_exact_while_they_are_measured(
    db_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filters_live, "WARM_UP", 16)
    seed(db_url, "demo", 2_000)
    figures = {
        figure.name.split(",")[0]: figure
        for figure in filters_live.measure(db_url, 0.01, lambda _: None)
    }
    assert figures["stale lists"].median == 0
    assert figures["not listed right after the commit"].median == 0
    assert figures["commit to client event"].median < 60_000
    with db.connect(db_url) as conn:
        assert conn.execute("select from filters.line_changes").rowcount == 0
        assert conn.execute("select from filters.list_wrong_cells()").rowcount == 0
        # What the measuring wrote is gone.
        assert conn.execute("select from filters.transactions").rowcount == 2_000
        assert (
            conn.execute("select from master.brands where brand_key like 'probe %'").rowcount == 0
        )


def test_writers_are_measured_beside_a_bare_table(
    db_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filters_write, "ROUNDS", 1)
    monkeypatch.setattr(filters_write, "POOL", 20_000)
    figures = filters_write.measure(db_url, 0.02, lambda _: None)
    assert [figure.floor for figure in figures[:4]] == [filters_write.FLOOR] * 4
    assert figures[-1].name == "broken invariants afterwards"
    assert figures[-1].median == 0


@pytest.mark.needs("commerce")
def test_every_rpc_of_commerce_is_measured(db_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commerce, "RATE", 1_000.0)
    monkeypatch.setattr(commerce, "REPORT_RATE", 1_000.0)
    figures = commerce.measure(db_url, 0.001, lambda _: None)
    assert figures[-1].name == "broken invariants afterwards"
    assert figures[-1].median == 0
    measured = {figure.name.split()[0] for figure in figures[:-1]}
    with db.connect(db_url) as conn:
        exposed = conn.execute(
            "select p.proname as name from pg_proc as p"
            " where p.pronamespace = 'api'::regnamespace"
            " and to_regproc('commerce.' || p.proname) is not null"
        ).fetchall()
    # A rebuild is an operation: the call only starts it.
    assert {row["name"] for row in exposed} - measured == {"rebuild_orders"}


@pytest.mark.needs("commerce")
def test_reservations_sell_nothing_twice(db_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reservations, "SKUS", 20)
    hot = reservations.Case("one hot SKU", 2, "21", 0.0)
    monkeypatch.setattr(reservations, "CASES", (hot,))
    calls, oversold = reservations.measure(db_url, 0.1, lambda _: None)
    assert calls.median > 0
    assert calls.ratio is not None
    assert oversold.median == 0


@pytest.mark.needs("suppliers")
def test_every_rpc_of_suppliers_is_measured(db_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suppliers, "RATE", 1_000.0)
    figures = suppliers.measure(db_url, 0.002, lambda _: None)
    assert figures[-1].name == "broken invariants afterwards"
    assert figures[-1].median == 0
    bulk = [figure for figure in figures if figure.unit == "tasks/s"]
    assert [figure.floor for figure in bulk] == [suppliers.FLOOR] * 2
    measured = {figure.name.split()[0] for figure in figures}
    with db.connect(db_url) as conn:
        exposed = conn.execute(
            "select p.proname as name from pg_proc as p"
            " where p.pronamespace = 'api'::regnamespace"
            " and to_regproc('suppliers.' || p.proname) is not null"
        ).fetchall()
    assert {row["name"] for row in exposed} <= measured


@pytest.mark.needs("concerts")
def test_votes_are_counted_once_while_they_are_measured(
    db_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(votes, "CLIENTS", 8)
    figures = votes.measure(db_url, 0.01, lambda _: None)
    assert [figure.unit for figure in figures] == [
        *("votes/s", "ms") * len(votes.CASES),
        *["rows"] * 4,
        "invariants",
    ]
    assert all(figure.median > 0 for figure in figures[: 2 * len(votes.CASES)])
    assert {figure.name: figure.median for figure in figures[2 * len(votes.CASES) :]} == {
        "accepted votes that are lost": 0,
        "votes that were not cast, or count twice": 0,
        "songs whose counters differ": 0,
        "artists whose heats differ": 0,
        "broken invariants afterwards": 0,
    }


@pytest.mark.needs("concerts")
def test_reads_of_concerts_are_measured_on_whole_tables(
    db_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(concerts, "WARM_UP", 0)
    figures = concerts.measure(db_url, 0.002, lambda _: None)
    assert [figure.name for figure in figures] == [
        *(case.name for group in concerts.GROUPS for case in group.cases),
        "broken invariants afterwards",
    ]
    assert figures[-1].median == 0
    with db.connect(db_url) as conn:
        (made,) = conn.execute(
            "select"
            " (select count(*) from concerts.artists) as artists,"
            " (select count(*) from concerts.votes) as votes,"
            " (select count(*) from concerts.search_documents) as documents"
        ).fetchall()
    assert made == {"artists": 200, "votes": 2_000, "documents": 410}
