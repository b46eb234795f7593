"""Every parameter of every RPC, and every column that may be written, under odd values.

From the catalog, so the next RPC is in it by itself: each parameter is given each value of
its type, the others stay right. A call may succeed, or refuse with a code and key that the
comment of the RPC lists; nothing else leaves it, and a refusal is short. What the type of a
parameter refuses by itself never reaches a function and is left out.

The suite gives each value to one role that the RPC does not turn away, these roles by turns;
the proof gives each value to every role.
"""

import base64
import itertools
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import psycopg
import pytest
from psycopg import sql

from glue import db
from glue.schema.modules import read_modules
from glue.schema.rpcs import read_rpcs
from tests.api.answers import Judge, select_answer
from tests.api.sample import ROLES, SOUND, USER, Connection, become, prepare

pytestmark = pytest.mark.needs("commerce", "filters", "reading")

Statement: TypeAlias = sql.SQL | sql.Composed

MOST_SAID = 1500
# What a type says by itself, before any function runs.
TYPE_REFUSES = ("22", "54001")
# What a role is told that may not call at all.
BARRED = ("42501", "PT401", "PT403")


@dataclass(frozen=True)
class Sizes:
    """How big the big values are."""

    text: int
    field: int
    elements: int


SHORT = Sizes(text=100_000, field=100_000, elements=2_000)
LONG = Sizes(text=10_000_000, field=1_000_000, elements=1_000_000)


def packed(text: str) -> str:
    """Return a cursor as a forger would write it."""
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def texts(sizes: Sizes) -> list[str]:
    """Return texts that a name, a cursor, a URL or a search is not."""
    return [
        "",
        " ",
        "\t \u00a0\u3000\u200b",
        "x" * sizes.text,
        "\U0001f4d6" * 2700,
        "".join(chr(0x4E00 + i * 37 % 20000) for i in range(900)),
        "a\x01\x1b[2J",
        "e\u0301\u2167\ufb01\u202e",
        "'; drop table x; --",
        '"',
        "%_\\",
        "$body$ {} %s %I",
        "x" * 63,
        "a.b.c.d.e",
        "pg_catalog.pg_class",
        "NaN",
        "-Infinity",
        "1e400",
        "-0",
        "9" * 30,
        "null",
        '{"a": 1}',
        "2026-02-30T00:00:00Z",
        "http://[::1]:99999/",
        "https://x:99999999999/",
        "https://\u00fc.example/",
        packed("[" * sizes.text),
        packed('[[["a"]], {"b": 1}, null]'),
        packed('"x"'),
        packed('{"a": 1}'),
        packed('["region", "\\ud83d", "\\u0001"]'),
        packed("[1e400, 2, 3]"),
    ]


# The key of each list, as a cursor of it holds one.
LISTS = {
    "commerce.list_order_events": ["1"],
    "commerce.list_orders": ["1"],
    "commerce.list_parcels": ["1", "1"],
    "commerce.list_stock_movements": ["1"],
    "core.changes_since": ["2", "0", "0"],
    "core.list_feature_flags": ["core.all"],
    "core.list_alerts": ["1"],
    "core.list_events": ["2", "0"],
    "core.list_history": ["1"],
    "core.list_notifications": ["1"],
    "core.list_operation_errors": ["1"],
    "core.list_settings": ["core.all"],
    "commerce.list_locations": ["MAIN"],
    "commerce.list_products": ["1"],
    "core.list_operations": ["1"],
    "core.list_webhook_attempts": ["1"],
    "core.list_webhook_endpoints": [USER],
    "core.search_jobs": ["1"],
    "core.search_webhook_deliveries": ["1"],
    "core.list_validation_rules": ["commerce.product", "sku_type"],
    "core.list_webhook_deliveries": ["1"],
    "filters.filter_values:region": ["L", "v"],
    "filters.filter_values:size": ["L", "v"],
    "reading.list_conflicts": ["2026-01-01T00:00:00Z", "1", "d", "2026-01-01T00:00:00Z"],
}


def cursors() -> Iterator[str]:
    """Yield cursors of the right form, with each part of the key replaced, one at a time."""
    for name, key in LISTS.items():
        yield packed(json.dumps([name, *key]))
        for place in range(len(key)):
            for odd in ("", "x", "-1", "9" * 30, "NaN", "infinity", "2026-02-30", "\u0663"):
                parts = [*key[:place], odd, *key[place + 1 :]]
                yield packed(json.dumps([name, *parts], ensure_ascii=False))


