"""Reports equal what Python computes from the same random history of sales and receipts."""

import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from psycopg import Connection
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from glue import db

pytestmark = pytest.mark.needs("commerce")

NOW = datetime(2026, 6, 30, 20, tzinfo=UTC)
ZONES = ("UTC", "Asia/Manila", "America/New_York")
SKUS = {"SHIRT-S": "clothes", "SHIRT-L": "clothes", "MUG": "kitchen"}
LOCATIONS = ("MAIN", "SHOP")
OPENING = {("SHIRT-S", "MAIN"): 10, ("SHIRT-S", "SHOP"): 5, ("SHIRT-L", "MAIN"): 20}
OPENING |= {("MUG", "SHOP"): 3}

Key = tuple[str, str]


@dataclass
class History:
    """What happened: changes of stock with their moment, and sales."""

    zone: ZoneInfo
    changes: list[tuple[datetime, Key, int]] = field(default_factory=list)
    sales: list[tuple[datetime, Key, int, int, str]] = field(default_factory=list)

    def day(self, moment: datetime) -> date:
        """Return the day of a moment."""
        return moment.astimezone(self.zone).date()

    def on_hand(self, key: Key) -> int:
        """Return what is there now, as the ledger says it."""
        return sum(change for _, known, change in self.changes if known == key)


def at(rng: random.Random) -> datetime:
    """Return a moment of the last half year, to the minute."""
    return NOW - timedelta(minutes=rng.randrange(1, 180 * 24 * 60))


def play(conn: Connection[DictRow], rng: random.Random, zone: str, steps: int) -> History:
    """Make a random history in the transaction, in which the clock is set; return it."""
    conn.execute("select tests.set_clock(%s)", (NOW - timedelta(days=100),))
    conn.execute("select tests.small_stock()")
    conn.execute("select tests.set_clock(%s)", (NOW,))
    conn.execute(
        "update core.settings set value = %s where name = 'commerce.time_zone'", (Jsonb(zone),)
    )
    history = History(ZoneInfo(zone))
    history.changes = [(NOW - timedelta(days=100), key, n) for key, n in OPENING.items()]
    for step in range(steps):
        if step % 50 == 40:
            conn.execute("select tests.fold_reports()")
        if rng.random() < 0.4:
            adjust(conn, rng, history)
        else:
            sell(conn, rng, history)
    return history


def adjust(conn: Connection[DictRow], rng: random.Random, history: History) -> None:
    """Correct a level at some moment; a level keeps two pieces for its reservation."""
    key = (rng.choice(list(SKUS)), rng.choice(LOCATIONS))
    delta = rng.randint(-6, 12)
    moment = at(rng)
    if delta == 0 or history.on_hand(key) + delta < 2:
        return
    conn.execute(
        "select api.adjust_stock(%s, %s, %s, 'counted', effective_at => %s)",
        (*key, delta, moment),
    )
    history.changes.append((moment, key, delta))


def sell(conn: Connection[DictRow], rng: random.Random, history: History) -> None:
    """Sell up to five lines in one call; some come back."""
    rows = []
    for _ in range(rng.randint(1, 5)):
        key = (rng.choice(list(SKUS)), rng.choice(LOCATIONS))
        quantity = rng.choice([1, 1, 2, 3, 4, -1])
        moment = at(rng)
        if history.on_hand(key) - quantity < 2:
            continue
        amount = quantity * rng.randint(0, 5000)
        currency = rng.choice(["PHP", "PHP", "EUR"])
        history.changes.append((moment, key, -quantity))
        history.sales.append((moment, key, quantity, amount, currency))
        rows.append(
            {
                "sku": key[0],
                "location": key[1],
                "quantity": quantity,
                "amount_minor": amount,
                "sold_at": moment.isoformat(),
                "currency": currency,
            }
        )
    if rows:
        conn.execute("select api.record_sales(%s)", (Jsonb(rows),))


def group_of(by: str, key: Key, day: date) -> str:
    """Return the key of the group to which a sale belongs."""
    match by:
        case "day":
            return day.isoformat()
        case "week":
            return (day - timedelta(days=day.weekday())).isoformat()
        case "month":
            return day.replace(day=1).isoformat()
        case "sku":
            return key[0]
        case "category":
            return SKUS[key[0]]
        case "location":
            return key[1]
    raise AssertionError(by)


def summary(history: History, since: date, until: date, by: str) -> set[Any]:
    """Compute sales_summary."""
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for moment, key, quantity, amount, currency in history.sales:
        day = history.day(moment)
        if since <= day <= until:
            group = (group_of(by, key, day), currency)
            sums[group][0] += quantity
            sums[group][1] += amount
    return {(*group, *both) for group, both in sums.items()}


def rounded(value: Decimal, digits: str) -> Decimal:
    """Round as Postgres does."""
    return value.quantize(Decimal(digits), ROUND_HALF_UP)


def turnover(history: History, since: date, until: date, by: str) -> dict[str, Any]:
    """Compute inventory_turnover; groups in which nothing ever changed are left out."""
    opening, closing, sold = Counter[str](), Counter[str](), Counter[str]()
    for moment, key, change in history.changes:
        day, group = history.day(moment), group_of(by, key, since)
        opening[group] += change if day < since else 0
        closing[group] += change if day <= until else 0
    for moment, key, quantity, _, _ in history.sales:
        if since <= history.day(moment) <= until:
            sold[group_of(by, key, since)] += quantity
    found = {}
    for group in opening.keys() | closing.keys() | sold.keys():
        twice = opening[group] + closing[group]
        ratio = rounded(Decimal(2 * sold[group]) / twice, "0.0001") if twice else None
        found[group] = (sold[group], opening[group], closing[group], ratio)
    return found


