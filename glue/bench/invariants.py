"""The last figure of a suite that writes: which rules of its module were broken by it."""

from glue.bench.figures import Figure
from glue.schema.invariants import verify

TIMEOUT_SECONDS = 600.0


def broken_invariants(url: str, suite: str, module: str | None) -> Figure:
    """Count the invariants of a module, or of all, that do not hold, or do not answer."""
    verdicts = verify(url, module=module, timeout_seconds=TIMEOUT_SECONDS)
    broken = sum(verdict.state != "ok" for verdict in verdicts)
    return Figure(
        suite, "broken invariants afterwards", "invariants", broken, None, None, None, 0,
        broken == 0,
    )  # fmt: skip
