"""What a request may cost: the work of the largest legal request grows with its size alone.

Work is counted, not timed: scans begun and rows read by them, of every table and index of
ours, as Postgres counts them for the transaction. Two lists in one request must not multiply.
Which RPCs take lists is read from the catalog, so that the next one has to say its case.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg.rows import DictRow

from glue import db
from glue.postgres.server import Server

pytestmark = pytest.mark.needs("concerts", "filters", "reading", "suppliers")

Connection = psycopg.Connection[DictRow]

LISTS = """
    select p.proname as name
    from pg_catalog.pg_proc as p
    where
        p.pronamespace = 'api'::regnamespace
        and exists (
            select
            from unnest(p.proargtypes) as a (type)
            inner join pg_catalog.pg_type as t on a.type = t.oid
            where t.typcategory = 'A' or t.oid in ('json'::regtype, 'jsonb'::regtype)
        )
    order by 1
"""
WORK = """
    select
        coalesce(
            sum(
                pg_stat_get_xact_numscans(c.oid)
                + pg_stat_get_xact_tuples_returned(c.oid)
                + pg_stat_get_xact_tuples_fetched(c.oid)
            ),
            0
        )::bigint as work
    from pg_catalog.pg_class as c
    where
        c.relkind in ('r', 'i')
        and c.relnamespace::regnamespace::text in (
            'core', 'commerce', 'concerts', 'filters', 'master', 'reading', 'suppliers'
        )
