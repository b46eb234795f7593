"""What was applied: reads and writes of schema `rowhouse`, beside yoyo's own tables."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, LiteralString

import psycopg
import yoyo
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

from glue.errors import ConfigError
from glue.migrate.alone import Alone, digest
from glue.migrate.history import Migration
from glue.migrate.identities import Identity, identities
from glue.schema.order import FIRST_OWN, in_order, is_own, number_of
from glue.schema.parsing import named_errors
from glue.schema.public import Public, write_public
from glue.schema.sources import Source, refuse_transaction_control

_SCHEMA = Path(__file__).with_name("ledger.sql")


@dataclass(frozen=True, slots=True)
class Item:
    """One repeatable text of a release."""

    address: str
    body: str
    sha256: str

    @property
    def kind(self) -> str:
        """The first part of the address."""
        return self.address.split("/", 1)[0]


@dataclass(frozen=True, slots=True)
class Release:
    """A state the database was in."""

    id: int
    steps: frozenset[str]
    restores: int | None
    items: tuple[Item, ...]
    version: str | None = None
    """That of Rowhouse whose state it is; None where it was not written down."""

    def number(self, *, own: bool) -> int:
        """Return the number of its last step: of a project's own, or of those that ship."""
        return max((number_of(step) for step in self.steps if is_own(step) == own), default=0)

    @property
    def state(self) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
        """What two releases that are the same have in common."""
        return self.steps, frozenset((i.address, i.sha256) for i in self.items)

    @property
    def is_empty(self) -> bool:
        """Whether nothing of ours stood."""
        return not self.steps and not self.items


def items_of(sources: Sequence[Source]) -> tuple[Item, ...]:
    """Return sources as a release holds them; none may end the release's transaction.

    Two files for one object are refused: the later one would win, and stay when it is removed;
    of two that grant rights on a table, it would take back what the other grants.
    """
    made: dict[Identity, str] = {}
    for source in sources:
        refuse_transaction_control(source.address, source.body)
        with named_errors(source.address, source.body):
            found = identities(source.body)
        for one in found:
            other = made.setdefault(one, source.address)
            if other != source.address:
                does = f"grant rights on {one.name}" if one.kind == "access" else f"make {one}"
                raise ConfigError(
                    f"{other} and {source.address} both {does}",
                    "An object has one file: take it out of one of them.",
                )
    return tuple(Item(s.address, s.body, s.sha256) for s in sources)


def ensure_ledger(conn: psycopg.Connection[Any]) -> None:
    """Create the schema at need; a database that has it is not touched (no lock taken)."""
    if not has_ledger(conn):
        conn.execute(_SCHEMA.read_bytes())


def has_ledger(conn: psycopg.Connection[Any]) -> bool:
    """Return whether this database was ever migrated."""
    found = conn.execute("select to_regclass('rowhouse.progress') is not null").fetchone()
    return bool(found and next(iter(found.values() if isinstance(found, dict) else found)))


def applied_steps(conn: psycopg.Connection[dict[str, Any]]) -> list[str]:
    """Return the once-only steps that stand in a database, by name."""
    if not has_ledger(conn):
        return []
    return [row["id"] for row in conn.execute("select id from rowhouse.migrations order by id")]


