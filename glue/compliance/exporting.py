"""The jobs of an archive: write it, sign its download, delete it.

The archive is in the storage before it is recorded, under a key that the database chose
before: a job that was killed anywhere replaces the file.
"""

import hashlib
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, LiteralString

import psycopg
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from glue import db
from glue.compliance.archive import Part, write_archive
from glue.storage.store import ArchiveStore
from glue.worker.handlers import Job, PermanentError, RetryLaterError

CONTENT_TYPE = "application/zip"
BATCH_ROWS = 1000

_SEAL = "select core.seal_audit() as it"
_FIND = "select suppliers.find_export(p_export_id => %s) as it"
_PARTS = "select name, columns from suppliers.list_export_parts()"
_COUNT = "select suppliers.count_export_entries(p_export_id => %s) as it"
_READ = "select line from suppliers.read_export(p_export_id => %s, p_part => %s)"
_RECORD = """select suppliers.record_export(
    p_export_id => %s, p_bytes => %s, p_sha256 => %s, p_manifest => %s, p_erasures => %s,
    p_download => %s
) as it"""
_SIGNED = "select suppliers.record_export_download(p_export_id => %s, p_download => %s) as it"
_EXPIRE = "select suppliers.expire_export(p_export_id => %s) as it"


def export_project(job: Job, store: ArchiveStore) -> dict[str, Any]:
    """Write the archive of an export into the storage, and record it."""
    with db.connect(job.url) as conn:
        if _find(conn, job)["status"] != "pending":
            return {"outcome": "nothing to do"}
        while _ask(conn, _SEAL):
            _heed(job)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.zip"
        facts, manifest = _write(job, path)
        store.put_file(facts["storage_key"], path, CONTENT_TYPE)
        size = path.stat().st_size
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    with db.connect(job.url) as conn:
        outcome = _ask(
            conn,
            _RECORD,
            _id(job),
            size,
            digest,
            Jsonb({name: value for name, value in manifest.items() if name != "roots"}),
            facts["erasures"],
            _download(store, facts),
        )
    if outcome == "outdated":
        raise RetryLaterError("A person was erased while the archive was written.")
    return {"outcome": outcome, "bytes": size, "sha256": digest}


def sign_download(job: Job, store: ArchiveStore) -> dict[str, Any]:
    """Sign a download of an archive that is in the storage; some storages have none."""
    with db.connect(job.url) as conn:
        facts = _find(conn, job)
        signed = _download(store, facts) if facts["status"] == "ready" else None
        if signed is not None:
            _ask(conn, _SIGNED, _id(job), signed)
    return {"is_signed": signed is not None}


def delete_archive(job: Job, store: ArchiveStore) -> dict[str, Any]:
    """Delete an archive, unless it is on hold."""
    with db.connect(job.url) as conn:
        key = _ask(conn, _EXPIRE, _id(job))
    if key is not None:
        store.delete(key)
    return {"is_deleted": key is not None}


def _write(job: Job, path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Write the archive from one snapshot; return what it is about, and its manifest."""
    with db.connect(job.url, autocommit=False) as conn:
        conn.execute("set transaction isolation level repeatable read, read only")
        conn.execute("set local statement_timeout = 0")
        facts = _find(conn, job)
        parts = [Part(row["name"], row["columns"]) for row in conn.execute(_PARTS)]
        with path.open("wb") as target:
            manifest = write_archive(
                target,
                parts,
                lambda part: _lines(conn, job, part),
                {name: facts[name] for name in ("project", "since", "until", "requested_at")}
                | {"entries": _ask(conn, _COUNT, _id(job))},
            )
    return facts, manifest


def _lines(conn: psycopg.Connection[DictRow], job: Job, part: str) -> Iterator[str]:
    """Yield the lines of a part, by a cursor of the server."""
    with conn.cursor(name="part") as cursor:
        cursor.itersize = BATCH_ROWS
        cursor.execute(_READ, (_id(job), part))
        for number, row in enumerate(cursor):
            if number % BATCH_ROWS == 0:
                _heed(job)
            yield row["line"]


def _heed(job: Job) -> None:
    if job.stop.is_set():
        raise RetryLaterError("The worker ends, or the lease was lost.")


def _find(conn: psycopg.Connection[DictRow], job: Job) -> dict[str, Any]:
    facts: dict[str, Any] | None = _ask(conn, _FIND, _id(job))
    if facts is None:
        raise PermanentError(f"There is no export {_id(job)}.")
    return facts


def _download(store: ArchiveStore, facts: dict[str, Any]) -> Jsonb | None:
    signed = store.signed_download(facts["storage_key"])
    return None if signed is None else Jsonb(signed.as_json())


def _ask(conn: psycopg.Connection[DictRow], query: LiteralString, *values: object) -> Any:
    row = conn.execute(query, values).fetchone()
    return row["it"] if row else None


def _id(job: Job) -> int:
    return int(job.payload["export_id"])