def jsons(sizes: Sizes) -> list[str]:
    """Return JSON that is not of the form that is wanted."""
    return [
        "null",
        "{}",
        "[]",
        "1",
        "-0",
        "1e400",
        "true",
        '""',
        '"{}"',
        '"[]"',
        '"null"',
        '"{\\"region\\": [\\"NCR\\"]}"',
        '"[{}]"',
        json.dumps("[" * sizes.text),
        json.dumps('{"a":' * sizes.text),
        json.dumps('"' + '\\"' * sizes.text),
        "[" * 1000 + "]" * 1000,
        '{"a":' * 1000 + "1" + "}" * 1000,
        "[" * 100_000 + "]" * 100_000,
        "[null]",
        "[[1, 2], [3, 4]]",
        "[{}]",
        "[1e400]",
        '["' + "x" * sizes.text + '"]',
        '{"' + "x" * sizes.text + '": 1}',
        '{"": "", "a.b": 1, "a": 1, "a": 2}',
        '{"\\u0001": "\\u001b"}',
        json.dumps(dict.fromkeys(map(str, range(sizes.elements)), 0)),
        json.dumps([0] * sizes.elements),
        json.dumps([{}] * sizes.elements),
        json.dumps("x" * sizes.text),
    ]


def leaves(sizes: Sizes) -> list[Any]:
    """Return what one field of a record is not."""
    return [
        None,
        "",
        " ",
        "\u00a0",
        "x" * sizes.field,
        "\U0001f4d6" * 2700,
        "\u0001",
        "NaN",
        "Infinity",
        "-Infinity",
        "1e400",
        10**400,
        1e-300,
        -1,
        0,
        2**31,
        2**63,
        1_000_000,
        "0x1F",
        "1_000",
        "1,5",
        "\u0663",
        " 1 ",
        True,
        [],
        ["a"],
        [["a"], ["b"]],
        [None],
        {},
        {"a": {"b": [1]}},
        "infinity",
        "now",
        "03/04/2026",
        "2026-02-30T00:00:00Z",
        "294276-12-31T00:00:00Z",
        "0044-03-15T00:00:00Z",
        "4713-01-01 00:00:00Z BC",
        "2026-01-01T24:00:00Z",
        "2026-01-01T00:00:00+99:99",
        "999999999 years",
    ]


def arrays(element: str, other: str, sizes: Sizes) -> list[str]:
    """Return arrays that are no list of a few."""
    return [
        "{}",
        "{NULL}",
        f"{{{element},NULL}}",
        f"{{{{{element},{other}}},{{{element},{other}}}}}",
        f"{{{{{{{element}}}}}}}",
        f"[5:6]={{{element},{other}}}",
        f"{{{element},{element}}}",
        "{" + ",".join([element] * sizes.elements) + "}",
    ]


def values(kind: str, sizes: Sizes) -> list[str | None]:
    """Return what a parameter of this type is given; None is null."""
    base = kind.split("(", maxsplit=1)[0]
    numbers = ["0", "-1", "1", "501", "NaN", "Infinity", "-Infinity", "1e400", "-0.0"]
    found: list[str] = {
        "text": texts(sizes),
        "jsonb": jsons(sizes),
        "text[]": [
            *arrays("a", "b", sizes),
            '{""}',
            '{" "}',
            '{"' + "x" * sizes.text + '"}',
            "{\x01}",
            "{filters:region}",
        ],
        "bigint[]": arrays("1", "9223372036854775807", sizes),
        "double precision": [*numbers, "1e308", "5e-324"],
        "integer[]": arrays("1", "2147483647", sizes),
        "uuid": ["00000000-0000-0000-0000-000000000000", "f" * 32, "x"],
        "uuid[]": arrays(USER, "00000000-0000-0000-0000-000000000000", sizes),
        "boolean": ["true", "false"],
        "date": [
            "infinity",
            "-infinity",
            "5874897-12-31",
            "4713-01-01 BC",
            "1970-01-01",
            "2999-12-31",
            "now",
        ],
        "integer": [*numbers, "2147483647", "-2147483648"],
        "interval": ["0", "-1 hour", "178000000 years", "1 year", "P1D", "1:00", "x", ""],
        "bigint": [*numbers, "9223372036854775807", "-9223372036854775808"],
        "numeric": [*numbers, "999999.9995", "1000000", "100.005", "9" * 400],
        "timestamp with time zone": [
            "infinity",
            "-infinity",
            "294276-12-31 23:59:59Z",
            "4713-01-01 00:00:00Z BC",
            "1970-01-01Z",
            "2999-12-31T23:59:59.999999Z",
            "now",
        ],
    }[base]
    return [None, *found]


