"""Calls of RPCs in a database, and their answers against the contracts in their comments."""

import json
from dataclasses import dataclass, field
from typing import Any

import jsonschema_rs
import psycopg
from psycopg import sql

from glue.commands.rpc import example_arguments
from glue.contracts.contracts import Contracts, read_contracts
from glue.contracts.json_schema import closed_schema, shape_schema
from glue.schema.rpcs import Rpc
from tests.api.sample import ROLES, SOUND, USER, Connection, become

NO_EXAMPLE = {
    "run_persisted_query": "it needs pg_graphql; test_concerts_graphql.py runs the documents",
}
"""RPCs whose example the sample cannot answer, and why."""

_ANSWER = {
    "setof": "select coalesce(jsonb_agg(to_jsonb(r)), '[]') as answer from {} as r",
    "void": "select to_jsonb(nullif({}::text, '')) as answer",
    "scalar": "select to_jsonb({}) as answer",
}

_LAST_EVENT = "select coalesce(max(id), 0) from core.events"
_NEW_EVENTS = """
select type, topic, payload
from core.events
where id > current_setting('t.last_event')::bigint
order by id
"""


class Judge:
    """Compares answers with the contracts of these RPCs."""

    def __init__(self, rpcs: list[Rpc]) -> None:
        self.contracts: Contracts = read_contracts(rpcs)
        self._validators = {
            name: jsonschema_rs.validator_for(
                closed_schema(self.contracts, name), validate_formats=True
            )
            for name in self.contracts.of
        }

    def event_fault(self, kinds: dict[str, str], event: dict[str, Any]) -> str | None:
        """Return why an event is not as core.event_types says: its type, or its payload."""
        kind = event["type"]
        if kind not in kinds:
            return f"{kind} is not listed in core.event_types"
        validator = jsonschema_rs.validator_for(shape_schema(kinds[kind]), validate_formats=True)
        for error in validator.iter_errors(event["payload"]):
            return f"{kind} at {error.instance_path}: {error.message:.300}"
        return None

    def fault(self, rpc: str, answer: Any) -> str | None:
        """Return the first way in which an answer is not as its contract says."""
        for error in self._validators[rpc].iter_errors(answer):
            path = "/".join(map(str, error.instance_path))
            return f"at /{path}: {error.message:.300}"
        return None


def callers(rpc: Rpc) -> list[dict[str, Any]]:
    """Return who may make the call of an example, the one with the fewest rights first."""
    user: list[dict[str, Any]] = [
        {"role": "authenticated", "sub": USER, "app_metadata": {"roles": roles}}
        for roles in (list(rpc.app_roles[:1]), ["admin"])
    ]
    by_role = {"anon": [ROLES["anon"]], "authenticated": user}
    found = [claims for role in rpc.roles for claims in by_role.get(role, [])]
    return found or [ROLES["service_role"]]


@dataclass(frozen=True)
class Outcome:
    """What came of one call: the answer with the events, or the refusal."""

    claims: dict[str, Any]
    answer: Any = None
    events: list[dict[str, Any]] = field(default_factory=list)
    refused: psycopg.Error | None = None


def call(conn: Connection, rpc: Rpc, claims: dict[str, Any], arguments: dict[str, Any]) -> Outcome:
    """Call an RPC as this caller; what it did is taken back."""
    kind = rpc.returns.split(" ", maxsplit=1)[0]
    types = {p.name: p.type for p in rpc.parameters}
    named = sql.SQL(", ").join(
        sql.SQL("{} => {}::{}").format(
            sql.Identifier(name), sql.Placeholder(name), sql.SQL(types[name])
        )
        for name in arguments
    )
    called = sql.SQL("api.{}({})").format(sql.Identifier(rpc.name), named)
    statement = select_answer(kind, called)
    sent = {name: _literal(types[name], value) for name, value in arguments.items()}
    try:
        with conn.transaction(force_rollback=True):
            conn.execute("select set_config('t.last_event', (" + _LAST_EVENT + ")::text, true)")
            become(conn, claims, role=claims["role"])
            row = conn.execute(statement, sent).fetchone()
            assert row is not None
            conn.execute("reset role")
            events = conn.execute(_NEW_EVENTS).fetchall()
            return Outcome(claims, row["answer"], events)
    except psycopg.Error as refused:
        return Outcome(claims, refused=refused)


def sound_arguments(rpc: Rpc, sound: dict[str, str | None]) -> dict[str, Any]:
    """Return the right value of each parameter, by its name or else by its type.

    A name that means another thing in one RPC stands there as `<rpc>.<parameter>`.
    """
    by_type = SOUND | {"timestamptz": SOUND["timestamp with time zone"]}
    return {
        p.name: sound.get(f"{rpc.name}.{p.name}", sound.get(p.name, by_type[p.type]))
        for p in rpc.parameters
    }


def select_answer(kind: str, called: sql.Composed) -> sql.Composed:
    """Write a query of what a call answers, as JSON: setof, void or scalar."""
    return sql.SQL(_ANSWER.get(kind, _ANSWER["scalar"])).format(called)


def call_example(conn: Connection, rpc: Rpc, sound: dict[str, str | None]) -> Outcome:
    """Make the call of the example in a comment, as a caller whose list is not empty."""
    arguments = sound_example(rpc, sound)
    made: list[Outcome] = []
    for claims in callers(rpc):
        made.append(call(conn, rpc, claims, arguments))
        if made[-1].refused is None and not _is_empty(made[-1].answer):
            break
    answered = [outcome for outcome in made if outcome.refused is None]
    return (answered or made)[-1]


def sound_example(rpc: Rpc, sound: dict[str, str | None]) -> dict[str, Any]:
    """Return the arguments of an example; ids that a database makes at random are sound."""
    arguments = example_arguments(rpc)
    for parameter in rpc.parameters:
        if parameter.type == "uuid" and parameter.name in arguments and parameter.name in sound:
            arguments[parameter.name] = sound[parameter.name]
    return arguments


def _is_empty(answer: Any) -> bool:
    return answer == [] or (isinstance(answer, dict) and answer.get("items") == [])


def _literal(kind: str, value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if kind == "jsonb" else value
