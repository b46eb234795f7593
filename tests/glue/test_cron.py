"""The database accepts exactly the schedules that the worker can read."""

import random
import re
import secrets
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import psycopg
import pytest
from cronsim import CronSim, CronSimError
from psycopg.rows import DictRow

from glue.worker.ticks import ticks_around

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
_WRITTEN = """
* * * * *|0 25 * * *|60 * * * *|*/5 * * * *|*/0 * * * *|*/00 * * * *|*/99999999999 * * * *
5/7 * * * *|1-5 * * * *|5-1 * * * *|1-5/2 * * * *|1,2,3 * * * *|1,,2 * * * *|,1 * * * *
1, * * * *|1-2-3 * * * *|0 0 L * *|0 0 LW * *|0 0 L,15 * *|0 0 L/2 * *|0 0 L-3 * *|0 0 W * *
0 0 30 2 *|0 0 30 2 1|0 0 31 4 *|0 0 31 4,5 *|0 0 29 2 *|0 0 */31 2 1|0 0 0 * *|0 0 1 0 *
0 0 1 13 *|0 0 1 JAN *|0 0 1 jan-mar *|0 0 1 JAN-DEC/2 *|0 0 1 JANUARY *|0 0 1 * MON
0 0 * * mon-fri|0 0 * * FRI-MON|0 0 * * 7|0 0 * * 8|0 0 * * 5L|0 0 * * 8L|0 0 * * L|0 0 * * 5L/2
0 0 * * MONL|0 0 * * 05L|0 0 * * 1#2|0 0 * * MON#5|0 0 * * 1#6|0 0 * * 1#0|0 0 * * 1#02
0 0 * * *#1|0 0 * * */2#1|0 0 * * *L
0 0 * * #2|0 0 * * 1#|0 0 * * 1-2#3|0 0 * * 1#2/2|0 0 * * 1#2,3L|30 * * * * *|60 * * * * *
* * * *|* * * * * * *|@hourly|a * * * *|-1 * * * *|+1 * * * *|1.5 * * * *|007 * * * *
0000000007 * * * *|*,1 * * * *|**  * * *|*-5 * * * *|1/ * * * *|/5 * * * *|1/2/3 * * * *
0 0 * MON *|0 0 JAN * *|? * * * *|0 0 31 2,4,6 */2|0 0 31 2 5L|0 0 30-31 2 *|0 0 31,L 2 *
5-5/3 * * * *|*/5,1-2 * * * *|0 0 1-5L * *|0 0 * * 1-5L|0 0 * * 5-7/2|0 0 1,L/5 * *
0-59/60 * * * *|59/1 * * * *
"""
EXPRESSIONS = _WRITTEN.strip().replace("\n", "|").split("|")
PARTS = [
    *("*", "0", "1", "5", "7", "8", "12", "13", "23", "24", "29", "30", "31", "32", "59", "60"),
    *("-", "/", ",", "#", "L", "W", "LW", "JAN", "feb", "MON", "sun", "99", "00", "05"),
]


def generated(chance: random.Random, count: int) -> list[str]:
    """Return expressions, most of them nearly right."""
    found = []
    for _ in range(count):
        fields = ["*"] * chance.choice([5, 5, 5, 5, 6])
        for place in chance.sample(range(len(fields)), chance.randint(1, 2)):
            fields[place] = "".join(chance.choice(PARTS) for _ in range(chance.randint(1, 5)))
        found.append(" ".join(fields))
    return found


def is_readable(cron: str) -> bool:
    # The worker would also read seconds, and numbers of any length.
    if cron.count(" ") != 4 or re.search(r"\d{5}", cron):
        return False
    try:
        CronSim(cron, NOW)
    except (CronSimError, ValueError, AssertionError):
        return False
    return True


def differences(conn: psycopg.Connection[DictRow], expressions: list[str]) -> dict[str, str | None]:
    rows = conn.execute(
        "select e, core._cron_fault(e) as fault from unnest(%s::text[]) as e", (expressions,)
    ).fetchall()
    return {
        row["e"]: row["fault"] for row in rows if (row["fault"] is None) != is_readable(row["e"])
    }


def test_the_database_reads_cron_as_the_worker_does(conn: psycopg.Connection[DictRow]) -> None:
    assert differences(conn, [text for text in EXPRESSIONS if "  " not in text]) == {}


def test_generated_expressions_are_read_alike(conn: psycopg.Connection[DictRow]) -> None:
    seed = secrets.randbits(32)
    expressions = generated(random.Random(seed), 5000)  # noqa: S311 - a test's chance
    assert sum(is_readable(text) for text in expressions) > 100
    assert differences(conn, expressions) == {}, f"seed {seed}"


@pytest.mark.parametrize(
    ("cron", "timezone"),
    [
        ("0 25 * * *", "UTC"),
        ("@hourly", "UTC"),
        ("0\t9 * * *", "UTC"),
        ("0 9 * * ٣", "UTC"),
        ("0 9 * * *", "Mars/Olympus"),
        ("0 9 * * *", "america/new_york"),
        ("0 9 * * *", "America"),
        ("0 9 * * *", "posix/UTC"),
        ("0 9 * * *", "EST5EDT,M3.2.0,M11.1.0"),
        ("0 9 * * *", "../UTC"),
        ("0 9 * * *", ""),
    ],
)
def test_what_a_worker_cannot_read_is_refused(
    conn: psycopg.Connection[DictRow], cron: str, timezone: str
) -> None:
    with pytest.raises(psycopg.Error) as refusal:
        conn.execute(
            "insert into core.job_schedules (name, kind, cron, timezone)"
            " values ('core.t', 'core.seal_audit', %s, %s)",
            (cron, timezone),
        )
    assert refusal.value.sqlstate in ("PT422", "23514")


def test_every_time_zone_that_is_taken_can_be_read(conn: psycopg.Connection[DictRow]) -> None:
    rows = conn.execute(
        "select name from pg_timezone_names where core._schedule_fault('* * * * *', name) is null"
        " limit 50"
    ).fetchall()
    unknown = []
    for row in rows:
        try:
            ticks_around("0 9 * * *", row["name"], NOW)
        except (ValueError, KeyError, OSError):
            unknown.append(row["name"])
    assert unknown == []
    assert ZoneInfo("UTC") is not None
