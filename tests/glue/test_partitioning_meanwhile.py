"""What is changed on the lines while they go by month: it is kept, or the switch refuses."""

from datetime import date
from pathlib import Path

import pytest

from glue import db
from glue.backup.restore import dumped_and_restored
from glue.backup.rows import Selection, restore_rows
from glue.errors import ConfigError, RowhouseError
from glue.load.reshaping import Connection, reshape, retire
from glue.postgres.server import SUPERUSER, Server
from tests.glue.test_filters_writes import ask, shop_url
from tests.glue.test_partitioning import MORE, is_exact, months_url, quiet
from tests.poolers import pooling

__all__ = ["months_url", "shop_url"]

pytestmark = pytest.mark.needs("filters")

LINES = "'filters.transactions'"
LINE = MORE.replace("3000", "1").replace("concat('old', g.n)", "null").encode()
NOTHING = "create function public.nothing() returns trigger language plpgsql as 'begin end'"
TRIGGER = (
    "create trigger mine after insert on filters.transactions execute function public.nothing()"
)
# What is done, and what the refusal names.
CHANGES = {
    "alter table filters.transactions add column note text default 'kept'": "column note",
    "alter table filters.transactions alter column price_minor set default 7": "column price_minor",
    "create index mine_idx on filters.transactions (price_minor)": "mine_idx",
    (
        "alter table filters.transactions add constraint mine_check check (price_minor < 1e9)"
    ): "constraint mine_check",
    TRIGGER: "trigger mine",
    "create statistics mine on id, price_minor from filters.transactions": "statistics mine",
    "alter table filters.transactions set (fillfactor = 70)": "the storage",
    "create materialized view public.mine as select id from filters.transactions": (
        "materialized view public.mine depends on it"
    ),
}


def compare_all(conn: Connection) -> None:
    """Begin a change, and stop before its switch."""
    conn.execute("select filters.start_reshape('months')")
    for step in ("copy", "compare"):
        while ask(conn, f"filters.{step}_lines()"):
            pass


def finish(conn: Connection) -> None:
    conn.execute("select filters.switch_lines()")
    while ask(conn, "filters.finish_reshape()"):
        pass


def test_rights_and_policies_are_those_of_the_switch(months_url: str) -> None:
    with db.connect(months_url) as conn:
        conn.execute("grant update (price_minor), select on filters.transactions to app_worker")
        conn.execute("alter table filters.transactions force row level security")
        compare_all(conn)
        conn.execute("revoke all on filters.transactions from app_reader")
        conn.execute("revoke select on filters.transactions from app_worker")
        conn.execute(
            "create policy select_none on filters.transactions as restrictive for select"
            " to service_role using (false)"
        )
        finish(conn)
        assert not ask(conn, f"has_any_column_privilege('app_reader', {LINES}, 'select')")
        assert not ask(conn, f"has_any_column_privilege('app_worker', {LINES}, 'select')")
        assert ask(conn, f"has_column_privilege('app_worker', {LINES}, 'price_minor', 'update')")
        assert ask(conn, "(select count(*) from pg_policies where policyname = 'select_none')") == 1
        assert ask(
            conn, f"(select relforcerowsecurity from pg_class where oid = {LINES}::regclass)"
        )


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_the_table_is_not_lost(months_url: str, change: str) -> None:
    with db.connect(months_url) as conn:
        conn.execute(NOTHING.replace("end'", "return null; end'"))
        compare_all(conn)
        conn.execute(change.encode())
        conn.execute(LINE)
        with pytest.raises(Exception, match=CHANGES[change]):
            finish(conn)
        conn.execute("select filters.cancel_reshape()")
        conn.execute(LINE)
        assert is_exact(conn)


