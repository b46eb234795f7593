"""What of this release the database has."""

from collections import defaultdict
from collections.abc import Iterator

from glue.db import connect
from glue.doctor.findings import ERROR, Finding
from glue.doctor.target import Target
from glue.migrate.ledger import has_ledger
from glue.migrate.status import remedy, status

_SHOWN = 5


def is_installed(target: Target) -> bool:
    """Return whether Rowhouse was ever applied there."""
    with connect(target.url) as conn:
        return has_ledger(conn)


def examine(target: Target) -> Iterator[Finding]:
    """Compare the files of this checkout with the ledger."""
    if not is_installed(target):
        yield Finding(
            "release",
            "not_installed",
            ERROR,
            "Rowhouse is not installed in this database.",
            "Nothing else can be examined.",
            "rowhouse migrate up",
        )
        return
    waiting = defaultdict(list)
    for row in status(target.url):
        if row.state != "applied":
            waiting[row.state].append(row)
    for state, rows in waiting.items():
        names = ", ".join(row.what for row in rows[:_SHOWN])
        more = f" and {len(rows) - _SHOWN} more" if len(rows) > _SHOWN else ""
        yield Finding(
            "release",
            f"release_{state.split()[0]}",
            ERROR,
            f"{len(rows)} {state}: {names}{more}.",
            "The database is not as this release has it.",
            remedy(rows),
        )
