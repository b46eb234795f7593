"""Purchase-order lines become projects, suppliers and tasks; rates equal those of the file."""

import csv
import gzip
import io
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from glue import db, paths
from glue.load.loading import load_file
from glue.load.request import Report, Request

pytestmark = [pytest.mark.once, pytest.mark.needs("suppliers")]

REAL = paths.ROOT.parent / "shared" / "data" / "suppliers"
SCMS = REAL / "scms_delivery_history.csv.gz"

# Which column of the file each column is; docs/suppliers.md has the same as a command.
COLUMNS = {
    "line_key": "id",
    "order_key": "po_so_no",
    "item": "item_description",
    "quoted_on": "pq_first_sent_date",
    "ordered_on": "po_sent_date",
    "due_on": "scheduled_delivery_date",
    "delivered_on": "delivered_date",
    "quantity": "line_item_quantity",
    "value": "line_item_value_usd",
}
DOUBTFUL = {"freight": "freight_cost_usd_raw", "weight_kg": "weight_kg_raw"}
CONSTANTS = {"source": "scms", "currency": "USD"}

SMALL = """\
id,project_code,po_so_no,country,pq_first_sent_date,po_sent_date,scheduled_delivery_date,\
delivered_date,vendor,item_description,line_item_quantity,line_item_value_usd,weight_kg_raw,\
freight_cost_usd_raw
1,900-XA-T01,PO-1,Atlantis,2020-01-02,2020-01-10,2020-03-02,2020-03-02,ACME KITS LTD.,Kit A,10,\
9.5,3,1.25
2,900-XA-T01,PO-1,Atlantis,2020-01-02,2020-01-10,2020-03-02,2020-03-09,ACME KITS LTD.,Kit B,4,20,\
Weight Captured Separately,Freight Included in Commodity Cost
3,900-XA-T01,PO-2,Atlantis,,,2020-04-01,2020-03-30,Bolt & Co,Kit A,1,1,See DN-7 (ID#:2),2
4,901-XB-T02,PO-3,Lemuria,,2020-02-01,2020-04-20,2020-04-21,Acme Kits Ltd,Kit C,5,5,7,8
5,901-XB-T02,PO-4,Lemuria,,Date Not Captured,2020-05-20,2020-05-20,ACME KITS LTD.,Kit C,5,5,7,8
6,901-XB-T02,PO-5,Lemuria,,2020-02-01,2020-05-20,,ACME KITS LTD.,Kit D,5,5,,
"""

TWO_REASONS = (
    "freight: Freight Included in Commodity Cost is not a number; "
    "weight_kg: Weight Captured Separately is not a number"
)

RATES = """
    select
        s.name as vendor,
        to_char(i.planned_due_on, 'YYYY-MM') as month,
        count(*) as lines,
        count(*) filter (
            where (h.changed_at at time zone p.timezone)::date <= f.due_on
        ) as on_time
    from suppliers.task_instances as i
    inner join suppliers.suppliers as s on i.supplier_id = s.id
    inner join suppliers.projects as p on i.project_id = p.id
    cross join lateral (
        select h.due_on from suppliers.task_history as h
        where h.task_id = i.id order by h.id limit 1
    ) as f
    inner join suppliers.task_history as h on h.task_id = i.id and h.status = 'done'
    group by 1, 2
"""


def load(url: str, path: Path, mapping: Mapping[str, str], **options: Any) -> Report:
    return load_file(
        url,
        Request("suppliers.order_lines", path, mapping=mapping, constants=CONSTANTS, **options),
    )


def rows_of(url: str, query: str) -> list[dict[str, Any]]:
    with db.connect(url) as conn:
        return conn.execute(query.encode()).fetchall()


def read(path: Path) -> list[dict[str, str]]:
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def rates_of(lines: list[dict[str, str]]) -> dict[tuple[str, str], tuple[int, int]]:
    """Return (vendor, month promised) to (lines, on time), by the texts of the file alone."""
    rates: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for line in lines:
        vendor = " ".join(line["vendor"].split())
        rate = rates[vendor, line["scheduled_delivery_date"][:7]]
        rate[0] += 1
        rate[1] += line["delivered_date"] <= line["scheduled_delivery_date"]
    return {key: (rate[0], rate[1]) for key, rate in rates.items()}


def stored_rates(url: str) -> dict[tuple[str, str], tuple[int, int]]:
    """Return the same by what is stored."""
    return {
        (row["vendor"], row["month"]): (row["lines"], row["on_time"]) for row in rows_of(url, RATES)
    }


