"""Bodies that the OpenAPI document allows, and nearly allows: in the database, and over HTTP.

A call answers as its contract says, or is refused with an error that its comment lists; a
refused call changes nothing. The suite makes a few calls of each RPC; the proof makes
ROWHOUSE_FUZZ_CALLS. ROWHOUSE_FUZZ_SEED chooses other bodies.
"""

import json
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

import psycopg
import pytest
from psycopg import sql

from glue import db
from glue.postgres.server import Server
from glue.schema.rpcs import Rpc, read_rpcs
from tests.api.answers import Judge, select_answer
from tests.api.fuzz import CALLS, SEED, Fuzzed, fuzzed
from tests.api.http_fuzz import HttpFuzz
from tests.api.sample import ROLES, Connection, become, prepare
from tests.api.test_battery import digest

pytestmark = pytest.mark.needs("commerce", "concerts", "filters", "reading", "suppliers")

FEW, FEW_OVER_HTTP = 3, 2
"""How many bodies the suite makes for each RPC; the first is that of the example."""
ROUND = 5
"""How many of them a round of the long forms makes; over HTTP a round has a new database."""


class DatabaseFuzz:
    """Makes calls as PostgREST does, takes them back, and notes what no comment lists."""

    def __init__(self, conn: Connection) -> None:
        self.conn = conn
        with conn.transaction():
            sound = prepare(conn)
            conn.execute("reset role")
        conn.execute("set statement_timeout = '30s'")
        rpcs = read_rpcs()
        self.fuzzed = list(fuzzed(rpcs, sound))
        self.judge = Judge(rpcs)
        self.seen: Counter[str] = Counter()
        self.faults: dict[str, str] = {}

    def run(self, count: int, salt: int = 0) -> None:
        """Call each RPC with so many bodies, each as every role."""
        before = digest(self.conn)
        for one in self.fuzzed:
            one.run(count, partial(self._as_each_role, one), salt)
        assert digest(self.conn) == before

    def _as_each_role(self, one: Fuzzed, _: object, body: Any) -> None:
        names = {p.name for p in one.rpc.parameters}
        if not isinstance(body, dict) or not body.keys() <= names:
            return
        for role, claims in ROLES.items():
            fault = self._call(one.rpc, claims, body)
            if fault is not None:
                kind = f"{one.rpc.name}: {fault[:60]}"
                self.faults.setdefault(kind, f"{fault} as {role} with {body!r:.500}")

    def _call(self, rpc: Rpc, claims: dict[str, Any], body: dict[str, Any]) -> str | None:
        try:
            with self.conn.transaction(force_rollback=True):
                become(self.conn, claims, role=claims["role"])
                row = self.conn.execute(statement(rpc, body), (_as_json(body),)).fetchone()
        except psycopg.Error as refused:
            self.seen[refused.sqlstate or "?"] += 1
            return self._fault(rpc, body, refused)
        self.seen["answered"] += 1
        assert row is not None
        is_judged = rpc.name in self.judge.contracts.of and rpc.returns != "void"
        return self.judge.fault(rpc.name, row["answer"]) if is_judged else None

    def _fault(self, rpc: Rpc, body: dict[str, Any], refused: psycopg.Error) -> str | None:
        code, key = refused.sqlstate or "?", refused.diag.message_primary or ""
        is_incomplete = code == "42883" and key.startswith(f"function api.{rpc.name}(")
        if code == "42501" or is_incomplete or key in {error.key for error in rpc.errors}:
            return None
        if code in rpc.labels.get("Errors", "") or self._is_mistyped(rpc, body):
            return None
        return f"{code} {key} {refused.diag.message_detail or ''}: {refused.diag.context or ''}"

    def _is_mistyped(self, rpc: Rpc, body: dict[str, Any]) -> bool:
        """Return whether the types of the parameters refuse, before any function runs."""
        try:
            with self.conn.transaction(force_rollback=True):
                self.conn.execute(_typed(rpc, body), (_as_json(body),))
        except psycopg.Error as refused:
            return (refused.sqlstate or "").startswith("22")
        return False


def _as_json(body: dict[str, Any]) -> str:
    return json.dumps(body, ensure_ascii=True)


def _typed(rpc: Rpc, body: dict[str, Any]) -> sql.Composed:
    """Write a query of the arguments, each in its type."""
    columns = sql.SQL(", ").join(
        sql.SQL("{} {}").format(sql.Identifier(p.name), sql.SQL(p.type))
        for p in rpc.parameters
        if p.name in body
    )
    if not body:
        return sql.SQL("select from (select %s::json) as a").format()
    return sql.SQL("select a.* from json_to_record(%s::json) as a ({})").format(columns)


def statement(rpc: Rpc, body: dict[str, Any]) -> sql.Composed:
    """Write a call whose arguments come out of one JSON object, as in PostgREST."""
    named = sql.SQL(", ").join(
        sql.SQL("{} => a.{}").format(sql.Identifier(name), sql.Identifier(name)) for name in body
    )
    called = sql.SQL("api.{}({})").format(sql.Identifier(rpc.name), named)
    answer = select_answer(rpc.returns.split(" ", maxsplit=1)[0], called)
    return sql.SQL("select r.answer from ({}) as a cross join lateral ({}) as r").format(
        _typed(rpc, body), answer
    )


def report(seen: Counter[str], faults: dict[str, str]) -> None:
    """Print the counts; fail with the faults, each kind once."""
    print(f"seed {SEED}: {seen.total()} calls: {dict(seen.most_common())}")  # noqa: T201
    assert not faults, f"seed {SEED}, {len(faults)} kinds:\n" + "\n".join(
        f"{kind}\n    {told}" for kind, told in sorted(faults.items())
    )


def test_in_the_database_a_body_is_answered_or_refused_as_listed(db_url: str) -> None:
    with db.connect(db_url) as conn:
        fuzz = DatabaseFuzz(conn)
        fuzz.run(FEW)
    report(fuzz.seen, fuzz.faults)


@pytest.mark.slow
def test_the_same_with_many_bodies_as_each_role(db_url: str) -> None:
    with db.connect(db_url) as conn:
        fuzz = DatabaseFuzz(conn)
        salt = 0
        while fuzz.seen.total() < CALLS * len(ROLES):
            salt += 1
            fuzz.run(ROUND, salt)
    report(fuzz.seen, fuzz.faults)


def test_over_http_a_body_is_answered_or_refused_as_listed(
    make_database: Callable[..., str], server: Server
) -> None:
    fuzz = HttpFuzz(server, read_rpcs())
    fuzz.run(make_database(), FEW_OVER_HTTP)
    report(fuzz.seen, fuzz.faults)
    assert fuzz.changes > 0


@pytest.mark.slow
def test_the_same_with_many_bodies_over_http(
    make_database: Callable[..., str], drop_database: Callable[[str], None], server: Server
) -> None:
    fuzz = HttpFuzz(server, read_rpcs())
    salt = 0
    while fuzz.seen.total() < CALLS:
        salt += 1
        database = make_database()
        fuzz.run(database, ROUND, salt)
        drop_database(database)
    report(fuzz.seen, fuzz.faults)
