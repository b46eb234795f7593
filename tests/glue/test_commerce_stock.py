"""The task that follows the ledger of stock, beside open transactions."""

import pytest

from glue import db

pytestmark = pytest.mark.needs("commerce")

POSITION = "select r.ctid::text, r.* from commerce.ledger_readers as r where r.name = 'events'"


def test_the_task_rests_while_an_older_transaction_is_open(db_url: str) -> None:
    """It is not asked again at once, and leaves its position alone until it may read on."""
    with (
        db.connect(db_url) as conn,
        db.connect(db_url) as worker,
        db.connect(db_url, autocommit=False) as late,
    ):

        def run() -> bool:
            row = worker.execute("select commerce.run_stock_events() as it").fetchone()
            assert row is not None
            it: bool = row["it"]
            return it

        conn.execute("select tests.small_stock()")
        late.execute("select tests.sell('SHIRT-L', 'MAIN', 1, '2026-01-05Z')")
        run()
        noted = conn.execute(POSITION).fetchone()
        assert [run() for _ in range(3)] == [False] * 3
        assert conn.execute(POSITION).fetchone() == noted
        late.commit()
        run()
        row = conn.execute(POSITION).fetchone()
        assert row is not None
        assert noted is not None
        assert row["read_id"] == noted["noted_id"]