def mutated(sound: Any, sizes: Sizes) -> Iterator[Any]:
    """Yield a sound JSON value with each of its parts replaced, one at a time."""
    parts: list[tuple[Any, Any]] = (
        list(sound.items()) if isinstance(sound, dict) else list(enumerate(sound))
    )
    for key, part in parts:
        inner = mutated(part, sizes) if isinstance(part, dict | list) else iter(())
        for other in itertools.chain(leaves(sizes), inner):
            copy = sound.copy()
            copy[key] = other
            yield copy


@dataclass(frozen=True)
class Parameter:
    """One argument of an RPC, or one column of a view."""

    name: str
    kind: str


@dataclass(frozen=True)
class Target:
    """What is called or written, and what its comment promises."""

    name: str
    parameters: tuple[Parameter, ...]
    comment: str
    kind: str = ""


RPCS = """
select
    p.proname as name,
    coalesce(p.proargnames, '{}') as names,
    array(
        select format_type(t.oid, null)
        from unnest(p.proargtypes::oid[]) with ordinality as t (oid, place)
        order by t.place
    ) as kinds,
    case
        when p.proretset then 'setof'
        when p.prorettype = 'void'::regtype then 'void'
        else 'scalar'
    end as kind,
    coalesce(obj_description(p.oid, 'pg_proc'), '') as comment
from pg_proc as p
where p.pronamespace = 'api'::regnamespace
order by p.proname
"""
VIEWS = """
select
    c.relname as name,
    array_agg(a.attname::text order by a.attnum) as names,
    array_agg(format_type(a.atttypid, a.atttypmod) order by a.attnum) as kinds,
    coalesce(obj_description(c.oid, 'pg_class'), '') as comment
from pg_class as c
inner join pg_attribute as a on c.oid = a.attrelid and a.attnum > 0
where
    c.relnamespace = 'api'::regnamespace
    and has_column_privilege('authenticated', c.oid, a.attnum, %s)
group by c.oid, c.relname
order by c.relname
"""


def targets(conn: Connection, query: str, *arguments: str) -> list[Target]:
    """Read what there is from the catalog."""
    return [
        Target(
            row["name"],
            tuple(map(Parameter, row["names"], row["kinds"])),
            row["comment"],
            row.get("kind", ""),
        )
        for row in conn.execute(query.encode(), arguments or None).fetchall()
    ]


@dataclass(frozen=True)
class Odd:
    """Who calls, and with what that is odd; no role keeps the session's."""

    claims: dict[str, Any]
    arguments: dict[str, str | None]
    role: str | None

    def __str__(self) -> str:
        """Tell it in a line, shortly."""
        told = [f"{name} => {value!r:.80}" for name, value in self.arguments.items()]
        return f"{', '.join(told)}, claims {self.claims!r:.200}"


