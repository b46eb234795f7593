"""What `rowhouse upgrade` finds before it changes anything."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psycopg

from glue import paths
from glue.db import connect, script
from glue.errors import ConfigError
from glue.migrate.guards import (
    refuse_foreign_history,
    refuse_newer,
    refuse_unchosen,
    refuse_unread,
)
from glue.migrate.history import chosen_migrations, read_migrations
from glue.migrate.in_the_way import refuse
from glue.migrate.ledger import has_ledger, items_of
from glue.migrate.plan import Step, Trial, trial
from glue.migrate.standing import cut_off, recorded_public, where_it_stands
from glue.migrate.strayed import strayed
from glue.schema.modules import Modules, read_modules
from glue.schema.public import read_public
from glue.schema.sources import REPEATABLE, read_sources
from glue.templating.macros import used_macros
from glue.upgrade.public import public_differences
from glue.upgrade.surface import Difference, differences, in_order, read_surface

Say = Callable[[str], None]

_OBJECTS = Path(__file__).with_name("objects.sql")
_WAITS = re.compile(r"(Share|ShareRowExclusive|Exclusive|AccessExclusive)Lock on (?P<table>.+)")
"""Locks for which a writer waits, or a reader too."""


@dataclass(frozen=True, slots=True)
class StepCost:
    """One once-only step: what waits for it, and what it copies."""

    step: str
    locks: list[str]
    rewrites: list[str]


@dataclass(frozen=True, slots=True)
class Survey:
    """What the installed release would change."""

    standing: str | None
    """The version that the database was brought to; None where it was not written down."""
    installed: str
    steps: list[StepCost]
    repeatables: dict[str, int]
    """{new, changed, gone: how many functions, views, triggers, policies and seeds}."""
    differences: list[Difference]
    in_the_way: list[str]

    @property
    def is_empty(self) -> bool:
        """Whether the database stands at the installed release."""
        return not self.steps and not any(self.repeatables.values())

    @property
    def breaks(self) -> list[Difference]:
        """What would break callers."""
        return [it for it in self.differences if it.is_breaking]


def survey(admin_url: str, url: str, say: Say, *, root: Path = paths.ROOT) -> Survey:
    """Try the upgrade in a scratch database; the live one is only read."""
    modules = read_modules(root)
    with connect(url) as live:
        if not has_ledger(live) or not live.execute("select from rowhouse.releases").rowcount:
            raise ConfigError(
                "this database has no release to upgrade from",
                "`rowhouse migrate up` makes the first one; `rowhouse adopt` where tables stand.",
            )
        standing = _standing(live)
        refuse_newer(standing)
        used = used_macros(root) if paths.is_project(root) else {}
        public = public_differences(recorded_public(live), read_public(root), used)
        if _stands(live, root, modules):
            return Survey(
                standing=standing,
                installed=version("rowhouse"),
                steps=[],
                repeatables=dict.fromkeys(("new", "changed", "gone"), 0),
                differences=in_order(public),
                in_the_way=[],
            )
        there = _objects(live)
    with trial(admin_url, url, say, root=root) as found:
        before, old = _objects(found.conn), read_surface(found.conn)
        say("run what is pending there")
        steps = found.run()
        made, new = _objects(found.conn) - before, read_surface(found.conn)
        return Survey(
            standing=standing,
            installed=version("rowhouse"),
            steps=[_cost(migration.id, steps) for migration in found.pending],
            repeatables=_repeatables(found),
            differences=in_order([*differences(old, new), *public]),
            in_the_way=[
                f"{kind} {name}" for kind, name in sorted(_outermost(made & there - before))
            ],
        )


def _stands(live: psycopg.Connection[Any], root: Path, modules: Modules) -> bool:
    """Return whether `up` would run nothing, so that a trial is not worth a scratch database.

    What a trial refuses is refused here, too.
    """
    refuse_unread(root, modules)
    applied, items = where_it_stands(live)
    refuse_foreign_history(applied.values(), read_migrations(root))
    refuse_unchosen(applied, modules)
    whole = applied.keys() - cut_off(live)
    if any(migration.id not in whole for migration in chosen_migrations(root)):
        return False
    target = items_of(read_sources(root, REPEATABLE))
    if strayed(live, target):
        return False
    return {(it.address, it.sha256) for it in items} == {(it.address, it.sha256) for it in target}


def refuse_what_is_in_the_way(found: Survey) -> None:
    """Raise where an object that is not of Rowhouse has the name of one that the release makes."""
    refuse(found.in_the_way)


def _standing(live: psycopg.Connection[Any]) -> str | None:
    """Return the version that a database was brought to; ledgers before 0.1.0 have none."""
    row = live.execute(
        "select to_jsonb(r) ->> 'version' as it from rowhouse.releases as r"
        " order by r.id desc limit 1"
    ).fetchone()
    return row["it"] if row else None


def _objects(conn: psycopg.Connection[Any]) -> set[tuple[str, str]]:
    rows = conn.execute(script(_OBJECTS.read_text())).fetchall()
    return {(row["kind"], row["name"]) for row in rows}


def _outermost(objects: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Leave out the parts of a table that is itself among them, and of its schema."""
    tables = {name for kind, name in objects if kind == "table"}
    return {
        (kind, name)
        for kind, name in objects
        if not (kind == "column" and name.rpartition(".")[0] in tables)
        and not (" on " in name and name.partition(" on ")[2] in tables)
    }


def _cost(step: str, steps: list[Step]) -> StepCost:
    mine = [it for it in steps if it.origin == step]
    locks = [lock for it in mine for lock in it.locks if _WAITS.fullmatch(lock)]
    return StepCost(
        step,
        list(dict.fromkeys(locks)),
        list(dict.fromkeys(table for it in mine for table in it.rewrites)),
    )


def _repeatables(found: Trial) -> dict[str, int]:
    old = {item.address: item.sha256 for item in found.stands}
    new = {item.address: item.sha256 for item in found.target}
    count = Counter(
        "new" if address not in old else "changed"
        for address in new
        if old.get(address) != new[address] or address in found.astray
    )
    return {"new": count["new"], "changed": count["changed"], "gone": len(old.keys() - new.keys())}
