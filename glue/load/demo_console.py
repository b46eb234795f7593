"""The demo of the console: what there is to see of jobs, webhooks, operations and flags."""

from typing import Any

from glue.db import transaction
from glue.load.seeded import Seeded

DATASET = "console"
VERSION = "fixed rows 1"


def seed_console(url: str) -> Seeded:
    """Make the console's jobs, operations, webhook and flag; again: change nothing."""
    with transaction(url) as conn:
        made: dict[str, Any] = (conn.execute("select core._load_demo() as made").fetchone() or {})[
            "made"
        ]
    is_new = made.pop("is_new")
    return Seeded(DATASET, VERSION, sum(made.values()), was_there=not is_new)
