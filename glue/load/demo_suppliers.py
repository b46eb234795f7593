"""The demo of suppliers: projects and their tasks, made in the database by a fixed seed."""

from typing import Any

from glue.db import connect, transaction
from glue.load.seeded import Seeded

DATASET = "suppliers"
VERSION = "fixed seed 1"
_RULES = """
    select core.check_quality(r.name)
    from core.data_quality_rules as r
    where r.name like 'suppliers.%'
    order by r.name
"""
"""The job runs them at night; the findings of the demo are there at once."""


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
            conn.execute(_RULES)
    return Seeded(DATASET, VERSION, made["tasks"], was_there=not made["is_new"])
