"""The clock of the database against the one of this machine."""

import time
from collections.abc import Iterator

from glue.db import connect
from glue.doctor.findings import ERROR, WARNING, Finding
from glue.doctor.target import Target

NOTABLE_SECONDS = 5.0
HARMFUL_SECONDS = 60.0


def examine(target: Target) -> Iterator[Finding]:
    """Read both clocks at once, as far as the way there and back allows."""
    with connect(target.url) as conn:
        before = time.time()
        row = conn.execute("select extract(epoch from clock_timestamp())::float8 as at").fetchone()
        after = time.time()
    there = row["at"] if row else after
    ahead = there - (before + after) / 2
    sure = abs(ahead) - (after - before) / 2
    if sure > NOTABLE_SECONDS:
        word = "ahead of" if ahead > 0 else "behind"
        yield Finding(
            "clock",
            "clock_skew",
            ERROR if sure > HARMFUL_SECONDS else WARNING,
            f"The database is {abs(ahead):.0f} s {word} this machine.",
            "Tokens, signatures of webhooks and leases are judged by both clocks.",
            "timedatectl set-ntp true, on both machines",
        )
