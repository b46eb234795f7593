"""Shapes in comments, and what is written from them."""

import dataclasses
from typing import Any

import jsonschema_rs
import pytest

from glue.contracts.contracts import Contracts, read_contracts, singular
from glue.contracts.json_schema import closed_schema, shape_schema
from glue.contracts.layout import lay_out
from glue.contracts.openapi import write_openapi
from glue.contracts.origins import read_origins
from glue.contracts.python import write_client
from glue.contracts.shapes import (
    Field,
    Literal,
    Mapping,
    Record,
    Reference,
    Scalar,
    Sequence,
    ShapeError,
    Union,
    parse_shape,
)
from glue.contracts.typescript import type_rpcs
from glue.errors import ConfigError
from glue.reference.catalog import Catalog
from glue.reference.pages import write_reference
from glue.reference.shapes import write_shape
from glue.schema.rpcs import Parameter, Refusal, Rpc, read_deprecation

ORDER = '{id: bigint, status: "open" | "done", note?: text | null, sums: {[text]: bigint}}'
LIST = Rpc(
    name="list_orders",
    body="shop.list_orders",
    parameters=(Parameter("after", "text", "null"), Parameter("page_size", "integer", "50")),
    returns="jsonb",
    volatility="stable",
    roles=("authenticated",),
    app_roles=(),
    summary="Orders, newest first.",
    description="",
    labels={"Returns": f"{{items: [{ORDER}], next: text | null}}"},
    errors=(Refusal("core.invalid_cursor", "PT422", "Send it unchanged."),),
)
PLACE = dataclasses.replace(
    LIST,
    name="place_order",
    body="shop.place_order",
    parameters=(Parameter("lines", "jsonb", None),),
    summary="Place an order.",
    labels={
        "Takes": "{lines: [{sku: text, quantity: integer}]}",
        "Returns": "list_orders.items | null",
    },
)


def with_labels(rpc: Rpc, **labels: str) -> Rpc:
    return dataclasses.replace(rpc, labels=rpc.labels | labels)


@pytest.fixture
def contracts() -> Contracts:
    return read_contracts([LIST, PLACE])


def test_a_shape_is_read() -> None:
    assert parse_shape(ORDER) == Record(
        (
            Field("id", Scalar("bigint"), is_optional=False),
            Field("status", Union((Literal("open"), Literal("done"))), is_optional=False),
            Field("note", Union((Scalar("text"), Scalar("null"))), is_optional=True),
            Field("sums", Mapping(Scalar("bigint")), is_optional=False),
        )
    )
    assert parse_shape("[get_order.lines]") == Sequence(Reference(("get_order", "lines")))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "expected a type, found the end"),
        ("{a: }", "expected a type, found '}'"),
        ("{a: text", "expected `,`, found the end"),
        ("{a: text, a: text}", "the key a is written twice"),
        ("text text", "expected the end, found 'text'"),
        ("{[text] text}", "expected `:`"),
        ("TEXT", "cannot read 'TEXT'"),
    ],
)
def test_what_is_not_a_shape_is_refused_with_its_place(text: str, why: str) -> None:
    with pytest.raises(ShapeError) as refused:
        parse_shape(text)
    assert why in str(refused.value)


@pytest.mark.parametrize("text", [ORDER, f"[{ORDER}]", f"{{orders: [{ORDER}], more: {ORDER}}}"])
def test_a_shape_that_is_written_for_readers_is_the_same_shape(text: str) -> None:
    assert parse_shape(write_shape(parse_shape(text))) == parse_shape(text)


@pytest.mark.parametrize(
    ("rpc", "why"),
    [
        (dataclasses.replace(LIST, labels={}), "the comment has no Returns:"),
        (with_labels(LIST, Returns="get_order"), "get_order is neither a type nor an RPC"),
        (with_labels(LIST, Returns="{a: list_orders.b}"), "there is no b"),
        (with_labels(LIST, Returns="list_orders"), "leads to itself"),
        (with_labels(LIST, Takes="{after: text}"), "Takes: must list the jsonb parameters"),
        (dataclasses.replace(PLACE, labels={"Returns": "text"}), "and no other: lines"),
    ],
)
def test_a_wrong_contract_names_its_rpc(rpc: Rpc, why: str) -> None:
    with pytest.raises(ConfigError) as refused:
        read_contracts([rpc])
    assert why in str(refused.value)
    assert rpc.name in str(refused.value)


