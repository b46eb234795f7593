"""Prove that sources, migrations and a live database say the same."""

from collections.abc import Callable
from pathlib import Path

from glue import paths
from glue.build import build_from_sources
from glue.migrate.differ import differences
from glue.migrate.runner import migrate_down, migrate_up
from glue.scratch import scratch_database

Say = Callable[[str], None]


def check(admin_url: str, url: str, say: Say, *, root: Path = paths.ROOT) -> list[str]:
    """Compare the sources with the migrations, then go down and up and compare again.

    Works in scratch databases beside the one of `url`, which is not touched.
    """
    found: list[str] = []
    with (
        scratch_database(admin_url, url, "sources") as desired,
        scratch_database(admin_url, url, "history") as history,
        scratch_database(admin_url, url, "blank") as blank,
    ):
        say("build from the sources")
        build_from_sources(desired, root=root)
        say("build from the migrations")
        migrate_up(history, root=root)
        found += _prefix("sources against migrations", differences(desired, history, root=root))
        say("go down to nothing")
        migrate_down(history, to=0, lose_data=True)
        found += _prefix("after down", differences(blank, history, root=root))
        say("and up again")
        migrate_up(history, root=root)
        found += _prefix("after down and up", differences(desired, history, root=root))
    return found


def drift(admin_url: str, url: str, say: Say, *, root: Path = paths.ROOT) -> list[str]:
    """Compare a live database with what the migrations of this release make."""
    with scratch_database(admin_url, url, "wanted") as wanted:
        say("build what it should be")
        migrate_up(wanted, root=root)
        return differences(wanted, url, root=root)


def _prefix(label: str, found: list[str]) -> list[str]:
    return [f"{label}: {difference}" for difference in found]
