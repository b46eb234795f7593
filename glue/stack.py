"""The local stack: Postgres, API, relay and worker, prepared, supervised, found and stopped."""

import contextlib
import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import httpx
import psutil
import psycopg
from psycopg import sql

from glue import paths
from glue.api import Api, choose_api, configure_api
from glue.build import apply_stand_in, run_file
from glue.config import admin_url, database_url, is_local, settings
from glue.db import connect
from glue.errors import ConfigError, RowhouseError
from glue.parts import ChildPart, Keeper, Part, PostgresPart, Record, Say, wait_until
from glue.pgtap import unpack_pgtap
from glue.relay.tokens import Keys
from glue.server import Server, free_port
from glue.state import State

TICK_SECONDS = 0.1
START_SECONDS = 60.0
OWN_LOGINS = {"lite_rest": "50_lite_rest.sql", "rowhouse_relay": "60_relay.sql"}
"""Login roles that no server has before us, and what makes each."""

DRAIN_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class PartStatus:
    """One part as `rowhouse status` shows it."""

    part: str
    status: str
    pid: int | None
    port: int | None
    uptime_seconds: int | None
    restarts: int | None
    reachable: bool


class Stack:
    """Everything that `up` starts, and how to find it again."""

    def __init__(self, home: Path = paths.HOME) -> None:
        self.home = home
        self.server = Server(home)
        self.record = Record(home, "supervisor")
        self.stopping = threading.Event()

    # -- facts ---------------------------------------------------------------

    @property
    def state(self) -> State:
        """What the checkout remembers."""
        return self.server.state

    @property
    def jwt_secret(self) -> str:
        """The secret that tokens are signed with."""
        return settings().supabase_jwt_secret or str(self.state.get("jwt_secret"))

    def api(self) -> Api:
        """Return the API of this stack."""
        return choose_api(self.home, self.state, self.state.get("api_port", 0), self.jwt_secret)

    def is_up(self) -> bool:
        """Tell whether a supervisor runs."""
        return self.record.process() is not None

    def is_ready(self) -> bool:
        """Tell whether a supervisor runs and has everything running."""
        return self.is_up() and bool(self.record.read().get("ready"))

    # -- up ------------------------------------------------------------------

    @contextlib.contextmanager
    def starting(self) -> Iterator[None]:
        """Let one `up`, `down` or `reset` of this checkout work at a time."""
        (self.home / "run").mkdir(parents=True, exist_ok=True)
        with (self.home / "run" / "up.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def choose_ports(self, base: int | None) -> None:
        """Remember the ports: the ones asked for, else those of last time, else free ones."""
        if base is not None:
            if self.server.pid is not None and self.server.port != base:
                raise ConfigError(
                    f"Postgres already runs on port {self.server.port}",
                    "Run `rowhouse down` before changing its port.",
                )
            self.state.put(postgres_port=base, api_port=base + 1, relay_port=base + 2)
        for part in ("api_port", "relay_port"):
            if not self.state.get(part):
                self.state.put(**{part: free_port()})

    def prepare(self, say: Say) -> None:
        """Bring the database up to this release: start, stand-in, passwords, migrations."""
        self.state.ensure_secrets()
        if is_local():
            self.home.mkdir(parents=True, exist_ok=True)
            unpack_pgtap(self.home)
            say("starting Postgres")
            self.server.start()
            say("applying the stand-in")
            apply_stand_in(self.server.url("supabase_admin"))
            self.server.set_passwords()
        else:
            say("preparing the database of DATABASE_URL")
            self._prepare_foreign()
        from glue.migrate.runner import migrate_up  # noqa: PLC0415 - a parser, slow to load

        say("migrating")
        migrate_up(self.database_url())
        if is_local():
            # A first release made the role of the worker.
            self.server.set_passwords()

    def database_url(self) -> str:
        """Return the database as the role that owns it."""
        return self.server.url() if is_local() else database_url()

    def _prepare_foreign(self) -> None:
        """Create on another server only what it lacks; its own roles keep their passwords."""
        with connect(admin_url()) as conn:
            row = conn.execute("select to_regprocedure('auth.uid()') as it").fetchone()
        if row is None or row["it"] is None:
            apply_stand_in(admin_url())
        with connect(admin_url(), autocommit=False) as conn:
            for name, file in OWN_LOGINS.items():
                login = paths.STAND_IN / file
                run_file(conn, login.name, login.read_text())
                # Where Supabase's own Realtime is, there is no relay.
                if conn.execute("select from pg_roles where rolname = %s", (name,)).rowcount:
                    conn.execute(
                        sql.SQL("alter role {} password {}").format(
                            sql.Identifier(name),
                            sql.Literal(self.state.get(f"password_{name}")),
                        )
                    )

    def _api_login(self, api: Api) -> str:
        if is_local() and api.name == "postgrest":
            return self.server.url("authenticator")
        return self._login("lite_rest")

    def _login(self, role: str) -> str:
        """Return the database as one of the roles whose password is ours."""
        if is_local():
            return self.server.url(role)
        parts = urlsplit(database_url())
        password = quote(self.state.get(f"password_{role}"), safe="")
        host = f"{role}:{password}@{parts.netloc.rpartition('@')[2]}"
        return urlunsplit(parts._replace(netloc=host))

    def relay_url(self) -> str:
        """Return the database as the relay sees it."""
        return settings().relay_database_url or self._login("rowhouse_relay")

    def keys(self) -> Keys:
        """Return what the relay believes in: the same as the API."""
        return Keys(
            self.jwt_secret, self.state.get("publishable_key"), self.state.get("secret_key")
        )

    @property
    def realtime_url(self) -> str:
        """The relay's own address; clients of the whole API use that one's."""
        return f"http://127.0.0.1:{self.state.get('relay_port')}/realtime/v1"

    def has_relay(self) -> bool:
        """Tell whether the database is one that the relay stands in for."""
        with connect(self.database_url()) as conn:
            row = conn.execute("select to_regnamespace('relay') as it").fetchone()
        return row is not None and row["it"] is not None

    def _relay_answers(self) -> bool:
        port = self.state.get("relay_port")
        try:
            return httpx.get(f"http://127.0.0.1:{port}/health", timeout=5).is_success
        except httpx.HTTPError:
            return False

    def configured_api(self) -> Api:
        """Return the API with its configuration written."""
        api = self.api()
        configure_api(api, self._api_login(api), self.jwt_secret, self.state.get("relay_port"))
        return api

    def detach(self) -> None:
        """Leave a supervisor in a session of its own; return when everything answers."""
        log = self.home / "log" / "supervisor.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as words:
            daemon = subprocess.Popen(
                [sys.executable, "-m", "glue.stack"],
                cwd=paths.ROOT,
                env=os.environ | {"ROWHOUSE_HOME": str(self.home)},
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        wait_until(lambda: daemon.poll() is not None or self.is_ready(), START_SECONDS)
        if not self.is_ready():
            daemon.terminate()
            daemon.wait()
            raise RowhouseError(f"the stack did not come up: {self._last_words()}", f"Read {log}.")

    def claim(self) -> None:
        """Say that this process is the supervisor."""
        self.record.write(os.getpid())

    def supervise(self, say: Say, on_ready: Callable[[], object] = lambda: None) -> None:
        """Keep the parts running until told to stop, then stop them all."""
        self.claim()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self.stopping.set())
        api = self.configured_api()
        serving = ChildPart(self.home, "api", api.command, port=api.port)
        parts: list[Part] = [serving]
        if is_local():
            parts = [PostgresPart(self.server), serving, self._worker()]
        relay = self._relay()
        if self.has_relay():
            parts.append(relay)
        keepers = [Keeper(part, say) for part in parts]
        try:
            for keeper in keepers:
                keeper.start(time.monotonic())
            wait_until(lambda: not serving.is_running() or api.is_healthy(), START_SECONDS)
            if not serving.is_running() or not api.is_healthy():
                raise RowhouseError(
                    f"the API did not come up: {self._last_words()}", f"Read {serving.log}."
                )
            wait_until(lambda: not relay.is_running() or self._relay_answers(), START_SECONDS)
            self.record.write(os.getpid(), ready=True)
            on_ready()
            while not self.stopping.wait(TICK_SECONDS):
                for keeper in keepers:
                    keeper.tend(time.monotonic())
        finally:
            for part in reversed(parts):
                part.stop()
            self.record.path.unlink(missing_ok=True)

    def renew_worker(self) -> bool:
        """End a worker that is older than its code; its keeper starts it again."""
        record = Record(self.home, "worker")
        process = record.process()
        is_old = process is not None and process.create_time() < newest_code()
        return is_old and record.stop()

    def _worker(self) -> ChildPart:
        """Return the worker, as the role that holds only the grants that it needs."""
        return ChildPart(
            self.home,
            "worker",
            (sys.executable, "-m", "glue", "work", "--drain", str(DRAIN_SECONDS)),
            environment={
                "ROWHOUSE_HOME": str(self.home),
                "WORKER_DATABASE_URL": self.server.url("app_worker"),
            },
        )

    def _relay(self) -> ChildPart:
        """Return the relay, as the role that may take the roles of its callers."""
        return ChildPart(
            self.home,
            "relay",
            (sys.executable, "-m", "glue", "relay"),
            port=self.state.get("relay_port"),
            environment={"ROWHOUSE_HOME": str(self.home), "RELAY_DATABASE_URL": self.relay_url()},
        )

    def _last_words(self) -> str:
        log = self.home / "log" / "api.log"
        lines = log.read_text().strip().splitlines() if log.exists() else []
        return lines[-1] if lines else "it said nothing"

    # -- down and status -----------------------------------------------------

    def down(self) -> bool:
        """Stop everything, supervised or left over; False when nothing ran."""
        stopped = self.record.stop(START_SECONDS)
        for part in ("relay", "worker", "api"):
            stopped = Record(self.home, part).stop() or stopped
        if is_local():
            stopped = self.server.stop() or stopped
            Record(self.home, "postgres").path.unlink(missing_ok=True)
        return stopped

    def status(self) -> list[PartStatus]:
        """Look at each part; the worker is ours with our own server only."""
        api_port = self.state.get("api_port")
        is_serving = self.is_known() and self.api().is_healthy()
        found = [
            self._status("supervisor", None, reachable=self.is_up()),
            self._status("postgres", self._postgres_port(), reachable=self._database_answers()),
            self._status("api", api_port, reachable=is_serving),
        ]
        if is_local():
            works = Record(self.home, "worker").process() is not None
            found.append(self._status("worker", None, reachable=works))
        if Record(self.home, "relay").read():
            found.append(
                self._status("relay", self.state.get("relay_port"), reachable=self._relay_answers())
            )
        return found

    def is_known(self) -> bool:
        """Tell whether there ever was a stack here."""
        return bool(self.state.get("jwt_secret") and self.state.get("api_port"))

    def _postgres_port(self) -> int | None:
        return (self.server.port if is_local() else urlsplit(database_url()).port) or None

    def _database_answers(self) -> bool:
        if self._postgres_port() is None:
            return False
        try:
            with psycopg.connect(self.database_url(), connect_timeout=3):
                return True
        except psycopg.Error:
            return False

    def _status(self, part: str, port: int | None, *, reachable: bool) -> PartStatus:
        record = Record(self.home, part)
        process = record.process()
        pid = process.pid if process else None
        if part == "postgres" and is_local():
            pid = self.server.pid
        uptime = int(time.time() - psutil.Process(pid).create_time()) if pid else None
        restarts = record.read().get("restarts") if process else None
        status = "up" if reachable else "unreachable" if pid else "down"
        return PartStatus(part, status, pid, port, uptime, restarts, reachable)


def newest_code() -> float:
    """Return when a file of the worker, its handlers among them, last changed."""
    return max(path.stat().st_mtime for path in Path(__file__).parent.rglob("*.py"))


def main() -> None:
    """Be the supervisor that `up --detach` leaves behind."""

    def say(words: str) -> None:
        stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        print(f"{stamp} {words}", flush=True)  # noqa: T201 - its stdout is its log

    Stack().supervise(say, on_ready=lambda: say("ready"))


if __name__ == "__main__":
    main()