@pytest.mark.parametrize(
    ("answer", "is_right"),
    [
        ({"id": 1, "status": "open", "sums": {"a": 1}}, True),
        ({"id": 1, "status": "open", "note": None, "sums": {}}, True),
        (None, True),
        ({"id": 1, "status": "new", "sums": {}}, False),
        ({"id": 1, "status": "open", "sums": {}, "more": 1}, False),
        ({"id": 1, "status": "open"}, False),
    ],
)
def test_an_answer_is_judged(contracts: Contracts, answer: Any, *, is_right: bool) -> None:
    judge = jsonschema_rs.validator_for(closed_schema(contracts, "place_order"))
    assert judge.is_valid(answer) is is_right


def test_formats_and_types_of_sql_are_judged() -> None:
    schema = shape_schema("{v: integer, at: timestamptz, on: date, id: uuid, n: numeric | null}")
    judge = jsonschema_rs.validator_for(schema, validate_formats=True)
    right = {
        "v": 1,
        "at": "2026-01-01T00:00:00+00:00",
        "on": "2026-01-01",
        "id": "00000000-0000-4000-8000-000000000000",
        "n": None,
    }
    assert judge.is_valid(right)
    for wrong in ({"v": "1"}, {"at": "yesterday"}, {"on": "2026-13-01"}, {"id": "x"}, {"n": "1"}):
        assert not judge.is_valid(right | wrong), wrong


def test_objects_have_one_name_in_each_language(contracts: Contracts) -> None:
    document = write_openapi([LIST, PLACE], contracts)
    assert {"ListOrders", "ListOrdersItem", "PlaceOrderLineInput"} <= set(
        document["components"]["schemas"]
    )
    python = write_client("shop", [LIST, PLACE], contracts)
    assert "def place_order(self, *, lines: list[PlaceOrderLineInput]) -> ListOrdersItem |" in (
        python.replace("\n        ", "").replace("\n    ", "")
    )
    compile(python, "shop.py", "exec")
    types = type_rpcs(
        '"place_order":\n{ Args: { "lines": Json }; Returns: Json\n' + 27 * " " + "}",
        [PLACE],
        contracts,
    )
    assert '"lines": PlaceOrderLineInput[] }; Returns: ListOrdersItem | null\n' in types
    assert "export type ListOrdersItem = {" in types


def test_what_will_go_is_said_in_each_language(contracts: Contracts) -> None:
    gone = with_labels(LIST, Deprecated="since 0.2.0; use place_order.")
    sentence = "Deprecated since 0.2.0; use place_order."
    post = write_openapi([gone, PLACE], contracts)["paths"]["/rpc/list_orders"]["post"]
    assert post["deprecated"] is True
    assert sentence in post["description"]
    assert f'"""Orders, newest first. {sentence}"""' in write_client("shop", [gone], contracts)
    cli_types = (
        'export type Database = {\n"api": {\n"Functions": {\n'
        '"list_orders":\n{ Args: { "after"?: string }; Returns: Json\n' + 27 * " " + "}\n}\n}\n}\n"
    )
    types = type_rpcs(cli_types, [gone], contracts)
    assert '/** @deprecated since 0.2.0; use place_order. */\n      "list_orders": {' in types
    assert "deprecated" not in type_rpcs(cli_types, [LIST], contracts)
    assert "deprecated" not in write_openapi([LIST], contracts)["paths"]["/rpc/list_orders"]["post"]


