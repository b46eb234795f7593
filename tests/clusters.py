"""The server of a test process: a copy of a stopped cluster that is kept between runs.

The kept cluster holds the database that every test database is copied from. Its name has the
checksum of all that it was built from, so an edited source builds a new one. It is built again
each day, as its partitions are those of the day, and where it is not whole: a removal that was
killed or a power cut leaves parts of one.
"""

import fcntl
import hashlib
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from glue import db, paths
from glue.postgres import pgtap
from glue.postgres import server as postgres
from glue.postgres.server import Server
from glue.schema import build, scratch, sources
from glue.schema.modules import read_modules

TEMPLATE = "rowhouse_tests"
SUPPORT = paths.SHIPPED / "tests" / "support"
KEPT = paths.HOME / "tests"
MEASURE = "measure"

# Durability is given up for speed. The copy of a database is not written to the WAL.
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "min_wal_size": "32MB",
    "autovacuum": "off",
    "shared_buffers": "128MB",
    "max_connections": "300",
}


def start_cluster(home: Path, settings: Mapping[str, str] = FAST) -> Server:
    """Start a server in a folder, with a copy of the kept cluster."""
    home.mkdir(mode=0o711)
    server = Server(home, settings=settings)
    with _locked():
        kept = KEPT / _name(server)
        if _is_whole(kept):
            _copy(kept, home)
        else:
            _keep(server, kept)
    server = Server(home, settings=settings)
    server.prepare_os_user()
    server.start()
    return server


@contextmanager
def _locked() -> Iterator[None]:
    """Let one process at a time build, copy or remove what is kept."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _name(server: Server) -> str:
    """Return the name of a cluster: its version, and the checksum of what it is built from."""
    digest = hashlib.sha256(f"{server.bin} {datetime.now(UTC).date()}".encode())
    modules = (db, build, scratch, pgtap, postgres)
    files = [Path(str(module.__file__)) for module in modules]
    files += [Path(__file__), *sorted(paths.STAND_IN.glob("*.sql")), *_support()]
    for file in files:
        digest.update(file.read_bytes())
    for source in sources.read_sources():
        digest.update(f"{source.address}\0{source.body}\0".encode())
    return f"{server.major}-{digest.hexdigest()[:16]}"


def _support() -> list[Path]:
    """Return the files of schema `tests`: the schema, what all tests use, the chosen modules'."""
    schema = SUPPORT / "schema.sql"
    tops = [root / "tests" / "support" for root in paths.roots(paths.ROOT)]
    chosen = sorted(read_modules().chosen)
    folders = [*tops, *(top / module for top in tops for module in chosen)]
    files = [path for folder in folders for path in sorted(folder.glob("*.sql"))]
    return [schema, *(path for path in files if path != schema)]


def _keep(server: Server, kept: Path) -> None:
    """Build the cluster of a server, stop it, and keep a copy instead of older ones."""
    pgtap.unpack_pgtap(server.home)
    server.start()
    _build_template(server)
    server.stop()
    server.state.put(postgres_port=None)
    for old in KEPT.glob(f"{server.major}-*"):
        shutil.rmtree(old)
    draft = KEPT / f"{server.major}-draft"
    _copy(server.home, draft)
    (draft / MEASURE).write_text(_measure(draft))
    draft.rename(kept)


def _is_whole(kept: Path) -> bool:
    """Return whether a kept cluster has the files that it was kept with."""
    measure = kept / MEASURE
    return measure.exists() and measure.read_text() == _measure(kept)


def _measure(folder: Path) -> str:
    """Return how many files a cluster has, and how long they are together."""
    files = (path for path in folder.rglob("*") if path.name != MEASURE)
    sizes = [path.stat().st_size for path in files if path.is_file()]
    return f"{len(sizes)} files, {sum(sizes)} bytes"


def _copy(source: Path, target: Path) -> None:
    """Copy a folder with its owners and modes."""
    target.mkdir(mode=0o711, exist_ok=True)
    subprocess.run(["cp", "-pR", f"{source}/.", target], check=True)


def _build_template(server: Server) -> None:
    admin = server.url("supabase_admin")
    blank = scratch.ensure_blank_template(admin, "postgres")
    server.set_passwords()
    url = db.create_database(admin, TEMPLATE, blank)
    with db.connect(url) as conn:
        conn.execute(f"alter database {TEMPLATE} owner to postgres")
        conn.execute("create extension pgtap with schema extensions")
        # So that pgTAP asserts as any role, and tests.set_clock moves the time.
        conn.execute("grant usage on schema extensions to public")
        conn.execute('grant set on parameter "rowhouse.clock" to postgres')
    owner = server.url(database=TEMPLATE)
    build.build_from_sources(owner)
    with db.connect(owner, autocommit=False) as conn:
        for path in _support():
            conn.execute(db.script(path.read_text()))
