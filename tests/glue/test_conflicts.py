"""The client's rule of conflicts is the server's, on thousands of generated histories.

Generated from a fixed seed, with what breaks such rules: repeats, other orders, equal times,
clocks hours off, device ids beyond the basic plane, places that round to the same.
"""

import json
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import reduce
from itertools import pairwise
from typing import Any, TypeAlias, get_args
from uuid import UUID

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from glue.clients import ConflictResolver, Edit, Policy

pytestmark = [pytest.mark.once, pytest.mark.needs("reading")]

Connection: TypeAlias = psycopg.Connection[DictRow]
History: TypeAlias = list[Edit]

POLICIES = pytest.mark.parametrize("policy", get_args(Policy))
READER = UUID(int=7)
START = datetime(2026, 1, 1, tzinfo=UTC)
PROVEN = settings(
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

DEVICES = ("a", "B", "phone", "phone ", "é", "é", "\ufb01", "\U0001f4d6", "書", "\uffff")
LABELS = (None, "12.5 extra", "Ω", "\U0001f4d6")
times = st.one_of(
    st.sampled_from([0, 1, 2, 1_000_000]),
    st.integers(-12 * 3600 * 10**6, 12 * 3600 * 10**6),
).map(lambda microseconds: START + timedelta(microseconds=microseconds))


def numbers(most: int, places: int) -> st.SearchStrategy[Decimal | None]:
    """Few different values, and some with more places than a column has."""
    exact = st.decimals(0, most, places=places + 2, allow_nan=False)
    few = st.sampled_from(["0", "0.5", "1", "1.0005", "1.00049", "12.345", "12.3445", "99.995"])
    return st.one_of(st.none(), few.map(Decimal), exact)


edits = st.builds(
    Edit,
    chapter=numbers(999_999, 3),
    chapter_label=st.sampled_from(LABELS),
    page=st.one_of(st.none(), st.integers(0, 3), st.integers(0, 2**31 - 1)),
    percent=numbers(100, 2),
    device_id=st.sampled_from(DEVICES),
    updated_at=times,
    rewinds=st.integers(0, 3),
).filter(lambda edit: edit.fault is None)
histories = st.lists(edits, min_size=1, max_size=16).flatmap(
    lambda some: st.lists(st.sampled_from(some), max_size=4).map(lambda again: some + again)
)

MERGED = """
with edits as (
    select
        i.place,
        row(
            r.chapter, r.chapter_label, r.page, r.percent, r.device_id, r.rewinds, r.updated_at
        )::reading.edit as edit
    from jsonb_array_elements(%s) with ordinality as i (item, place)
    cross join lateral jsonb_to_record(i.item) as r (
        chapter numeric(9, 3), chapter_label text, page integer, percent numeric(5, 2),
        device_id text, rewinds integer, updated_at timestamptz
    )
)
select to_jsonb(reading._merge(a.edit, b.edit, %s)) as merged
from edits as a cross join edits as b
order by a.place, b.place
"""


@POLICIES
@PROVEN
@given(history=histories)
def test_every_pair_merges_as_in_the_database(
    conn: Connection, policy: Policy, history: History
) -> None:
    resolver = ConflictResolver(policy)
    items = Jsonb([edit.to_json() for edit in history])
    found = [Edit.from_json(row["merged"]) for row in conn.execute(MERGED, (items, policy))]
    assert found == [resolver.merge(one, other) for one in history for other in history]


@POLICIES
@settings(PROVEN, max_examples=150)
@given(pool=histories, seed=st.integers(0, 2**32))
def test_the_order_in_which_edits_come_does_not_matter(
    policy: Policy, pool: History, seed: int
) -> None:
    resolver, draw = ConflictResolver(policy), random.Random(seed)  # noqa: S311 - repeatable
    for _ in range(10):
        history = draw.choices(pool, k=draw.randint(1, 20))
        whole = reduce(resolver.merge, history)
        assert resolver.resolve(history) == whole
        mixed = history + draw.sample(history, len(history) // 2)
        draw.shuffle(mixed)
        assert reduce(resolver.merge, mixed) == whole
        cut = draw.randint(0, len(mixed))
        parts = [resolver.resolve(part) for part in (mixed[:cut], mixed[cut:])]
        assert resolver.resolve(part for part in parts if part is not None) == whole


@POLICIES
@settings(PROVEN, max_examples=300)
@given(one=edits, other=edits, third=edits)
def test_merge_is_commutative_associative_and_idempotent(
    policy: Policy, one: Edit, other: Edit, third: Edit
) -> None:
    merge = ConflictResolver(policy).merge
    assert merge(one, one) == one
    assert merge(one, other) == merge(other, one)
    assert merge(merge(one, other), third) == merge(one, merge(other, third))


def test_nothing_stands_of_nothing() -> None:
    assert ConflictResolver().resolve([]) is None
    assert not ConflictResolver().detect_conflict([])


def test_an_unknown_policy_is_refused() -> None:
    with pytest.raises(ValueError, match="'latest' is not a policy"):
        ConflictResolver("latest")  # type: ignore[arg-type]


@PROVEN
@given(edit=edits)
def test_an_edit_survives_json(edit: Edit) -> None:
    assert Edit.from_json(json.loads(json.dumps(edit.to_json()))) == edit


# -- push_progress ------------------------------------------------------------


def prepared(conn: Connection, policy: Policy) -> int:
    """Become a reader of one series under a policy; the id of the series."""
    row = conn.execute(
        "insert into reading.series (series_key, title, type, status)"
        " values ('t', 'T', 'Manga', 'Publishing') returning id"
    ).fetchone()
    assert row is not None
    conn.execute("select tests.set_clock(%s)", (START,))
    conn.execute("select tests.login_as(%s)", (READER,))
    conn.execute("select reading.set_progress_policy(%s, %s)", (row["id"], policy))
    return int(row["id"])


def push(conn: Connection, series_id: int, part: History) -> list[dict[str, Any]]:
    items = Jsonb([{"series_id": series_id, **edit.to_json()} for edit in part])
    row = conn.execute("select reading.push_progress(%s) as answer", (items,)).fetchone()
    assert row is not None
    answers: list[dict[str, Any]] = row["answer"]
    return answers


def stored(conn: Connection) -> Edit:
    row = conn.execute("select to_jsonb(p) as row from reading.progress as p").fetchone()
    assert row is not None
    return Edit.from_json(row["row"])


def stamped(conn: Connection, history: History) -> History:
    """Return the history with the times that the server gave instead of those ahead of it."""
    conn.execute("reset role")
    rows = conn.execute(
        "select device_id, claimed_at, corrected_at from reading.clock_corrections"
    ).fetchall()
    times = {(row["device_id"], row["claimed_at"]): row["corrected_at"] for row in rows}
    return [
        replace(edit, updated_at=times.get((edit.device_id, edit.updated_at), edit.updated_at))
        for edit in history
    ]


@POLICIES
@settings(PROVEN, max_examples=60)
@given(history=histories, seed=st.integers(0, 2**32))
def test_however_a_history_is_pushed_its_fold_stands(
    conn: Connection, policy: Policy, history: History, seed: int
) -> None:
    draw = random.Random(seed)  # noqa: S311 - repeatable
    mixed = history + draw.sample(history, len(history) // 2)
    draw.shuffle(mixed)
    cuts = sorted({0, len(mixed), *(draw.randint(0, len(mixed)) for _ in range(4))})
    with conn.transaction(force_rollback=True):
        series_id = prepared(conn, policy)
        for start, end in pairwise(cuts):
            push(conn, series_id, mixed[start:end])
        row = stored(conn)
        edits = stamped(conn, history)
    assert row == reduce(ConflictResolver(policy).merge, edits)


def test_a_device_hours_ahead_is_given_the_server_s_time_once(conn: Connection) -> None:
    ahead = Edit(Decimal(1), None, None, None, "ahead", START + timedelta(hours=3))
    right = Edit(Decimal(2), None, None, None, "right", START + timedelta(minutes=1))
    series_id = prepared(conn, "lww")
    for part in ([ahead], [right], [ahead]):
        push(conn, series_id, part)
    assert stored(conn) == right
    assert stamped(conn, [ahead]) == [replace(ahead, updated_at=START)]


def at_place(chapter: int | None, page: int | None, percent: int | None, day: int) -> Edit:
    place = [None if part is None else Decimal(part) for part in (chapter, percent)]
    return Edit(place[0], None, page, place[1], str(day), START + timedelta(days=day))


FURTHER = {
    "95 percent, then chapter 1 at 2 percent": ((None, None, 95), (1, None, 2)),
    "chapter 10, then chapter 2 at 5 percent": ((10, None, None), (2, None, 5)),
    "page 300, then page 2 of chapter 1": ((None, 300, None), (1, 2, None)),
    "chapter 50 at 60 percent, then 10 percent": ((50, None, 60), (None, None, 10)),
}


@pytest.mark.parametrize(("further", "later"), FURTHER.values(), ids=FURTHER)
@pytest.mark.parametrize("policy", ["furthest", "furthest_unless_same_device"])
def test_a_place_that_is_said_otherwise_is_compared_all_the_same(
    conn: Connection,
    policy: Policy,
    further: tuple[int | None, int | None, int | None],
    later: tuple[int | None, int | None, int | None],
) -> None:
    edits = [at_place(*further, day=-2), at_place(*later, day=-1)]
    assert ConflictResolver(policy).resolve(edits) == edits[0]
    series_id = prepared(conn, policy)
    for edit in edits:
        push(conn, series_id, [edit])
    assert stored(conn) == edits[0]


def edit_at(chapter: int, device: str, minute: int, **versions: int) -> Edit:
    at = START - timedelta(hours=1) + timedelta(minutes=minute)
    return replace(Edit(Decimal(chapter), None, None, None, device, at), **versions)  # type: ignore[arg-type]


CASES = {
    "two devices at two places": ([edit_at(1, "a", 1), edit_at(2, "b", 2)], True),
    "two devices at one place": ([edit_at(1, "a", 1), edit_at(1, "b", 2)], False),
    "one device": ([edit_at(1, "a", 1), edit_at(2, "a", 2)], False),
    "the same edit twice": ([edit_at(1, "a", 1), edit_at(1, "a", 1)], False),
    "the later one saw the earlier": (
        [edit_at(1, "a", 1, version=3), edit_at(2, "b", 2, base_version=3)],
        False,
    ),
    "the later one saw less": (
        [edit_at(1, "a", 1, version=3), edit_at(2, "b", 2, base_version=2)],
        True,
    ),
    "only a device's past differs": (
        [edit_at(1, "a", 1), edit_at(2, "a", 2), edit_at(2, "b", 3)],
        False,
    ),
    "one of three": ([edit_at(1, "a", 1), edit_at(1, "b", 2), edit_at(2, "c", 3)], True),
}


@pytest.mark.parametrize(("updates", "expected"), CASES.values(), ids=CASES)
def test_detect_conflict(updates: History, expected: bool) -> None:  # noqa: FBT001
    assert ConflictResolver().detect_conflict(updates) is expected
    assert ConflictResolver().detect_conflict(reversed(updates)) is expected


@pytest.mark.parametrize("has_seen", [True, False])
def test_the_server_calls_it_a_conflict_too(conn: Connection, *, has_seen: bool) -> None:
    series_id = prepared(conn, "lww")
    before = edit_at(1, "a", 1)
    (first,) = push(conn, series_id, [before])
    version = first["winner"]["version"]
    push(conn, series_id, [edit_at(2, "a", 2)])
    row = stored(conn)
    edit = edit_at(3, "b", 3, base_version=version + has_seen)
    assert ConflictResolver().detect_conflict([row, edit]) is not has_seen
    (answer,) = push(conn, series_id, [edit])
    assert answer["outcome"] == ("applied" if has_seen else "conflict")


# -- what the server would refuse ---------------------------------------------

FAULTY: dict[str, dict[str, Any]] = {
    "no place": {"chapter": None},
    "a negative chapter": {"chapter": Decimal("-0.001")},
    "a chapter that rounds to a million": {"chapter": Decimal("999999.9995")},
    "a chapter that is not a number": {"chapter": Decimal("nan")},
    "a chapter without end": {"chapter": Decimal("inf")},
    "a huge chapter": {"chapter": Decimal("1e40")},
    "an empty label": {"chapter_label": ""},
    "a long label": {"chapter_label": "x" * 101},
    "a label with NUL": {"chapter_label": "a\0b"},
    "a label with a control character": {"chapter_label": "a\x1bb"},
    "a device with one": {"device_id": "a\x7f"},
    "a year before all devices": {"updated_at": datetime(1899, 12, 31, tzinfo=UTC)},
    "a year after them": {"updated_at": datetime(3000, 1, 1, tzinfo=UTC)},
    "half of a pair": {"chapter_label": "\ud83d"},
    "a negative page": {"page": -1},
    "a page beyond integers": {"page": 2**31},
    "more than all": {"percent": Decimal("100.005")},
    "no device": {"device_id": ""},
    "too many rewinds": {"rewinds": 1_000_001},
}


@pytest.mark.parametrize("wrong", FAULTY.values(), ids=FAULTY)
def test_what_the_server_would_refuse_has_a_fault(conn: Connection, wrong: dict[str, Any]) -> None:
    good = edit_at(1, "a", 1)
    faulty = replace(good, **wrong)
    assert good.fault is None
    assert faulty.fault is not None
    items = json.dumps([{"series_id": prepared(conn, "lww"), **faulty.to_json()}])
    with pytest.raises(psycopg.Error) as refused:
        conn.execute("select reading.push_progress(%s::jsonb)", (items,))
    assert refused.value.sqlstate in ("PT422", "22P02", "22P05")
