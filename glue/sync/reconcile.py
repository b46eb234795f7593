"""A run: compare with the PMS by digests, fetch what differs, merge it, push what is ours.

Each step is one transaction or one request that may be repeated, and a record is merged the
same way whenever it comes. So a run that was killed leaves nothing behind: the next one does
what is left. A dry run asks the PMS, but keeps nothing and sends nothing.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any

import psycopg
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from glue.db import connect
from glue.errors import RowhouseError
from glue.sessions import require_session
from glue.sync.client import Client, Page
from glue.webhooks.addresses import Rules

ENTITIES = ("product", "inventory", "order")
PAGE, BATCH, ROUNDS = 500, 200, 5
_RULES = """select core.setting('core.webhook_ports') as ports,
    core.setting('core.webhook_allowed_networks') as networks"""
_REFUSED = "PT422"


@dataclass(slots=True)
class Counts:
    """What a run has done so far."""

    pages: int = 0
    pages_differing: int = 0
    fetched: int = 0
    applied: int = 0
    kept: int = 0
    conflicts: int = 0
    duplicates: int = 0
    rejected: int = 0
    lost: int = 0
    pushed: int = 0
    stale: int = 0


def read_rules(url: str) -> Rules:
    """Return which addresses the settings allow."""
    with connect(url) as conn:
        row = conn.execute(_RULES).fetchone() or {}
    return Rules.of(row["ports"] or (), row["networks"] or ())


def reconcile(  # noqa: PLR0913 - each is an option of the command
    url: str,
    source: str,
    client: Client,
    *,
    full: bool = False,
    dry_run: bool = False,
    page: int = PAGE,
    watch: Callable[[str, Counts], None] = lambda _step, _counts: None,
) -> Counts:
    """Run once; the fault of a failed run is stored with it."""
    counts = Counts()
    require_session(url, "a reconciliation")
    with connect(url) as conn:
        run_id = _one(conn, "select commerce.start_sync_run(%s, %s, %s)", source, full, dry_run)
        run = _Run(conn, source, client, counts, full, dry_run, page, watch)
        try:
            run.pull()
            run.collect()
            run.push()
        except BaseException as exc:
            with suppress(psycopg.Error):
                _finish(conn, run_id, counts, str(exc) or type(exc).__name__)
            raise
        _finish(conn, run_id, counts, run.fault or None)
    if run.fault:
        raise RowhouseError(run.fault, "The other records are merged; correct this one.")
    return counts


def _finish(
    conn: psycopg.Connection[DictRow], run_id: int, counts: Counts, fault: str | None
) -> None:
    statement = "select commerce.finish_sync_run(%s, %s, %s)"
    conn.execute(statement, (run_id, Jsonb(asdict(counts)), fault))


def _one(conn: psycopg.Connection[DictRow], statement: str, *values: object) -> Any:
    """Return the value of a call."""
    (row,) = conn.execute(statement, values).fetchall()
    return next(iter(row.values()))


@dataclass(slots=True)
class _Run:
    conn: psycopg.Connection[DictRow]
    source: str
    client: Client
    counts: Counts
    full: bool
    dry_run: bool
    page: int
    watch: Callable[[str, Counts], None]
    fault: str = ""

    def pull(self) -> None:
        """Fetch the pages that differ, products before their stock."""
        for entity in ENTITIES:
            after: str | None = None
            while True:
                page = self.client.digest(entity, after, self.page)
                self.counts.pages += 1
                if self.full or self._differs(entity, after, page):
                    self.counts.pages_differing += 1
                    self._fetch(entity, after, page.until)
                self.watch(f"compare {entity}", self.counts)
                after = page.until
                if after is None:
                    break

    def _differs(self, entity: str, after: str | None, page: Page) -> bool:
        ours = _one(
            self.conn,
            "select commerce.sync_digest(%s, %s, %s, %s)",
            self.source,
            entity,
            after,
            page.until,
        )
        return bool(ours != {"count": page.count, "sha256": page.sha256})

    def _fetch(self, entity: str, after: str | None, until: str | None) -> None:
        """Merge the records of a range, part by part as the PMS sends them."""
        while True:
            records, reached = self.client.records(entity, after, until)
            self.counts.fetched += len(records)
            end = until if reached is None else reached
            self.counts.lost += self._keep(
                "select commerce.note_lost_states(%s, %s, %s, %s, %s)",
                self.source,
                entity,
                after,
                end,
                Jsonb([shown(record) for record in records if is_storable(record["external_id"])]),
            )
            outcomes = Counter(self.merge(entity, records))
            self.counts.applied += outcomes["applied"]
            self.counts.kept += outcomes["kept"]
            self.counts.conflicts += outcomes["conflict"]
            self.counts.duplicates += outcomes["duplicate"]
            after = reached
            if after is None:
                return

    def merge(self, entity: str, records: Sequence[Mapping[str, Any]]) -> list[str]:
        """Merge records as the PMS shows them; return the outcomes."""
        changes: list[dict[str, Any]] = []
        for record in records:
            if is_storable(record):
                changes += changes_of(entity, record)
            else:
                self._reject(entity, record, "it has a character or number that jsonb has not.")
        return [
            outcome
            for start in range(0, len(changes), BATCH)
            for outcome in self._merge(changes[start : start + BATCH])
        ]

    def _merge(self, changes: Sequence[Mapping[str, Any]]) -> list[str]:
        """Merge changes; when they are refused, find those that are, and merge the others."""
        if not changes:
            return []
        statement = "select commerce.merge_sync_changes(%s, %s)"
        try:
            answers = self._keep(statement, self.source, Jsonb(changes))
        except psycopg.Error as exc:
            if exc.sqlstate != _REFUSED:
                raise
            if len(changes) > 1:
                middle = len(changes) // 2
                return self._merge(changes[:middle]) + self._merge(changes[middle:])
            self._reject(changes[0]["entity"], changes[0], exc.diag.message_detail)
            return []
        return [answer["outcome"] for answer in answers]

    def _reject(self, entity: str, record: Mapping[str, Any], why: str | None) -> None:
        """Count a malformed record; the fault of the first one ends with the run."""
        self.counts.rejected += 1
        key = record["external_id"]
        name = f"{entity} {key if key.isprintable() else ascii(key)}"
        self.fault = self.fault or f"{name} is refused: {why}"

    def collect(self) -> None:
        """Record the local changes that no task has seen yet."""
        after: int | None = None
        while True:
            after = self._keep(
                "select commerce.collect_sync_records(%s, %s, %s)", self.source, after, BATCH
            )
            self.watch("collect", self.counts)
            if after is None:
                return

    def push(self) -> None:
        """Send what this side wins; what the PMS has changed meanwhile is merged and decided."""
        for entity in ENTITIES:
            for _ in range(ROUNDS):
                if not self._push(entity):
                    break

    def _push(self, entity: str) -> int:
        """Send each outgoing write once; return how many the PMS did not take."""
        stale = 0
        for batch in self._outgoing(entity):
            if self.dry_run:
                self.counts.pushed += len(batch)
                continue
            results = self.client.push(batch)
            refused = sum(result.get("outcome") == "stale" for result in results)
            self.merge(entity, results)
            self.counts.pushed += len(results) - refused
            self.counts.stale += refused
            stale += refused
            self.watch(f"push {entity}", self.counts)
        return stale

    def _outgoing(self, entity: str) -> Iterator[list[dict[str, Any]]]:
        after: str | None = None
        while True:
            batch: list[dict[str, Any]] = _one(
                self.conn,
                "select commerce.list_sync_outgoing(%s, %s, %s, null, %s)",
                self.source,
                entity,
                after,
                BATCH,
            )
            if not batch:
                return
            yield batch
            after = batch[-1]["external_id"]

    def _keep(self, statement: str, *values: object) -> Any:
        """Call in a transaction of its own, which a dry run rolls back."""
        with self.conn.transaction(force_rollback=self.dry_run):
            return _one(self.conn, statement, *values)


def is_storable(value: object) -> bool:
    """Return whether jsonb has all characters and numbers of a value that was read from JSON."""
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
        text.encode()
    except ValueError:  # a number that is not finite, half of a surrogate pair
        return False
    return "\\u0000" not in text.replace("\\\\", "")


def shown(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a record for commerce.note_lost_states, to which an unreadable one is not lost."""
    if is_storable(record):
        return record
    return {"external_id": record["external_id"], "fields": None}


def changes_of(entity: str, record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a record as changes: one for all fields that were written together."""
    together: dict[str, dict[str, Any]] = {}
    for name, state in record["fields"].items():
        stamp = {key: state.get(key) for key in ("version", "at", "seen")}
        change = together.setdefault(
            repr(stamp),
            {"entity": entity, "external_id": record["external_id"], **stamp, "fields": {}},
        )
        change["fields"][name] = state.get("value")
    yield from together.values()
