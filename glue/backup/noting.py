"""What the database knows of its backups, so that `rowhouse health` can tell their age."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import psycopg

from glue.db import connect
from glue.errors import RowhouseError

_FUNCTION = "core.record_backup(text,text,timestamptz,bigint,boolean)"


@dataclass(frozen=True, slots=True)
class Noted:
    """One backup."""

    label: str
    kind: str
    taken_at: datetime
    size_bytes: int


def note(
    find_url: Callable[[], str], noted: Noted, say: Callable[[str], None], *, is_rehearsed: bool
) -> None:
    """Note a backup in the live database; a rehearsal must not fail because that is away."""
    try:
        with connect(find_url()) as conn:
            known = conn.execute(
                "select to_regprocedure(%s) is not null as it", (_FUNCTION,)
            ).fetchone()
            if known == {"it": True}:
                conn.execute(
                    "select core.record_backup(%s, %s, %s, %s, %s)",
                    (noted.label, noted.kind, noted.taken_at, noted.size_bytes, is_rehearsed),
                )
    except (psycopg.OperationalError, RowhouseError) as exc:
        say(f"`rowhouse health` does not know of it: {exc}")
