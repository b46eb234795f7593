"""What the suite `suppliers` calls: RPCs with arguments that are drawn from projects at work."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeAlias

import psycopg
from psycopg.rows import DictRow

from glue.bench import calls
from glue.bench.calls import Things, claims

MANAGER = claims(2, "project_manager")
SUPPLIER = claims(1001, "supplier")


class Works(Things):
    """What there is to call for: projects, tasks in each state, and suppliers of projects."""

    def __init__(self, conn: psycopg.Connection[DictRow]) -> None:
        super().__init__(conn, "bench_suppliers", 13)

    def task(self) -> int:
        """Return any task."""
        return self.rng.randint(1, self.any("last"))

    def chunk(self, name: str) -> list[int]:
        """Return a hundred planned tasks of a supplier that no other call of the name gets."""
        return [int(task) for task in self.nth("chunk", self.next(name))["key"].split(",")]

    def pair(self, kind: str) -> dict[str, Any]:
        """Return a project and a supplier."""
        row = self.rng.choice(self.things[kind])
        return {"project_id": row["id"], "supplier_id": row["extra"]}


Case: TypeAlias = calls.Case[Works]


def soon(days: int) -> date:
    """Return a day that is to come."""
    return datetime.now(UTC).date() + timedelta(days=days)


def two_years(works: Works) -> Mapping[str, date]:
    """Draw about two years that begin and end on any day."""
    until = datetime.now(UTC).date() - timedelta(days=works.rng.randint(0, 20))
    return {"since": until - timedelta(days=730), "until": until}


def quarter(works: Works) -> Mapping[str, date]:
    """Draw 90 days of the last year."""
    since = datetime.now(UTC).date() - timedelta(days=works.rng.randint(90, 400))
    return {"since": since, "until": since + timedelta(days=90)}


def templates(number: int) -> dict[str, Any]:
    """Return a hundred templates, each after the one ten before it."""
    return {
        "templates": [
            {
                "code": f"T{place}",
                "title": f"Task {place} of {number}",
                "canonical_due": soon(10 + place).isoformat(),
                "duration_days": 2,
                "capability": "bench",
            }
            for place in range(100)
        ],
        "dependencies": [
            {"template": f"T{place}", "after": f"T{place - 10}"} for place in range(10, 100)
        ],
    }
