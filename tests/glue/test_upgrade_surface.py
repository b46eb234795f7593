"""What breaks callers: of RPCs, of views, and of what the catalogues list."""

from typing import Any

import psycopg
import pytest
from psycopg.rows import DictRow

from glue.contracts.contracts import Contracts
from glue.contracts.shapes import parse_shape
from glue.upgrade.shapes import RETURNS, TAKES, Reader, Side, Words
from glue.upgrade.surface import (
    Surface,
    differences,
    make_surface,
    metric_labels,
    read_surface,
)


@pytest.mark.parametrize(
    ("words", "known", "met", "expected"),
    [
        (RETURNS, "{a: text}", "{a: text, b: text}", []),
        (RETURNS, "{a: text, b: text}", "{a: text}", ["b is gone"]),
        (RETURNS, "{a: text}", "{a?: text}", ["a may be absent"]),
        (RETURNS, "{a: text}", "{a: text | null}", ["a may be null"]),
        (RETURNS, "{a: text | null}", "{a: text}", []),
        (RETURNS, "[{a: bigint}]", "[{a: text}]", ["[].a is text, not bigint"]),
        (RETURNS, '{a: "x" | "y"}', '{a: "x" | "y" | "z"}', ['a is "z", not "x" | "y"']),
        (TAKES, '{a: "x" | "y" | "z"}', '{a: "x" | "y"}', []),
        (RETURNS, "{a: text}", '{a: "x"}', []),
        (RETURNS, "{[text]: bigint}", "{[text]: numeric}", ["[] is numeric, not bigint"]),
        (RETURNS, "{a: jsonb}", "{a: [bigint]}", []),
        (RETURNS, "{a: bigint | text}", "{a: bigint | [text]}",
         ["a is a list, not bigint | text"]),
        (TAKES, "{a: text, b?: text}", "{a: text}", []),
        (TAKES, "{a: text, b: text}", "{a: text}", ["b is required"]),
        (TAKES, "{a: text}", "{a: text, b?: text}", ["b is refused"]),
        (TAKES, "{a: text}", "{a: text | null}", ["a may not be null"]),
        (TAKES, "{a: bigint}", "{a: text}", ["a is bigint, not text"]),
    ],
)  # fmt: skip
def test_a_shape_fits_or_the_misfit_is_named(
    words: Words, known: str, met: str, expected: list[str]
) -> None:
    nothing = Contracts({})
    pair = Side(parse_shape(known), nothing), Side(parse_shape(met), nothing)
    assert list(Reader(words).misfits(*pair)) == expected


RPC: dict[str, Any] = {
    "parameters": [{"name": "title", "type": "text", "has_default": True}],
    "returns": "jsonb",
    "is_read_only": True,
    "roles": ["authenticated"],
    "app_roles": None,
    "comment": "It.\n\nReturns: {id: bigint, title: text}\n",
}
RETITLED = {"name": "name", "type": "text", "has_default": False}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"parameters": []}, ["the parameter title is gone"]),
        ({"parameters": [{**RPC["parameters"][0], "type": "bigint"}]},
         ["the parameter title is bigint, not text"]),
        ({"parameters": [{**RPC["parameters"][0], "has_default": False}]},
         ["the parameter title is required"]),
        ({"parameters": [*RPC["parameters"], RETITLED]}, ["a required parameter name"]),
        ({"returns": "text"}, ["it returns text, not jsonb"]),
        ({"is_read_only": False}, ["it writes: GET is refused"]),
        ({"roles": []}, ["authenticated may not call it"]),
        ({"app_roles": "'admin'"}, ["it asks for app role 'admin', not None"]),
        ({"comment": "It.\n\nReturns: {id: bigint}\n"}, ["returns: title is gone"]),
        ({"comment": f"{RPC['comment']}Deprecated: since 0.2.0.\n"}, []),
    ],
)  # fmt: skip
def test_what_breaks_the_callers_of_an_rpc(change: dict[str, Any], expected: list[str]) -> None:
    found = differences(surface("rpc", RPC), surface("rpc", RPC | change))
    assert [it.change for it in found if it.is_breaking] == expected
    assert found


