"""The loop of a run: ask the database for a request, fetch it, let the database merge it.

Each page is one transaction that also moves the run's cursor, so a run that was killed goes on
at its page. What may pass is tried again with full jitter; a longer wait puts the run off.
"""

import logging
import math
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, LiteralString

import psycopg
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception,
    stop_after_attempt,
    wait_random_exponential,
)

from glue.config import settings
from glue.db import connect
from glue.feeds.fetching import TIMEOUT_SECONDS, Fetcher, PassingError
from glue.feeds.source import Answer, FeedError, KeyMissingError, Source
from glue.http.waits import LONGEST_PAUSE
from glue.sessions import require_session
from glue.worker.observe import log_event

LONGEST_WAIT = 30.0
"""A longer wait is not slept: the run is put off."""

_JITTER = wait_random_exponential(multiplier=1, max=LONGEST_WAIT)
_MOVED_ON = frozenset({"merged", "not_modified", "passed_over"})
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_OK = 200
_START: LiteralString = "select concerts.start_feed_run(%s, %s, %s, p_lease_seconds => null)"


class PutOffError(FeedError):
    """The source, or its budget, has no call for longer than a run waits."""

    def __init__(self, message: str, after: timedelta) -> None:
        super().__init__(message, "The next run goes on at this page.")
        self.after = after


class StoppedError(FeedError):
    """The process has to end."""


class BusyError(FeedError):
    """Another run of the feed is going."""


@dataclass(slots=True)
class Progress:
    """What a run has done so far."""

    run_id: int = 0
    kind: str = ""
    is_resumed: bool = False
    status: str = "running"
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, counts: Mapping[str, int]) -> None:
        """Add the counts of a page."""
        for name, number in counts.items():
            self.counts[name] = self.counts.get(name, 0) + number


@dataclass(frozen=True, slots=True)
class Options:
    """How a run goes."""

    full: bool = False
    dry_run: bool = False
    timeout_seconds: float = TIMEOUT_SECONDS
    pause: Callable[[float], None] = time.sleep
    watch: Callable[[Progress], None] = lambda _: None


def run_feed(url: str, kind: type[Source], options: Options) -> Progress:
    """Run a feed once, or go on with the run that was not finished."""
    progress = Progress()
    require_session(url, "a feed")
    with connect(url) as conn, Fetcher(options.timeout_seconds) as fetcher:
        source = open_source(conn, kind)
        fetcher.hide(source.secrets())
        started = _start(conn, source.name, options)
        progress.run_id, token = started["run_id"], started["token"]
        progress.kind, progress.is_resumed = started["kind"], started["is_resumed"]
        run = _Run(conn, source, fetcher, options, progress, token)
        _log("feed started", source, progress)
        try:
            run.go()
        except BaseException as exc:
            with suppress(psycopg.Error):
                run.finish(fetcher.cleaned(str(exc) or type(exc).__name__))
            words = fetcher.cleaned(str(exc))[:300]
            _log("feed stopped", source, progress, level=logging.WARNING, error=words)
            raise
        run.finish(None)
        _log("feed done", source, progress)
    return progress


def open_source(conn: psycopg.Connection[DictRow], kind: type[Source]) -> Source:
    """Return the source with its keys, from the environment or else the vault."""
    values = {name: _read_key(conn, name) for name in kind.keys}
    missing = [name for name, value in values.items() if not value]
    if missing:
        variables = " and ".join(name.upper() for name in missing)
        secrets = " and no ".join(missing)
        verb = "is" if len(missing) == 1 else "are"
        words = f"{variables} {verb} not set, and the vault has no {secrets}"
        raise KeyMissingError(words, f"Set {variables}, or add them to the vault.")
    return kind(values, getattr(settings(), f"{kind.name}_url"))


def missing_keys(conn: psycopg.Connection[DictRow], kind: type[Source]) -> list[str]:
    """Return the names of the keys that neither the environment nor the vault has."""
    return [name.upper() for name in kind.keys if not _read_key(conn, name)]


def _read_key(conn: psycopg.Connection[DictRow], name: str) -> str:
    value = getattr(settings(), name) or _one(conn, "select concerts.read_feed_secret(%s)", name)
    return value or ""


def _start(conn: psycopg.Connection[DictRow], feed: str, options: Options) -> dict[str, Any]:
    try:
        started: dict[str, Any] = _one(conn, _START, feed, options.full, options.dry_run)
    except psycopg.Error as exc:
        if exc.diag.message_primary == "concerts.feed_running":
            raise BusyError(f"a run of {feed} is not finished", "Wait until it is.") from None
        raise
    return started


def _one(conn: psycopg.Connection[DictRow], statement: LiteralString, *values: object) -> Any:
    (row,) = conn.execute(statement, values).fetchall()
    return next(iter(row.values()))


