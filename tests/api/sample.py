"""One of each thing that a call can name, and the right value of each parameter of an RPC."""

import json
from typing import Any, TypeAlias

import psycopg
from psycopg.rows import DictRow

from tests.api.sample_commerce import prepare_commerce
from tests.api.sample_concerts import prepare_concerts
from tests.api.sample_core import prepare_core
from tests.api.sample_filters import prepare_filters

Connection: TypeAlias = psycopg.Connection[DictRow]

MODULES = {"commerce", "concerts", "core", "filters", "reading", "suppliers"}
"""Whose RPCs the sample has something for."""

USER = "7e57ed00-0000-4000-8000-000000000001"
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
ROLES: dict[str, dict[str, Any]] = {
    "anon": {"role": "anon"},
    "authenticated": {"role": "authenticated", "sub": USER},
    "no subject": {"role": "authenticated"},
    "admin": {"role": "authenticated", "sub": USER, "app_metadata": {"roles": ["admin"]}},
    "service_role": {"role": "service_role"},
}
# What a parameter that `prepare` does not know is given, by its type.
SOUND = {
    "bigint": "1",
    "bigint[]": "{1}",
    "boolean": "true",
    "date": "2026-01-01",
    "double precision": "0.5",
    "integer": "1",
    "integer[]": "{1}",
    "interval": "1 hour",
    "jsonb": "{}",
    "numeric": "1",
    "text": "a",
    "text[]": "{a}",
    "timestamp with time zone": "2026-01-01Z",
    "uuid": USER,
    "uuid[]": f"{{{USER}}}",
}

PIECE = {"sku": "SHIRT-S", "quantity": 1}
ADDRESS = {"name": "n", "street": "s", "city": "c", "country": "PH", "phone": "1"}


