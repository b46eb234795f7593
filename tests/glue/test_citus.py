"""The plan for Citus: it fits the catalog, and what breaks it is found."""

from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest
from psycopg.rows import DictRow

from glue import db
from glue.lint._citus import Plan, check

pytestmark = [
    pytest.mark.once,
    pytest.mark.needs("filters", "reading"),
]


@pytest.fixture
def owner(worker_db: str) -> Iterator[psycopg.Connection[DictRow]]:
    """A transaction of the owner, which is rolled back."""
    with db.transaction(worker_db) as conn:
        yield conn
        conn.rollback()


def found(conn: psycopg.Connection[DictRow], plan: Plan) -> list[str]:
    return [": ".join(one) for one in check(conn, plan)]


def test_the_plan_fits_the_catalog(owner: psycopg.Connection[DictRow]) -> None:
    assert found(owner, Plan.read()) == []


def test_every_misfit_has_a_reason() -> None:
    assert all(len(reason) > 20 for reason in Plan.read().misfits.values())


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        (
            "create unique index t_idx on reading.progress (series_id)",
            "reading.progress: unique index t_idx without the key",
        ),
        (
            "create index t_idx on reading.progress (device_id)",
            "reading.progress: queries by index t_idx without the key",
        ),
        (
            (
                "create table core.t (id bigint primary key); alter table reading.conflicts"
                " add constraint t_fkey foreign key (series_id) references core.t (id)"
            ),
            "reading.conflicts: foreign key t_fkey to a local table",
        ),
        (
            "create table core.t (user_id uuid references reading.progress_versions (user_id))",
            "core.t: foreign key t_user_id_fkey from a table that is not distributed",
        ),
        (
            "create table reading.t_more (id bigint primary key)",
            "reading.t_more: is not planned",
        ),
        (
            (
                "create trigger t99 before insert on reading.conflicts for each row"
                " execute function core.tg__refuse_change()"
            ),
            "reading.conflicts: triggers",
        ),
    ],
)
def test_what_breaks_it_is_found(
    owner: psycopg.Connection[DictRow], statement: str, message: str
) -> None:
    owner.execute(statement.encode())
    assert message in found(owner, Plan.read())


def test_a_key_between_distributed_tables_has_both_columns(
    owner: psycopg.Connection[DictRow],
) -> None:
    plan = Plan.read()
    other = replace(plan, distributed={**plan.distributed, "filters.baskets": "id"})
    words = " ".join(found(owner, other))
    assert "filters.transactions: foreign key transactions_basket_id_store_id_fkey" in words


def test_what_is_listed_and_fits_is_found(owner: psycopg.Connection[DictRow]) -> None:
    plan = Plan.read()
    idle = replace(plan, misfits={**plan.misfits, "reading.progress: nothing": "a reason"})
    assert found(owner, idle) == [
        "reading.progress: is listed, and fits: reading.progress: nothing"
    ]
