"""The local stack: its addresses, keys and ports, and how it is found and stopped."""

import asyncio
import contextlib
import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from glue import paths
from glue.config import is_local, replica_of, session_of, settings
from glue.errors import ConfigError, RowhouseError
from glue.gateway.address import Address
from glue.gateway.plan import FunctionsPart, GraphqlPart, Plan, ReadPart, RestPart
from glue.http.keys import JwkSet, Keys
from glue.http.signing import jwks_file
from glue.postgres.ports import free_port, port_is_free
from glue.postgres.server import Server
from glue.postgres.state import State
from glue.stack.api import LOCAL, Api, configure_api, make_api, remember_program
from glue.stack.database import StackDatabase
from glue.stack.functions import find_deno, without_token
from glue.stack.graphql import configure_graphql, find_node, graphql_command
from glue.stack.logs import open_log
from glue.stack.part_logs import PartLogs
from glue.stack.parts import ProcessRecord, refuse_taken_port
from glue.storage.choose import keeps_media_here, open_folder
from glue.waiting import wait_until

START_SECONDS = 60.0
INNER_PORTS = ("api_port", "relay_port", "functions_port", "graphql_port")
"""Only the gateway's port is for clients; these are any that are free."""


class Stack:
    """Everything that `up` starts, and how to find it again."""

    def __init__(self, home: Path = paths.HOME) -> None:
        self.home = home
        self.server = Server(home)
        self.record = ProcessRecord(home, "supervisor")
        self.database = StackDatabase(self.server)

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
        for part in (*INNER_PORTS, *(["api_read_port"] if settings().database_url_read else [])):
            port = self.state.get(part)
            is_ours = ProcessRecord(self.home, part.removesuffix("_port")).process() is not None
            if not port or not (is_ours or port_is_free(port)):
                self.state.put(**{part: free_port()})

    def choose_api(self, *, is_alone: bool = False) -> None:
        """Choose what serves the API; every later command finds the same."""
        remember_program(self.state, is_alone=is_alone)

    def choose_graphql(self, *, is_wanted: bool) -> None:
        """Remember whether GraphQL is served, and by which Node; raise where none can."""
        self.state.put(graphql_node=find_node() if is_wanted else None)

    @property
    def graphql_url(self) -> str | None:
        """Where GraphQL is served for the gateway; None when it is not."""
        port = self.state.get("graphql_port")
        return f"http://127.0.0.1:{port}" if self.state.get("graphql_node") else None

    def graphql_answers(self) -> bool:
        """Return whether GraphQL serves."""
        return answers(f"{self.graphql_url}/health")

    def configured_graphql(self) -> tuple[str, ...]:
        """Return the command of GraphQL, with its configuration written."""
        config = self.home / "run" / "postgraphile.json"
        port, secret = self.state.get("graphql_port"), self.inner_keys().jwt_secret
        # PostGraphile prepares its statements.
        configure_graphql(config, session_of(self.database.gateway_login()), port, secret)
        return graphql_command(self.state.get("graphql_node"), config)

    def relay_answers(self) -> bool:
        """Return whether the relay serves."""
        return answers(f"http://127.0.0.1:{self.state.get('relay_port')}/health")

    def configured_api(self) -> Api:
        """Return the API with its configuration written."""
        api = self.api()
        published = asyncio.run(self.keys().jwks.published()) if api.is_alone else []
        login = self.database.api_login(api)
        configure_api(api, login, published, url_session=session_of(login))
        return api

    def read_api(self) -> Api | None:
        """Return the API on the replica; None where there is none."""
        if settings().database_url_read is None:
            return None
        keys, port = self.inner_keys(), self.state.get("api_read_port", 0)
        return make_api(self.home / "read", self.state, port, keys)

    def configured_read_api(self) -> Api | None:
        """Return that API with its configuration written: it listens on the primary."""
        api = self.read_api()
        if api is not None:
            login = self.database.api_login(api)
            configure_api(api, replica_of(login), url_session=session_of(login))
        return api

    def _read_part(self) -> ReadPart | None:
        api = self.read_api()
        if api is None:
            return None
        login = replica_of(self.database.gateway_login())
        return ReadPart(RestPart(api.url, api.prefix, api.keys), login)

    def gateway_plan(self) -> Plan:
        """Return what the gateway of this stack is to do."""
        api = self.api()
        functions = None
        if find_deno() is not None:
            port = self.state.get("functions_port")
            functions = FunctionsPart(f"http://127.0.0.1:{port}", without_token())
        url = self.graphql_url
        return Plan(
            self.state.get("gateway_port"),
            self.database.gateway_login(),
            self.keys(),
            RestPart(api.url, api.prefix, api.keys),
            f"http://127.0.0.1:{self.state.get('relay_port')}",
            functions,
            media=open_folder(self.home) if keeps_media_here() else None,
            graphql=GraphqlPart(url, self.inner_keys().jwt_secret) if url else None,
            read=self._read_part(),
        )

    def gateway_answers(self) -> bool:
        """Return whether the gateway serves, and the database behind it answers."""
        return answers(f"{self.address().url}/health")

    def detach(self, environment: Mapping[str, str] | None = None) -> None:
        """Leave a supervisor in a session of its own; return when everything answers."""
        log = self.home / "log" / "supervisor.log"
        logs = PartLogs(self.home)
        with open_log(log) as words:
            daemon = subprocess.Popen(
                [sys.executable, "-m", "glue.stack.supervisor"],
                cwd=paths.ROOT,
                env=os.environ | {"ROWHOUSE_HOME": str(self.home)} | dict(environment or {}),
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
        parts = urlsplit(self.database.url())
        return f"{parts.netloc.rpartition('@')[2]}{parts.path}"

    def refuse_other_database(self) -> None:
        """Raise when the stack that runs serves another database than the one that is meant."""
        served = self.record.read().get("database", self.database_name)
        if served != self.database_name:
            raise ConfigError(
                f"the stack runs on {served}, and {self.database_name} is meant",
                "Run `rowhouse down` first, or set DATABASE_URL as it was.",
            )

    def renew_worker(self) -> bool:
        """End a worker that is older than its code; its supervisor starts it again."""
        record = ProcessRecord(self.home, "worker")
        process = record.process()
        is_old = process is not None and process.create_time() < newest_code()
        return is_old and record.stop()

    # -- down and status -----------------------------------------------------

    def down(self) -> bool:
        """Stop everything, supervised or left over; False when nothing ran."""
        stopped = self.record.stop(START_SECONDS)
        for part in ("gateway", "graphql", "functions", "relay", "worker", "api_read", "api"):
            stopped = ProcessRecord(self.home, part).stop() or stopped
        if is_local():
            stopped = self.server.stop() or stopped
            ProcessRecord(self.home, "postgres").path.unlink(missing_ok=True)
        return stopped

    def is_known(self) -> bool:
        """Return whether there ever was a stack here."""
        return bool(self.state.get("inner_jwt_secret") and self.state.get("gateway_port"))


def answers(url: str, status: HTTPStatus = HTTPStatus.OK) -> bool:
    """Return whether a URL is answered with a status."""
    try:
        return LOCAL.get(url).status_code == status
    except httpx.HTTPError:
        return False


def newest_code() -> float:
    """Return when a file of the worker, its handlers among them, last changed."""
    own = (paths.ROOT / "jobs").glob("*.py")
    files = (*Path(__file__).parent.parent.rglob("*.py"), *own)
    return max(path.stat().st_mtime for path in files)
