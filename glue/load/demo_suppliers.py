"""The demo of suppliers: projects and their tasks, made in the database by a fixed seed."""

from typing import Any

from glue.db import connect, transaction
from glue.load.seeded import Seeded

DATASET = "suppliers"
VERSION = "fixed seed 1"


def seed_suppliers(url: str) -> Seeded:
    """Make the demo's projects, suppliers and tasks; again: change nothing."""
    with transaction(url) as conn:
        made: dict[str, Any] = (
            conn.execute("select suppliers._load_demo() as made").fetchone() or {}
        )["made"]
    if made["is_new"]:
        with connect(url) as conn:
            conn.execute("vacuum (analyze) suppliers.task_instances, suppliers.task_history")
            conn.execute("analyze suppliers.task_templates, suppliers.supplier_projects")
    return Seeded(DATASET, VERSION, made["tasks"], was_there=not made["is_new"])
