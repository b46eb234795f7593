"""One attempt to send a purchase order: claim, post, report.

What is sent and what an answer means is decided in the database. An attempt that ends
before its report is repeated under the same idempotency key, so the vendor takes the order
once.
"""

import asyncio
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import DictRow

from glue import db
from glue.webhooks.addresses import RULES, Rules
from glue.webhooks.sender import RESPONSE_BYTES, TIMEOUT_SECONDS, Message, Report, Sender
from glue.worker.handlers import Job, PermanentError, RetryLaterError

_CLAIM = "select * from commerce.claim_purchase(p_purchase_order_id => %s)"
_FINISH = """select * from commerce.finish_purchase(
    p_purchase_order_id => %s, p_idempotency_key => %s, p_status_code => %s, p_error => %s,
    p_retry_after => %s, p_response => %s, p_is_last => %s
)"""


def send_purchase(job: Job, timeout_seconds: float = TIMEOUT_SECONDS) -> dict[str, Any]:
    """Send the purchase order of a job; raise where another attempt makes sense, or none."""
    order = int(job.payload["purchase_order_id"])
    with db.connect(job.url) as conn:
        claimed = conn.execute(_CLAIM, (order,)).fetchone()
        rules = _read_rules(conn)
    if claimed is None:
        return {"outcome": "nothing to send"}
    message = Message(job.id, job.token, claimed["url"], claimed["headers"], claimed["body"])
    report = asyncio.run(_post(message, rules, timeout_seconds))
    with db.connect(job.url) as conn:
        ended = _finish(conn, job, claimed["idempotency_key"], report)
    if ended["outcome"] == "retry":
        raise RetryLaterError(str(ended["fault"]), ended["retry_after"])
    if ended["outcome"] != "done":
        raise PermanentError(str(ended["fault"]))
    return {"outcome": "done", "status_code": report.status_code, "ms": report.latency_ms}


async def _post(message: Message, rules: Rules, timeout_seconds: float) -> Report:
    async with Sender(rules, timeout_seconds=timeout_seconds, kept_bytes=RESPONSE_BYTES) as sender:
        return await sender.send(message)


def _read_rules(conn: psycopg.Connection[DictRow]) -> Rules:
    row = conn.execute(RULES).fetchone() or {}
    return Rules.of(row["ports"], row["networks"])


def _finish(conn: psycopg.Connection[DictRow], job: Job, key: UUID, report: Report) -> DictRow:
    answer = conn.execute(
        _FINISH,
        (
            int(job.payload["purchase_order_id"]),
            key,
            report.status_code,
            report.error,
            report.retry_after,
            report.response,
            job.attempts >= job.max_attempts,
        ),
    )
    return answer.fetchone() or {}
