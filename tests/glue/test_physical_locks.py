"""The locks of a repository, on a file system that gives them as NFS does."""

import errno
import fcntl
import os
from pathlib import Path

import pytest

from glue.backup.physical.repository import DRAFT, Repository, make_repository
from glue.errors import RowhouseError

SYSTEM = fcntl.flock


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return make_repository(
        tmp_path / "app", system_identifier=1, segment_bytes=1 << 24, public_key="age1"
    )


@pytest.fixture
def on_nfs(monkeypatch: pytest.MonkeyPatch) -> None:
    """There a lock is one of a range: an exclusive one needs a file that may be written."""

    def flock(file: int, operation: int) -> None:
        mode = fcntl.fcntl(file, fcntl.F_GETFL) & os.O_ACCMODE
        refused = {fcntl.LOCK_EX: os.O_RDONLY, fcntl.LOCK_SH: os.O_WRONLY}
        if refused.get(operation & ~fcntl.LOCK_NB) == mode:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        SYSTEM(file, operation)

    monkeypatch.setattr(fcntl, "flock", flock)


@pytest.mark.usefixtures("on_nfs")
def test_a_repository_on_nfs_is_locked_and_cleared(repository: Repository) -> None:
    (folder := repository.wal / "00000001").mkdir()
    (folder / "lock").touch()
    draft = folder / f".000000010000000000000001{DRAFT}"
    draft.touch()
    with repository.locked(), repository.alone() as is_alone:
        assert is_alone
    assert not draft.exists()
    assert (repository.root / "repository.json").read_text().startswith("{")


@pytest.mark.usefixtures("on_nfs")
def test_who_reads_on_nfs_is_seen(repository: Repository) -> None:
    with repository.in_use(), repository.alone() as is_alone:
        assert not is_alone
    with (
        repository.locked(),
        pytest.raises(RowhouseError, match="another command"),
        repository.locked(),
    ):
        pass


def test_a_lock_that_cannot_be_had_is_not_taken_for_one_of_another(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A backup would end well, and nothing would ever expire."""

    def flock(*_: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", flock)
    for way in (repository.alone, repository.locked):
        with pytest.raises(OSError, match="No locks"), way():
            pass
