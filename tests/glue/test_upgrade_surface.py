"""What breaks callers: of RPCs, of views, and of what the catalogues list."""

from typing import Any

import pytest

from glue.contracts.contracts import Contracts
from glue.contracts.shapes import parse_shape
from glue.upgrade.shapes import RETURNS, TAKES, Reader, Side, Words
from glue.upgrade.surface import Surface, differences, make_surface


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
    ],
)  # fmt: skip
def test_what_breaks_the_readers_of_a_catalogue(
    kind: str, old: dict[str, Any], new: dict[str, Any], expected: list[str]
) -> None:
    found = differences(surface(kind, old), surface(kind, new))
    assert [it.change for it in found if it.is_breaking] == expected


def test_what_was_announced_is_gone_as_announced() -> None:
    old = surface("rpc", RPC | {"comment": f"{RPC['comment']}Deprecated: since 0.2.0; use two.\n"})
    (gone,) = differences(old, make_surface({}))
    assert gone.change == "gone, as announced: since 0.2.0; use two."