def _log(
    event: str,
    source: Source,
    progress: Progress,
    *,
    level: int = logging.INFO,
    **facts: object,
) -> None:
    facts = {"feed": source.name, "run": progress.run_id, **progress.counts, **facts}
    log_event(event, level=level, **facts)


@dataclass(slots=True)
class _Run:
    conn: psycopg.Connection[DictRow]
    source: Source
    fetcher: Fetcher
    options: Options
    progress: Progress
    token: int

    def go(self) -> None:
        """Fetch page after page until nothing is left to ask for."""
        while self._page():
            self.options.watch(self.progress)

    def finish(self, fault: str | None) -> None:
        """End the run, or put it off."""
        self.progress.status = self._call("select concerts.finish_feed_run(%s, %s, %s)", fault)

    def _page(self) -> bool:
        """Fetch and merge one page, in a few attempts."""
        attempts = Retrying(
            stop=stop_after_attempt(self.source.attempts),
            wait=_wait,
            retry=retry_if_exception(_may_pass_soon),
            sleep=self.options.pause,
            reraise=True,
        )
        try:
            return attempts(self._attempt)
        except PassingError as exc:
            if exc.after is not None and exc.after > LONGEST_WAIT:
                raise self._put_off(str(exc), exc.after) from None
            words = f"{self.source.name} does not answer: {exc}"
            raise FeedError(words, "Run it again: it goes on at this page.") from None

    def _attempt(self) -> bool:
        asked = self._ask()
        if asked["is_done"]:
            return False
        request = asked["request"]
        try:
            answer = self._fetch(request, asked.get("etag"), asked.get("last_modified"))
        except PassingError as exc:
            words = f"{exc} ({request['path']})"
            self._call("select concerts.note_feed_error(%s, %s, %s, %s)", exc.kind, words)
            raise
        taken = self._call(
            "select concerts.take_feed_page(%s, %s, %s, %s, %s, %s, %s)",
            Jsonb(request),
            answer.status,
            answer.text if answer.status == _OK else None,
            answer.headers.get("etag"),
            answer.headers.get("last-modified"),
        )
        if taken["outcome"] in _MOVED_ON:
            self.progress.add(taken["counts"])
            return True
        self._refuse(answer, taken["outcome"])
        return True

    def _ask(self) -> dict[str, Any]:
        """Return what to ask for, as soon as the provider has a call for it."""
        while True:
            asked: dict[str, Any] = self._call("select concerts.next_feed_request(%s, %s)")
            wait = float(asked.get("wait_seconds", 0))
            if wait > LONGEST_WAIT:
                words = f"{self.source.name} has no call left: {asked['reason']}"
                raise PutOffError(words, timedelta(seconds=wait))
            if not wait:
                return asked
            self.options.pause(wait)

    def _fetch(self, request: Mapping[str, Any], etag: str | None, last: str | None) -> Answer:
        signed = self.source.sign(self.fetcher.send)
        self.fetcher.hide(self.source.secrets())
        conditions = {"if-none-match": etag, "if-modified-since": last}
        return self.fetcher.send(
            "GET",
            self.source.base + request["path"],
            params={**request["query"], **signed.query},
            headers={**{k: v for k, v in conditions.items() if v}, **signed.headers},
        )

    def _refuse(self, answer: Answer, outcome: str) -> None:
        """Raise what an answer that brought nothing means."""
        words = f"{self.source.name} answered with {outcome.replace('_', ' ')}"
        if outcome == "unreadable" or answer.status in _PASSING or self.source.renews(answer):
            raise PassingError(outcome, words, self.source.asked_wait(answer))
        raise FeedError(words, "Look at the key, and at the settings of the feed.")

    def _put_off(self, words: str, seconds: float) -> PutOffError:
        """Pause the provider as long as the source asks."""
        pause = math.ceil(min(seconds, LONGEST_PAUSE))
        self._call("select concerts.put_off_feed(%s, %s, %s)", pause)
        return PutOffError(f"{words}; it asks to wait {pause} s", timedelta(seconds=pause))

    def _call(self, statement: LiteralString, *values: object) -> Any:
        return _one(self.conn, statement, self.progress.run_id, self.token, *values)


def _may_pass_soon(exc: BaseException) -> bool:
    return isinstance(exc, PassingError) and (exc.after is None or exc.after <= LONGEST_WAIT)


def _wait(state: RetryCallState) -> float:
    """Wait as the source asks, with jitter on top; else exponentially with full jitter."""
    exc = state.outcome.exception() if state.outcome else None
    after = exc.after if isinstance(exc, PassingError) else None
    return _JITTER(state) if after is None else after + _JITTER(state) / 10
