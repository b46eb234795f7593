"""An archive from its request to its verification, and what is found when it was changed."""

import csv
import hashlib
import io
import json
import re
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import psycopg
import pytest
from click.testing import CliRunner
from psycopg.rows import DictRow

from glue import db, paths
from glue.cli import main
from glue.compliance import exporting, verifying
from glue.compliance.canonical import canonical, parse
from glue.compliance.verifying import Fault, verify_archive
from glue.config import settings
from glue.errors import ConfigError
from glue.gateway.plan import Plan, RestPart
from glue.postgres.ports import free_port
from glue.postgres.server import Server
from glue.postgres.state import State
from glue.storage.choose import open_store
from glue.storage.folder import FolderStore
from glue.storage.store import ArchiveStore, StoreError
from glue.waiting import wait_until
from glue.worker.handlers import Handler, Job, RetryLaterError, load_handlers
from tests.gateways import INNER, KEYS, running_gateway
from tests.workers import working

pytestmark = [pytest.mark.needs("suppliers")]

KINDS = ("suppliers.export_compliance", "suppliers.sign_export", "suppliers.delete_export")
SINCE = "2020-01-01Z"

WORK = """
select set_config('request.jwt.claims', jsonb_build_object(
    'sub', tests.user('sam'), 'role', 'authenticated',
    'app_metadata', jsonb_build_object('roles', array['supplier'])
)::text, false);
select suppliers.update_task_status(tests.task_of('ACME', 'paint'), 'in_progress');
select suppliers.update_task_status(
    tests.task_of('ACME', 'paint'), 'blocked', 'Sam, "ill",
since Monday; 1.50 °C ∑'
);
select suppliers.get_task(tests.task_of('ACME', 'paint'));
select set_config('request.jwt.claims', '', false);
"""


@dataclass
class Office:
    """A database with two projects, and the folder of the archives."""

    url: str
    worker_url: str
    folder: Path

    def ask(self, query: str, *values: object) -> Any:
        """Return the value of a query."""
        with db.connect(self.url) as conn:
            row = conn.execute(query.encode(), values or None).fetchone()
        return None if row is None else next(iter(row.values()))

    def export(self, project_id: int = 2001) -> int:
        """Ask for an archive; return the id of the export."""
        made = self.ask("select suppliers.export_compliance(%s, %s)", project_id, SINCE)
        return int(made["id"])

    def work(self, handlers: dict[str, Handler] | None = None) -> None:
        """Let a worker, as its own role, do what is to be done."""
        known = load_handlers()
        with working(self.worker_url, handlers or {kind: known[kind] for kind in KINDS}):
            assert wait_until(self._is_done, 60)

    def erase(self, kind: str, key: object) -> None:
        """Erase a person."""
        made = self.ask("select core.erase_person(%s, %s, 'Asked.', false)", kind, str(key))
        self.ask(
            "select count(core.run_erase_person(j)) from core.jobs as j"
            " where j.payload ->> 'erasure_id' = %s",
            str(made["id"]),
        )
        self.ask("select count(core.seal_audit())")

    def shown(self, export_id: int) -> dict[str, Any]:
        """Return an export as its manager sees it."""
        return dict(self.ask("select suppliers.get_compliance_export(%s)", export_id))

    def files(self) -> list[Path]:
        """Return what is in the storage."""
        return [path for path in self.folder.rglob("*") if path.is_file()]

    def archive(self) -> Path:
        """Make an archive and return its file."""
        export_id = self.export()
        self.work()
        key = self.ask(
            "select storage_key from suppliers.compliance_exports where id = %s", export_id
        )
        return self.folder / str(key)

    def job(self, export_id: int) -> Job:
        """Return the job of an export, as a worker would have it."""
        row = self.ask(
            "select to_jsonb(j) from core.jobs as j where j.payload ->> 'export_id' = %s",
            str(export_id),
        )
        with db.connect(self.url) as conn:
            now = conn.execute("select now() as it").fetchone()
        at = (now or {})["it"]
        return Job(
            row["id"], row["kind"], row["queue"], row["payload"], 1, 1, 5, None, None, None,
            at, at, uuid4(), self.worker_url,
        )  # fmt: skip

    def _is_done(self) -> bool:
        return bool(self.ask("select not exists (select from core.jobs where status = 'ready')"))


