"""A streaming replica of a private server, made from a base backup of it."""

from collections.abc import Mapping
from pathlib import Path

from glue.errors import RowhouseError
from glue.postgres.binaries import run_binary
from glue.postgres.server import SUPERUSER, Server

STREAMING = {
    "wal_level": "replica",
    "max_wal_senders": "5",
    "hot_standby": "on",
    "wal_keep_size": "64MB",
}
"""What a primary needs, beside what it has."""


def make_replica(primary: Server, home: Path, settings: Mapping[str, str] | None = None) -> Server:
    """Copy a running primary into `home`; return the replica, which is not started yet."""
    home.mkdir(mode=0o711)
    known = {
        name: primary.state.get(name)
        for name in primary.state.names()
        if name.startswith("password_")
    }
    replica = Server(home, bin_dir=primary.bin, settings=settings)
    replica.log.parent.mkdir(parents=True, exist_ok=True)
    replica.state.put(**known)
    replica.prepare_os_user()
    try:
        run_binary(
            primary.bin / "pg_basebackup",
            "--host=127.0.0.1",
            f"--port={primary.port}",
            f"--username={SUPERUSER}",
            "--no-password",
            f"--pgdata={replica.data}",
            "--checkpoint=fast",
            "--wal-method=stream",
            "--write-recovery-conf",
            PGPASSWORD=primary.state.get(f"password_{SUPERUSER}"),
        )
    except RowhouseError as exc:
        raise RowhouseError(
            f"pg_basebackup failed: {exc}",
            "The primary needs wal_level replica and max_wal_senders above 0.",
        ) from exc
    return replica