class Battery:
    """Call, and note whatever leaves a call that its comment does not list."""

    def __init__(self, conn: Connection, sizes: Sizes, *, as_each_role: bool = True) -> None:
        self.conn = conn
        self.sizes = sizes
        self.as_each_role = as_each_role
        self.judge = Judge(read_rpcs())
        self.sound = prepare(conn)
        self.faults: list[str] = []
        self.calls = 0
        self._is_typed: dict[tuple[str, int], bool] = {}
        conn.execute("set local statement_timeout = '30s'")

    def run(self, target: Target, statement: Statement) -> None:
        """Give each parameter each value, as each role or as one that may call."""
        turns = itertools.cycle(self._callers(target, statement))
        for parameter in target.parameters:
            tried: Iterable[str | None] = values(parameter.kind, self.sizes)
            sound = self._sound_of(target, parameter)
            if parameter.name == "after":
                tried = itertools.chain(tried, cursors())
            if parameter.kind == "jsonb" and sound is not None:
                whole = json.loads(sound)
                more = (json.dumps(part) for part in mutated(whole, self.sizes))
                tried = itertools.chain(tried, more, [json.dumps(json.dumps(whole))])
            for value in tried:
                if self._passes_type(parameter.kind, value):
                    for claims in next(turns):
                        odd = Odd(claims, {parameter.name: value}, claims["role"])
                        self.call(target, statement, odd)

    def _callers(self, target: Target, statement: Statement) -> list[list[dict[str, Any]]]:
        """Return who makes the calls of a turn: every role, or one that is not turned away."""
        everybody = list(ROLES.values())
        if self.as_each_role:
            return [everybody]
        codes = [self.call(target, statement, Odd(one, {}, one["role"])) for one in everybody]
        let_in = [[one] for one, code in zip(everybody, codes, strict=True) if code not in BARRED]
        return let_in or [everybody]

    def _sound_of(self, target: Target, parameter: Parameter) -> str | None:
        """Return the value of its name, or of its type where the name means another type.

        A name that means another thing in one RPC stands there as `<rpc>.<parameter>`.
        """
        of_type = SOUND[parameter.kind.partition("(")[0]]
        value = self.sound.get(parameter.name, of_type)
        value = self.sound.get(f"{target.name}.{parameter.name}", value)
        return value if self._passes_type(parameter.kind, value) else of_type

    def _passes_type(self, kind: str, value: str | None) -> bool:
        known = kind, hash(value)
        if known not in self._is_typed:
            cast = sql.SQL("select %s::{}").format(sql.SQL(kind))
            try:
                with self.conn.transaction(force_rollback=True):
                    self.conn.execute(cast, (value,))
                self._is_typed[known] = True
            except psycopg.Error as refused:
                if not (refused.sqlstate or "").startswith(TYPE_REFUSES):
                    raise
                self._is_typed[known] = False
        return self._is_typed[known]

    def call(self, target: Target, statement: Statement, odd: Odd) -> str | None:
        """Make one call with sound arguments but for the odd thing, and take it back.

        Returns the code of the refusal.
        """
        self.calls += 1
        arguments = {p.name: self._sound_of(target, p) for p in target.parameters} | odd.arguments
        try:
            with self.conn.transaction(force_rollback=True):
                become(self.conn, odd.claims, role=odd.role)
                answered = self.conn.execute(statement, arguments)
                if target.name in self.judge.contracts.of:
                    self._judge(target, odd, answered.fetchone())
        except psycopg.Error as refused:
            fault = self._fault(target, refused)
            if fault is not None:
                self.faults.append(f"{target.name}({odd}): {fault}")
            return refused.sqlstate
        return None

    def _judge(self, target: Target, odd: Odd, row: dict[str, Any] | None) -> None:
        """Note an answer that is not as its contract says."""
        assert row is not None
        fault = self.judge.fault(target.name, row["answer"])
        if fault is not None:
            self.faults.append(f"{target.name}({odd}): {fault}")

    def _fault(self, target: Target, refused: psycopg.Error) -> str | None:
        diag = refused.diag
        said = "".join(filter(None, (diag.message_primary, diag.message_detail, diag.message_hint)))
        key = diag.message_primary or ""
        if len(said.encode()) > MOST_SAID:
            return f"{refused.sqlstate} says {len(said)} characters"
        if refused.sqlstate == "42501":
            return None
        if not (refused.sqlstate or "").startswith("PT"):
            is_listed = str(refused.sqlstate) in target.comment
            return None if is_listed else f"{refused.sqlstate} {said[:120]}"
        return None if key in target.comment else f"{key} is not listed"


def digest(conn: Connection) -> dict[str, Any]:
    """Return the content of every table of the modules, and the locks."""
    tables = conn.execute(
        """
        select format('%%I.%%I', n.nspname, c.relname) as name
        from pg_class as c
        inner join pg_namespace as n on c.relnamespace = n.oid
        where
            c.relkind = 'r'
            and n.nspname = any(%s)
        """,
        ([*read_modules().chosen, "realtime"],),
    ).fetchall()
    query = " union all ".join(
        f"select '{row['name']}' as name, count(*) as rows,"
        f" sum(hashtextextended(t::text, 0)) as hash from {row['name']} as t"
        for row in tables
    )
    found = {row["name"]: (row["rows"], row["hash"]) for row in conn.execute(query).fetchall()}
    locks = conn.execute(
        "select count(*) as n from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()"
    ).fetchone()
    return {**found, "advisory locks": locks}


def rpc(target: Target) -> Statement:
    """Write the call of an RPC, each argument cast to its type."""
    return select_answer(
        target.kind,
        sql.SQL("api.{}({})").format(
            sql.Identifier(target.name),
            sql.SQL(", ").join(
                sql.SQL("{} => {}::{}").format(
                    sql.Identifier(p.name), sql.Placeholder(p.name), sql.SQL(p.kind)
                )
                for p in target.parameters
            ),
        ),
    )


