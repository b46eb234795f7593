"""The suite of all RPCs: each is measured, by the budget of its comment."""

import pytest

from glue import db
from glue.bench import rpcs
from glue.bench.calls import NothingLeftError, Things
from glue.bench.open_loop import Call, offer, try_out
from glue.bench.rpcs import Pace, bar_of, pace_of
from glue.schema.rpcs import Rpc, read_rpcs

pytestmark = [pytest.mark.once]


@pytest.fixture(scope="module")
def by_name() -> dict[str, Rpc]:
    return {rpc.name: rpc for rpc in read_rpcs()}


@pytest.mark.needs("commerce", "concerts", "filters", "reading", "suppliers")
def test_every_rpc_is_measured(db_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rpcs, "RATES", dict.fromkeys(Pace, 1_000.0))
    figures = rpcs.measure(db_url, 0.01, lambda _: None)
    assert figures[-1].name == "broken invariants afterwards"
    assert figures[-1].median == 0
    refused = [figure.name for figure in figures if "refused" in figure.name]
    assert not refused
    left_out, *more = (figure for figure in figures if "not measured" in figure.name)
    assert not more, [figure.name for figure in more]
    assert left_out.name.startswith("run_persisted_query: not measured (PT501 ")
    assert left_out.ok
    assert {rpc.name for rpc in read_rpcs()} == {
        figure.name.split()[0].rstrip(":") for figure in figures[:-1]
    }
    measured = [figure for figure in figures[:-1] if figure is not left_out]
    assert all(figure.bar and figure.p95 and figure.p99 for figure in measured)


@pytest.mark.needs("filters")
def test_the_bar_is_the_budget_of_the_comment(by_name: dict[str, Rpc]) -> None:
    values = by_name["filter_values"]
    assert bar_of(values, "filter_values 0 or 1 narrowed") == 10
    assert bar_of(values, "filter_values 2 to 4 narrowed") == 50
    assert bar_of(by_name["health"], "health") == 200


@pytest.mark.needs("concerts")
def test_what_takes_long_is_offered_apart(by_name: dict[str, Rpc]) -> None:
    assert pace_of(by_name["list_webhooks"], "list_webhooks") is Pace.MIXED
    assert pace_of(by_name["list_webhooks"], "list_webhooks", apart=True) is Pace.SLOW
    assert pace_of(by_name["health"], "health") is Pace.SLOW
    assert pace_of(by_name["merge_records"], "merge_records") is Pace.SLOW
    assert pace_of(by_name["reindex_search"], "reindex_search") is Pace.RARE


def test_what_comes_before_a_call_is_not_counted(db_url: str) -> None:
    slow = Call("select 1", before="select pg_sleep(0.2)")
    assert max(offer(db_url, [slow] * 4, rate=100)) < 200


def test_what_is_not_kept_is_rolled_back(db_url: str) -> None:
    with db.connect(db_url) as conn:
        conn.execute("create table public.bench_rows (n integer)")
        conn.execute("grant insert on public.bench_rows to authenticated")
        insert = "insert into public.bench_rows values (1)"
        offer(db_url, [Call(insert), Call(insert, is_kept=False)], rate=100, warm_up=[Call(insert)])
        assert conn.execute("select from public.bench_rows").rowcount == 1


def test_a_refused_call_is_noted_and_the_others_go_on(db_url: str) -> None:
    faults: dict[int, str] = {}
    calls = [Call("select 1 / 0"), *[Call("select 1")] * 40]
    assert len(offer(db_url, calls, rate=1_000, faults=faults)) == 41
    assert faults == {0: "22012 division by zero"}
    assert try_out(db_url, calls) == faults


def test_an_rpc_without_a_case_is_called_as_its_example_says(db_url: str) -> None:
    by_name = {rpc.name: rpc for rpc in read_rpcs()}
    call = rpcs.example_of(by_name["changes_since"])()
    assert call.parameters == (["filters:region"],)
    assert not call.is_kept
    assert "topics => %s::text[]" in call.statement
    assert offer(db_url, [rpcs.example_of(by_name["list_webhooks"])()], rate=10)


def test_a_case_is_called_as_often_as_there_are_things_for_it() -> None:
    left = iter([Call("select 1"), Call("select 2")])

    def call() -> Call:
        try:
            return next(left)
        except StopIteration:
            raise NothingLeftError from None

    asked = rpcs.Asked("pay_order", "pay_order", 200.0, Pace.MIXED, call)
    assert len([*rpcs.draw(asked, 5)]) == 2


def test_a_thing_is_taken_once(db_url: str) -> None:
    with db.connect(db_url) as conn:
        conn.execute("create schema bench_few")
        conn.execute("create table bench_few.things as select 'a' as kind, 1 as n, 7 as id")
        things = Things(conn, "bench_few", 1)
    assert things.thing("a") == 7
    with pytest.raises(NothingLeftError, match="there are 1 of a"):
        things.thing("a")
