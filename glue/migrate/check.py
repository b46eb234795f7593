"""Prove that sources, migrations and a live database say the same."""

from collections.abc import Callable
from pathlib import Path

from glue import paths
from glue.backup.restore import dumped_and_restored
from glue.db import connect, database_of, with_database
from glue.errors import ConfigError
from glue.load.reshaping import reshape, shape_of
from glue.migrate.differ import differences, others_in
from glue.migrate.guards import refuse_unchosen
from glue.migrate.ledger import applied_steps, items_of
from glue.migrate.runner import migrate_down, migrate_up
from glue.migrate.strayed import faults
from glue.schema.build import build_from_sources
from glue.schema.modules import read_modules
from glue.schema.scratch import scratch_database
from glue.schema.sources import REPEATABLE, read_sources

Say = Callable[[str], None]


def check(admin_url: str, url: str, say: Say, *, root: Path = paths.ROOT) -> list[str]:
    """Compare the sources with the migrations, then go down and up and compare again.

    Works in scratch databases beside the one of `url`, which is only read: whether tables of
    others are still as they were when the platform was attached to them.
    """
    found: list[str] = _prefix("attached", faults(url, items_of(read_sources(root, REPEATABLE))))
    with (
        scratch_database(admin_url, url, "sources") as desired,
        scratch_database(admin_url, url, "history") as history,
        scratch_database(admin_url, url, "blank") as blank,
    ):
        say("build a scratch database from the sources")
        build_from_sources(desired, root=root)
        say("build another from the migrations")
        migrate_up(history, root=root)
        found += _prefix(
            "sources against migrations",
            differences(desired, history, root=root, names=("the sources", "the migrations")),
        )
        say("take all of its steps back")
        migrate_down(history, to=0, lose_data=True)
        found += _prefix(
            "after down",
            differences(blank, history, root=root, names=("a new database", "what down leaves")),
        )
        say("and apply them again")
        migrate_up(history, root=root)
        found += _prefix(
            "after down and up",
            differences(desired, history, root=root, names=("the sources", "the migrations")),
        )
    return found


def drift(admin_url: str, url: str, say: Say, *, root: Path = paths.ROOT) -> list[str]:
    """Compare a live database with what the migrations of this release make.

    Postgres writes some expressions in another form after a dump and a restore. So what
    differs is compared once more with what this release makes, dumped and restored: only
    what differs from both is a difference.
    """
    with connect(url) as conn:
        refuse_unchosen(applied_steps(conn), read_modules(root))
    with scratch_database(admin_url, url, "wanted") as wanted:
        say("build a scratch database as this one should be")
        migrate_up(wanted, root=root)
        _shape_like(url, wanted)
        others = others_in(url, wanted)
        if others.schemas:
            say(f"leave out schemas of others: {', '.join(others.schemas)}")
        names = ("this release", "the database")
        found = differences(wanted, url, root=root, names=names, others=others)
        if not found:
            return []
        try:
            with dumped_and_restored(admin_url, database_of(wanted)) as name:
                again = differences(
                    with_database(url, name), url, root=root, names=names, others=others
                )
        except ConfigError as exc:
            say(f"not compared with a restored copy: {exc}")
            return found
        return [line for line in found if line in again]


def _shape_like(live: str, wanted: str) -> None:
    """Keep lines by month in the wanted database, too, where the live one does."""
    with connect(live) as conn:
        row = conn.execute("select to_regclass('filters.reshapes') as it").fetchone()
        if row is None or row["it"] is None:
            return
        shape = shape_of(conn)
    reshape(wanted, shape, lambda _: None)


def _prefix(label: str, found: list[str]) -> list[str]:
    return [f"{label}: {difference}" for difference in found]
