"""When a schedule is due.

Cron expressions are cronsim's business, with Debian's rules for the hour that daylight
saving skips or repeats; whether a tick still counts is decided by `core.take_tick`.
"""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import psycopg
from cronsim import CronSim
from psycopg.rows import DictRow

from glue.worker.observe import tell


@dataclass(frozen=True, slots=True)
class Ticks:
    """Around a moment: the latest tick at or before it, and the first one after it."""

    latest: datetime
    following: datetime


def ticks_around(cron: str, timezone: str, now: datetime) -> Ticks:
    """Return the ticks around a moment; raise CronSimError or KeyError on a bad schedule."""
    following = next(CronSim(cron, now.astimezone(ZoneInfo(timezone))))
    return Ticks(next(CronSim(cron, following, reverse=True)), following)


def take_due_ticks(conn: psycopg.Connection[DictRow]) -> int:
    """Take every tick that has come; return how many jobs that made."""
    made = 0
    for due in conn.execute("select * from core.list_due_schedules()").fetchall():
        try:
            around = ticks_around(due["cron"], due["timezone"], due["seen_at"])
        except (ValueError, KeyError, StopIteration) as exc:
            tell("schedule unreadable", level=40, schedule=due["name"], error=repr(exc))
            continue
        # A schedule that nobody has looked at yet has missed nothing.
        latest = around.latest if due["next_run_at"] is not None else None
        row = conn.execute(
            "select core.take_tick("
            "p_name => %s, p_seen_at => %s, p_tick_at => %s, p_next_at => %s) as job",
            (due["name"], due["next_run_at"], latest, around.following),
        ).fetchone()
        if row and row["job"] is not None:
            made += 1
            tell("schedule ticked", schedule=due["name"], tick=latest, job=row["job"])
    return made
