"""The log under adversarial schedules: every consumer gets every event once, in one order.

Several connections hold transactions open, emit, and end in random order; consumers read in
between, with random batch sizes, and some of their batches roll back. Each schedule is drawn
from a seed that is printed when it fails.

Other tests hold transactions open on the same server: they hold readers up too, so a schedule
ends when its readers have everything, and looks at its own events only.
"""

import random
from dataclasses import dataclass, field
from functools import partial

import psycopg
import pytest

from glue import db
from glue.waiting import wait_until

WRITERS = 5
CONSUMERS = ("core.c_one", "core.c_two", "core.c_three")
STREAMS = ("s1", "s2", None, None)


@dataclass
class Log:
    """What one consumer has got, what it must get, and which streams are whose turn."""

    after: int
    emitted: set[int] = field(default_factory=set)
    pending: dict[int, set[int]] = field(default_factory=dict)
    locked: dict[str, int] = field(default_factory=dict)
    got: dict[str, list[tuple[int, str | None, int | None]]] = field(default_factory=dict)


def emit(conn: psycopg.Connection[dict[str, object]], stream: str | None) -> int:
    row = conn.execute(
        "select core.emit('core.thing.made', 'core:thing', null, '{}', %s) as id", (stream,)
    ).fetchone()
    assert row is not None
    return int(str(row["id"]))


def read(
    conn: psycopg.Connection[dict[str, object]], name: str, limit: int, *, commit: bool
) -> list[tuple[int, str | None, int | None]]:
    rows = conn.execute(
        "select id, stream, version from core.read_events(%s, %s)", (name, limit)
    ).fetchall()
    if commit:
        conn.commit()
    else:
        conn.rollback()
        rows = []
    return [(row["id"], row["stream"], row["version"]) for row in rows]  # type: ignore[misc]


def run_schedule(
    seed: int,
    writers: list[psycopg.Connection[dict[str, object]]],
    reader: psycopg.Connection[dict[str, object]],
) -> None:
    rng = random.Random(seed)  # noqa: S311 - a schedule, not a secret
    newest = reader.execute("select coalesce(max(id), 0) as id from core.events").fetchone()
    log = Log(after=int(str((newest or {})["id"])))
    for name in CONSUMERS:
        reader.execute("select core.reset_consumer(%s)", (name,))
    reader.commit()
    log.got = {name: [] for name in CONSUMERS}
    for _ in range(rng.randint(12, 30)):
        act = rng.random()
        index = rng.randrange(WRITERS)
        if act < 0.5:
            stream = rng.choice(STREAMS)
            holder = log.locked.get(stream or "")
            if stream is None or holder in (None, index):
                if stream is not None:
                    log.locked[stream] = index
                log.pending.setdefault(index, set()).add(emit(writers[index], stream))
        elif act < 0.72:
            end(log, writers[index], index, commit=rng.random() < 0.8)
        else:
            name = rng.choice(CONSUMERS)
            log.got[name] += read(reader, name, rng.randint(1, 4), commit=rng.random() < 0.8)
    order = list(range(WRITERS))
    rng.shuffle(order)
    for index in order:
        end(log, writers[index], index, commit=True)
    for name in CONSUMERS:
        wait_until(partial(has_all, log, reader, name), 60)
    judge(log)


def has_all(log: Log, reader: psycopg.Connection[dict[str, object]], name: str) -> bool:
    """Read on until nothing comes; return whether nothing is missing."""
    while batch := read(reader, name, 3, commit=True):
        log.got[name] += batch
    return log.emitted <= {event[0] for event in log.got[name]}


def end(log: Log, conn: psycopg.Connection[dict[str, object]], index: int, *, commit: bool) -> None:
    ids = log.pending.pop(index, set())
    if commit:
        conn.commit()
        log.emitted |= ids
    else:
        conn.rollback()
    log.locked = {stream: holder for stream, holder in log.locked.items() if holder != index}


def judge(log: Log) -> None:
    orders = [[event[0] for event in log.got[name] if event[0] > log.after] for name in CONSUMERS]
    for name, order in zip(CONSUMERS, orders, strict=True):
        assert len(order) == len(set(order)), f"{name} got an event twice"
        assert set(order) == log.emitted, f"{name} missed {log.emitted - set(order)}"
        assert order == orders[0], f"{name} read another order"
    for stream in {event[1] for event in log.got[CONSUMERS[0]]} - {None}:
        versions = [event[2] for event in log.got[CONSUMERS[0]] if event[1] == stream]
        assert versions == sorted(versions), f"{stream} out of order"  # type: ignore[type-var]


@pytest.mark.parametrize("block", range(4))
def test_random_schedules(db_url: str, block: int) -> None:
    writers = [db.connect(db_url, autocommit=False) for _ in range(WRITERS)]
    with db.connect(db_url, autocommit=False) as reader:
        for name in CONSUMERS:
            reader.execute("select core.add_consumer(%s)", (name,))
        reader.commit()
        for seed in range(block * 52, block * 52 + 52):
            try:
                run_schedule(seed, writers, reader)
            except AssertionError as exc:
                raise AssertionError(f"schedule {seed}: {exc}") from exc
    for conn in writers:
        conn.close()
