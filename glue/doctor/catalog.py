"""What the database knows: its settings, roles, exposure, worker, partitions."""

from collections.abc import Iterator

from glue.db import connect
from glue.doctor.findings import Finding
from glue.doctor.target import Target


def examine(target: Target) -> Iterator[Finding]:
    """Ask the database itself."""
    with connect(target.url) as conn:
        for row in conn.execute("select * from core.diagnose()").fetchall():
            yield Finding(**row)
