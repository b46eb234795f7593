"""Virtual users: each call of a journey is allowed, and the knee is the last step that held."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence

import pytest

from glue.bench import users
from glue.bench.calls import parameter
from glue.bench.open_loop import Call, try_out
from glue.bench.rpcs_house import read_house
from glue.bench.users import Load, Seen
from glue.bench.users_journeys import ROLES, WEIGHTS, Step, read_journeys
from glue.http.tokens import user_id
from glue.schema.rpcs import read_rpcs

pytestmark = pytest.mark.once

LOAD = Load(users=10, sockets=50, seconds=1.0, think_seconds=1.0, rate=1.0)


def seen(
    took: Mapping[str, Sequence[float]], refused: Mapping[str, int] | None = None, lost: int = 0
) -> Seen:
    return Seen(LOAD, took, refused or {}, Counter({10: 100 - lost}), 100, {})


def test_a_step_holds_while_it_is_quick_and_nothing_fails_or_is_lost() -> None:
    quick = {"get_stock": [10.0] * 1_000}
    assert seen(quick).holds
    assert seen(quick, {"get_stock: 500 ": 1}).holds
    assert not seen(quick, {"get_stock: 500 ": 2}).holds
    assert not seen(quick, lost=1).holds
    assert not seen({"get_stock": [10.0] * 90 + [501.0] * 10}).holds
    assert not seen({}).holds


@pytest.mark.needs("commerce", "concerts", "filters", "reading", "suppliers")
def test_more_and_more_users_come_until_the_knee(
    db_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(users, "STEPS", (0.5, 1.0))
    monkeypatch.setattr(users, "BAR", 60_000.0)
    figures = {figure.name: figure for figure in users.measure(db_url, 0.02, lambda _: None)}
    failed = {name for name in figures if " failed" in name}
    assert failed == {"10 users: failed", "20 users: failed"}
    assert figures["20 users: requests"].median > 0
    assert figures["20 users: commit to callback, 200 sockets"].ok
    assert figures["20 users: memory of gateway"].median > 0
    assert figures["the knee: the most users that held"].median == 20
    rpcs = {name.removeprefix("20 users: ") for name in figures if figures[name].unit == "ms"}
    assert rpcs & {rpc.name for rpc in read_rpcs()}
    journeys = read_journeys(read_house(db_url))
    assert {kind: len(steps) for kind, steps in journeys.items()} == {
        kind: len(weights) for kind, weights in WEIGHTS.items()
    }
    calls = [call_of(kind, draw()) for kind, steps in journeys.items() for _, draw in steps]
    assert try_out(db_url, calls) == {}


def call_of(kind: str, step: Step) -> Call:
    named = ", ".join(f"{name} => %s" for name in step.body)
    values = tuple(map(parameter, step.body.values()))
    roles = {"app_metadata": {"roles": ROLES[kind]}}
    claims = json.dumps({"sub": str(user_id(kind)), "role": "authenticated", **roles})
    return Call(f"select * from api.{step.rpc}({named})", values, claims)
