"""The local stack: Postgres, API, relay and worker, prepared, supervised, found and stopped."""

import asyncio
import contextlib
import fcntl
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import httpx
import psutil
import psycopg

from glue import paths
from glue.config import admin_url, database_url, is_local, settings
from glue.db import connect, set_password
from glue.errors import ConfigError, RowhouseError
from glue.gateway.address import Address
from glue.gateway.plan import FunctionsPart, Plan, RestPart
from glue.schema.build import apply_stand_in, run_file
from glue.stack.api import LOCAL, POSTGREST, Api, configure_api, make_api, remember_program
from glue.stack.functions import find_deno, functions_command, without_token
from glue.stack.keys import JwkSet, Keys
from glue.stack.logs import open_log, rotate_logs
from glue.stack.parts import (
    ChildPart,
    Part,
    PartSupervisor,
    PostgresPart,
    ProcessRecord,
    Say,
    refuse_taken_port,
)
from glue.stack.pgtap import unpack_pgtap
from glue.stack.postgres import Server, free_port, port_is_free
from glue.stack.signing import jwks_file, publish
from glue.stack.state import State
from glue.waiting import wait_until

TICK_SECONDS = 0.1
START_SECONDS = 60.0
OWN_LOGINS = {"lite_rest": "50_lite_rest.sql", "rowhouse_relay": "60_relay.sql"}
"""Login roles that no server has before us, and what makes each."""

DRAIN_SECONDS = 5.0
INNER_PORTS = ("api_port", "relay_port", "functions_port")
"""Only the gateway's port is for clients; these are any that are free."""

