"""When a schedule is due.

Cron expressions are cronsim's business, with Debian's rules for the hour that daylight
saving skips or repeats; whether a tick still counts is decided by `core.claim_schedule_tick`.
"""

import logging
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import psycopg
from cronsim import CronSim
from psycopg.rows import DictRow

from glue.worker.observe import log_event

# Times travel as text: one row with a time that Python has not (infinity, the year 20000)
# must not keep the others from being read.
_DUE = """select name, cron, timezone, next_run_at::text as next_run_at, seen_at
    from core.list_due_schedules()"""
_TAKE = """select core.claim_schedule_tick(
    p_name => %s, p_seen_at => %s, p_tick_at => %s, p_next_at => %s) as job"""

_TOLD: set[tuple[str, ...]] = set()
"""Broken schedules that were reported: each once, not every second. core.health names them."""


@dataclass(frozen=True, slots=True)
class Ticks:
    """Around a moment: the latest tick at or before it, and the first one after it."""

    latest: datetime
    following: datetime


def ticks_around(cron: str, timezone: str, now: datetime) -> Ticks:
    """Return the ticks around a moment; raise what cronsim or zoneinfo do on a bad schedule."""
    following = next(CronSim(cron, now.astimezone(ZoneInfo(timezone))))
    return Ticks(next(CronSim(cron, following, reverse=True)), following)


def take_due_ticks(conn: psycopg.Connection[DictRow]) -> int:
    """Take every tick that has come; return how many jobs that made."""
    try:
        conn.execute("select core.recover_from_clock_rollback()")
    except psycopg.Error as exc:
        if conn.closed:
            raise
        log_event("clock not settled", level=logging.ERROR, error=str(exc))
    return sum(_take(conn, due) for due in conn.execute(_DUE).fetchall())


def _take(conn: psycopg.Connection[DictRow], due: DictRow) -> int:
    """Take one schedule's tick; a schedule that cannot be read fails alone."""
    try:
        around = ticks_around(due["cron"], due["timezone"], due["seen_at"])
        # A schedule that no worker has looked at yet has missed nothing.
        latest = around.latest if due["next_run_at"] is not None else None
        row = conn.execute(
            _TAKE, (due["name"], due["next_run_at"], latest, around.following)
        ).fetchone()
    except Exception as exc:
        if conn.closed:
            raise
        _tell_once(exc, due["name"], due["cron"], due["timezone"])
        return 0
    if row is None or row["job"] is None:
        return 0
    log_event("schedule ticked", schedule=due["name"], tick=latest, job=row["job"])
    return 1


def _tell_once(error: Exception, name: str, cron: str, timezone: str) -> None:
    fault = (name, cron, timezone, type(error).__name__)
    if fault not in _TOLD:
        _TOLD.add(fault)
        facts = {"schedule": name, "cron": cron, "timezone": timezone}
        log_event("schedule broken", level=logging.ERROR, **facts, error=repr(error))