@pytest.mark.parametrize(
    ("old", "new", "breaks"),
    [
        ("'admin'", "'admin', 'analyst'", False),
        ("'admin', 'analyst'", "'admin'", True),
        ("'admin', 'analyst'", "'admin', 'buyer'", True),
        ("'admin'", None, False),
        (None, "'admin'", True),
        ("'admin'", "variadic v_roles", True),
        ("variadic v_roles", "'admin'", True),
    ],
)
def test_an_rpc_may_let_more_app_roles_call_it_and_no_less(
    old: str | None, new: str | None, *, breaks: bool
) -> None:
    pair = (surface("rpc", RPC | {"app_roles": it}) for it in (old, new))
    assert [it.is_breaking for it in differences(*pair)] == [breaks]


def test_the_order_of_app_roles_is_no_difference() -> None:
    pair = (RPC | {"app_roles": it} for it in ("'admin', 'buyer'", "'buyer',\n 'admin'"))
    assert differences(*(surface("rpc", it) for it in pair)) == []


@pytest.mark.parametrize(
    ("old", "new", "breaks"), [("sql", "python", True), ("python", "sql", False)]
)
def test_a_job_that_takes_python_now_breaks_who_runs_no_worker(
    old: str, new: str, *, breaks: bool
) -> None:
    pair = (surface("job kind", {"handler": it}) for it in (old, new))
    assert [it.is_breaking for it in differences(*pair)] == [breaks]


def surface(kind: str, definition: dict[str, Any]) -> Surface:
    """Return a surface of one thing."""
    return make_surface({(kind, "one"): (definition,)})


@pytest.mark.parametrize(
    ("kind", "old", "new", "expected"),
    [
        ("column", {"type": "text", "rights": ["anon may select"]},
         {"type": "bigint", "rights": []},
         ["its type is bigint, not text", "no longer: anon may select"]),
        ("event", {"topic": "a:<id>", "payload": "{v: integer, a: text}"},
         {"topic": "b:<id>", "payload": "{v: integer}"},
         ["payload: a is gone", "topic is b:<id>, not a:<id>"]),
        ("setting", {"type": "number"}, {"type": "string"}, ["type is string, not number"]),
        ("error", {"sqlstate": "PT409"}, {"sqlstate": "PT409"}, []),
        ("health check", {"unit": "s"}, {"unit": "ms"}, ["unit is ms, not s"]),
        ("metric", {"type": "gauge", "labels": "a"}, {"type": "gauge", "labels": "a, b"},
         ["labels is a, b, not a"]),
        ("metric", {"type": "gauge"}, {"type": "counter", "labels": "a"},
         ["type is counter, not gauge"]),
    ],
)  # fmt: skip
def test_what_breaks_the_readers_of_a_catalogue(
    kind: str, old: dict[str, Any], new: dict[str, Any], expected: list[str]
) -> None:
    found = differences(surface(kind, old), surface(kind, new))
    assert [it.change for it in found if it.is_breaking] == expected


@pytest.mark.parametrize(
    ("query", "labels"),
    [
        ("select jsonb_build_object('b', 1, 'a', core.f(2)), 3 from t", "a, b"),
        ("select '{}'::jsonb, 3", None),
        ("select l.labels, 3 from core.l as l", None),
        ("select jsonb_build_object('a', 1), 3 union all select '{}', 4", None),
    ],
)
def test_the_labels_of_a_metric_are_those_of_its_query(query: str, labels: str | None) -> None:
    assert metric_labels(query) == labels


def test_invariants_checks_and_metrics_are_compared(
    conn: psycopg.Connection[DictRow],
) -> None:
    old = read_surface(conn)
    kinds = {"invariant", "health check", "metric"}
    gone = make_surface({key: it for key, it in old.of.items() if key[0] not in kinds})
    found = differences(old, gone)
    assert {it.kind for it in found if it.is_breaking} == kinds
    assert old.of["metric", "connections"] == ({"type": "gauge", "labels": "state"},)


def test_what_was_announced_is_gone_as_announced() -> None:
    old = surface("rpc", RPC | {"comment": f"{RPC['comment']}Deprecated: since 0.2.0; use two.\n"})
    (gone,) = differences(old, make_surface({}))
    assert gone.change == "gone, as announced: since 0.2.0; use two."
