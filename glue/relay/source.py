"""The messages that the database broadcasts: heard of, read by key, and never lost.

A notification names a message; its row is read and passed on. From time to time, and after
every (re)connection, the table is read past the cursor, so a notification that was lost
costs seconds and not the message. The cursor (relay.read_position) is kept in a file, so
a new relay goes on where the last one stopped. Whatever comes twice is passed on once.
"""

import asyncio
import json
import logging
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, LiteralString
from uuid import UUID

import psycopg
from psycopg.rows import DictRow
from tenacity import AsyncRetrying, retry_if_exception_type, wait_random_exponential

from glue.db import AWAY, is_login_refused
from glue.relay.authorize import OPTIONS, ROWS, Conn
from glue.relay.log import log_event

CHANNEL = "realtime:messages"
BATCH = 500
MAINTAIN_SECONDS = 3600.0
LONGEST_PAUSE = 5.0
AWAITED = "waiting for the database"
REFUSED = "the database refuses the login"
REMEDY = "Correct the password in RELAY_DATABASE_URL, and start the relay again."
LATE = timedelta(minutes=1)
"""So late may a notification of what the poll has found already be heard."""


MessageKey = tuple[UUID, datetime]
OnMessage = Callable[[DictRow], None]


class Source:
    """Reads messages while it runs; `ready` says whether it is connected."""

    def __init__(
        self,
        url: str,
        cursor_file: Path,
        ready: asyncio.Event,
        *,
        poll_seconds: float,
        max_bytes: int,
    ) -> None:
        self.url = url
        self.poll_seconds = poll_seconds
        self.max_bytes = max_bytes
        self.ready = ready
        self.trouble = AWAITED
        """Why it is not ready."""
        self._on_message: OnMessage = lambda _row: None
        self._cursor = Cursor(cursor_file)
        self._heard: list[MessageKey] = []
        self._bell = asyncio.Event()
        self._seen: dict[UUID, datetime] = {}

    @property
    def is_resumed(self) -> bool:
        """Return whether an earlier relay left a cursor."""
        return self._cursor.is_resumed

    async def run(self, on_message: OnMessage) -> None:
        """Read until cancelled, whatever the database goes through."""
        self._on_message = on_message
        again = AsyncRetrying(
            retry=retry_if_exception_type(AWAY),
            wait=wait_random_exponential(multiplier=0.1, max=LONGEST_PAUSE),
        )
        while True:
            await again(self._run_connected)

    async def _run_connected(self) -> None:
        was_ready = False
        try:
            async with await self._connect() as listener, await self._connect() as reader:
                await listener.execute(f'listen "{CHANNEL}"')
                await self._catch_up(reader)
                was_ready = True
                self.trouble = AWAITED
                self.ready.set()
                log_event("database connected")
                await _until_one_ends(self._hear(listener), self._read(reader))
        except AWAY as exc:
            self._say_lost(exc)
            # After a connection that worked the pauses begin anew: not counted as a failure.
            if not was_ready:
                raise
        finally:
            self.ready.clear()

    def _say_lost(self, exc: psycopg.Error) -> None:
        is_refused = is_login_refused(exc)
        self.trouble = REFUSED if is_refused else AWAITED
        error = str(exc).strip()
        if is_refused:
            log_event("login refused", level=logging.ERROR, error=error, remedy=REMEDY)
        else:
            log_event("database away", level=logging.WARNING, error=error)

    async def _connect(self) -> Conn:
        return await Conn.connect(
            self.url,
            autocommit=True,
            row_factory=ROWS,
            options=OPTIONS,
            application_name="rowhouse relay",
            connect_timeout=5,
        )

    async def _hear(self, conn: Conn) -> None:
        async for notice in conn.notifies():
            with suppress(ValueError):
                key, _, at = notice.payload.partition(" ")
                self._heard.append((UUID(key), datetime.fromisoformat(at)))
                self._bell.set()

    async def _read(self, conn: Conn) -> None:
        poll_at = time.monotonic() + self.poll_seconds
        maintain_at = time.monotonic() + MAINTAIN_SECONDS
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(max(0.0, poll_at - time.monotonic())):
                    await self._bell.wait()
            self._bell.clear()
            heard, self._heard = self._heard, []
            await self._pass_on(conn, heard)
            if time.monotonic() >= maintain_at:
                await self._maintain(conn)
                maintain_at = time.monotonic() + MAINTAIN_SECONDS
            if time.monotonic() >= poll_at:
                await self._poll(conn)
                poll_at = time.monotonic() + self.poll_seconds

    async def _catch_up(self, conn: Conn) -> None:
        """Read by time alone: the server may have crashed, or be another one.

        It may then give the ids of transactions out again that the cursor has passed, where
        these had nothing on disk yet.
        """
        await self._maintain(conn)
        await self._poll(conn, by_time=True)

    async def _maintain(self, conn: Conn) -> None:
        try:
            await conn.execute("select relay.maintain_partitions()")
        except psycopg.OperationalError:
            if conn.closed:
                raise
            log_event("partitions not maintained", level=logging.WARNING)

    async def _poll(self, conn: Conn, *, by_time: bool = False) -> None:
        """Pass on messages without a notification; then the cursor may move."""
        position = await _fetch(conn, "select * from relay.read_position()")
        position_now = position[0]
        begin = self._cursor.begin(position_now)
        if begin is not None:
            xmin, since = begin
            keys = await _fetch(
                conn,
                "select * from relay.read_keys(p_xmin => %s, p_since => %s)",
                ("0" if by_time else xmin, since),
            )
            missed = [(row["id"], row["inserted_at"]) for row in keys]
            missed = [key for key in missed if key[0] not in self._seen]
            if missed:
                log_event("messages found by the poll", messages=len(missed))
            await self._pass_on(conn, missed)
        self._cursor.move(position_now)
        kept = position_now["since"].astimezone(UTC).replace(tzinfo=None) - LATE
        self._seen = {key: at for key, at in self._seen.items() if at >= kept}

    async def _pass_on(self, conn: Conn, keys: Iterable[MessageKey]) -> None:
        fresh = list({key: at for key, at in keys if key not in self._seen}.items())
        for start in range(0, len(fresh), BATCH):
            batch = fresh[start : start + BATCH]
            rows = await _fetch(
                conn,
                "select * from relay.read_messages("
                "p_ids => %s, p_inserted_ats => %s, p_max_bytes => %s)",
                ([key for key, _ in batch], [at for _, at in batch], self.max_bytes),
            )
            inserted_at = dict(batch)
            for row in rows:
                # One by one: this may be cancelled between two of them, when a connection
                # breaks, and the rest is then read again.
                self._seen[row["id"]] = inserted_at[row["id"]]
                self._on_message(row)
                # Other work of the sockets comes between, however many messages there are.
                await asyncio.sleep(0)
            # Keys without a row are not asked for again.
            self._seen.update(batch)


