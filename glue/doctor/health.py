"""What the health checks measure."""

from collections.abc import Iterator

from glue.db import connect
from glue.doctor.findings import ERROR, WARNING, Finding
from glue.doctor.target import Target
from glue.schema.health import health

_SEVERITY = {"fail": ERROR, "warn": WARNING}


def examine(target: Target) -> Iterator[Finding]:
    """Run every health check; the remedy is what its row says."""
    with connect(target.url) as conn:
        rows = conn.execute("select name, detail from core.health_checks").fetchall()
    says = {row["name"]: row["detail"] for row in rows}
    for check in health(target.url):
        if check.status in _SEVERITY:
            yield Finding(
                "health",
                check.name,
                _SEVERITY[check.status],
                f"{check.name} is {check.value} {check.unit}.",
                check.detail or "Its threshold is passed.",
                says[check.name],
            )
