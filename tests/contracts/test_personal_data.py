"""Every column that may hold personal data is erased with its person, or is an exception.

Generated from the catalog: each column of the type uuid, and each whose name is one of
personal data, is in core.personal_columns or below, with the reason.
"""

import psycopg
import pytest
from psycopg.rows import DictRow

from glue.schema.modules import read_modules

COLUMNS = r"""
select n.nspname || '.' || c.relname || '.' || a.attname as name
from pg_catalog.pg_class as c
inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
inner join pg_catalog.pg_attribute as a
    on c.oid = a.attrelid and a.attnum > 0 and not a.attisdropped
where
    n.nspname = any(%s)
    and c.relkind in ('r', 'p')
    and not c.relispartition
    and (
        a.atttypid in ('uuid'::regtype, 'uuid[]'::regtype)
        or (
            a.attname ~ '(^|_)(user|actor|author|caller|person|contact|device)(_|$)'
            or a.attname ~ '(^|_)(e?mail|phone|address|ship_to|ip|note|reason)(_|$)'
            or a.attname ~ '_by$'
        )
        and a.atttypid <> 'boolean'::regtype
    )
order by 1
"""
REGISTERED = "select table_name || '.' || column_name as name from core.personal_columns"
FAULTS = r"""
select p.table_name || '.' || p.column_name as name
from core.personal_columns as p
left join pg_catalog.pg_attribute as a
    on a.attrelid = to_regclass(p.table_name) and p.column_name = a.attname
left join pg_catalog.pg_attribute as k
    on k.attrelid = to_regclass(p.table_name) and p.key_column = k.attname
where
    a.attname is null
    or k.attname is null
    or (p.action = 'null' and a.attnotnull)
    or (p.action = 'mask' and a.atttypid <> 'text'::regtype)
    or exists (
        select from core.personal_columns as o
        where
            o.table_name = p.table_name
            and o.key_column = p.key_column
            and (o.action = 'delete') <> (p.action = 'delete')
    )
"""

TRAIL = "core._erase_entries takes it from the entries."
RECORD = "The record of an erasure; the key of the person goes when it is done."
SHORT = "Deleted within days by retention."
WORKER = "The id of a process."
ENDPOINT = "The id of a webhook, which goes with its owner."
ORDER = "Kept with the order for as long as the law of accounting asks."
BOOKS = "Says why stock or a purchase changed; the books need it."
STATE = "Why a mechanism stands still: a word of this release or of an operator."
EXCEPTIONS = {
    "commerce.orders.user_id": ORDER,
    "commerce.parcels.ship_to": ORDER,
    "commerce.parcels.user_id": ORDER,
    "commerce.purchase_orders.closed_reason": BOOKS,
    "commerce.purchase_orders.idempotency_key": "A random key of a message.",
    "commerce.reorder_proposals.decided_reason": BOOKS,
    "commerce.reservations.user_id": ORDER,
    "commerce.stock_movements.reason": BOOKS,
    "commerce.stock_takes.reason": BOOKS,
    "commerce.sync_conflicts.reason": STATE,
    "core.audit_entries.actor_id": TRAIL,
    "core.audit_entries.reason": TRAIL,
    "core.canaries.nonce": "A random value of a message of the worker.",
    "core.audit_entries.salt": TRAIL,
    "core.erasures.person_key": RECORD,
    "core.erasures.person_kind": RECORD,
    "core.erasures.person_sha256": RECORD,
    "core.erasures.reason": RECORD,
    "core.events.actor": SHORT,
    "core.finished_jobs.actor": SHORT,
    "core.finished_jobs.worker": WORKER,
    "core.idempotency_keys.caller": SHORT,
    "core.idle_workers.worker": WORKER,
    "core.job_providers.paused_reason": STATE,
    "core.job_queues.paused_reason": STATE,
    "core.jobs.actor": SHORT,
    "core.jobs.leased_by": WORKER,
    "core.workers.worker": WORKER,
    "core.jobs.wait_reason": STATE,
    "core.legal_holds.placed_by": "Who placed a hold is evidence itself.",
    "core.legal_holds.reason": "Why a table is held is evidence itself.",
    "core.personal_columns.person_kind": "A word of this release.",
    "core.revoked_users.user_id": "It ends the tokens of the person; without it they hold.",
    "core.webhook_circuits.endpoint_id": ENDPOINT,
    "core.webhook_deliveries.endpoint_id": ENDPOINT,
    "core.webhook_deliveries.leased_by": WORKER,
    "core.webhook_endpoints.id": ENDPOINT,
    "core.webhook_endpoints.status_reason": STATE,
    "core.webhook_secrets.endpoint_id": ENDPOINT,
    "core.webhook_secrets.vault_id": "The id of a secret.",
    "filters.dimension_versions.reason": "Why a dimension changed.",
    "filters.dimensions.counted_by": "A word of this release.",
}


def found(conn: psycopg.Connection[DictRow], query: str, *values: object) -> set[str]:
    """Return the names that a query finds."""
    return {row["name"] for row in conn.execute(query.encode(), values or None)}


def columns(conn: psycopg.Connection[DictRow]) -> set[str]:
    """Return the columns that may hold personal data."""
    return found(conn, COLUMNS, sorted(read_modules().chosen))


def test_every_personal_column_is_erased_or_an_exception(
    conn: psycopg.Connection[DictRow],
) -> None:
    assert columns(conn) - found(conn, REGISTERED) - set(EXCEPTIONS) == set()


def test_an_exception_is_needed(conn: psycopg.Connection[DictRow]) -> None:
    schemas = {name.split(".")[0] for name in columns(conn)}
    known = {name for name in EXCEPTIONS if name.split(".")[0] in schemas}
    assert known - columns(conn) == set()
    assert known & found(conn, REGISTERED) == set()


def test_what_is_registered_can_be_erased(conn: psycopg.Connection[DictRow]) -> None:
    assert found(conn, FAULTS) == set()


@pytest.mark.parametrize(
    "column", ["opened_by uuid", "email text", "contact_phone text", "visit uuid[]"]
)
def test_a_new_column_is_found(conn: psycopg.Connection[DictRow], column: str) -> None:
    conn.execute(f"create table core.t_new (id bigint, {column})".encode())
    assert "core.t_new." + column.split(maxsplit=1)[0] in columns(conn)
