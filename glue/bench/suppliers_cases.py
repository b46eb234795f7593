"""RPCs of tasks, and the reports, with what to call them with."""

from datetime import UTC, datetime, timedelta

from glue.bench.calls import by, of
from glue.bench.suppliers_calls import (
    MANAGER,
    SUPPLIER,
    Case,
    quarter,
    soon,
    templates,
    two_years,
)

WRITES = (
    Case(
        "set_task_templates",
        lambda w: {"project_id": w.any("spare_project"), **templates(w.next("templates"))},
    ),
    Case(
        "add_supplier_to_project",
        lambda w: {"project_id": (f := w.take("free_pair"))["id"], "supplier_id": f["extra"]},
        "with 1,000 tasks",
    ),
    Case(
        "remove_supplier_from_project",
        lambda w: {"project_id": (f := w.take("idle_pair"))["id"], "supplier_id": f["extra"]},
    ),
    Case("update_task_status", by("task_id", "running", status="blocked", note="No steel.")),
    Case(
        "update_task_due",
        by("task_id", "blocked", due_on=soon(40), reason="No steel.", cause="material"),
    ),
    Case(
        "update_task_due",
        by("task_id", "early", due_on=soon(70), reason="No steel.", move_successors=True),
        "with its successors",
    ),
    Case("assign_task", by("task_id", "planned", owner_id=None)),
    Case(
        "bulk_update_status",
        lambda w: {
            "task_ids": w.chunk("bulk"),
            "status": "cancelled",
            "note": "Not needed.",
        },
        "of 100",
    ),
    Case(
        "bulk_update_due_dates",
        lambda w: {
            "project_id": w.any("project"),
            "shift_days": 1,
            "reason": "No steel.",
            "filter": {"task_ids": w.chunk("shift")},
            "dry_run": True,
        },
        "of 100, dry",
    ),
)
READS = (
    Case("list_task_templates", of("project_id", "project", page_size=100)),
    Case("get_task", lambda w: {"task_id": w.task()}),
    Case("list_tasks", lambda _: {}),
    Case("list_tasks", of("project_id", "project", status="blocked"), "of a project and status"),
    Case("list_tasks", lambda _: {"due_until": soon(0)}, "of a manager, due", MANAGER),
    Case("list_task_transitions", lambda _: {}),
    Case(
        "validate_task_change",
        lambda w: {"task_id": w.task(), "change": {"status": "done"}},
    ),
    Case("preview_date_change", of("task_id", "early", due_on=soon(50))),
    Case("list_task_history", lambda w: {"task_id": w.task()}),
    Case("list_ready_tasks", of("project_id", "project")),
    Case("list_ready_tasks", of("project_id", "own_work"), "of a supplier", SUPPLIER),
    Case("critical_path", of("project_id", "project")),
    Case("critical_path", lambda w: w.pair("work"), "of a supplier"),
    Case(
        "project_as_of",
        lambda w: {
            "project_id": w.any("project"),
            "at": datetime.now(UTC) - timedelta(days=w.rng.randint(1, 400)),
        },
    ),
    Case("report_supplier_performance", two_years, "two years"),
    Case("report_supplier_performance", lambda w: {**two_years(w), "by": "month"}, "by month"),
    Case(
        "report_supplier_performance", lambda w: {**two_years(w), "by": "project"}, "by project"
    ),
    Case("report_supplier_performance", lambda w: {**two_years(w), "by": "cause"}, "by cause"),
    Case("report_supplier_performance", quarter, "of a quarter"),
    Case(
        "report_supplier_performance",
        lambda w: {
            **two_years(w), "supplier_id": w.pair("work")["supplier_id"], "by": "month",
        },
        "of a supplier",
    ),
    Case("report_supplier_performance", two_years, "of a manager", MANAGER),
    Case("report_project_status", of("project_id", "project")),
    Case("report_project_figures", of("project_id", "project")),
    Case("report_project_status", of("project_id", "own_work"), "of a supplier", SUPPLIER),
    Case("report_open_work", of("project_id", "project")),
)  # fmt: skip