def make_office(url: str, server: Server, home: Path) -> Office:
    """Return an office in which some work was done."""
    folder = home / "media"
    folder.mkdir()
    server.set_passwords()
    with db.connect(url) as conn:
        conn.execute("select tests.small_project()")
        conn.execute(WORK)
    return Office(url, server.url("app_worker", db.database_of(url)), folder)


@pytest.fixture
def office(
    db_url: str, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Office]:
    """Given: work on a project, and an empty folder."""
    for name in ("MEDIA_STORAGE", "MEDIA_FOLDER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(paths, "HOME", tmp_path)
    settings.cache_clear()
    yield make_office(db_url, server, tmp_path)
    settings.cache_clear()


@pytest.fixture(scope="module")
def archive(
    make_database: Callable[..., str],
    drop_database: Callable[[str], None],
    server: Server,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Path]:
    """Given: an archive of a project in which a contact was erased."""
    url = make_database()
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("office")
        patch.setattr(paths, "HOME", home)
        settings.cache_clear()
        office = make_office(url, server, home)
        contact = office.ask("select min(id) from suppliers.contacts where supplier_id = 3001")
        office.erase("suppliers.contact", contact)
        yield office.archive()
    settings.cache_clear()
    drop_database(url)


def members(path: Path) -> dict[str, bytes]:
    """Return the files of an archive."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def lines(path: Path, part: str) -> list[Any]:
    """Return the records of a part."""
    return [json.loads(line) for line in members(path)[f"{part}.jsonl"].splitlines()]


# -- from the request to the file


def test_a_project_is_exported_and_verified_with_nothing_but_the_file(office: Office) -> None:
    path = office.archive()
    report = verify_archive(path)
    assert report.faults == []
    assert (report.project, report.unsealed, report.erased) == ("PEN", 0, 0)
    assert report.entries == len(lines(path, "audit_entries")) > 20
    counts = {part: len(lines(path, part)) for part in ("tasks", "suppliers", "contacts")}
    assert counts == {"tasks": 8, "suppliers": 2, "contacts": 2}
    reads = {(row["thing"], row["scope"]) for row in lines(path, "access_log")}
    assert reads == {("suppliers.task", "suppliers.supplier:3001")}
    assert "2002" not in {str(row["project_id"]) for row in lines(path, "task_history")}


def test_each_table_is_there_as_csv_too(office: Office) -> None:
    path = office.archive()
    (done,) = [r for r in lines(path, "task_history") if r["status"] == "blocked"]
    rows = list(csv.DictReader(io.StringIO(members(path)["task_history.csv"].decode(), "")))
    (row,) = [row for row in rows if row["status"] == "blocked"]
    assert row["reason"] == done["reason"] == 'Sam, "ill",\nsince Monday; 1.50 °C ∑'
    assert (row["id"], row["operation_id"]) == (str(done["id"]), "")


def test_another_project_has_its_own_records(office: Office) -> None:
    export_id = office.export(2002)
    office.work()
    assert office.shown(export_id)["manifest"]["project"]["code"] == "CUP"
    (path,) = office.files()
    assert {row["code"] for row in lines(path, "suppliers")} == {"CLIP"}
    keys: dict[str, set[str]] = {}
    for row in lines(path, "audit_entries"):
        keys.setdefault(row["table_name"], set()).add(row["fields"]["row_id"]["value"])
    assert (keys["suppliers.projects"], keys["suppliers.suppliers"]) == ({"2002"}, {"3003"})
    assert len(keys["suppliers.task_instances"]) == 2
    assert "ACME" not in members(path)["suppliers.csv"].decode()


def test_the_export_has_size_sum_and_manifest(office: Office) -> None:
    path = office.archive()
    shown = office.shown(1)
    assert shown["status"] == "ready"
    assert shown["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert shown["bytes"] == path.stat().st_size
    files = {file["name"]: file for file in shown["manifest"]["files"]}
    for name, content in members(path).items():
        if name != "manifest.json":
            assert files[name]["sha256"] == hashlib.sha256(content).hexdigest()
            assert files[name]["bytes"] == len(content)
    told = office.ask("select payload from core.notifications where kind ~ 'compliance'")
    assert told is None  # nobody asked: it was the owner


def test_what_was_deleted_is_in_the_trail(office: Office) -> None:
    with db.connect(office.url) as conn:
        conn.execute("insert into suppliers.certificates (supplier_id, capability_code, number,"
                     " valid_from_on, valid_until_on) values (3001, 'welding', 'GONE',"
                     " '2020-01-01', '2021-01-01')")  # fmt: skip
        conn.execute("delete from suppliers.certificates where number = 'GONE'")
    gone = [
        row
        for row in lines(office.archive(), "audit_entries")
        if row["table_name"] == "suppliers.certificates" and row["operation"] == "delete"
    ]
    assert [row["fields"]["old.number"]["value"] for row in gone] == ["GONE"]


def test_history_and_entries_are_those_of_the_period(office: Office) -> None:
    office.ask(
        "select suppliers.export_compliance(2001, '2020-01-01Z', '2020-01-02Z')",
    )
    office.work()
    (path,) = office.files()
    parts = ("task_history", "access_log", "audit_entries")
    assert [len(lines(path, part)) for part in parts] == [0, 0, 0]
    assert len(lines(path, "tasks")) == 8
    assert verify_archive(path).faults == []


# -- crashes and erasures


class BrokenStore(FolderStore):
    """A folder that takes a file and then breaks."""

    def put_file(self, key: str, path: Path, content_type: str) -> None:
        """Keep it, and fail."""
        super().put_file(key, path, content_type)
        raise StoreError("gone")


def test_a_job_that_died_after_the_upload_leaves_one_archive(office: Office) -> None:
    export_id = office.export()
    with pytest.raises(StoreError):
        exporting.export_project(office.job(export_id), BrokenStore(office.folder))
    assert office.shown(export_id)["status"] == "pending"
    assert len(office.files()) == 1
    office.work()
    (path,) = office.files()
    assert office.shown(export_id)["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    again = exporting.export_project(office.job(export_id), FolderStore(office.folder))
    assert again == {"outcome": "nothing to do"}
    assert office.files() == [path]


def test_a_worker_that_ends_stops_the_job(office: Office) -> None:
    job = office.job(office.export())
    job.stop.set()
    with pytest.raises(RetryLaterError):
        exporting.export_project(job, FolderStore(office.folder))
    assert office.files() == []


class ErasingStore(FolderStore):
    """A folder; while it takes a file, a person is erased."""

    office: Office

    def put_file(self, key: str, path: Path, content_type: str) -> None:
        """Erase, then keep it."""
        self.office.erase("user", self.office.ask("select tests.user('sam')"))
        super().put_file(key, path, content_type)


def test_an_archive_with_a_person_who_was_erased_meanwhile_is_made_again(office: Office) -> None:
    export_id = office.export()
    store = ErasingStore(office.folder)
    store.office = office
    with pytest.raises(RetryLaterError, match="erased"):
        exporting.export_project(office.job(export_id), store)
    assert office.shown(export_id)["status"] == "pending"
    office.work()
    (path,) = office.files()
    assert str(office.ask("select tests.user('sam')")) not in str(members(path))
    assert verify_archive(path).erased > 0


def test_an_erasure_deletes_the_archives_that_there_are(office: Office) -> None:
    office.archive()
    office.erase("user", office.ask("select tests.user('sam')"))
    office.work()
    assert office.files() == []
    assert (office.shown(1)["status"], office.shown(1)["download"]) == ("expired", None)


def test_an_archive_on_hold_stays(office: Office) -> None:
    path = office.archive()
    office.ask("select core.place_legal_hold('suppliers.compliance_exports', 'A claim.')")
    with db.connect(office.url) as conn:
        conn.execute("select core.enqueue('suppliers.delete_export', '{\"export_id\": 1}')")
    office.work()
    assert office.files() == [path]
    waiting = office.ask(
        "select count(*) from core.jobs where kind = 'suppliers.delete_export'"
        " and run_at between now() and now() + interval '2 days'"
    )
    assert waiting == 1


def test_an_erased_person_is_nowhere_in_the_archive_and_the_proofs_hold(office: Office) -> None:
    sam = office.ask("select tests.user('sam')")
    before = office.archive()
    assert str(sam) in str(members(before))
    office.erase("user", sam)
    office.work()
    after = office.archive()
    report = verify_archive(after)
    assert (report.faults, report.unsealed) == ([], 0)
    assert report.erased > 0
    assert str(sam) not in str(members(after))
    assert "ill" not in members(after)["audit_entries.jsonl"].decode()
    assert office.ask("select bool_and(state = 'ok') from core.verify_audit()")


# -- the download


def test_a_download_is_signed_and_served_once_it_is_asked_for(
    office: Office, server: Server
) -> None:
    port = free_port()
    State(paths.HOME).put(gateway_port=port, media_secret="secret")
    path = office.archive()
    store = open_store()
    assert isinstance(store, FolderStore)
    plan = Plan(
        port,
        server.url("authenticator", db.database_of(office.url)),
        KEYS,
        RestPart("http://127.0.0.1:1", "", INNER),
        media=store,
    )
    link = office.shown(1)["download"]["url"]
    with running_gateway(plan):
        got = httpx.get(link)
        assert (got.status_code, got.content) == (200, path.read_bytes())
        assert got.headers["Cache-Control"] == "no-store"
        assert got.headers["Content-Disposition"] == f'attachment; filename="{path.name}"'
        for url, status in (
            (link.partition("?")[0], 403),
            (link[:-1] + ("0" if link[-1] != "0" else "1"), 403),
            (link.replace("GET", "PUT").replace(path.name, "x.zip"), 403),
        ):
            assert httpx.get(url).status_code == status, url
        assert httpx.put(link, content=b"x").status_code == 404
        assert httpx.head(link).status_code == 404
        path.unlink()
        assert httpx.get(link).status_code == 404


def test_a_link_that_has_expired_is_signed_anew(office: Office) -> None:
    State(paths.HOME).put(gateway_port=4711, media_secret="secret")
    office.archive()
    with db.connect(office.url) as conn:
        conn.execute(
            "update suppliers.compliance_exports set download = download"
            ' || \'{"expires_at": "2020-01-01Z"}\' where true'
        )
    assert office.shown(1)["download"] is None
    office.work()
    assert office.shown(1)["download"]["url"].startswith("http://127.0.0.1:4711/media/exports/")


def test_without_a_gateway_there_is_no_link(office: Office) -> None:
    office.archive()
    assert office.shown(1)["download"] is None
    office.work()
    assert office.shown(1)["download"] is None


# -- what was changed is found

Change = Callable[[dict[str, bytes]], None]


def rewrite(path: Path, target: Path, change: Change, *, is_summed: bool) -> Path:
    """Write an archive anew with a change; the manifest with new sums, if it is to fit."""
    files = members(path)
    change(files)
    if is_summed:
        manifest = json.loads(files["manifest.json"])
        for file in manifest["files"]:
            content = files[file["name"]]
            file["sha256"], file["bytes"] = hashlib.sha256(content).hexdigest(), len(content)
        files["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target


def edit(part: str, number: int, change: Callable[[Any], None]) -> Change:
    """Change one record, in both files of its part."""

    def apply(files: dict[str, bytes]) -> None:
        records = [parse(line.decode()) for line in files[f"{part}.jsonl"].splitlines()]
        change(records[number])
        write(files, part, records)

    return apply


def drop(part: str, number: int) -> Change:
    """Remove one record, from both files of its part."""

    def apply(files: dict[str, bytes]) -> None:
        records = [parse(line.decode()) for line in files[f"{part}.jsonl"].splitlines()]
        del records[number]
        write(files, part, records)

    return apply


def write(files: dict[str, bytes], part: str, records: list[Any]) -> None:
    """Write both files of a part, as the archive has them."""
    from glue.compliance.archive import csv_line  # noqa: PLC0415 - only here
    from glue.compliance.canonical import cell  # noqa: PLC0415

    head = next(csv.reader(io.StringIO(files[f"{part}.csv"].decode(), "")))
    files[f"{part}.jsonl"] = b"".join(f"{canonical(r)}\n".encode() for r in records)
    files[f"{part}.csv"] = csv_line(head) + b"".join(
        csv_line(cell(record.get(column)) for column in head) for record in records
    )


def mask(entry: dict[str, Any]) -> None:
    """Hide the key of a row behind its hash, without an erasure."""
    known = entry["fields"]["row_id"]
    salted = bytes.fromhex(known["salt"]) + canonical(known["value"]).encode()
    entry["fields"]["row_id"] = {"sha256": hashlib.sha256(salted).hexdigest(), "erasure_id": 99}


def found(path: Path) -> list[str]:
    """Return the faults of an archive in one line each."""
    return [
        " ".join(part for part in _parts(fault) if part) for fault in verify_archive(path).faults
    ]


def _parts(fault: Fault) -> tuple[str, str, str]:
    return (fault.file, fault.where.partition(",")[0], fault.fault)


PROOF = r"audit_entries\.jsonl line \d+ is not what was sealed: its proof does not lead to the root"
LINES = r"\.jsonl has \d+ lines, \d+ in the manifest"
CHANGED = r"audit_seals\.jsonl line 1 the seal was changed"
CHANGES: dict[str, tuple[Change, list[str]]] = {
    "an entry with another operation": (
        edit("audit_entries", 2, lambda entry: entry.update(operation="truncate")), [PROOF],
    ),
    "an entry with another value": (
        edit("audit_entries", 2, lambda e: e["fields"]["row_id"].update(value="77")), [PROOF],
    ),
    "an entry with another salt": (
        edit("audit_entries", 2, lambda e: e["fields"]["row_id"].update(salt="00" * 32)), [PROOF],
    ),
    "an entry with a field more": (
        edit("audit_entries", 2, lambda e: e["fields"].update(x={"value": 1, "salt": "00"})),
        [PROOF],
    ),
    "an entry with a field less": (
        edit("audit_entries", 2, lambda entry: entry["fields"].pop("who")), [PROOF],
    ),
    "an entry with another path": (
        edit("audit_entries", 2, lambda entry: entry["path"].reverse()), [PROOF],
    ),
    "an entry with a shorter path": (
        edit("audit_entries", 2, lambda entry: entry["path"].pop()), [PROOF],
    ),
    "an entry with a longer path": (
        edit("audit_entries", 2, lambda entry: entry["path"].append("00" * 32)), [PROOF],
    ),
    "an entry of another transaction": (
        edit("audit_entries", 2, lambda entry: entry.update(xid=10**15)),
        [r"audit_entries\.jsonl line 3 its seal does not cover it", PROOF],
    ),
    "an entry that is there twice": (
        edit("audit_entries", 2, lambda entry: entry.update(place=1)),
        [r"audit_entries\.jsonl line 3 is there twice, or out of its order", PROOF],
    ),
    "an entry without its seal": (
        edit("audit_entries", 2, lambda entry: entry.update(seal_id=99)),
        [r"audit_entries\.jsonl line 3 its seal 99 is not there",
         r"audit_entries\.jsonl line \d+ is there twice, or out of its order"],
    ),
    "a value masked without an erasure": (
        edit("audit_entries", 2, mask),
        [r"audit_entries\.jsonl line 3 row_id is masked without an erasure"],
    ),
    "a value that is no hash": (
        edit("audit_entries", 2, lambda entry: entry["fields"].update(row_id=7)),
        [r"audit_entries\.jsonl line 3 cannot be read: TypeError: .*"],
    ),
    "the erasure that is gone": (
        drop("erasures", 0),
        ["erasures" + LINES,
         r"audit_entries\.jsonl line \d+ old\.\w+ is masked without an erasure"],
    ),
    "a removed entry": (drop("audit_entries", 2), ["audit_entries" + LINES]),
    "a seal with another number of entries": (
        edit("audit_seals", 0, lambda seal: seal.update(entries=1)), [CHANGED, PROOF],
    ),
    "a seal with another root": (
        edit("audit_seals", 0, lambda seal: seal.update(root="00" * 32)),
        [CHANGED, r"audit_seals\.jsonl line 1 its root is not that of the manifest", PROOF],
    ),
    "a removed seal": (
        drop("audit_seals", 0),
        ["audit_seals" + LINES, r"audit_seals\.jsonl seal \d+ is missing",
         r"audit_seals\.jsonl line 1 the seal before it is missing or changed",
         r"audit_entries\.jsonl line \d+ its seal \d+ is not there"],
    ),
    "the last seal removed": (
        drop("audit_seals", -1),
        ["audit_seals" + LINES,
         r"audit_seals\.jsonl the last seal is not the head of the manifest"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_found_and_named_also_with_new_sums(
    archive: Path, tmp_path: Path, name: str
) -> None:
    change, wanted = CHANGES[name]
    faults = found(rewrite(archive, tmp_path / "x.zip", change, is_summed=True))
    assert [one for one in wanted if not any(re.fullmatch(one, fault) for fault in faults)] == []
    assert [fault for fault in faults if not any(re.fullmatch(one, fault) for one in wanted)] == []


@pytest.mark.parametrize("part", ["tasks", "task_history", "audit_entries", "contacts"])
def test_a_change_with_old_sums_names_the_file_and_the_record(
    archive: Path, tmp_path: Path, part: str
) -> None:
    def change_byte(files: dict[str, bytes]) -> None:
        content = files[f"{part}.jsonl"]
        place = content.rindex(b'"id": ') + 6
        files[f"{part}.jsonl"] = content[:place] + b"9" + content[place + 1 :]

    faults = found(rewrite(archive, tmp_path / "x.zip", change_byte, is_summed=False))
    assert f"{part}.jsonl its SHA-256 is not that of the manifest" in faults
    assert any(fault.startswith(f"{part}.csv row ") and "id " in fault for fault in faults), faults


def test_a_removed_line_is_named(archive: Path, tmp_path: Path) -> None:
    def cut(name: str, place: int) -> Change:
        def apply(files: dict[str, bytes]) -> None:
            rows = files[name].splitlines(keepends=True)
            del rows[place]
            files[name] = b"".join(rows)

        return apply

    ids = [task["id"] for task in lines(archive, "tasks")]
    for number, (change, wanted) in enumerate((
        (
            cut("tasks.jsonl", 2),
            f"tasks.csv row 3 is not that of line 3 of tasks.jsonl: id {ids[3]}",
        ),
        (cut("tasks.jsonl", -1), "tasks.jsonl line 8 is missing: the CSV has its row"),
        (cut("tasks.csv", -1), f"tasks.csv row 8 is missing: id {ids[-1]}"),
    )):  # fmt: skip
        assert found(rewrite(archive, tmp_path / f"{number}.zip", change, is_summed=True)) == [
            wanted
        ]


def test_files_that_come_or_go_are_named(archive: Path, tmp_path: Path) -> None:
    def swap(files: dict[str, bytes]) -> None:
        files["more.txt"] = b"x"
        del files["tasks.csv"], files["audit_seals.jsonl"]

    faults = found(rewrite(archive, tmp_path / "x.zip", swap, is_summed=False))
    assert "more.txt is not in the manifest" in faults
    assert "tasks.csv is missing" in faults
    assert "audit_seals.jsonl is missing" in faults


def test_a_damaged_file_is_named(archive: Path, tmp_path: Path) -> None:
    whole = archive.read_bytes()
    with zipfile.ZipFile(archive) as opened:
        member = opened.getinfo("task_history.jsonl")
    names = struct.unpack_from("<HH", whole, member.header_offset + 26)
    begin = member.header_offset + 30 + sum(names)
    path = tmp_path / "x.zip"
    for place in range(begin, begin + member.compress_size, 1 + member.compress_size // 40):
        content = bytearray(whole)
        content[place] ^= 0xFF
        path.write_bytes(content)
        assert any(fault.startswith("task_history.jsonl cannot be read") for fault in found(path))


def test_the_sound_archive_has_no_fault(archive: Path) -> None:
    report = verify_archive(archive)
    assert (report.faults, report.erased) == ([], 2)


# -- the command


def test_the_command_needs_no_database(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    told = CliRunner().invoke(main, ["audit", "verify", str(archive)])
    assert (told.exit_code, told.stdout) == (0, "")
    assert "PEN: 36 files" in told.stderr
    head = told.stderr.partition("head ")[2].partition(",")[0]
    sure = CliRunner().invoke(main, ["audit", "verify", str(archive), "--expect", head])
    assert sure.exit_code == 0
    other = CliRunner().invoke(main, ["audit", "verify", str(archive), "--expect", f"{head}0"])
    assert (other.exit_code, "no seal is" in other.stdout) == (1, True)


def test_the_command_tells_what_is_wrong(archive: Path, tmp_path: Path) -> None:
    path = rewrite(archive, tmp_path / "x.zip", drop("contacts", 0), is_summed=True)
    told = CliRunner().invoke(main, ["audit", "verify", str(path), "--json"])
    assert told.exit_code == 1
    assert json.loads(told.stdout)["faults"] == [
        {"file": "contacts.jsonl", "where": "", "fault": "has 0 lines, 1 in the manifest"}
    ]
    plain = CliRunner().invoke(main, ["audit", "verify", str(path)])
    assert (plain.exit_code, "contacts.jsonl" in plain.stdout) == (1, True)


@pytest.mark.parametrize(
    "content", [b"", b"no zip", {"manifest.json": b"{}"}, {"manifest.json": b"["}, {"x": b""},
                {"manifest.json": b'{"format": "rowhouse.compliance", "v": 1, "files": 3}'},
                {"manifest.json": b'{"format": "rowhouse.compliance", "v": 2}'}],
)  # fmt: skip
def test_what_is_no_archive_is_another_exit_code(
    tmp_path: Path, content: bytes | dict[str, bytes]
) -> None:
    path = tmp_path / "x.zip"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in content.items():
                archive.writestr(name, text)
    told = CliRunner().invoke(main, ["audit", "verify", str(path)])
    assert told.exit_code == 2
    assert "is not an archive" in told.stderr


@pytest.mark.parametrize("name", ["contacts.jsonl", "contacts.csv"])
def test_a_line_that_would_fill_the_memory_is_a_fault(
    archive: Path, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "MOST_RECORD_BYTES", 100_000)

    def grow(files: dict[str, bytes]) -> None:
        files[name] += b'{"id": "' + b"a" * 200_000 + b'"}\n'

    faults = found(rewrite(archive, tmp_path / "x.zip", grow, is_summed=True))
    assert "contacts.jsonl cannot be read: ValueError: a line is too long" in faults


def test_a_row_of_many_lines_that_would_fill_the_memory_is_a_fault(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "MOST_RECORD_BYTES", 100_000)

    def grow(files: dict[str, bytes]) -> None:
        files["contacts.csv"] += b'"' + b"a\n" * 100_000

    faults = found(rewrite(archive, tmp_path / "x.zip", grow, is_summed=True))
    assert "contacts.jsonl cannot be read: ValueError: a row is too long" in faults


def test_a_damaged_file_of_another_compression_is_named(archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(archive) as read, zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as written:
        for name in read.namelist():
            written.writestr(name, read.read(name))
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as opened:
        member = opened.getinfo("task_history.jsonl")
    begin = member.header_offset + 30 + len(member.filename)
    content[begin + 20 : begin + 60] = b"\xff" * 40
    path.write_bytes(content)
    assert any(fault.startswith("task_history.jsonl cannot be read") for fault in found(path))


def test_an_archive_of_a_later_kind_of_zip_is_no_archive(archive: Path, tmp_path: Path) -> None:
    content = bytearray(archive.read_bytes())
    content[content.index(b"PK\x01\x02") + 6] = 99
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    with pytest.raises(ConfigError, match="is not an archive"):
        verify_archive(path)


def test_an_archive_of_very_many_files_is_none(archive: Path, tmp_path: Path) -> None:
    def add(files: dict[str, bytes]) -> None:
        files.update({f"{number}.txt": b"" for number in range(1000)})

    with pytest.raises(ConfigError, match="more than 1000 files"):
        verify_archive(rewrite(archive, tmp_path / "x.zip", add, is_summed=False))


def test_what_an_archive_says_does_not_steer_the_terminal(archive: Path, tmp_path: Path) -> None:
    def add(files: dict[str, bytes]) -> None:
        files["../\x1b]0;x\x07"] = b""
        manifest = json.loads(files["manifest.json"])
        manifest["project"]["code"] = "\x1b[2J"
        files["manifest.json"] = json.dumps(manifest).encode()

    report = verify_archive(rewrite(archive, tmp_path / "x.zip", add, is_summed=False))
    assert report.project == r"\x1b[2J"
    assert Fault(r"../\x1b]0;x\x07", "", "is not in the manifest") in report.faults


# -- JSON


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1.00, "b": [1, 2.50, null, true, false], "aa": {"é": "\\u0001\\t\\"\\\\/"}}',
        '[-1, 1e400, 12345678901234567890.123, "", "∑ \\u007f"]', "{}", "[]", '"x"', "null",
    ],
)  # fmt: skip
def test_json_is_written_as_postgres_does(conn: psycopg.Connection[DictRow], text: str) -> None:
    row = conn.execute("select %s::jsonb::text as it", (text,)).fetchone()
    wanted = (row or {})["it"]
    assert canonical(parse(wanted)) == wanted


def test_a_store_is_what_the_jobs_need(tmp_path: Path) -> None:
    store: ArchiveStore = FolderStore(tmp_path)
    assert store.signed_download("exports/x.zip") is None
