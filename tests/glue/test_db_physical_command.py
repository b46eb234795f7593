"""rowhouse db archive, backup --physical, backups, restore --to, through the command line."""

import json
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from glue import db
from glue.backup.physical.archiving import await_push, read_archiver
from glue.errors import ConfigError
from glue.postgres.server import SUPERUSER, Server
from tests.glue.small_checkout import SmallCheckout, make_small_checkout

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def checkout() -> Iterator[SmallCheckout]:
    """A stack that archives, with one backup."""
    root = Path(tempfile.mkdtemp(prefix="rowhouse-physical-"))
    root.chmod(0o711)
    made = make_small_checkout(root / "checkout")
    made.ok("up", "--detach")
    pending = made.run("db", "archive", "start", str(root / "backups"))
    assert pending.returncode == 3, pending.stderr
    assert "backup.key: copy it to another place" in pending.stderr
    assert "when the server is restarted" in pending.stderr
    made.ok("down")
    made.ok("up", "--detach")
    made.ok("db", "backup", "--physical", str(root / "backups"))
    yield made
    made.ok("down")
    shutil.rmtree(root)


def folder(checkout: SmallCheckout) -> str:
    return str(checkout.root.parent / "backups")


def sql(checkout: SmallCheckout, query: str) -> str:
    return checkout.ok("db", "psql", "-XAtqc", query).strip()


def lose(data: Path) -> None:
    """Remove what a server works on, as it works: it may write a file meanwhile."""
    while data.exists():
        shutil.rmtree(data, ignore_errors=True)


def test_a_lost_data_directory_comes_back_as_of_before_a_bad_delete(
    checkout: SmallCheckout,
) -> None:
    sql(checkout, "insert into core.notes select generate_series(100, 199)")
    before = sql(checkout, "select clock_timestamp()")
    sql(checkout, "delete from core.notes where true")
    checkout.ok("db", "archive", "push")
    lose(Server(checkout.home).data)
    checkout.ok("down")
    done = checkout.run("db", "restore", folder(checkout), "--to", before, "--replace", "--yes")
    assert done.returncode == 0, done.stderr
    assert "restored backup" in done.stderr
    checkout.ok("up", "--detach")
    assert sql(checkout, "select count(*) from core.notes where id >= 100") == "100"

    # It archives on, on a timeline of its own, and the next backup holds it.
    checkout.ok("db", "archive", "status")
    sql(checkout, "insert into core.notes values (200)")
    checkout.ok("db", "backup", "--physical", folder(checkout))
    listed = json.loads(checkout.ok("db", "backups", folder(checkout), "--json"))
    assert [(row["timeline"], row["checked"]) for row in listed] == [(1, True), (2, True)]

    # One that stands is replaced for a yes only, and kept beside the new one.
    refused = checkout.run("db", "restore", folder(checkout), "--replace")
    assert refused.returncode == 2
    assert "Add --yes" in refused.stderr
    checkout.ok("db", "restore", folder(checkout), "--replace", "--yes")
    assert sql(checkout, "select max(id) from core.notes") == "200"
    assert list(checkout.home.glob("postgres.replaced-*"))


def test_the_key_is_its_owners_alone_and_needed(checkout: SmallCheckout) -> None:
    key = checkout.home / "backup.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    into = str(checkout.root.parent / "new")
    restore = ("db", "restore", folder(checkout), "--into", into)
    key.chmod(0o644)
    assert "other users may read the key" in checkout.run(*restore).stderr
    key.chmod(0o600)
    away = checkout.run(*restore, "--key-file", "/nowhere/key")
    assert away.returncode == 2
    assert "cannot be read" in away.stderr
    assert not Path(into).exists()


def test_a_server_that_does_not_archive_says_how_it_would(server: Server) -> None:
    with db.connect(server.url(SUPERUSER)) as conn:
        assert not read_archiver(conn).is_on
        with pytest.raises(ConfigError, match="does not archive") as refused:
            await_push(conn)
    assert "db archive start" in refused.value.remedy


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("restore", "{}"), "--into FOLDER; or --replace"),
        (("restore", "{}", "--to", "yesterday", "--replace"), "write 2026-11-29 08:15:00"),
        (("restore", "{}", "--to", "2099-01-01", "--replace", "--yes"), "is in the future"),
        (("restore", "{}", "--to", "2020-01-01", "--replace", "--yes"), "before the first backup"),
        (("restore", "{}/none", "--to", "2020-01-01"), "is one state of one database"),
        (("backup", "{}"), "is a folder"),
        (("backup", "--physical", "{}/wal"), "holds no backups of a cluster"),
        (("backups", "{}/none"), "holds no backups of a cluster"),
        (("archive", "start", "{}/wal"), "archives already"),
    ],
)
def test_what_cannot_be_done_says_why(
    checkout: SmallCheckout, arguments: tuple[str, ...], words: str
) -> None:
    done = checkout.run("db", *(part.format(folder(checkout)) for part in arguments))
    assert done.returncode == 2, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert sql(checkout, "select count(*) > 0 from core.notes") == "t"
