"""The delivery of webhooks: claim, send, report, until it is stopped.

A loop of its own inside the worker, with a connection of its own: its work is to wait for
other people's servers, so it is one thread with many requests under way. Every decision
is in the database. When it dies, leases run out and another sender takes over.
"""

import asyncio
import logging
import threading
import uuid
from collections.abc import Callable
from typing import Any

import psycopg
from psycopg.rows import DictRow, dict_row

from glue.db import with_patience
from glue.sessions import settle_async
from glue.webhooks.addresses import RULES, Rules
from glue.webhooks.sender import Message, Report, Sender
from glue.worker import telemetry
from glue.worker.lane import CONNECT_SECONDS, RECONNECT_BACKOFF
from glue.worker.observe import log_event

_CLAIM = "select * from core.claim_webhooks(p_worker => %s, p_limit => %s)"
_FINISH = """select core.finish_webhook(
    p_delivery_id => %s, p_lease => %s, p_status_code => %s, p_error => %s,
    p_latency_ms => %s, p_retry_after => %s, p_response => %s, p_response_sha256 => %s
) as status"""
_GATHER_SECONDS = 0.02
"""After one request ended, others will: their places are filled by one claim."""


def deliver(
    url: str,
    stop: threading.Event,
    *,
    concurrency: int = 32,
    poll_seconds: float = 0.5,
    make_sender: Callable[[Rules], Sender] = Sender,
) -> None:
    """Deliver until `stop` is set, then finish what is under way."""
    asyncio.run(_Loop(url, stop, concurrency, poll_seconds, make_sender).run())


class _Loop:
    def __init__(
        self,
        url: str,
        stop: threading.Event,
        concurrency: int,
        poll_seconds: float,
        make_sender: Callable[[Rules], Sender],
    ) -> None:
        self._url = url
        self._stop = stop
        self._concurrency = concurrency
        self._poll_seconds = poll_seconds
        self._make_sender = make_sender
        self._worker = uuid.uuid4()
        self._under_way: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Connect again whenever the server went away."""
        failures = 0
        async with self._make_sender(Rules()) as sender:
            while not self._stop.is_set():
                try:
                    async with await psycopg.AsyncConnection.connect(
                        with_patience(self._url, CONNECT_SECONDS),
                        autocommit=True,
                        row_factory=dict_row,
                        application_name="rowhouse webhooks",
                    ) as conn:
                        failures = 0
                        await settle_async(conn)
                        await self._work(conn, sender)
                except psycopg.Error as exc:
                    log_event("webhooks interrupted", level=logging.WARNING, error=str(exc))
                    failures += 1
                    await asyncio.sleep(RECONNECT_BACKOFF.seconds(failures))

    async def _work(self, conn: psycopg.AsyncConnection[DictRow], sender: Sender) -> None:
        try:
            while not self._stop.is_set():
                claimed = await self._claim(conn, sender)
                if self._under_way:
                    await asyncio.wait(
                        self._under_way,
                        timeout=self._poll_seconds,
                        return_when=asyncio.FIRST_COMPLETED,
                    )
                    await asyncio.sleep(_GATHER_SECONDS)
                elif not claimed:
                    await asyncio.sleep(self._poll_seconds)
        finally:
            if self._under_way:
                await asyncio.wait(self._under_way)

    async def _claim(self, conn: psycopg.AsyncConnection[DictRow], sender: Sender) -> int:
        """Take as many deliveries as there are free places; return how many came."""
        free = self._concurrency - len(self._under_way)
        if free <= 0:
            return 0
        rows = await (await conn.execute(_CLAIM, (self._worker, free))).fetchall()
        if rows:
            try:
                sender.rules = await _read_rules(conn)
            except (TypeError, ValueError) as exc:
                # A setting that can not be read allows nothing that it did not before.
                log_event("webhook settings broken", level=logging.ERROR, error=str(exc))
        for row in rows:
            task = asyncio.create_task(_attempt(conn, sender, Message(**row)))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)
        return len(rows)


async def _read_rules(conn: psycopg.AsyncConnection[DictRow]) -> Rules:
    row = await (await conn.execute(RULES)).fetchone() or {}
    return Rules.of(row["ports"], row["networks"])


async def _attempt(
    conn: psycopg.AsyncConnection[DictRow], sender: Sender, message: Message
) -> None:
    """Send one message and report it; without a database the lease runs out."""
    facts: dict[str, Any] = {"delivery": message.delivery_id, "attempt": message.lease}
    with telemetry.span("webhook", message.traceparent, facts):
        try:
            report = await sender.send(message)
        except Exception as exc:  # noqa: BLE001 - one message's, not the loop's
            log_event("webhook not sent", level=logging.ERROR, **facts, error=repr(exc))
            report = Report(0, error=f"{type(exc).__name__} in the sender")
        facts |= {"code": report.status_code, "ms": report.latency_ms}
        try:
            status = await _report(conn, message, report)
        except psycopg.Error as exc:
            log_event("webhook unreported", level=logging.WARNING, **facts, error=str(exc))
        else:
            log_event("webhook sent", **facts, status=status, error=report.error)


async def _report(conn: psycopg.AsyncConnection[DictRow], message: Message, report: Report) -> str:
    cursor = await conn.execute(
        _FINISH,
        (
            message.delivery_id,
            message.lease,
            report.status_code,
            report.error,
            report.latency_ms,
            report.retry_after,
            report.response,
            report.response_sha256,
        ),
    )
    row = await cursor.fetchone() or {}
    return str(row["status"])
