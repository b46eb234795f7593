"""The jobs of one upload: its signature; its way into the catalogue; its files' deletion.

The order makes a job that was killed anywhere safe to run again: files first, which are
named by their content, then one call that records everything, then the upload goes.
"""

from dataclasses import asdict
from typing import Any

import psycopg
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from glue import db
from glue.media import files, images
from glue.media.images import FaultError
from glue.storage.store import MissingObjectError, Store, TooLargeError
from glue.worker.handlers import Job, PermanentError

_FIND = "select commerce.find_upload(p_media_id => %s, p_version => %s) as it"
_CHECK = "select commerce.check_upload(p_media_id => %s, p_version => %s, p_facts => %s) as it"
_RECORD = "select commerce.record_upload(p_media_id => %s, p_version => %s, p_result => %s) as it"
_SIGNED = """select commerce.record_signed_upload(
    p_media_id => %s, p_version => %s, p_upload => %s
) as it"""
_LOCK = "select commerce.lock_media_files(p_to_delete => %s)"
_UNUSED = "select commerce.list_unused_files(p_keys => %s) as it"
_UNKNOWN = "PT404"


class Upload:
    """One version of an image, as the database knows it."""

    def __init__(self, conn: psycopg.Connection[DictRow], job: Job) -> None:
        self._conn = conn
        self._key = (job.payload["media_id"], job.payload["version"])
        self.facts = self._ask(_FIND)

    @property
    def is_pending(self) -> bool:
        """Whether nothing was decided when it was found."""
        return bool(self.facts["status"] == "pending")

    def fault(self, facts: images.Facts) -> FaultError | None:
        """Return what the database has against a file that could be read."""
        found = self._ask(_CHECK, Jsonb(asdict(facts)))
        return FaultError(found["fault"], found["detail"]) if found else None

    def record(self, result: dict[str, Any]) -> dict[str, Any]:
        """Record how it ended; return how, which an earlier run may have decided."""
        outcome: dict[str, Any] = self._ask(_RECORD, Jsonb(result))
        return outcome

    def sign(self, signed: dict[str, Any]) -> None:
        """Record where its file may be put."""
        self._ask(_SIGNED, Jsonb(signed))

    def _ask(self, query: str, *values: Jsonb) -> Any:
        try:
            row = self._conn.execute(query, (*self._key, *values)).fetchone()
        except psycopg.Error as exc:
            if exc.sqlstate == _UNKNOWN:
                raise PermanentError(f"The image is not there any more: {exc}") from exc
            raise
        return row["it"] if row else None


def sign_upload(job: Job, store: Store) -> dict[str, Any]:
    """Sign the upload of a pending version; some storages take none."""
    with db.connect(job.url) as conn:
        upload = Upload(conn, job)
        signed = None
        if upload.is_pending:
            signed = store.signed_upload(upload.facts["upload_key"], upload.facts["declared_type"])
        if signed is not None:
            upload.sign(signed.as_json())
    return {"is_signed": signed is not None}


def process_upload(job: Job, store: Store) -> dict[str, Any]:
    """Check an upload, make its files, record them; return how it ended."""
    with db.connect(job.url) as conn:
        upload = Upload(conn, job)
        outcome = upload.facts["outcome"]
        if upload.is_pending:
            result: dict[str, Any] = {}
            try:
                with conn.transaction():
                    conn.execute(_LOCK, (False,))
                    result = _result(upload, store)
                    outcome = upload.record(result)
            except PermanentError:
                # The image was deleted meanwhile, so no job knows of these files.
                _delete_unused(conn, store, _keys(result))
                raise
    store.delete(upload.facts["upload_key"])
    return {**outcome, "missing_formats": files.missing_formats()}


def delete_files(job: Job, store: Store) -> dict[str, Any]:
    """Delete files of an image that is gone; those of other images stay."""
    with db.connect(job.url) as conn:
        return {"deleted": _delete_unused(conn, store, job.payload["keys"])}


def _delete_unused(conn: psycopg.Connection[DictRow], store: Store, keys: list[str]) -> list[str]:
    """Delete those of some files that no image has; return their keys."""
    with conn.transaction():
        conn.execute(_LOCK, (True,))
        row = conn.execute(_UNUSED, (keys,)).fetchone()
        unused: list[str] = row["it"] if row else []
        for key in unused:
            store.delete(key)
    return unused


def _keys(result: dict[str, Any]) -> list[str]:
    """Return where the files of an image were kept."""
    found = [result, *result.get("renditions", [])]
    return [file["storage_key"] for file in found if "storage_key" in file]


def _result(upload: Upload, store: Store) -> dict[str, Any]:
    """Return what is to be recorded; the files are in the storage by then."""
    known: dict[str, Any] = {}
    try:
        try:
            content = store.get(upload.facts["upload_key"], upload.facts["max_bytes"])
        except MissingObjectError as exc:
            raise FaultError("missing", "There was no file where it was to be put.") from exc
        except TooLargeError as exc:
            raise FaultError("too_large", str(exc)) from exc
        facts = images.identify(content, upload.facts["max_pixels"])
        known = asdict(facts)
        fault = upload.fault(facts)
        if fault is not None:
            raise fault
        picture = images.decode(content)
    except FaultError as exc:
        return {**known, "fault": exc.code, "detail": exc.detail.replace("\x00", "")[:500]}
    stored = files.stored_file(picture.image, facts.content_type)
    _put(store, stored)
    return {
        **known,
        "width": picture.image.width,
        "height": picture.image.height,
        "orientation": picture.orientation,
        "dominant_colour": picture.dominant_colour(),
        "storage_key": stored.key,
        "url_path": store.url_path(stored.key),
        "renditions": [
            {"name": name, "format": kind, **_put(store, file)}
            for name, kind, file in files.renditions(picture.image, upload.facts["sizes"])
        ],
    }


def _put(store: Store, file: files.File) -> dict[str, Any]:
    """Keep a file; return what is recorded of it."""
    store.put(file.key, file.content, file.content_type)
    return {
        "width": file.width,
        "height": file.height,
        "bytes": len(file.content),
        "sha256": file.sha256,
        "storage_key": file.key,
        "url_path": store.url_path(file.key),
    }
