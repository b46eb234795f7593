"""A restore elsewhere: in a cluster of its own, which goes afterwards."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from glue.backup.archive import Archive
from glue.backup.programs import _folders, _version
from glue.backup.restore import fill, rebase
from glue.backup.roles import Say, be_as_backed_up, ensure_roles
from glue.db import (
    connect,
    create_database,
    revoke_temporary,
)
from glue.errors import ConfigError, RowhouseError
from glue.postgres.server import Server
from glue.schema.build import apply_stand_in


@contextlib.contextmanager
def second_cluster(major: int) -> Iterator[Server]:
    """Yield a private cluster that lives as long as the block, on a port of its own."""
    home = Path(tempfile.mkdtemp(prefix="rowhouse-rehearsal-"))
    home.chmod(0o711)
    server = Server(home, bin_dir=_server_bin(major), settings={"fsync": "off"})
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(home, ignore_errors=True)


def _server_bin(major: int) -> Path:
    """Return the binaries of a server of this major version, or of a newer one."""
    for folder in _folders(major):
        if (folder / "initdb").exists() and _version(folder / "initdb") == major:
            return folder
    newest = Server().bin
    if (_version(newest / "postgres") or 0) >= major:
        return newest
    raise ConfigError(
        f"a rehearsal needs the binaries of a Postgres {major} server, or of a newer one",
        f"Install postgresql-{major}, or set ROWHOUSE_PG_BIN to a folder that has them.",
    )


@contextlib.contextmanager
def restored_elsewhere(archive: Archive, say: Say) -> Iterator[str]:
    """Restore a backup into a cluster of its own; yield its URL, as administrator."""
    with second_cluster(max(archive.server_major, archive.client_major)) as server:
        admin = server.url("supabase_admin")
        say(f"restoring into a second cluster, Postgres {server.major} on port {server.port}")
        apply_stand_in(admin)
        ensure_roles(archive, admin, make=True)
        target = create_database(admin, "rehearsal")
        be_as_backed_up(archive, admin, "rehearsal")
        fill(archive, target, say, leave_out=True)
        rebase(target)
        with connect(target) as conn:
            # A dump holds no grants on the database itself.
            revoke_temporary(conn, "rehearsal")
        yield target


def try_the_log(url: str) -> None:
    """Emit an event and read it back, as a consumer that had read everything; leave none."""
    with connect(url) as conn:
        if conn.execute("select to_regnamespace('core') as it").fetchone() == {"it": None}:
            return
        consumers = conn.execute(
            "insert into core.event_consumers (name, xid, id, moved_at)"
            " select 'core.rehearsal', c.xid, c.id, core.now() from core.event_consumers as c"
            " order by c.xid desc, c.id desc limit 1 returning name"
        ).fetchall()
        if not consumers:
            conn.execute("select core.add_consumer('core.rehearsal')")
        emitted = conn.execute(
            "select core.emit('core.restore.rehearsed', 'core:restore', null, '{}') as id"
        ).fetchone()
        read = conn.execute("select id from core.read_events('core.rehearsal', 1000000)").fetchall()
        if emitted not in read:
            raise RowhouseError(
                "an event that was written after the restore is not read",
                "As the owner: `select core.rebase_after_restore()`, then try again.",
            )
