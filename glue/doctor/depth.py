"""What takes long: the whole catalog against this release, and every invariant."""

from collections.abc import Callable, Iterator

from glue.db import with_database
from glue.doctor.findings import ERROR, Finding
from glue.doctor.target import Target
from glue.migrate.check import drift
from glue.schema.invariants import verify

INVARIANT_SECONDS = 60.0


def examine_drift(target: Target, say: Callable[[str], None]) -> Iterator[Finding]:
    """Compare the database with what this release makes, in a scratch database beside it."""
    for line in drift(with_database(target.admin_url, "postgres"), target.url, say):
        yield Finding(
            "drift",
            "drift",
            ERROR,
            line,
            "It was changed by hand, or a release did not end.",
            "rowhouse migrate drift",
        )


def examine_invariants(target: Target) -> Iterator[Finding]:
    """Run every invariant."""
    for verdict in verify(target.url, module=None, timeout_seconds=INVARIANT_SECONDS):
        if verdict.state != "ok":
            yield Finding(
                "invariants",
                verdict.name,
                verdict.severity,
                f"{verdict.name}: {verdict.failure or f'{verdict.violations} rows'}.",
                "Only a bug can break it.",
                verdict.repair,
            )