LOGS = ("supervisor", "gateway", "api", "relay", "postgres", "worker", "functions")
ERROR = re.compile(r"(?i)error|fatal|panic|exception|refused|denied|cannot|could not|taken")
LONGEST_WORDS = 500
LOG_SECONDS = 1.0
"""How often the supervisor looks whether a log has grown too large."""


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
        self.record = ProcessRecord(home, "supervisor")
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

    def keys(self) -> Keys:
        """Return what gateway and relay believe in."""
        return Keys(
            self.jwt_secret,
            self.state.get("publishable_key"),
            self.state.get("secret_key"),
            JwkSet(settings().supabase_jwks or jwks_file(self.home)),
        )

    def inner_keys(self) -> Keys:
        """Return the secret that only the gateway and the API behind it have."""
        return Keys(
            self.state.get("inner_jwt_secret"),
            self.state.get("inner_publishable_key"),
            self.state.get("inner_secret_key"),
        )

    def api(self) -> Api:
        """Return the API of this stack: the one that was chosen when it was started."""
        keys = self.keys() if self.state.get("api_is_alone") else self.inner_keys()
        return make_api(self.home, self.state, self.state.get("api_port", 0), keys)

    def address(self) -> Address:
        """Return what clients are given."""
        return Address(
            f"http://127.0.0.1:{self.state.get('gateway_port')}",
            self.state.get("publishable_key"),
            self.state.get("secret_key"),
            self.api().name,
        )

    def is_up(self) -> bool:
        """Return whether a supervisor runs."""
        return self.record.process() is not None

    def is_ready(self) -> bool:
        """Return whether a supervisor runs and has everything running."""
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
            self.state.put(postgres_port=base, gateway_port=base + 1)
        if not self.state.get("gateway_port"):
            self.state.put(gateway_port=free_port())
        if ProcessRecord(self.home, "gateway").process() is None:
            refuse_taken_port(self.state.get("gateway_port"))
        for part in INNER_PORTS:
            port = self.state.get(part)
            is_ours = ProcessRecord(self.home, part.removesuffix("_port")).process() is not None
            if not port or not (is_ours or port_is_free(port)):
                self.state.put(**{part: free_port()})

    def choose_api(self, *, is_alone: bool = False) -> None:
        """Choose what serves the API; every later command finds the same."""
        remember_program(self.state, is_alone=is_alone)

    def prepare(self, say: Say) -> None:
        """Bring the database up to this release: start, stand-in, passwords, migrations."""
        self.state.ensure_secrets()
        publish(self.state)
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
                    set_password(conn, name, self.state.get(f"password_{name}"))

    def _api_login(self, api: Api) -> str:
        if is_local() and api.name == POSTGREST:
            return self.server.url("authenticator")
        return self._login("lite_rest")

    def gateway_login(self) -> str:
        """Return the database as the login that becomes the role of each caller."""
        return self.server.url("authenticator") if is_local() else self._login("lite_rest")

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

    def has_relay(self) -> bool:
        """Return whether the database is one that the relay stands in for."""
        with connect(self.database_url()) as conn:
            row = conn.execute("select to_regnamespace('relay') as it").fetchone()
        return row is not None and row["it"] is not None

    def _relay_answers(self) -> bool:
        return _answers(f"http://127.0.0.1:{self.state.get('relay_port')}/health")

    def configured_api(self) -> Api:
        """Return the API with its configuration written."""
        api = self.api()
        published = asyncio.run(self.keys().jwks.published()) if api.is_alone else []
        configure_api(api, self._api_login(api), published)
        return api

    def gateway_plan(self) -> Plan:
        """Return what the gateway of this stack is to do."""
        api = self.api()
        functions = None
        if find_deno() is not None:
            port = self.state.get("functions_port")
            functions = FunctionsPart(f"http://127.0.0.1:{port}", without_token())
        return Plan(
            self.state.get("gateway_port"),
            self.gateway_login(),
            self.keys(),
            RestPart(api.url, api.prefix, api.keys),
            f"http://127.0.0.1:{self.state.get('relay_port')}",
            functions,
        )

    def gateway_answers(self) -> bool:
        """Return whether the gateway serves, and the database behind it answers."""
        return _answers(f"{self.address().url}/health")

    def detach(self) -> None:
        """Leave a supervisor in a session of its own; return when everything answers."""
        log = self.home / "log" / "supervisor.log"
        logs = PartLogs(self.home)
        with open_log(log) as words:
            daemon = subprocess.Popen(
                [sys.executable, "-m", "glue.stack.stack"],
                cwd=paths.ROOT,
                env=os.environ | {"ROWHOUSE_HOME": str(self.home)},
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            wait_until(lambda: daemon.poll() is not None or self.is_ready(), 2 * START_SECONDS)
        except KeyboardInterrupt:
            daemon.terminate()
            daemon.wait()
            raise
        if not self.is_ready():
            daemon.terminate()
            daemon.wait()
            raise RowhouseError(
                f"the stack did not come up: {logs.last_error()}", f"Read {log.parent}."
            )

    def claim(self) -> None:
        """Say that this process is the supervisor."""
        self.record.write(os.getpid(), database=self.database_name)

    @property
    def database_name(self) -> str:
        """The database that is meant, without the login."""
        parts = urlsplit(self.database_url())
        return f"{parts.netloc.rpartition('@')[2]}{parts.path}"

    def refuse_other_database(self) -> None:
        """Raise when the stack that runs serves another database than the one that is meant."""
        served = self.record.read().get("database", self.database_name)
        if served != self.database_name:
            raise ConfigError(
                f"the stack runs on {served}, and {self.database_name} is meant",
                "Run `rowhouse down` first, or set DATABASE_URL as it was.",
            )

    def supervise(self, say: Say, on_ready: Callable[[], object] = lambda: None) -> None:
        """Keep the parts running until asked to stop, then stop them all."""
        self.claim()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self.stopping.set())
        logs = PartLogs(self.home)
        api = self.configured_api()
        serving = ChildPart(self.home, "api", api.command, port=api.port)
        relay, gateway = self._relay(), self._gateway()
        parts: list[Part] = [serving]
        if is_local():
            parts = [PostgresPart(self.server), serving, self._worker()]
        if self.has_relay():
            parts.append(relay)
        deno = find_deno()
        if deno is not None:
            parts.append(self._functions(deno))
        parts.append(gateway)
        supervisors = [PartSupervisor(part, say) for part in parts]
        try:
            for supervisor in supervisors:
                supervisor.start(time.monotonic())
            self._await("API", serving, api.is_healthy, logs)
            self._await("gateway", gateway, self.gateway_answers, logs)
            wait_until(
                lambda: self.stopping.is_set() or not relay.is_running() or self._relay_answers(),
                START_SECONDS,
            )
            if not self.stopping.is_set():
                self.record.write(os.getpid(), ready=True, database=self.database_name)
                on_ready()
                self._check(supervisors)
        finally:
            for part in reversed(parts):
                part.stop()
            self.record.path.unlink(missing_ok=True)

    def _check(self, supervisors: Sequence[PartSupervisor]) -> None:
        """Start again what is gone, and keep the logs small, until asked to stop."""
        looked_at = time.monotonic()
        while not self.stopping.wait(TICK_SECONDS):
            now = time.monotonic()
            for supervisor in supervisors:
                supervisor.check(now)
            if now - looked_at > LOG_SECONDS:
                looked_at = now
                rotate_logs(self.home / "log")

    def _await(
        self, name: str, part: ChildPart, answers: Callable[[], bool], logs: "PartLogs"
    ) -> None:
        """Wait until a part answers; raise with its own last words when it does not."""
        wait_until(
            lambda: self.stopping.is_set() or not part.is_running() or answers(), START_SECONDS
        )
        if not self.stopping.is_set() and not (part.is_running() and answers()):
            raise RowhouseError(
                f"the {name} did not come up: {logs.last_error(part.name)}", f"Read {part.log}."
            )

    def _gateway(self) -> ChildPart:
        """Return the gateway."""
        return ChildPart(
            self.home,
            "gateway",
            (sys.executable, "-m", "glue", "gateway"),
            port=self.state.get("gateway_port"),
            environment={"ROWHOUSE_HOME": str(self.home)},
        )

    def _functions(self, deno: str) -> ChildPart:
        """Return the edge functions: they call the API as any client does."""
        address = self.address()
        return ChildPart(
            self.home,
            "functions",
            functions_command(deno, self.state.get("functions_port")),
            port=self.state.get("functions_port"),
            environment={
                "DENO_DIR": str(self.home / "deno"),
                "DENO_NO_UPDATE_CHECK": "1",
                "SUPABASE_URL": address.url,
                "SUPABASE_ANON_KEY": address.publishable_key,
                "SUPABASE_SERVICE_ROLE_KEY": address.secret_key,
            },
        )

    def renew_worker(self) -> bool:
        """End a worker that is older than its code; its supervisor starts it again."""
        record = ProcessRecord(self.home, "worker")
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

    # -- down and status -----------------------------------------------------

    def down(self) -> bool:
        """Stop everything, supervised or left over; False when nothing ran."""
        stopped = self.record.stop(START_SECONDS)
        for part in ("gateway", "functions", "relay", "worker", "api"):
            stopped = ProcessRecord(self.home, part).stop() or stopped
        if is_local():
            stopped = self.server.stop() or stopped
            ProcessRecord(self.home, "postgres").path.unlink(missing_ok=True)
        return stopped

    def status(self) -> list[PartStatus]:
        """Look at each part; the worker is ours with our own server only."""
        port = self.state.get
        is_serving = self.is_known() and self.api().is_healthy()
        found = [
            self._status("supervisor", None, reachable=self.is_up()),
            self._status("postgres", self._postgres_port(), reachable=self._database_answers()),
            self._status("api", port("api_port"), reachable=is_serving),
        ]
        if is_local():
            works = ProcessRecord(self.home, "worker").process() is not None
            found.append(self._status("worker", None, reachable=works))
        if ProcessRecord(self.home, "relay").read():
            found.append(self._status("relay", port("relay_port"), reachable=self._relay_answers()))
        if ProcessRecord(self.home, "functions").read():
            root = f"http://127.0.0.1:{port('functions_port')}/"
            is_serving = _answers(root, HTTPStatus.NOT_FOUND)
            found.append(self._status("functions", port("functions_port"), reachable=is_serving))
        is_serving = self.is_known() and self.gateway_answers()
        found.append(self._status("gateway", port("gateway_port"), reachable=is_serving))
        return found

    def is_known(self) -> bool:
        """Return whether there ever was a stack here."""
        return bool(self.state.get("inner_jwt_secret") and self.state.get("gateway_port"))

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
        record = ProcessRecord(self.home, part)
        process = record.process()
        pid = process.pid if process else None
        if part == "postgres":
            pid = self.server.pid if is_local() else None
        uptime = int(time.time() - psutil.Process(pid).create_time()) if pid else None
        restarts = record.read().get("restarts") if process else None
        status = "up" if reachable else "unreachable" if pid else "down"
        return PartStatus(part, status, pid, port, uptime, restarts, reachable)