def prepare(conn: Connection) -> dict[str, str | None]:
    """Make one of each thing that a call can name; the right value of each parameter."""
    conn.execute("select tests.set_clock('2026-01-01Z')")
    conn.execute("select tests.small_shop()")
    conn.execute("select tests.counted_shop()")
    conn.execute("select tests.small_stock()")
    conn.execute("select tests.small_project()")
    conn.execute("select tests.small_tour()")
    conn.execute("insert into auth.users (id, email) values (%s, 'u@example.invalid')", (USER,))
    conn.execute(
        "insert into core.job_kinds (kind, handler, description)"
        " values ('t_shop.take', 'python', 'x')"
    )
    conn.execute(
        "select core.register_webhook_source('t_shop', 't_shop.take', %s)::text", (SECRET,)
    )
    series = [
        only(
            conn,
            "insert into reading.series (series_key, title, type, status)"
            " values (%s, 'T', 'Manga', 'Publishing') returning id",
            key,
        )
        for key in ("read", "unread")
    ]
    operation = only(
        conn,
        "insert into core.operations"
        " (kind, requested_by, total, failed, created_at, progressed_at)"
        " select kind, %s, 1, 1, core.now(), core.now()"
        " from core.operation_kinds limit 1 returning id",
        USER,
    )
    conn.execute(
        "insert into core.operation_errors"
        " values (%s, 1, '{}', 'PT422', 'm', 'd', 'h', core.now())",
        (operation,),
    )
    conn.execute(
        "insert into core.feature_flags (name, created_at, updated_at)"
        " values ('commerce.gift_cards', core.now(), core.now()),"
        " ('garden.reviews', core.now(), core.now())"
    )
    notification = only(conn, "select core.notify_user(%s, 't_shop.note', '{}')", USER)
    become(conn, ROLES["admin"], role="authenticated")
    hook = only(conn, "select api.register_webhook('https://example.com/h', %s) ->> 'id'", ["*"])
    conn.execute(
        "insert into api.reading_progress (user_id, series_id, chapter, device_id)"
        " values (%s, %s, 1, 'd')",
        (USER, series[0]),
    )
    conn.execute("reset role")
    order = make_order(conn)
    entry = only(conn, "select max(id) from core.audit_entries where id > %s", 0)
    conn.execute("select tests.busy_project(%s)", (USER,))
    signed = only(conn, "select core._sign_webhook('m1', 1767225600, '{}', %s)", [SECRET])
    edit = {
        "series_id": series[0],
        "base_version": 1,
        "chapter": 1.5,
        "chapter_label": "1.5",
        "page": 2,
        "percent": 3,
        "device_id": "d",
        "rewinds": 0,
        "updated_at": "2026-01-01T00:00:00Z",
    }
    line = {
        "key": "k",
        "basket": "b",
        "store": "s",
        "product": "p",
        "brand": "Fizz",
        "brand_mark": "Private",
        "department": "Food",
        "category": "Drinks",
        "city_code": "1380300000",
        "store_class": "A",
        "price": 1.5,
        "quantity": 2,
        "sold_at": "2026-01-01T00:00:00Z",
    }
    config = {
        "name": "kind",
        "label": "Kind",
        "source": "filters.stores",
        "column": "name",
        "path": None,
        "parent": None,
        "position": 9,
        "debounce_ms": 100,
        "roles": ["admin"],
        "master": None,
        "prune_after": "30 days",
        "protected": ["a"],
        "reason": "why",
    }
    rule = {
        "field": "title",
        "kind": "length",
        "argument": {"max": 80},
        "message": "Short.",
        "severity": "warning",
        "position": 5,
        "is_enabled": True,
    }
    flag = {
        "description": "d",
        "is_enabled": True,
        "share_percent": 12.5,
        "user_ids": [USER],
        "roles": ["admin"],
    }
    headers = {
        "webhook-id": "m1",
        "webhook-timestamp": "1767225600",
        "webhook-signature": signed,
    }
    of_products = prepare_commerce(conn, USER)
    prepare_core(conn, USER, hook, SECRET)
    prepare_concerts(conn, USER, SECRET)
    prepare_filters(conn)
    return of_products | {
        "after": None,
        "at": "2026-01-01Z",
        "body": "{}",
        "config": json.dumps(config),
        "delivery_id": "1",
        "description": "d",
        "dry_run": "true",
        "dimension": "region",
        "enabled": "true",
        "entry_id": str(entry),
        "event_types": "{*}",
        "entity": "commerce.product",
        "expected_version": "1",
        "expires_at": "2026-01-01Z",
        "change_setting.name": "core.webhook_ladder_seconds",
        "delete_feature_flag.name": "commerce.gift_cards",
        "set_feature_flag.name": "commerce.gift_cards",
        "flag": json.dumps(flag),
        "value": "[0, 5]",
        "queue": "default",
        "state": "dead",
        "topic": "filters:region",
        "headers": json.dumps(headers),
        "id": hook,
        "ids": f"{{{notification}}}",
        "items": json.dumps([edit]),
        "jti": "j",
        "keep_values": "true",
        "lines": json.dumps([PIECE | {"location": "MAIN", "state": "on_hand"}]),
        "location": "MAIN",
        "max_concurrency": "1",
        "max_per_second": "1",
        "measure": "price",
        "name": "brand",
        "operation_id": str(operation),
        "order_id": str(order),
        "page_size": "50",
        "parcels": json.dumps([PIECE | {"parcel": 3}]),
        "payment": json.dumps(
            {"amount_minor": 1, "currency": "PHP", "method": "card", "reference": "r"}
        ),
        "policy": "furthest",
        "reason": "why",
        "row_id": str(series[0]),
        "rows": json.dumps([line]),
        "rule": json.dumps(rule),
        "search": "a",
        "series_id": str(series[1]),
        "ship_to": json.dumps(ADDRESS),
        "since": "2026-01-01Z",
        "sku": "MUG",
        "source": "shop",
        "status": "failed",
        "table_name": "reading.series",
        "top": "50",
        "topics": "{filters:region}",
        "url": "https://example.com/h",
        "user_id": USER,
        "version": "1",
        "webhook_id": hook,
        "within": json.dumps({"region": ["NCR"], "brand": "fizz"}),
        "project_id": "2001",
        "supplier_id": "3001",
        "task_id": only(conn, "select tests.task_of(%s, 'mould')::text", "ACME"),
        "due_on": "2099-02-02",
        "calendar": "STANDARD",
        "owner_id": only(conn, "select tests.user(%s)::text", "sam"),
        "token": "cal_…",
        "setlist_song_id": "6001",
        "setlist_id": "5001",
        "show_id": "4001",
        # Columns of views.
        "chapter": "1",
        "chapter_label": "1",
        "page": "1",
        "percent": "1",
        "device_id": "d",
    }


def make_order(conn: Connection) -> int:
    """Make an order of the user with a packed, a shipped and an open parcel."""
    conn.execute("select tests.small_stock()")
    become(conn, ROLES["authenticated"], role="authenticated")
    lines = json.dumps([PIECE | {"quantity": 11}])
    address = json.dumps(ADDRESS)
    placed = conn.execute(
        "select (api.place_order(%s, %s) ->> 'order_id')::bigint as id", (lines, address)
    ).fetchone()
    assert placed is not None
    conn.execute("reset role")
    for command in (
        "tests.advance(%(id)s, 'pay')",
        'api.pack_order(%(id)s, \'[{"parcel": 1, "sku": "SHIRT-S", "quantity": 4}]\')',
        "api.pack_order(%(id)s, '[{\"parcel\": 2}]')",
        "api.ship_order(%(id)s, '{2}')",
    ):
        conn.execute(f"select {command}".encode(), placed)
    return int(placed["id"])


def only(conn: Connection, query: str, argument: Any) -> Any:
    """Return the one value of the one row that a statement gives."""
    row = conn.execute(query.encode(), (argument,)).fetchone()
    assert row is not None
    return next(iter(row.values()))


def become(conn: Connection, claims: dict[str, Any], *, role: str | None) -> None:
    """Become a caller, as PostgREST does; without a role, keep the session's."""
    conn.execute(
        "select set_config('role', coalesce(%s, current_setting('role')), true),"
        " set_config('request.jwt.claims', %s, true)",
        (role, json.dumps(claims)),
    )
