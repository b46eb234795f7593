"""docs/reference/examples.json: the examples of the comments, executed, and events that came.

`rowhouse accept` writes it. The calls are made in two databases; what differs between the two
(random ids, secrets, transaction ids) is replaced.
"""

import json
import os
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from glue import db, paths
from glue.commands.rpc import example_arguments
from glue.reference.pages import EXAMPLES
from glue.schema.rpcs import read_rpcs
from tests.api.answers import NO_EXAMPLE, call_example
from tests.api.sample import MODULES, prepare

pytestmark = [
    pytest.mark.once,
    pytest.mark.needs("commerce", "concerts", "filters", "reading", "suppliers"),
]

# What these answer is that of a machine and a moment, in more than single values.
_UNSTEADY = {"health", "metrics", "prove_audit_entry", "report_slow_statements"}
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")


def test_the_examples_are_fresh(make_database: Callable[..., str]) -> None:
    first, second = (record(make_database()) for _ in range(2))
    made = json.dumps(same(first, second), indent=1, ensure_ascii=False) + "\n"
    path = paths.ROOT / EXAMPLES
    if os.environ.get("ROWHOUSE_UPDATE_GOLDENS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(made)
    assert made == path.read_text(), "stale: run `rowhouse accept` and commit"


def record(url: str) -> dict[str, Any]:
    """Return what each example answers, and one payload of each type of event."""
    rpcs: dict[str, Any] = {}
    events: dict[str, Any] = {}
    with db.connect(url, autocommit=False) as conn:
        sound = prepare(conn)
        conn.execute("reset role")
        for event in conn.execute("select type, payload from core.events order by id"):
            events.setdefault(event["type"], event["payload"])
        for rpc in read_rpcs():
            if rpc.name in NO_EXAMPLE or rpc.name in _UNSTEADY:
                continue
            outcome = call_example(conn, rpc, sound)
            if outcome.refused is not None:
                # A module of one's own is not in the sample.
                assert rpc.body.split(".")[0] not in MODULES, f"{rpc.name}: {outcome.refused}"
                continue
            rpcs[rpc.name] = {
                "as": who(outcome.claims),
                "arguments": example_arguments(rpc),
                "answer": outcome.answer,
            }
            for event in outcome.events:
                events.setdefault(event["type"], event["payload"])
        conn.rollback()
    return {"rpcs": rpcs, "events": dict(sorted(events.items()))}


def who(claims: dict[str, Any]) -> str:
    """Name a caller."""
    roles = claims.get("app_metadata", {}).get("roles")
    return f"a user with app role {roles[0]}" if roles else str(claims["role"])


def is_recent(text: str) -> bool:
    """Whether a text is a time of this run: both databases are copies of one that was just made."""
    if not _TIME.match(text):
        return False
    return datetime.now(UTC) - datetime.fromisoformat(text) < timedelta(days=2)


def same(one: Any, other: Any) -> Any:
    """Return what two runs have in common, with a stand-in where they differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        return {key: same(value, other.get(key)) for key, value in one.items()}
    if isinstance(one, list) and isinstance(other, list):
        return [same(*pair) for pair in zip(one, other, strict=False)]
    if one == other and not (isinstance(one, str) and is_recent(one)):
        return one
    if isinstance(one, str):
        if _UUID.fullmatch(one):
            return "00000000-0000-4000-8000-000000000000"
        return "2026-01-01T00:00:00+00:00" if _TIME.match(one) else "…"
    return 0 if isinstance(one, int | float) else None
