"""The hottest queries of suppliers read few rows of the tables that grow, by an index.

Hot is what every page of a supplier or a manager asks, what every change does, and the reports.
Sequential scans are off: one that is left has no index to go by. The counters of the transaction
tell what a call, and all functions that it calls, have read: also an index that was read from end
to end. `MOST` says how many rows of one table a call may read for each row that it returns, or
for each task of what it is asked about; tables that stay small are not counted.
"""

from collections.abc import Callable, Iterator

import pytest
from psycopg import Connection
from psycopg.rows import DictRow

from glue import db
from glue.bench.open_loop import BECOME
from glue.bench.suppliers_calls import Works
from glue.bench.suppliers_cases import READS, WRITES
from glue.bench.suppliers_works import make_works

pytestmark = pytest.mark.needs("suppliers")

SCALE = 0.02
THINGS = 20
# At this scale: two projects of ten suppliers, each with a thousand tasks, three thousand
# dependencies and ten thousand states; the rows of one table that a call may read.
OF_A_SUPPLIER, OF_A_PROJECT = 1_000, 10_000
MOST = {
    # One row for a row, and the few that belong to it; where they are few, guards and lists
    # read the templates of all projects.
    "get_task": 50,
    "list_tasks": 700,
    "list_tasks of a project and status": 700,
    "list_task_history": 60,
    "list_task_templates": 4 * OF_A_SUPPLIER,
    "update_task_status": 3 * OF_A_SUPPLIER,
    "update_task_due": 8 * OF_A_SUPPLIER,
    "preview_date_change": 8 * OF_A_SUPPLIER,
    "assign_task": 100,
    # A page of tasks, and the states of each until the time.
    "project_as_of": 600,
    # The open tasks of a project, and their predecessors.
    "list_ready_tasks": 12 * OF_A_SUPPLIER,
    "report_open_work": OF_A_PROJECT,
    # Forecasts are cached; those of one supplier are computed for its tasks.
    "critical_path": 500,
    "critical_path of a supplier": 8 * OF_A_SUPPLIER,
    "report_project_status": OF_A_PROJECT,
    "report_project_status of a supplier": OF_A_SUPPLIER,
    # Sums of months, and the days around them.
    "report_supplier_performance two years": 3_000,
    "report_supplier_performance by month": 3_000,
    "report_supplier_performance by cause": 1_000,
    "report_supplier_performance of a supplier": 4 * OF_A_SUPPLIER,
}
# What an installation has few of, and what is small whatever it does.
SMALL = {
    "suppliers.calendars", "suppliers.capabilities", "suppliers.project_managers",
    "suppliers.projects", "suppliers.supplier_capabilities", "suppliers.supplier_projects",
    "suppliers.supplier_users", "suppliers.suppliers", "suppliers.summed_months",
    "suppliers.task_statuses", "suppliers.task_transitions",
}  # fmt: skip
READ = """
select s.schemaname || '.' || s.relname as name, s.seq_scan as scans, s.idx_tup_fetch as fetched
from pg_stat_xact_user_tables as s
where
    s.schemaname = 'suppliers'
    and pg_relation_size(s.relid) > 0
    and (s.seq_scan > 0 or s.idx_tup_fetch > %s)
"""


@pytest.fixture(scope="module")
def works(
    make_database: Callable[[], str], drop_database: Callable[[str], None]
) -> Iterator[tuple[Connection[DictRow], Works]]:
    """Given: tasks of the kind that is measured."""
    url = make_database()
    with db.connect(url) as conn:
        make_works(conn, SCALE, THINGS)
    # A new connection: this one has kept plans with sequential scans.
    with db.connect(url) as conn:
        yield conn, Works(conn)
    drop_database(url)


def scanned(conn: Connection[DictRow], most: int) -> dict[str, tuple[int, int]]:
    """Return the tables that grow of which this transaction has read much."""
    return {
        row["name"]: (row["scans"], row["fetched"])
        for row in conn.execute(READ, (most,)).fetchall()
        if row["name"] not in SMALL
    }


@pytest.mark.parametrize("name", MOST)
def test_a_hot_call_reads_little(works: tuple[Connection[DictRow], Works], name: str) -> None:
    conn, known = works
    # What another test took back leaves pages for which an index alone cannot answer.
    conn.execute("vacuum suppliers.task_instances, suppliers.task_history")
    # The counters of the transaction begin at 0.
    conn.execute("select pg_stat_force_next_flush()")
    (case,) = (case for case in (*WRITES, *READS) if case.name == name)
    with conn.transaction(force_rollback=True):
        conn.execute("set local enable_seqscan = off")
        call = case.call(known)
        conn.execute(BECOME, (call.claims,))
        rows = conn.execute(call.statement, call.parameters).fetchall()
        assert rows
        conn.execute("reset role")
        assert scanned(conn, MOST[name]) == {}


@pytest.mark.parametrize("is_sequential", ["on", "off"])
def test_a_scan_would_be_seen(works: tuple[Connection[DictRow], Works], is_sequential: str) -> None:
    conn, _ = works
    conn.execute("select pg_stat_force_next_flush()")
    with conn.transaction(force_rollback=True):
        conn.execute(f"set local enable_seqscan = {is_sequential}")
        conn.execute("select sum(version) from suppliers.task_history where task_id > 0")
        assert {*scanned(conn, 3 * OF_A_PROJECT)} == {"suppliers.task_history"}
