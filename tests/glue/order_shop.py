"""A shop whose orders are placed by real connections, and a second fold of their events."""

import copy
import json
import threading
from typing import Any

import psycopg
from psycopg import sql
from psycopg.rows import DictRow

from glue import db
from glue.http.tokens import user_id

ADDRESS = json.dumps({"name": "Ada", "street": "1 Main Street", "city": "Manila", "country": "PH"})
STAGES = ("open", "packed", "shipped", "delivered")
"""The statuses of a parcel after the payment, in order."""
OF_STAGE = dict(zip(STAGES, ("paid", "packed", "shipped", "delivered"), strict=True))


class Refused(Exception):  # noqa: N818 - an answer of the shop, not an error of the test
    """The shop refused a command, with a key."""

    def __init__(self, error: psycopg.Error) -> None:
        super().__init__(error.diag.message_primary, error.diag.message_detail)
        self.key = error.diag.message_primary or ""


class Shop:
    """A database with orders; each call is a transaction of its own."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._here = threading.local()
        self._opened: list[psycopg.Connection[DictRow]] = []
        with db.connect(url) as conn:
            conn.execute("select tests.set_clock('2026-06-01 12:00Z')")
            conn.execute(
                "update core.settings set value = '{}'"
                " where name in ('commerce.hold_limits', 'commerce.hold_rate')"
            )

    def connection(self) -> psycopg.Connection[DictRow]:
        """Return the connection of this thread."""
        if not hasattr(self._here, "conn"):
            self._here.conn = db.connect(self.url, autocommit=False)
            self._opened.append(self._here.conn)
        conn: psycopg.Connection[DictRow] = self._here.conn
        return conn

    def close(self) -> None:
        """Close the connections of all threads."""
        for conn in self._opened:
            conn.close()

    def rows(self, query: str, *params: Any) -> list[dict[str, Any]]:
        """Return the rows of a query of the owner."""
        with self.connection().transaction():
            return self.connection().execute(db.script(query), params).fetchall()

    def one(self, query: str, *params: Any) -> Any:
        """Return the only value of a query of the owner."""
        (row,) = self.rows(query, *params)
        (value,) = row.values()
        return value

    def login(self, conn: psycopg.Connection[DictRow], name: str, *roles: str) -> None:
        """Sign in for a transaction."""
        conn.execute("select tests.login_as(%s, variadic %s)", (user_id(name), list(roles)))

    def call(self, who: tuple[str, ...], rpc: str, **params: Any) -> dict[str, Any]:
        """Call an RPC as a user with app roles, or as a server (no user); raise Refused."""
        with self.connection().transaction():
            if who:
                self.login(self.connection(), *who)
            return self.call_in(self.connection(), rpc, **params)

    def call_in(self, conn: psycopg.Connection[DictRow], rpc: str, **params: Any) -> dict[str, Any]:
        """Call an RPC in a transaction that is there."""
        sent = {key: _as_parameter(value) for key, value in params.items()}
        call = sql.SQL("select api.{}({}) as it").format(
            sql.Identifier(rpc),
            sql.SQL(", ").join(
                sql.SQL("{} => {}").format(sql.Identifier(key), sql.Placeholder(key))
                for key in sent
            ),
        )
        try:
            row = conn.execute(call, sent).fetchone()
        except psycopg.Error as error:
            raise Refused(error) from error
        assert row is not None
        answer: dict[str, Any] = row["it"]
        return answer

    def place(self, name: str, lines: list[dict[str, Any]], key: str | None = None) -> int:
        """Place an order; return its id."""
        answer = self.call(
            (name,), "place_order", lines=lines, ship_to=json.loads(ADDRESS), idempotency_key=key
        )
        return int(answer["order_id"])

    def advance(self, order: int, *commands: str) -> None:
        """Take an order through commands, as a server."""
        self.rows("select tests.advance(%s, variadic %s)", order, list(commands))

    def violations(self) -> list[str]:
        """Return the broken invariants of commerce, and levels that are not their ledger."""
        broken = self.rows(
            "select i.name from core.invariants as i"
            " where i.module = 'commerce' and (core.run_invariant(i.name)).violations > 0"
        )
        unequal = self.rows(
            """
            select v.sku
            from (
                select variant_id, sum(on_hand + damaged) as pieces
                from commerce.stock_levels group by variant_id
            ) as s
            inner join (
                select
                    variant_id,
                    sum(
                        quantity * (
                            (to_state in ('on_hand', 'reserved', 'damaged'))::integer
                            - (from_state in ('on_hand', 'reserved', 'damaged'))::integer
                        )
                    ) as pieces
                from commerce.stock_movements group by variant_id
            ) as m using (variant_id)
            inner join commerce.variants as v on variant_id = v.id
            where s.pieces <> m.pieces
            """
        )
        return [row["name"] for row in broken] + [row["sku"] for row in unequal]


def _as_parameter(value: Any) -> Any:
    """Return objects, and lists of them, as JSON; a list of numbers is an array."""
    is_array = isinstance(value, list) and all(isinstance(item, int) for item in value)
    return json.dumps(value) if isinstance(value, (dict, list)) and not is_array else value


def fold(events: list[dict[str, Any]]) -> dict[str, Any]:
    """Fold the events of an order, as docs and comments say; not as the database does."""
    state: dict[str, Any] = {}
    for event in copy.deepcopy(events):
        at = event["at"]
        state |= _CHANGES[event["type"]](state, event["payload"], at)
        state |= {"version": event["version"], "changed_at": at}
        state["status"] = _status(state)
    return state


def _placed(_: dict[str, Any], told: dict[str, Any], at: str) -> dict[str, Any]:
    fields = {key: value for key, value in told.items() if key != "v"}
    return fields | {"placed_at": at, "paid_minor": 0, "refunded_minor": 0, "returned": {}}


def _paid(state: dict[str, Any], told: dict[str, Any], at: str) -> dict[str, Any]:
    _set_all(state, "open")
    payment = {key: value for key, value in told.items() if key not in ("v", "amount_minor")}
    return {"paid_at": at, "paid_minor": told["amount_minor"], "payment": payment}


def _packed(state: dict[str, Any], told: dict[str, Any], at: str) -> dict[str, Any]:
    parcels = state["parcels"]
    for packed in told["parcels"]:
        parcel = parcels[str(packed["parcel"])]
        if "rest" in packed:
            rest = packed["rest"]
            parcels[str(rest["parcel"])] = parcel | {"pieces": rest["pieces"]}
        parcel |= {"status": "packed", "packed_at": at, "pieces": packed["pieces"]}
    return {}


def _shipped(state: dict[str, Any], told: dict[str, Any], at: str) -> dict[str, Any]:
    for number in told["parcels"]:
        state["parcels"][str(number)] |= {
            "status": "shipped",
            "shipped_at": at,
            "tracking": told["tracking"],
        }
    return {}


def _delivered(state: dict[str, Any], told: dict[str, Any], at: str) -> dict[str, Any]:
    for number in told["parcels"]:
        state["parcels"][str(number)] |= {"status": "delivered", "delivered_at": at}
    return {}


def _cancelled(state: dict[str, Any], told: dict[str, Any], at: str) -> dict[str, Any]:
    _set_all(state, "cancelled")
    return {"cancelled_at": at, "cancel_reason": told["reason"]}


def _returned(state: dict[str, Any], told: dict[str, Any], _: str) -> dict[str, Any]:
    back = state["returned"]
    for piece in told["pieces"]:
        key = str(piece["variant_id"])
        back[key] = back.get(key, 0) + piece["quantity"]
    return {}


def _refunded(state: dict[str, Any], told: dict[str, Any], _: str) -> dict[str, Any]:
    return {"refunded_minor": state["refunded_minor"] + told["amount_minor"]}


def _set_all(state: dict[str, Any], status: str) -> None:
    for parcel in state["parcels"].values():
        parcel["status"] = status


def _status(state: dict[str, Any]) -> str:
    if state["refunded_minor"] and state["refunded_minor"] == state["paid_minor"]:
        return "refunded"
    if "cancelled_at" in state:
        return "cancelled"
    if "paid_at" not in state:
        return "placed"
    parcels = state["parcels"].values()
    if sum(state["returned"].values()) == sum(sum(p["pieces"].values()) for p in parcels):
        return "returned"
    return OF_STAGE[min((p["status"] for p in parcels), key=STAGES.index)]


_CHANGES = {
    "placed": _placed,
    "paid": _paid,
    "packed": _packed,
    "shipped": _shipped,
    "delivered": _delivered,
    "cancelled": _cancelled,
    "returned": _returned,
    "refunded": _refunded,
}