def kept_by(
    lines: list[dict[str, str]], group: Callable[[dict[str, str]], str]
) -> dict[str, tuple[int, int]]:
    """Return group to (lines, on time), where a line counts when it came."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for line in lines:
        pair = sums[group(line)]
        pair[0] += 1
        pair[1] += line["delivered_date"] <= line["scheduled_delivery_date"]
    return {key: (pair[0], pair[1]) for key, pair in sums.items()}


def reported(url: str, by: str) -> dict[str, tuple[int, int]]:
    """Return the same by report_supplier_performance; a period has ten years at most."""
    with db.connect(url) as conn:
        rows = conn.execute(
            "select key, finished, on_time_first from suppliers.report_supplier_performance("
            "'2006-01-01', '2015-12-31', p_by => %s)",
            (by,),
        ).fetchall()
    return {row["key"]: (row["finished"], row["on_time_first"]) for row in rows}


def codes_of(url: str) -> dict[str, str]:
    """Return the code of the supplier of each line."""
    return {
        row["line_key"]: row["code"]
        for row in rows_of(
            url,
            "select n.line_key, s.code from suppliers.order_lines as n"
            " inner join suppliers.task_instances as i on n.task_id = i.id"
            " inner join suppliers.suppliers as s on i.supplier_id = s.id",
        )
    }


def broken(url: str) -> dict[str, int]:
    return {
        row["name"]: row["violations"]
        for row in rows_of(
            url,
            "select i.name, r.violations from core.invariants as i"
            " cross join lateral core.run_invariant(i.name) as r"
            " where i.module = 'suppliers' and r.violations > 0",
        )
    }


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "lines.csv"
    path.write_text(SMALL)
    return path


def test_bad_cells_are_set_aside_with_reasons_and_load_without_their_columns(
    db_url: str, small: Path
) -> None:
    first = load(db_url, small, COLUMNS | DOUBTFUL)
    assert (first.inserted, first.rejected) == (3, 3)
    rejected = read(Path(f"{small}.rejected.csv"))
    assert [(line["id"], line["reason"]) for line in rejected] == [
        (
            "2",
            TWO_REASONS,
        ),
        ("3", "weight_kg: See DN-7 (ID#:2) is not a number"),
        ("5", "ordered_on: Date Not Captured is not a time like 2026-07-31 23:59:59+08"),
    ]
    again = load(db_url, Path(f"{small}.rejected.csv"), COLUMNS)
    assert (again.inserted, again.rejected) == (2, 1)
    assert rows_of(
        db_url,
        "select value_minor, freight_minor, weight_kg from suppliers.order_lines"
        " where line_key in ('1', '2') order by line_key",
    ) == [
        {"value_minor": 950, "freight_minor": 125, "weight_kg": 3},
        {"value_minor": 2000, "freight_minor": None, "weight_kg": None},
    ]
    assert broken(db_url) == {}


def test_lines_become_tasks_with_their_history(db_url: str, small: Path) -> None:
    load(db_url, small, COLUMNS)
    assert rows_of(
        db_url, "select code, status, starts_on::text from suppliers.projects order by code"
    ) == [
        {"code": "900-XA-T01", "status": "closed", "starts_on": "2020-01-10"},
        {"code": "901-XB-T02", "status": "active", "starts_on": "2020-02-01"},
    ]
    # One vendor under two spellings is one supplier.
    assert rows_of(db_url, "select code, name from suppliers.suppliers order by code") == [
        {"code": "ACME-KITS-LTD", "name": "ACME KITS LTD."},
        {"code": "BOLT-CO", "name": "Bolt & Co"},
    ]
    history = rows_of(
        db_url,
        "select n.line_key, t.code, h.version, h.status, h.changed_at::date::text as at,"
        " h.due_on::text, h.previous_status, i.is_imported"
        " from suppliers.order_lines as n"
        " inner join suppliers.task_history as h on n.task_id = h.task_id"
        " inner join suppliers.task_instances as i on n.task_id = i.id"
        " inner join suppliers.task_templates as t on i.task_template_id = t.id"
        " order by n.line_key, h.id",
    )
    assert [tuple(row.values()) for row in history] == [
        ("1", "delivery-1", 1, "in_progress", "2020-01-10", "2020-03-02", None, True),
        ("1", "delivery-1", 2, "done", "2020-03-02", "2020-03-02", "in_progress", True),
        ("2", "delivery-2", 1, "in_progress", "2020-01-10", "2020-03-02", None, True),
        ("2", "delivery-2", 2, "done", "2020-03-09", "2020-03-02", "in_progress", True),
        ("3", "delivery-1", 1, "in_progress", "2020-03-30", "2020-04-01", None, True),
        ("3", "delivery-1", 2, "done", "2020-03-30", "2020-04-01", "in_progress", True),
        ("4", "delivery-1", 1, "in_progress", "2020-02-01", "2020-04-20", None, True),
        ("4", "delivery-1", 2, "done", "2020-04-21", "2020-04-20", "in_progress", True),
        ("6", "delivery-2", 1, "in_progress", "2020-02-01", "2020-05-20", None, True),
    ]
    assert broken(db_url) == {}


def test_a_second_load_changes_nothing(db_url: str, small: Path) -> None:
    tables = ("projects", "suppliers", "supplier_projects", "task_templates", "task_history")
    counts = "select " + ", ".join(
        f"(select count(*) from suppliers.{name}) as {name}" for name in tables
    )
    load(db_url, small, COLUMNS)
    before = rows_of(db_url, counts)
    report = load(db_url, small, COLUMNS, again=True, rejected=small.with_suffix(".again"))
    assert (report.inserted, report.rejected) == (0, 6)
    assert rows_of(db_url, "select suppliers._import_orders() as made") == [
        {"made": {"projects": 0, "suppliers": 0, "templates": 0, "tasks": 0}}
    ]
    assert rows_of(db_url, counts) == before


@pytest.mark.skipif(not SCMS.exists(), reason="the SCMS file is not there")
def test_the_whole_scms_file_and_its_on_time_rates(db_url: str, tmp_path: Path) -> None:
    lines = read(SCMS)
    bad = tmp_path / "bad.csv"
    first = load(db_url, SCMS, COLUMNS | DOUBTFUL, rejected=bad)
    numbers = [all(_is_number(line[name]) for name in DOUBTFUL.values()) for line in lines]
    assert (first.inserted, first.rejected) == (sum(numbers), len(lines) - sum(numbers))
    assert all("is not a number" in line["reason"] for line in read(bad))
    second = load(db_url, bad, COLUMNS)
    assert (second.inserted, second.rejected) == (first.rejected, 0)

    assert rows_of(
        db_url,
        "select (select count(*) from suppliers.projects) as projects,"
        " (select count(*) from suppliers.suppliers) as suppliers,"
        " (select count(*) from suppliers.task_instances where is_imported) as tasks",
    ) == [{"projects": 142, "suppliers": 73, "tasks": 10_324}]
    assert stored_rates(db_url) == rates_of(lines)
    codes = codes_of(db_url)
    assert reported(db_url, "supplier") == kept_by(lines, lambda line: codes[line["id"]])
    assert reported(db_url, "month") == kept_by(
        lines, lambda line: line["delivered_date"][:7] + "-01"
    )
    assert sum(lines for lines, _ in stored_rates(db_url).values()) == 10_324
    assert broken(db_url) == {}


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()


@pytest.mark.skipif(not (REAL / "aw_vendors.csv").exists(), reason="AdventureWorks is not there")
def test_adventure_works_loads_in_three_files(db_url: str, tmp_path: Path) -> None:
    def _load(table: str, name: str, mapping: dict[str, str], **constants: str) -> Report:
        return load_file(
            db_url,
            Request(
                f"suppliers.{table}",
                REAL / name,
                mapping=mapping,
                constants=constants,
                rejected=tmp_path / f"{table}.rejected",
            ),
        )

    vendors = _load("suppliers", "aw_vendors.csv", {"code": "vendor_id", "is_active": "active"})
    waiting = _load(
        "order_lines",
        "aw_purchase_order_details.csv.gz",
        {
            "line_key": "purchase_order_detail_id",
            "order_key": "purchase_order_id",
            "due_on": "due_date",
            "item": "product_id",
            "quantity": "order_qty",
            "value": "line_total",
        },
        source="adventure_works",
        project_code="AW",
        currency="USD",
    )
    assert rows_of(db_url, "select count(*) as tasks from suppliers.task_instances") == [
        {"tasks": 0}
    ]
    orders = _load(
        "orders",
        "aw_purchase_order_headers.csv.gz",
        {
            "order_key": "purchase_order_id",
            "vendor": "vendor_id",
            "ordered_on": "order_date",
            "delivered_on": "ship_date",
        },
        source="adventure_works",
    )
    assert [(report.inserted, report.rejected) for report in (vendors, waiting, orders)] == [
        (104, 0),
        (8_845, 0),
        (4_012, 0),
    ]
    assert (
        rows_of(
            db_url,
            "select count(*) as tasks, count(distinct t.id) as templates, max(s.name) as name"
            " from suppliers.task_instances as i"
            " inner join suppliers.task_templates as t on i.task_template_id = t.id"
            " left join suppliers.suppliers as s on i.supplier_id = s.id and s.code = '1492'",
        )[0]["tasks"]
        == 8_845
    )
    assert broken(db_url) == {}