def test_what_will_go_is_said_in_the_reference(contracts: Contracts) -> None:
    gone = with_labels(LIST, Deprecated="since 0.2.0; use place_order.")
    nothing = Catalog([], [], [], [], [], [], [])
    pages = write_reference(["shop"], nothing, [gone, PLACE], contracts, {"rpcs": {}})
    sentence = "Deprecated since 0.2.0; use place_order."
    assert f"| Orders, newest first. {sentence} |" in pages["docs/reference/shop.md"]
    assert f"\n\n**{sentence}**\n\n" in pages["docs/reference/shop.md"]
    assert pages["docs/reference/shop.md"].count("Deprecated") == 2


@pytest.mark.parametrize(
    ("label", "sentence"),
    [
        ("since 0.2.0; use place_order.", "Deprecated since 0.2.0; use place_order."),
        ("since 0.2.0.", "Deprecated since 0.2.0."),
        ("since 0.2; use place_order.", "None"),
        ("use place_order.", "None"),
        ("", "None"),
    ],
)
def test_a_line_of_deprecation_is_read(label: str, sentence: str) -> None:
    assert str(read_deprecation(label)) == sentence


def test_types_of_the_cli_are_laid_out() -> None:
    written = """export type Json = 1
export type Database = {

  "api": {
          Tables: {
            [_ in never]: never
          }
          Functions: {
            "a, {b}":
{ Args: { "x": number,"y"?: Record<string, Json> }; Returns: (string)[] | null
                           },"c": never
          }
          Relationships: [
            { columns: ["p", "q"]
isOne: false },{ columns: [] }
          ]
}
}
export type Rest = {   kept: 1 }
"""
    laid_out = """export type Json = 1
export type Database = {
  "api": {
    Tables: {
      [_ in never]: never
    }
    Functions: {
      "a, {b}": {
        Args: {
          "x": number
          "y"?: Record<string, Json>
        }
        Returns: (string)[] | null
      }
      "c": never
    }
    Relationships: [{
      columns: ["p", "q"]
      isOne: false
    }, {
      columns: []
    }]
  }
}
export type Rest = {   kept: 1 }
"""
    assert lay_out(written) == laid_out
    assert lay_out(laid_out) == laid_out


def test_openapi_lists_errors_by_status(contracts: Contracts) -> None:
    post = write_openapi([LIST], contracts)["paths"]["/rpc/list_orders"]["post"]
    assert {"200", "400", "401", "403", "404", "422", "429"} == set(post["responses"])
    content = post["responses"]["422"]["content"]["application/json"]["schema"]
    assert content["allOf"][1]["properties"]["message"]["enum"] == ["core.invalid_cursor"]


@pytest.mark.parametrize(
    ("many", "one"),
    [("items", "item"), ("entries", "entry"), ("status", "status"), ("series", "series")],
)
def test_elements_have_singular_names(many: str, one: str) -> None:
    assert singular(many) == one


@pytest.mark.parametrize(
    ("definition", "expected"),
    [
        ("select t.a, t.b + 1, 'x' from s.t", ["s.t.a", None, None]),
        ("select a as b from s.t", ["s.t.a"]),
        ("select o.a, p.b from s.t o join s.u p on o.a = p.a", ["s.t.a", "s.u.b"]),
        ("select o.a, p.b from s.t o left join s.u p on o.a = p.a", ["s.t.a", "s.u.b?"]),
        ("select o.a, p.b from s.t o right join s.u p on o.a = p.a", ["s.t.a?", "s.u.b"]),
        ("select o.a, p.b from s.t o full join s.u p on o.a = p.a", ["s.t.a?", "s.u.b?"]),
        ("select q.a, r.a from (select a from s.t) q, s.u r", [None, "s.u.a"]),
        ("with t as (select 1 as a) select t.a from t", [None]),
        ("select a from s.t union select b from s.u", [None]),
        ("select t.a from s.t group by rollup (t.a)", ["s.t.a?"]),
    ],
)
def test_a_column_of_a_view_has_an_origin(definition: str, expected: list[str | None]) -> None:
    found = [
        it and f"{it.relation}.{it.column}{'?' * it.may_lack}" for it in read_origins(definition)
    ]
    assert found == expected
