"""What calls of core can name: audit entries, a sealed one, erasures, a delivery, a source."""

from typing import TypeAlias

import psycopg
from psycopg.rows import DictRow

Connection: TypeAlias = psycopg.Connection[DictRow]

_DELIVERY = """
insert into core.webhook_deliveries (
    endpoint_id, event_id, event_type, event_at, body, status, lease, next_attempt_at,
    last_outcome, created_at, finished_at
)
select
    %s, 1, 'core.alert.opened', core.now(), '{}', 'failed', 1, core.now(), 'refused',
    core.now(), core.now()
"""
_ATTEMPT = """
insert into core.webhook_attempts (
    delivery_id, number, started_at, finished_at, outcome, status_code, latency_ms
)
values (1, 1, core.now(), core.now(), 'refused', 400, 12)
"""
_RULE = """
insert into core.validation_rules (entity, name, field, kind, message)
values ('garden.plant', 'title_required', 'title', 'required', 'A plant has a title.')
"""


def prepare_core(conn: Connection, user: str, hook: str, secret: str) -> None:
    """Make a failed delivery 1, the source shop, erasures 1 and 2, and audit entry 9001.

    The setting core.trusted_proxies has a history, entries of the build are sealed, and
    records of garden.plant have a rule.
    """
    conn.execute(_RULE)
    conn.execute(_DELIVERY, (hook,))
    conn.execute(_ATTEMPT)
    conn.execute("select core.register_webhook_source('shop', 't_shop.take', %s)", (secret,))
    conn.execute("select core.erase_person('user', %s, 'Request of the person')", (user,))
    conn.execute(
        "select core.run_erase_person(j) from core.jobs as j where j.kind = 'core.erase_person'"
    )
    conn.execute("select core.erase_person('user', %s, 'Request of the person', false)", (user,))
    conn.execute("update core.settings set value = '2' where name = 'core.trusted_proxies'")
    conn.execute("select core.seal_audit()")
    conn.execute("select setval(pg_get_serial_sequence('core.audit_entries', 'id'), 9000)")
    conn.execute("update reading.series set title = 'U' where series_key = 'unread'")