def insert(target: Target) -> Statement:
    """Write the insert of a row into a view."""
    return sql.SQL("insert into api.{} ({}) values ({})").format(
        sql.Identifier(target.name),
        sql.SQL(", ").join(sql.Identifier(p.name) for p in target.parameters),
        sql.SQL(", ").join(
            sql.SQL("{}::{}").format(sql.Placeholder(p.name), sql.SQL(p.kind))
            for p in target.parameters
        ),
    )


def update(target: Target, column: Parameter) -> Statement:
    """Write the update of one column of every row that the caller may change."""
    return sql.SQL("update api.{} set {} = {}::{} where true").format(
        sql.Identifier(target.name),
        sql.Identifier(column.name),
        sql.Placeholder(column.name),
        sql.SQL(column.kind),
    )


def run_battery(url: str, sizes: Sizes, *, as_each_role: bool) -> None:
    """Run all of it, and report every fault at once."""
    with db.connect(url, autocommit=False) as conn:
        battery = Battery(conn, sizes, as_each_role=as_each_role)
        before = digest(conn)
        for target in targets(conn, RPCS):
            battery.run(target, rpc(target))
        assert digest(conn) == before
        # A dimension that is registered is read by functions of its own.
        battery.sound |= {
            "dimension": "size",
            "within": json.dumps({"colour": ["red"]}),
        }
        for target in targets(conn, RPCS):
            if "dimension" in {p.name for p in target.parameters}:
                battery.run(target, rpc(target))
        assert digest(conn) == before
        for target in targets(conn, VIEWS, "insert"):
            battery.run(target, insert(target))
        for target in targets(conn, VIEWS, "update"):
            for column in target.parameters:
                battery.run(replace(target, parameters=(column,)), update(target, column))
        assert digest(conn) == before
        conn.rollback()
    kinds = sorted(battery.faults)
    assert not kinds, f"{len(kinds)} of {battery.calls} calls:\n" + "\n".join(kinds[:400])


def test_whatever_a_parameter_holds_a_call_answers_or_refuses_as_it_says(db_url: str) -> None:
    run_battery(db_url, SHORT, as_each_role=False)


@pytest.mark.slow
def test_the_same_as_each_role(db_url: str) -> None:
    run_battery(db_url, SHORT, as_each_role=True)


# What is asked of every request first, by a role that the database chooses.
PRE_REQUEST = """
select
    'core.pre_request' as name,
    '{}'::text[] as names,
    '{}'::text[] as kinds,
    obj_description('core.pre_request()'::regprocedure, 'pg_proc') as comment
"""
CLAIMS = ("iat", "exp", "nbf", "sub", "jti", "session_id", "app_metadata", "user_metadata", "aud")
ODD_METADATA = (
    {"roles": {"admin": True}},
    {"roles": "admin"},
    {"roles": [None, 1, ["admin"]]},
    {"roles": ["admin"], "supplier_id": {"a": 1}},
)


def test_whatever_a_claim_holds_a_request_answers_or_is_refused(db_url: str) -> None:
    odd: list[Any] = [*leaves(SHORT), *ODD_METADATA]
    with db.connect(db_url, autocommit=False) as conn:
        battery = Battery(conn, SHORT)
        conn.execute(
            "insert into core.revoked_users (user_id, issued_until_at) values (%s, core.now())",
            (USER,),
        )
        (first,) = targets(conn, PRE_REQUEST)
        rest = targets(conn, RPCS)
        for claim, value in itertools.product(CLAIMS, odd):
            claims = {**ROLES["admin"], claim: value}
            battery.call(first, sql.SQL("select core.pre_request()"), Odd(claims, {}, None))
            for target in rest:
                if target.name in ("revoke_token", "revoke_user_tokens"):
                    battery.call(target, rpc(target), Odd(claims, {}, "authenticated"))
        for target in rest:
            for claim, value in [
                *itertools.product(["app_metadata"], ODD_METADATA),
                *itertools.product(["sub"], ["", "x", 1, {}, "x" * 100_000]),
            ]:
                claims = {**ROLES["admin"], claim: value}
                battery.call(target, rpc(target), Odd(claims, {}, "authenticated"))
        conn.rollback()
    assert not battery.faults, "\n".join(sorted(battery.faults))


@pytest.mark.slow
def test_the_same_with_megabytes_and_a_million_elements(db_url: str) -> None:
    run_battery(db_url, LONG, as_each_role=True)
