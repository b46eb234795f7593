"""PgBouncer in transaction mode, in front of a server, started and stopped by us.

TCP on 127.0.0.1 only, SCRAM, its own OS user when the caller is root (it refuses root). Its
configuration is `deploy/pgbouncer/pgbouncer.ini.j2`, and says why each value is what it is.
"""

import os
import re
import resource
import secrets
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

import jinja2
import psycopg
from psycopg.rows import dict_row

from glue import paths
from glue.db import script
from glue.errors import ConfigError, RowhouseError
from glue.postgres.os_user import ensure_os_user, open_the_way, os_user, own
from glue.postgres.ports import free_port
from glue.waiting import wait_until

ADMIN = "rowhouse_pooler"
"""Who may ask the console of the pooler; no role of the server."""

PREPARES_SINCE = (1, 21)
_TEMPLATE = paths.SHIPPED / "deploy" / "pgbouncer"
_FOLDERS = ("/usr/sbin", "/usr/local/sbin", "/usr/local/bin")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a pooler lets through; the template gives the reasons."""

    max_client_conn: int = 2000
    default_pool_size: int = 20
    reserve_pool_size: int = 5
    max_db_connections: int = 100
    query_wait_timeout: int = 15
    idle_transaction_timeout: int = 300
    max_prepared_statements: int = 200


@dataclass(frozen=True, slots=True)
class Target:
    """The server behind a pooler, and who may pass."""

    host: str
    port: int
    users: Mapping[str, str]
    """The passwords of login roles, or their SCRAM secrets as the server keeps them."""

    auth_user: str | None = None
    """One of them, which looks up the secret of any other role: a superuser, or a role that may
    run `auth_query`."""

    auth_query: str | None = None
    server_tls: str = "disable"


def find_pgbouncer() -> Path | None:
    """Return the program, which Debian keeps where only root looks; None where it is absent."""
    places = os.pathsep.join([os.environ.get("PATH", ""), *_FOLDERS])
    found = shutil.which("pgbouncer", path=places)
    return Path(found) if found else None


def version_of(program: Path) -> tuple[int, int]:
    """Return the first two numbers of its version."""
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    found = re.search(r"PgBouncer (\d+)\.(\d+)", done.stdout)
    if found is None:
        raise ConfigError(f"{program} does not run: {done.stderr.strip()}", "Install pgbouncer.")
    return int(found[1]), int(found[2])


class Pooler:
    """One PgBouncer; `home` holds its configuration, its log and its secrets."""

    def __init__(
        self,
        home: Path,
        target: Target,
        *,
        port: int | None = None,
        limits: Limits | None = None,
        is_strict: bool = False,
    ) -> None:
        program = find_pgbouncer()
        if program is None:
            raise ConfigError("pgbouncer is not installed", "Run `apt-get install pgbouncer`.")
        self.program = program
        self.home = home
        self.target = target
        self.limits = limits or Limits()
        self.is_strict = is_strict
        self.port = port or free_port()
        self.password = secrets.token_urlsafe(24)
        self.config = home / "pgbouncer.ini"
        self.users = home / "pgbouncer.users"
        self.log = home / "pgbouncer.log"
        self.child: subprocess.Popen[bytes] | None = None

    @property
    def prepares(self) -> bool:
        """Whether clients may prepare statements."""
        return version_of(self.program) >= PREPARES_SINCE

    @property
    def pid(self) -> int | None:
        """Its process id while it runs."""
        is_up = self.child is not None and self.child.poll() is None
        return self.child.pid if self.child is not None and is_up else None

    def url(self, direct: str) -> str:
        """Return the way through the pooler to what a direct URL leads to."""
        parts = urlsplit(direct)
        user = parts.netloc.rpartition("@")[0]
        return urlunsplit(parts._replace(netloc=f"{user}@127.0.0.1:{self.port}"))

    def command(self) -> tuple[str, ...]:
        """Write the configuration, and return the command that serves by it."""
        self._write()
        return (str(self.program), "-q", str(self.config))

    # -- start and stop ------------------------------------------------------

    def start(self) -> None:
        """Start it, and wait until it answers."""
        command, user = self.command(), os_user()
        raise_files()
        with self.log.open("ab") as words:
            self.child = subprocess.Popen(
                command,
                user=user,
                group=user,
                extra_groups=[] if user else None,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        if not wait_until(lambda: self.pid is None or self.is_ready(), 20) or self.pid is None:
            self.kill()
            tail = "\n".join(self.log.read_text().splitlines()[-5:])
            raise RowhouseError(f"pgbouncer did not start\n{tail}", f"Read {self.log}.")

    def is_ready(self) -> bool:
        """Return whether it answers on its console."""
        try:
            self.show("version")
        except psycopg.Error:
            return False
        return True

    def reload(self) -> None:
        """Let it read a changed target or limit; transactions go on."""
        self._write()
        if self.child is not None:
            self.child.send_signal(signal.SIGHUP)

    def stop(self, seconds: float = 10) -> bool:
        """Let transactions end, then stop it; False when it did not run.

        SIGINT waits for transactions in every version. SIGTERM drops them until 1.22, and waits
        for every client to leave from 1.23 on. What is open after `seconds` is cut off: the
        server rolls it back.
        """
        if self.child is None or self.pid is None:
            return False
        self.child.send_signal(signal.SIGINT)
        try:
            self.child.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
        return True

    def kill(self) -> None:
        """End it at once, as a crash would."""
        if self.child is not None:
            self.child.kill()
            self.child.wait(10)

    # -- console -------------------------------------------------------------

    def show(self, what: str) -> Sequence[dict[str, Any]]:
        """Return what `show …` of its console answers: pools, stats, clients, servers."""
        url = f"postgresql://{ADMIN}:{quote(self.password)}@127.0.0.1:{self.port}/pgbouncer"
        with psycopg.connect(
            url, autocommit=True, row_factory=dict_row, connect_timeout=5
        ) as console:
            # The console knows the simple protocol only, which a query without values uses.
            return console.execute(script(f"show {what}")).fetchall()

    # -- files ---------------------------------------------------------------

    def _write(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        if os_user() is not None:
            ensure_os_user()
            open_the_way(self.home)
        language = jinja2.Environment(
            loader=jinja2.FileSystemLoader(_TEMPLATE),
            undefined=jinja2.StrictUndefined,
            autoescape=False,  # noqa: S701 - not HTML
            keep_trailing_newline=True,
        )
        words = language.get_template("pgbouncer.ini.j2").render(
            host=self.target.host,
            port=self.target.port,
            auth_user=self.target.auth_user,
            auth_query=self.target.auth_query,
            server_tls=self.target.server_tls,
            listen_addr="127.0.0.1",
            listen_port=self.port,
            auth_file=self.users,
            admin_user=ADMIN,
            limits=self.limits,
            is_strict=self.is_strict,
            prepares=self.prepares,
        )
        _write_private(self.config, words)
        lines = {**self.target.users, ADMIN: self.password}
        _write_private(
            self.users,
            "".join(f"{_quoted(user)} {_quoted(secret)}\n" for user, secret in lines.items()),
        )
        self.log.touch(mode=0o600)
        own(self.log)


def raise_files() -> None:
    """Let this process and its children open all files that they may: each client is one."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _write_private(target: Path, words: str) -> None:
    """Replace a file by one that only the pooler's user reads."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=target.name)
    with os.fdopen(handle, "w") as file:
        file.write(words)
    own(Path(name))
    Path(name).replace(target)
