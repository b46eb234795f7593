"""A cluster that archives its WAL, with everything of Rowhouse in one database, for tests."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from glue import db
from glue.backup.physical import archiving, work
from glue.backup.physical.extracting import Source
from glue.backup.physical.repository import Repository, open_repository
from glue.postgres.server import Server
from glue.postgres.state import PASSWORDS
from tests.clusters import FAST, TEMPLATE, start_cluster

ARCHIVING = FAST | {"wal_level": "replica", "max_wal_senders": "4", "fsync": "on"}


@dataclass(frozen=True)
class Archived:
    """A server, its repository and its key."""

    server: Server
    root: Path
    key: Path

    @property
    def folder(self) -> Path:
        """Where all of it is."""
        return self.root.parent

    @property
    def url(self) -> str:
        """The database, as superuser."""
        return self.server.url("supabase_admin", TEMPLATE)

    @property
    def repository(self) -> Repository:
        """What was archived."""
        return open_repository(self.root)

    @property
    def source(self) -> Source:
        """What a restore reads."""
        return Source(self.repository, self.key, work.restoring_user(self.repository))

    def ask(self, query: str) -> object:
        """Run a statement; return the one value of it."""
        return one(self.url, query)

    def run(self, statement: str) -> datetime:
        """Run a statement that commits; return a time after it and before the next."""
        with db.connect(self.url) as conn:
            conn.execute(statement.encode())
            row = conn.execute("select clock_timestamp() as it").fetchone()
        return datetime.fromisoformat(str((row or {})["it"]))

    def push(self) -> None:
        """Archive what was written until now."""
        with db.connect(self.url) as conn:
            archiving.await_push(conn)


def one(url: str, query: str) -> object:
    """Return the one value that a query answers."""
    with db.connect(url) as conn:
        row = conn.execute(query.encode()).fetchone()
        return next(iter(row.values())) if row else None


@contextmanager
def running(live: Archived, data: Path) -> Iterator[str]:
    """Run a data directory that was restored, as its cluster would; yield the database."""
    home = Path(tempfile.mkdtemp(prefix="rowhouse-restored-"))
    home.chmod(0o711)
    data.rename(home / "postgres")
    server = Server(home, settings={"fsync": "off"})
    values = live.server.state
    server.state.put(**{f"password_{role}": values.get(f"password_{role}") for role in PASSWORDS})
    server.log.parent.mkdir()
    server.prepare_os_user()
    try:
        server.start()
        yield server.url("supabase_admin", TEMPLATE)
    finally:
        server.stop()
        shutil.rmtree(home)


def say(_words: str) -> None:
    """Keep what a command reports."""


@contextmanager
def archived_cluster() -> Iterator[Archived]:
    """Yield a server of its own that archives; it goes with its repository."""
    home = Path(tempfile.mkdtemp(prefix="rowhouse-archived-"))
    home.chmod(0o711)
    server = start_cluster(home / "server", ARCHIVING)
    made = Archived(server, home / "backups", home / "backup.key")
    try:
        assert not archiving.start(made.url, made.root, made.key)
        server.stop()
        server.start()
        yield made
    finally:
        server.stop()
        shutil.rmtree(home)