def ages(history: History, by: str) -> dict[str, list[int]]:
    """Compute stock_ageing: pieces leave in the order in which they came."""
    today = history.day(NOW)
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for key in {key for _, key, _ in history.changes}:
        came = [
            history.day(moment)
            for moment, known, change in history.changes
            for _ in range(change)
            if known == key
        ]
        left = sum(-change for _, known, change in history.changes if known == key and change < 0)
        for day in sorted(came)[left:]:
            age = (today - day).days
            bucket = 0 if age <= 30 else 1 if age <= 60 else 2 if age <= 90 else 3
            found[group_of(by, key, today)][bucket] += 1
    return dict(found)


def movers(history: History, since: date, until: date) -> list[Any]:
    """Compute top_movers."""
    length = (until - since) + timedelta(days=1)
    now, before = Counter[str](), Counter[str]()
    for moment, (sku, _), quantity, _, _ in history.sales:
        day = history.day(moment)
        if since <= day <= until:
            now[sku] += quantity
        elif since - length <= day < since:
            before[sku] += quantity
    return [
        (
            sku,
            count,
            before[sku],
            count - before[sku],
            rounded(Decimal(100 * (count - before[sku])) / before[sku], "0.1")
            if before[sku]
            else None,
        )
        for sku, count in sorted(now.items(), key=lambda item: (-item[1], item[0]))
        if count > 0
    ]


@pytest.mark.parametrize("seed", range(3))
def test_reports_equal_an_independent_computation(db_url: str, seed: int) -> None:
    """The history is folded up to some moment; reports add the rest of it."""
    rng = random.Random(seed)  # noqa: S311 - not a secret
    with db.connect(db_url, autocommit=False) as conn:
        history = play(conn, rng, ZONES[seed], 120)
        assert len(history.sales) > 100, f"seed {seed}"
        for _ in range(6):
            since = history.day(NOW) - timedelta(days=rng.randint(0, 180))
            until = since + timedelta(days=rng.randint(0, 90))
            period = (since, until)
            for by in ("day", "week", "month", "sku", "category", "location"):
                rows = conn.execute(
                    "select key, currency, quantity, amount_minor"
                    " from api.sales_summary(%s, %s, %s)",
                    (*period, by),
                ).fetchall()
                told = {tuple(row.values()) for row in rows}
                assert len(told) == len(rows)
                assert told == summary(history, *period, by), f"seed {seed}, {by}, {period}"
            for by in ("sku", "category", "location"):
                rows = conn.execute(
                    "select key, sold_quantity, opening_quantity, closing_quantity, turnover"
                    " from api.inventory_turnover(%s, %s, %s)",
                    (*period, by),
                ).fetchall()
                expected = turnover(history, *period, by)
                told_by_key = {row["key"]: tuple(row.values())[1:] for row in rows}
                nothing = (0, 0, 0, None)
                for group in told_by_key.keys() | expected.keys():
                    assert told_by_key.get(group, nothing) == expected.get(group, nothing), (
                        f"seed {seed}, {by} {group}, {period}"
                    )
            rows = conn.execute(
                "select sku, quantity, quantity_before, change, change_percent"
                " from api.top_movers(%s, %s)",
                period,
            ).fetchall()
            assert [tuple(row.values()) for row in rows] == movers(history, *period), (
                f"seed {seed}, {period}"
            )
        for by in ("sku", "category", "location"):
            rows = conn.execute(
                "select key, days_0_30, days_31_60, days_61_90, days_over_90"
                " from api.stock_ageing(%s)",
                (by,),
            ).fetchall()
            told_ages = {row["key"]: list(row.values())[1:] for row in rows}
            assert told_ages == ages(history, by), f"seed {seed}, {by}"
        rows = conn.execute(
            "select i.name from core.invariants as i where i.module = 'commerce'"
            " and (core.run_invariant(i.name)).violations > 0"
        ).fetchall()
        assert rows == []
        conn.rollback()


def test_a_sale_that_commits_late_is_folded_once(db_url: str) -> None:
    """Ids are given before their transactions commit; a fold waits for those that are open."""
    with (
        db.connect(db_url) as conn,
        db.connect(db_url) as folder,
        db.connect(db_url, autocommit=False) as late,
    ):
        conn.execute("select tests.small_stock()")

        def reported() -> list[int]:
            rows = conn.execute(
                "select quantity from api.sales_summary('2026-01-01', '2026-01-31', 'sku')"
            ).fetchall()
            return sorted(row["quantity"] for row in rows)

        def folded() -> int | None:
            row = conn.execute(
                "select sum(quantity)::integer as it from commerce.sales_sums where kind = 'day'"
            ).fetchone()
            assert row is not None
            it: int | None = row["it"]
            return it

        late.execute("select tests.sell('SHIRT-L', 'MAIN', 5, '2026-01-05Z')")
        conn.execute("select tests.sell('MUG', 'SHOP', 2, '2026-01-05Z')")
        for _ in range(3):
            folder.execute("select commerce.run_report_folds()")
        assert folded() is None
        assert reported() == [2]
        late.commit()
        assert reported() == [2, 5]
        for _ in range(3):
            folder.execute("select commerce.run_report_folds()")
            assert reported() == [2, 5]
        assert folded() == 7
        conn.execute("select tests.sell('MUG', 'SHOP', -1, '2026-01-06Z')")
        assert reported() == [1, 5]
        broken = conn.execute(
            "select i.name from core.invariants as i where i.module = 'commerce'"
            " and (core.run_invariant(i.name)).violations > 0"
        ).fetchall()
        assert broken == []