class Ledger:
    """The ledger over one connection; every write belongs to the caller's transaction."""

    def __init__(self, backend: "yoyo.backends.DatabaseBackend") -> None:
        self.backend = backend
        self.conn: psycopg.Connection[Any] = backend.connection

    def _rows(self, query: LiteralString, *parameters: object) -> list[dict[str, Any]]:
        with self.conn.cursor(row_factory=dict_row) as cursor:
            cursor.execute(query, parameters or None)
            return cursor.fetchall() if cursor.description else []

    # -- once-only -----------------------------------------------------------

    def applied(self) -> dict[str, dict[str, Any]]:
        """Return {id: row} of the steps that stand, in their order."""
        rows = {row["id"]: row for row in self._rows("select * from rowhouse.migrations")}
        return {step: rows[step] for step in in_order({i: r["body"] for i, r in rows.items()})}

    def whole(self) -> set[str]:
        """Return the steps that stand, but for one of which a part was taken back."""
        return self.applied().keys() - self.unfinished().keys()

    def is_begun(self) -> bool:
        """Return whether a step stands, or a part of one."""
        return bool(self.applied() or self.unfinished())

    def mark(self, migration: Migration) -> None:
        """Write down that a step stands."""
        self._rows(
            "insert into rowhouse.migrations (id, sha256, body, rollback, transactional)"
            " values (%s, %s, %s, %s, %s)",
            migration.id,
            migration.sha256,
            migration.body,
            migration.rollback,
            migration.transactional,
        )
        self._rows("set local search_path = rowhouse")
        self.backend.mark_one(migration.handle)

    def unmark(self, migration_id: str) -> None:
        """Write down that a step was taken back."""
        self._rows("delete from rowhouse.migrations where id = %s", migration_id)
        self._rows("set local search_path = rowhouse")
        self.backend.unmark_one(yoyo.migrations.Migration(migration_id, "", ""))

    def unfinished(self) -> dict[str, dict[str, Any]]:
        """Return {id: how far it has come} of the steps that were cut off in the middle."""
        rows = self._rows("select * from rowhouse.progress order by migration_id")
        return {row["migration_id"]: row for row in rows}

    def half_made(self) -> list[dict[str, Any]]:
        """Return the steps that were begun and do not stand, as those that do."""
        standing = self.applied()
        return [
            {"id": step, "rollback": row["rollback"], "transactional": False}
            for step, row in self.unfinished().items()
            if step not in standing
        ]

    def advance(self, step: Alone, done: int, *, turns: bool = False) -> None:
        """Write down how far a step has come; once it turns round, no statement counts."""
        self._rows(
            "insert into rowhouse.progress values (%s, %s, %s, %s, %s)"
            " on conflict (migration_id) do update set direction = excluded.direction,"
            " statements_done = excluded.statements_done, sha256 = excluded.sha256,"
            " rollback = excluded.rollback",
            step.migration_id,
            step.direction,
            done,
            None if turns else digest(step.statements[:done]),
            step.rollback,
        )

    def finish(self, migration_id: str) -> None:
        """Forget the progress of a step that is through."""
        self._rows("delete from rowhouse.progress where migration_id = %s", migration_id)

    # -- releases ------------------------------------------------------------

    def note_public(self, release_id: int, public: Public) -> None:
        """Write down which macros and commands came with a release."""
        self._rows(
            "update rowhouse.releases set public = %s where id = %s",
            Jsonb(write_public(public)),
            release_id,
        )

    def current(self) -> Release | None:
        """Return the state the database is in; None before the first release."""
        rows = self._rows("select max(id) as id from rowhouse.releases")
        return self.release(rows[0]["id"]) if rows[0]["id"] is not None else None

    def begun(self) -> Release | None:
        """Write down, and return, the state of a first `up` that was cut off after some steps."""
        if not self.is_begun():
            return None
        with self.conn.transaction():
            return self.release(self.record(self.applied(), ()))

    def release(self, release_id: int) -> Release:
        """Return one release with its texts."""
        row = self._rows("select * from rowhouse.releases where id = %s", release_id)[0]
        items = self._rows(
            "select i.address, b.body, b.sha256 from rowhouse.release_items as i"
            " join rowhouse.bodies as b using (sha256)"
            " where i.release_id = %s order by i.position",
            release_id,
        )
        return Release(
            row["id"],
            frozenset(row["migration_ids"]),
            row["restores"],
            tuple(Item(**item) for item in items),
            row["version"],
        )

    def history(self, release: Release) -> Iterator[Release]:
        """Yield what stood before a release, newest first, to the state without any.

        A release that was taken back is not among it: one that was made after a way back
        follows the one that the way led to. Nor is one with a module that was removed since:
        its steps do not stand any more. Nor is one with a step that is half taken back.
        """
        standing = self.whole()
        while True:
            rows = self._rows(
                "select coalesce(restores, id) as id from rowhouse.releases where id < %s"
                " order by releases.id desc limit 1",
                release.restores or release.id,
            )
            if not rows:
                return
            release = self.release(rows[0]["id"])
            if release.steps <= standing:
                yield release
            if release.is_empty:
                return

    def release_before(self, release: Release) -> Release | None:
        """Return the state before this one that differs from it; None: nothing."""
        return next((r for r in self.history(release) if r.state != release.state), None)

    def release_at(self, current: Release, number: int) -> Release | None:
        """Return the newest state whose last step, in the history of N, is at most N."""
        own = number >= FIRST_OWN
        states = (current, *self.history(current))
        whole = self.whole()
        return next(
            (it for it in states if it.number(own=own) <= number and it.steps <= whole), None
        )

    def record(
        self,
        steps: Iterable[str],
        items: Sequence[Item],
        restores: int | None = None,
        *,
        version_of: int | None = None,
    ) -> int:
        """Write down the state that the current transaction makes.

        Its version is that of the release whose texts it has, `version_of`; by default, of
        the Rowhouse that runs.
        """
        with self.conn.cursor() as cursor:
            cursor.executemany(
                "insert into rowhouse.bodies values (%s, %s) on conflict do nothing",
                [(item.sha256, item.body) for item in items],
            )
        release_id = self._rows(
            "insert into rowhouse.releases (migration_ids, restores, version)"
            " values (%s, %s, case when %s::bigint is null then %s else"
            " (select version from rowhouse.releases where id = %s) end) returning id",
            sorted(steps),
            restores,
            version_of,
            version("rowhouse"),
            version_of,
        )[0]["id"]
        with self.conn.cursor() as cursor:
            cursor.executemany(
                "insert into rowhouse.release_items values (%s, %s, %s, %s)",
                [
                    (release_id, position, item.address, item.sha256)
                    for position, item in enumerate(items)
                ],
            )
        return int(release_id)
