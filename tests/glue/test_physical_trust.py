"""What a restore trusts: not what can be written beside it, nor links of the server's user."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from glue.backup.physical import work
from glue.backup.physical.choosing import expire
from glue.backup.physical.extracting import Copy, check, extract
from glue.backup.physical.recovery import Target, recovered
from glue.errors import RowhouseError
from glue.postgres.server import Server
from tests.glue.archived_clusters import Archived, archived_cluster, say

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="root alone writes as another user")


@pytest.fixture(scope="module")
def live() -> Iterator[Archived]:
    with archived_cluster() as made:
        work.back_up(made.url, made.repository, made.key, 7, say)
        yield made


@pytest.fixture
def of_root(tmp_path: Path) -> Path:
    """A folder that only root may write to."""
    found = Path(tempfile.mkdtemp(dir=tmp_path))
    found.chmod(0o755)
    return found


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("server_major", "../../..{folder}"),
        ("timeline", "1"),
        ("start_segment", "../../etc/passwd"),
        ("settings", {"max_connections": ["100"]}),
        ("database", None),
    ],
)
def test_a_fact_of_another_kind_is_refused_and_runs_nothing(
    live: Archived, tmp_path: Path, fact: str, value: object
) -> None:
    program = tmp_path / "bin" / "postgres"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    program.chmod(0o755)
    file = live.repository.folder(live.repository.backups()[0]) / "backup.json"
    whole = file.read_text()
    value = value.format(folder=tmp_path) if isinstance(value, str) else value
    file.write_text(json.dumps(json.loads(whole) | {fact: value}))
    try:
        with (
            pytest.raises(RowhouseError, match=r"backup\.json is absent or damaged"),
            work.rehearsed(live.repository, live.key, Target(), say),
        ):
            pass
    finally:
        file.write_text(whole)
    assert not (tmp_path / "ran").exists()


@pytest.fixture
def copy(live: Archived) -> Iterator[Copy]:
    """The backup as a data directory, which its user may change as long as it is there."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o711)
    backup = live.repository.backups()[0]
    yield extract(live.source, backup, folder / "data")
    shutil.rmtree(folder)


@needs_root
def test_a_link_in_a_copy_leads_no_wal_elsewhere(copy: Copy, of_root: Path) -> None:
    wal = copy.data / "pg_wal"
    wal.rename(copy.data / "was")
    wal.symlink_to(of_root)
    with pytest.raises(RowhouseError, match="cannot write"):
        check(copy)
    assert list(of_root.iterdir()) == []


@needs_root
def test_a_link_in_a_copy_leads_no_settings_elsewhere(copy: Copy, of_root: Path) -> None:
    signal = copy.data / "recovery.signal"
    signal.symlink_to(of_root / "made")
    with recovered(copy, Target(), say, is_kept=False):
        assert not signal.is_symlink()
    assert list(of_root.iterdir()) == []


@needs_root
def test_a_link_of_the_servers_user_removes_no_wal_of_another(
    live: Archived, of_root: Path
) -> None:
    stranger = of_root / f"{'0' * 24}-0{'.gz.age'}"
    stranger.touch()
    link = live.repository.wal / "0000000F"
    link.symlink_to(of_root)
    try:
        with pytest.raises(RowhouseError, match="cannot write"):
            expire(live.repository, 7)
    finally:
        link.unlink()
    assert stranger.exists()


@needs_root
def test_a_link_in_the_data_folder_leads_no_write_of_root(of_root: Path) -> None:
    victim = of_root / "kept"
    victim.write_text("as it was")
    home = Path(tempfile.mkdtemp())
    home.chmod(0o711)
    server = Server(home, settings={"fsync": "off"})
    try:
        server.start()
        server.stop()
        (server.data / "rowhouse.conf").unlink()
        (server.data / "rowhouse.conf").symlink_to(victim)
        server.start()
    finally:
        server.stop()
    assert victim.read_text() == "as it was"
    assert victim.stat().st_uid == 0