"""
BECOME = "select set_config('role', %s, true), set_config('request.jwt.claims', %s, true)"
USER = "00000000-0000-4000-8000-000000000001"


@dataclass(frozen=True, slots=True)
class Case:
    """A request of a given size: what is called, with which arguments, how big at most."""

    rpc: str
    arguments: Callable[[int], dict[str, object]]
    size: int
    role: str = "authenticated"


def _within(size: int) -> dict[str, list[str]]:
    return {
        "brand": [f"b{number}" for number in range(size)],
        "category": [f"food/k{number}" for number in range(size)],
        "region": ["NCR", "Region VII"],
    }


def _registered(size: int) -> dict[str, list[str]]:
    return _within(size) | {
        "product": ["thing", *(f"p{number}" for number in range(1, size))],
        "number": [str(number * 26) for number in range(size)],
    }


def _line(number: int) -> dict[str, object]:
    return {
        "key": f"line {number}",
        "basket": f"basket {number}",
        "store": "w1",
        "product": f"product {number}",
        "brand": f"Brand {number}",
        "price": "1.50",
        "quantity": 1,
        "sold_at": "2024-05-01T08:00:00+08:00",
    }


def _edit(number: int) -> dict[str, object]:
    return {
        "series_id": 1,
        "device_id": f"device {number}",
        "chapter": number % 50,
        "updated_at": "2024-05-01T08:00:00Z",
    }


def _stock(size: int, amount: str, **more: object) -> str:
    return json.dumps([{"sku": f"WIDE-{number + 1}", amount: 1} | more for number in range(size)])


def _object(size: int) -> str:
    return json.dumps({f"field_{number}": "value" for number in range(size)})


def _variants(size: int) -> list[dict[str, object]]:
    return [
        {"sku": f"NEW-{number}", "options": {"n": number}, "price_minor": 100}
        for number in range(size)
    ]


def _users(size: int) -> list[UUID]:
    return [UUID(int=number + 1) for number in range(size)]


def _days(size: int) -> list[dict[str, str]]:
    first = date(2098, 1, 1)
    return [{"on": str(first + timedelta(number)), "name": "H"} for number in range(size)]


def _templates(size: int) -> list[dict[str, str]]:
    return [
        {"code": f"n{number}", "title": "T", "canonical_due": "2099-02-01"}
        for number in range(size)
    ] + [{"code": code, "title": "T", "canonical_due": "2099-02-01"} for code in ("cup", "lid")]


ADDRESS = json.dumps({"name": "A", "street": "1 S", "city": "C", "country": "PH"})
SOLD = {"location": "WIDE", "amount_minor": 100, "sold_at": "2024-05-01T08:00:00Z"}
CHANGE = {"entity": "product", "at": "2024-05-01T08:00:00Z", "version": 1}
# What an object of unknown fields asks for is refused before a table is read.
REFUSED = {"receive_webhook", "register_media", "set_validation_rule"}


CASES = (
    *(
        Case(
            "filter_values",
            lambda size, name=name: {  # type: ignore[misc]
                "dimension": name, "within": json.dumps(_within(size)), "page_size": 500,
            },
            100,
        )
        for name in ("region", "province", "city", "store_class", "category", "brand")
    ),
    *(
        Case(
            "filter_range",
            lambda size, name=name: {  # type: ignore[misc]
                "measure": name, "within": json.dumps(_within(size)),
            },
            100,
        )
        for name in ("price", "basket_size")
    ),
    Case(
        "filter_options",
        lambda size: {"within": json.dumps(_within(size)), "top": 500},
        100,
    ),
    Case(
        "filter_values",
        lambda size: {
            "dimension": "product",
            "within": json.dumps({"number": [str(number) for number in range(size)]}),
        },
        1000,
    ),
    *(
        Case(
            rpc,
            lambda size, more=more: more | {"within": json.dumps(_registered(size))},  # type: ignore[misc]
            500,
        )
        for rpc, more in (
            ("filter_values", {"dimension": "brand", "page_size": 500}),
            ("filter_range", {"measure": "basket_size"}),
            ("filter_options", {"top": 500}),
        )
    ),
    Case(
        "changes_since",
        lambda size: {"topics": ["filters:brand"] * size, "after": None, "page_size": 500},
        100,
    ),
    Case(
        "ingest_transactions",
        lambda size: {"rows": json.dumps([_line(number) for number in range(size)])},
        400,
    ),
    Case("reserve_stock", lambda size: {"lines": _stock(size, "quantity")}, 200),
    Case(
        "count_stock",
        lambda size: {"stock_take_id": 1, "counts": _stock(size, "counted")},
        500,
    ),
    Case(
        "place_order", lambda size: {"lines": _stock(size, "quantity"), "ship_to": ADDRESS}, 200
    ),
    Case(
        "create_product",
        lambda size: {"product": json.dumps({"title": "New", "variants": _variants(size)})},
        100,
    ),
    Case(
        "update_product",
        lambda size: {
            "product_id": 1,
            "patch": json.dumps({"variants": _variants(size)}),
            "expected_version": 1,
        },
        100,
    ),
    Case("record_sales", lambda size: {"rows": _stock(size, "quantity", **SOLD)}, 500),
    Case(
        "push_pms_changes",
        lambda size: {
            "changes": json.dumps(
                [
                    CHANGE | {"source": "pms", "external_id": f"p{number}", "fields": {}}
                    for number in range(size)
                ]
            )
        },
        500,
    ),
    Case(
        "receive_purchase",
        lambda size: {"purchase_order_id": 1, "lines": _stock(size, "quantity")},
        200,
    ),
    Case(
        "return_order",
        lambda size: {
            "order_id": 1, "lines": _stock(size, "quantity", location="WIDE", state="on_hand")
        },
        200,
    ),
    Case(
        "pack_order",
        lambda size: {
            "order_id": 1, "parcels": json.dumps([{"parcel": n + 1} for n in range(size)])
        },
        200,
    ),
    Case("ship_order", lambda size: {"order_id": 1, "parcels": list(range(size))}, 200),
    Case("deliver_order", lambda size: {"order_id": 1, "parcels": list(range(size))}, 200),
    Case("pay_order", lambda size: {"order_id": 1, "payment": _object(size)}, 100),
    Case("register_media", lambda size: {"product_id": 1, "meta": _object(size)}, 100),
    Case(
        "update_media",
        lambda size: {"media_id": 1, "patch": _object(size), "expected_version": 1},
        100,
    ),
    Case(
        "set_reorder_rule",
        lambda size: {"sku": "WIDE-1", "location": "WIDE", "rule": _object(size)},
        100,
    ),
    Case("set_vendor", lambda size: {"code": "ACME", "vendor": _object(size)}, 100),
    Case(
        "set_validation_rule",
        lambda size: {"entity": "commerce.product", "name": "local_a", "rule": _object(size)},
        100,
    ),
    Case(
        "validate_record",
        lambda size: {
            "entity": "commerce.product",
            "record": json.dumps({"title": "New", "variants": _variants(size)}),
        },
        100,
    ),
    Case(
        "change_setting",
        lambda size: {
            "name": "core.webhook_ladder_seconds",
            "value": json.dumps(list(range(1, size + 1))),
            "reason": "measured",
        },
        20,
    ),
    Case(
        "set_feature_flag",
        lambda size: {
            "name": "garden.large",
            "flag": json.dumps({"user_ids": [str(user) for user in _users(size)]}),
        },
        100,
    ),
    Case("mark_notifications_read", lambda size: {"ids": list(range(size))}, 1000),
    Case(
        "push_progress",
        lambda size: {"items": json.dumps([_edit(number) for number in range(size)])},
        1000,
    ),
    Case(
        "register_dimension",
        lambda size: {
            "config": json.dumps(
                {
                    "name": "sold",
                    "source": "filters.transactions",
                    "column": "quantity",
                    "roles": [f"role {number}" for number in range(size)],
                }
            )
        },
        1000,
    ),
    Case(
        "register_webhook",
        lambda size: {
            "url": "https://example.com/hook",
            "event_types": ["filters.dimension.changed"] * size,
        },
        50,
    ),
    Case(
        "update_webhook",
        lambda size: {
            "id": USER,
            "event_types": ["filters.dimension.changed"] * size,
        },
        50,
    ),
    Case(
        "receive_webhook",
        lambda size: {
            "source": "none",
            "headers": json.dumps({f"x-{number}": "y" for number in range(size)}),
            "body": "none",
        },
        1000,
        "service_role",
    ),
    Case("create_project", lambda size: {"code": "NEW", "name": "N", "starts_on": "2099-01-01",
                                         "metadata": _object(size)}, 100),
    Case("update_project", lambda size: {"project_id": 2001, "patch": _object(size),
                                         "expected_version": 1}, 100),
    Case("set_project_managers", lambda size: {"project_id": 2001, "user_ids": _users(size)}, 200),
    Case("set_supplier", lambda size: {"code": "ACME", "supplier": _object(size)}, 100),
    Case("set_supplier_users", lambda size: {"supplier_id": 3001, "user_ids": _users(size)}, 200),
    Case(
        "set_contacts",
        lambda size: {
            "supplier_id": 3001,
            "contacts": json.dumps([{"name": f"Pat {number}"} for number in range(size)]),
        },
        100,
    ),
    Case(
        "set_supplier_capabilities",
        lambda size: {
            "supplier_id": 3001,
            "capabilities": json.dumps(
                [{"capability": f"c{number}", "valid_from": "2020-01-01"} for number in range(size)]
            ),
        },
        100,
    ),
    Case(
        "set_calendar",
        # A space keeps the text an array, which otherwise would be taken for JSON.
        lambda size: {
            "code": "STANDARD",
            "name": "N",
            "workdays": f" {{{','.join(str(number + 1) for number in range(size))}}}",
        },
        7,
    ),
    Case(
        "set_holidays",
        lambda size: {"code": "STANDARD", "year": 2098, "holidays": json.dumps(_days(size))},
        300,
    ),
    Case(
        "set_task_templates",
        lambda size: {
            "project_id": 2002,
            "templates": json.dumps(_templates(size)),
            "dependencies": json.dumps(
                [{"template": f"n{number}", "after": f"n{number - 1}"} for number in range(1, size)]
            ),
        },
        400,
    ),
    Case("validate_task_change", lambda size: {"task_id": 1, "change": _object(size)}, 100),
    Case(
        "bulk_update_status",
        lambda size: {"task_ids": list(range(1, size + 1)), "status": "in_progress"},
        500,
    ),
    Case(
        "bulk_update_due_dates",
        lambda size: {
            "project_id": 2001,
            "shift_days": 1,
            "filter": json.dumps({"task_ids": list(range(1, size + 1))}),
            "reason": "late",
        },
        500,
    ),
    Case(
        "admit_sync_call",
        lambda size: {
            "caller": "none",
            "headers": json.dumps({f"x-{number}": "y" for number in range(size)}),
            "body": "none",
        },
        1000,
        "service_role",
    ),
    Case(
        "take_feed_page",
        lambda size: {"run_id": 1, "token": 1, "request": _object(size), "status": 200},
        100,
        "service_role",
    ),
    Case("run_persisted_query", lambda size: {"id": "none", "variables": _object(size)}, 100),
    # Not the 50 that it takes: the few rows of the merge itself are scanned for each record.
    Case(
        "merge_records",
        lambda size: {"entity": "artist", "keep_id": 1, "drop_ids": list(range(2, size + 2))},
        10,
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def shop(make_database: Callable[..., str]) -> Iterator[Connection]:
    """Many brands, categories, stores and SKUs; two columns of lines are registered."""
    url = make_database()
    with db.connect(url) as conn:
        conn.execute("select tests.wide_shop(6, 120, 110, 6000)")
        conn.execute("select tests.wide_stock(500)")
        conn.execute("select tests.small_project()")
        conn.execute(
            "insert into concerts.artists (name) select 'Artist ' || n"
            " from generate_series(1, 51) as n"
        )
        for name, column in (("product", "product_key"), ("number", "price_minor")):
            config = {"name": name, "source": "filters.transactions", "column": column}
            conn.execute(
                "select core.run_operation_chunks("
                "(filters.register_dimension(%s::jsonb) -> 'operation_id')::bigint)",
                (json.dumps(config),),
            )
        conn.execute("analyze")
    with db.connect(url, autocommit=False) as conn:
        yield conn
        conn.rollback()


def work_of(conn: Connection, case: Case, size: int) -> int:
    """Return how much work a request does; what it wrote is undone."""
    arguments = case.arguments(size)
    names = ", ".join(f"{name} => %({name})s{_cast(value)}" for name, value in arguments.items())
    before = _work(conn)
    try:
        with conn.transaction(force_rollback=True):
            claims = {"sub": USER, "role": case.role, "app_metadata": {"roles": ["admin"]}}
            conn.execute(BECOME, (case.role, json.dumps(claims)))
            conn.execute(f"select api.{case.rpc}({names})::text".encode(), arguments)
    except psycopg.Error as error:
        # What is refused is bounded, too.
        if not (error.sqlstate or "").startswith("PT"):
            raise
    return _work(conn) - before


def _cast(value: object) -> str:
    if isinstance(value, list):
        if isinstance(value[0], UUID):
            return "::uuid[]"
        return "::text[]" if isinstance(value[0], str) else "::bigint[]"
    return "::jsonb" if isinstance(value, str) and value[:1] in "[{" else ""


def _work(conn: Connection) -> int:
    row: dict[str, Any] | None = conn.execute(WORK).fetchone()
    assert row is not None
    return int(row["work"])


def test_every_rpc_that_takes_a_list_has_its_largest_request_here(shop: Connection) -> None:
    found = {row["name"] for row in shop.execute(LISTS)}
    assert found == {case.rpc for case in CASES}


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{case.rpc}-{number}" for number, case in enumerate(CASES)]
)
def test_a_request_twice_as_large_is_at_most_twice_the_work(shop: Connection, case: Case) -> None:
    small, large = case.size // 2, case.size
    for size in (small, large):
        work_of(shop, case, size)
    half, whole = work_of(shop, case, small), work_of(shop, case, large)
    assert whole <= 2.2 * half + 50, f"{half} for {small}, {whole} for {large}"
    assert whole > 0 or case.rpc in REFUSED


@pytest.mark.parametrize("rpc", ["filter_options", "filter_range", "filter_values"])
def test_no_selection_reads_more_than_a_few_times_all_rows(shop: Connection, rpc: str) -> None:
    row = shop.execute(
        "select greatest(count(*), (select count(*) from filters.transactions)) as most"
        " from filters.cells"
    ).fetchone()
    assert row is not None
    # The first request of a session is planned for its own values, which reads a small table
    # whole; without it, the figure would depend on which tests ran before in this session.
    for case in CASES:
        if case.rpc == rpc:
            work_of(shop, case, case.size)
            assert work_of(shop, case, case.size) < 8 * row["most"]


@pytest.mark.parametrize("login", ["authenticator", "lite_rest"])
def test_who_serves_the_api_has_its_statements_cancelled(server: Server, login: str) -> None:
    with db.connect(server.url(login, database="rowhouse_tests")) as conn:
        for name in ("statement_timeout", "lock_timeout"):
            row = conn.execute("select current_setting(%s) as value", (name,)).fetchone()
            assert row == {"value": "8s"}


def test_callers_have_the_timeouts_of_supabase(shop: Connection) -> None:
    rows = shop.execute(
        "select rolname, rolconfig from pg_catalog.pg_roles"
        " where rolname in ('anon', 'authenticated') order by 1"
    ).fetchall()
    assert [
        [entry for entry in row["rolconfig"] if entry.startswith("statement_timeout")]
        for row in rows
    ] == [["statement_timeout=3s"], ["statement_timeout=8s"]]