@pytest.mark.parametrize("step", ["copying", "compared"])
def test_a_column_that_is_dropped_meanwhile_fails_no_writer(months_url: str, step: str) -> None:
    with db.connect(months_url) as conn:
        conn.execute("alter table filters.transactions add till text not null default 't1'")
        conn.execute("alter table filters.transactions alter till drop default")
        if step == "compared":
            compare_all(conn)
        else:
            conn.execute("select filters.start_reshape('months')")
        conn.execute("alter table filters.transactions drop column till")
        if step == "copying":
            with pytest.raises(RowhouseError, match="was changed meanwhile") as changed:
                reshape(months_url, "months", quiet)
            assert "--cancel" in changed.value.remedy
        conn.execute(LINE)
        with pytest.raises(Exception, match="Give the change up") as refused:
            reshape(months_url, "months", quiet)
        assert "--cancel" in str(refused.value)
        conn.execute("select filters.cancel_reshape()")
        conn.execute(LINE)
        assert is_exact(conn)


def test_a_trigger_that_is_disabled_is_not_switched_on(months_url: str) -> None:
    with db.connect(months_url) as conn:
        compare_all(conn)
        conn.execute("alter table filters.transactions disable trigger t70_note_inserted")
        with pytest.raises(Exception, match="t70_note_inserted is disabled"):
            finish(conn)
        conn.execute("alter table filters.transactions enable trigger t70_note_inserted")
        finish(conn)
        conn.execute(LINE)
        assert is_exact(conn)


def test_a_second_run_is_refused_and_the_first_goes_on(months_url: str) -> None:
    second: list[str] = []

    def begin_another(words: str) -> None:
        with pytest.raises(RowhouseError, match="another run is at work") as refused:
            reshape(months_url, "months", quiet)
        second.append(f"{words}: {refused.value}")

    assert reshape(months_url, "months", begin_another) is not None
    assert len(second) > 2
    assert reshape(months_url, "months", quiet) is None


def test_a_pooler_that_lends_connections_is_refused(
    months_url: str, server: Server, tmp_path: Path
) -> None:
    """Its connections forget how long a step may wait for its lock."""
    with pooling(server, tmp_path / "pooler") as pooler:
        with pytest.raises(ConfigError, match="needs a session, and the database"):
            reshape(pooler.url(months_url), "months", quiet)
        with pytest.raises(ConfigError, match="needs a session, and the database"):
            retire(pooler.url(months_url), date(2025, 12, 1), quiet)


def test_a_superuser_does_not_become_the_owner_of_the_lines(
    months_url: str, server: Server
) -> None:
    admin = db.with_database(server.url(SUPERUSER), db.database_of(months_url))
    with pytest.raises(Exception, match="Only role postgres, which owns the lines"):
        reshape(admin, "months", quiet)
    with db.connect(months_url) as conn:
        conn.execute(LINE)


def test_a_line_that_moved_to_another_month_does_not_come_back_as_a_second_one(
    months_url: str, server: Server
) -> None:
    reshape(months_url, "months", quiet)
    with (
        dumped_and_restored(server.url(SUPERUSER), db.database_of(months_url)) as name,
        db.connect(months_url) as conn,
    ):
        there = db.with_database(months_url, name)
        old = ask(conn, "(select min(id) from filters.transactions where line_key is null)")
        conn.execute(
            "update filters.transactions set sold_at = sold_at + interval '40 days' where id = %s",
            (old,),
        )
        lines = Selection("filters.transactions")
        before, after = restore_rows(there, months_url, lines, "by mistake", overwrite=False)
        assert (before.missing, before.different, after.different) == (0, 1, 1)
        assert before.shown[0]["columns"] == ["sold_at"]
        _, after = restore_rows(there, months_url, lines, "by mistake", overwrite=True)
        assert (after.missing, after.different) == (0, 0)
        assert ask(conn, "(select count(*) from filters.transactions)") == 3007
        assert is_exact(conn)


def test_lines_of_every_id_are_copied(months_url: str) -> None:
    with db.connect(months_url) as conn:
        conn.execute(
            "insert into filters.transactions (id, basket_id, store_id, product_key, price_minor,"
            " quantity, sold_at) overriding system value"
            " select n, id, store_id, 'x', 1, 1, now()"
            " from generate_series(-5, 0) as n, (select * from filters.baskets limit 1) as b"
        )
        reshape(months_url, "months", quiet)
        assert ask(conn, "(select count(*) from filters.transactions where id <= 0)") == 6
        assert is_exact(conn)