class PartLogs:
    """What the parts write into their logs from now on."""

    def __init__(self, home: Path) -> None:
        self._folder = home / "log"
        self._sizes = {name: self._size(name) for name in LOGS}

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.log"

    def _size(self, name: str) -> int:
        file = self._file(name)
        return file.stat().st_size if file.exists() else 0

    def last_error(self, *names: str) -> str:
        """Return the last error of these logs, of any when none of these has one."""
        last = ""
        for name in dict.fromkeys((*names, *LOGS)):
            lines = self._new_lines(name)
            errors = [line for line in lines if ERROR.search(line)]
            if errors:
                return errors[-1][:LONGEST_WORDS]
            last = last or (lines[-1] if lines else "")
        return last[:LONGEST_WORDS] or "no log says why"

    def _new_lines(self, name: str) -> list[str]:
        file = self._file(name)
        if not file.exists():
            return []
        with file.open("rb") as words:
            words.seek(self._sizes[name])
            text = words.read().decode(errors="replace")
        return [line.strip() for line in text.splitlines() if line.strip()]


def _answers(url: str, status: HTTPStatus = HTTPStatus.OK) -> bool:
    try:
        return LOCAL.get(url).status_code == status
    except httpx.HTTPError:
        return False


def newest_code() -> float:
    """Return when a file of the worker, its handlers among them, last changed."""
    return max(path.stat().st_mtime for path in Path(__file__).parent.parent.rglob("*.py"))


def main() -> None:
    """Be the supervisor that `up --detach` leaves behind."""

    def say(words: str) -> None:
        stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        print(f"{stamp} {words}", flush=True)  # noqa: T201 - its stdout is its log

    try:
        Stack().supervise(say, on_ready=lambda: say("ready"))
    except RowhouseError as exc:
        say(f"error: {exc}")
        sys.exit(exc.exit_code)


if __name__ == "__main__":
    main()
