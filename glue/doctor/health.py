"""What the health checks measure."""

from collections.abc import Iterator

from glue.db import connect
from glue.doctor.findings import ERROR, WARNING, Finding
from glue.doctor.target import Target
from glue.schema.health import health

_SEVERITY = {"fail": ERROR, "warn": WARNING}


def examine(target: Target) -> Iterator[Finding]:
    """Run every health check; meaning and remedy are what its row says."""
    with connect(target.url) as conn:
        rows = conn.execute(
            "select name, coalesce(remedy, '') as remedy from core.health_checks"
        ).fetchall()
    remedies = {row["name"]: row["remedy"] for row in rows}
    for check in health(target.url):
        if check.status in _SEVERITY:
            remedy = remedies[check.name]
            yield Finding(
                "health",
                check.name,
                _SEVERITY[check.status],
                f"{check.name} is {check.value} {check.unit}.",
                check.detail.removesuffix(remedy).strip() or "Its threshold is passed.",
                remedy or "Read its query: select query from core.health_checks",
            )