class Cursor:
    """Where reading stands, in a file that is replaced whole."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._position = self._load()
        self.is_resumed = self._position is not None
        self._is_behind = False

    def _load(self) -> dict[str, str] | None:
        with suppress(OSError, ValueError):
            found = json.loads(self._file.read_text())
            if isinstance(found, dict) and {*found} == {"cluster", "xmin", "since"}:
                int(found["xmin"])
                datetime.fromisoformat(found["since"])
                return {key: str(value) for key, value in found.items()}
        return None

    def begin(self, now: DictRow) -> tuple[str, str] | None:
        """Return from where to read; None when nothing can be said of this database."""
        last = self._position
        if last is None or last["cluster"] != now["cluster"]:
            return None
        return last["xmin"], last["since"]

    def move(self, now: DictRow) -> None:
        """Remember where reading stands now.

        On a full disk the file stays behind, which is logged once: a relay that starts from it
        sends some messages again, which clients know by their ids.
        """
        self._position = {
            "cluster": now["cluster"],
            "xmin": str(now["xmin"]),
            "since": now["since"].isoformat(),
        }
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            draft = self._file.with_suffix(".draft")
            draft.write_text(json.dumps(self._position))
            draft.replace(self._file)
        except OSError as exc:
            if not self._is_behind:
                log_event("position not written", level=logging.WARNING, error=str(exc))
            self._is_behind = True
        else:
            self._is_behind = False


async def _fetch(
    conn: Conn, query: LiteralString, parameters: tuple[Any, ...] = ()
) -> list[DictRow]:
    return await (await conn.execute(query, parameters)).fetchall()


async def _until_one_ends(*work: Any) -> None:
    """Run together; when one fails, end the others and raise what it raised."""
    tasks = [asyncio.ensure_future(one) for one in work]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
