"""The WAL archive: a file in it is whole, of this cluster, and never replaced."""

import contextlib
import fcntl
import shutil
import signal
import struct
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from glue.backup.physical import archiving, choosing, wal
from glue.backup.physical.recovery import Target
from glue.backup.physical.repository import (
    CONTENT,
    DRAFT,
    Backup,
    Repository,
    make_repository,
    open_repository,
    write_json,
)
from glue.backup.physical.sealing import make_key, read_key
from glue.backup.physical.segments import missing, number_of, segment_of
from glue.backup.physical.taking import as_json
from glue.backup.physical.timelines import gap_of, newest
from glue.errors import ConfigError, RowhouseError
from glue.waiting import wait_until

SIZE = 1 << 20
OWNER = 7312345678901234567
FIRST = "000000010000000000000005"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    public = make_key(tmp_path / "key")
    return make_repository(
        tmp_path / "backups", system_identifier=OWNER, segment_bytes=SIZE, public_key=public
    )


def segment(folder: Path, name: str = FIRST, *, owner: int = OWNER, filler: bytes = b"a") -> Path:
    """Write a segment as Postgres does: a long header, then whatever."""
    file = folder / name
    header = struct.pack("=HHIQIIQII", 0xD118, 2, 1, 0, 0, 0, owner, SIZE, 8192)
    file.write_bytes(header.ljust(SIZE, filler))
    return file


def names(repository: Repository) -> list[str]:
    return sorted(path.name for path in repository.wal.rglob("*") if path.is_file())


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the program as Postgres does, with its words and nothing else."""
    command = [sys.executable, "-I", "-m", archiving.MODULE, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")


# -- archiving -------------------------------------------------------------------------


def test_a_segment_comes_back_as_it_was(repository: Repository, tmp_path: Path) -> None:
    file = segment(tmp_path)
    assert run("push", repository.root, file).returncode == 0
    done = run("fetch", repository.root, tmp_path / "key", FIRST, tmp_path / "back")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "back").read_bytes() == file.read_bytes()
    stored = (repository.wal / FIRST[:8]).glob("*.age")
    assert all(b"aaaaaaaa" not in path.read_bytes() for path in stored)


def test_what_is_not_stored_is_the_end_and_what_is_damaged_is_not(
    repository: Repository, tmp_path: Path
) -> None:
    ask = ("fetch", repository.root, tmp_path / "key", FIRST, tmp_path / "back")
    assert run(*ask).returncode == wal.ABSENT
    wal.push(repository, segment(tmp_path))
    (stored,) = wal.stored(repository.wal / FIRST[:8], FIRST)
    stored.write_bytes(stored.read_bytes()[:-1])
    done = run(*ask)
    assert done.returncode == wal.DAMAGED > 128
    assert "is damaged" in done.stderr
    assert not (tmp_path / "back").exists()


def test_the_same_again_is_fine_and_something_else_is_refused(
    repository: Repository, tmp_path: Path
) -> None:
    wal.push(repository, segment(tmp_path))
    before = names(repository)
    wal.push(repository, segment(tmp_path))
    assert names(repository) == before
    done = run("push", repository.root, segment(tmp_path, filler=b"b"))
    assert done.returncode == 1
    assert "two servers archive" in done.stderr
    assert names(repository) == before


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda file: segment(file.parent, owner=OWNER + 1), "is not of the cluster"),
        (lambda file: file.write_bytes(file.read_bytes()[:-1]), "bytes, not"),
        (lambda file: file.write_bytes(bytes(SIZE)), "is not of the cluster"),
    ],
)
def test_what_is_cut_off_or_of_another_cluster_is_refused(
    repository: Repository, tmp_path: Path, change: object, words: str
) -> None:
    change(segment(tmp_path))  # type: ignore[operator]
    done = run("push", repository.root, tmp_path / FIRST)
    assert done.returncode == 1
    assert words in done.stderr
    assert not [name for name in names(repository) if name != "lock"]


@pytest.mark.parametrize("name", ["00000002.history", f"{FIRST}.00000028.backup"])
def test_what_goes_with_the_segments_is_archived_too(
    repository: Repository, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_text("1\t0/5000000\tat restore point")
    wal.push(repository, tmp_path / name)
    assert wal.fetch(repository, tmp_path / "key", name, tmp_path / "back")
    assert (tmp_path / "back").read_text() == "1\t0/5000000\tat restore point"


def test_a_name_that_leads_elsewhere_is_refused(repository: Repository, tmp_path: Path) -> None:
    (tmp_path / "passwd").write_text("x")
    assert run("push", repository.root, tmp_path / "passwd").returncode == 1


def test_a_full_disk_leaves_nothing_and_says_so(repository: Repository, tmp_path: Path) -> None:
    """The limit of a file's size stands for the disk: the write fails where it is reached."""
    script = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100));"
        "from glue.backup.physical.wal import main; sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", script, "push", str(repository.root), str(segment(tmp_path))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "File too large" in done.stderr
    assert names(repository) == ["lock"]
    wal.push(repository, tmp_path / FIRST)


@pytest.mark.parametrize("step", ["fsync", "rename"])
def test_death_at_any_step_leaves_no_file_that_counts(
    repository: Repository, tmp_path: Path, step: str
) -> None:
    where = "os.fsync" if step == "fsync" else "pathlib.Path.rename"
    module, _, name = where.rpartition(".")
    script = (
        f"import os, signal, sys, {module.split('.')[0]};"
        f"{module}.{name} = lambda *_: os.kill(os.getpid(), signal.SIGKILL);"
        "from glue.backup.physical.wal import main; sys.exit(main(sys.argv[1:]))"
    )
    (repository.wal / FIRST[:8]).mkdir(mode=0o700)
    command = [sys.executable, "-c", script, "push", str(repository.root), str(segment(tmp_path))]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    assert not wal.stored(repository.wal / FIRST[:8], FIRST)
    wal.push(repository, tmp_path / FIRST)
    assert len(wal.stored(repository.wal / FIRST[:8], FIRST)) == 1


def test_the_draft_of_a_killed_push_goes_with_the_next_command(
    repository: Repository, tmp_path: Path
) -> None:
    wal.push(repository, segment(tmp_path))
    folder = repository.wal / FIRST[:8]
    draft = folder / f".{FIRST}-0.zst.age{DRAFT}"
    draft.write_bytes(b"half")
    with repository.locked():
        assert not draft.exists()
        assert len(wal.stored(folder, FIRST)) == 1


def test_the_draft_of_a_running_push_is_waited_for(repository: Repository, tmp_path: Path) -> None:
    wal.push(repository, segment(tmp_path))
    folder = repository.wal / FIRST[:8]
    draft, stored = folder / f".later{DRAFT}", folder / "later"
    with (folder / "lock").open("w") as lock, ThreadPoolExecutor() as pool:
        fcntl.flock(lock, fcntl.LOCK_EX)
        draft.write_bytes(b"whole")
        with contextlib.ExitStack() as stack:
            command = pool.submit(stack.enter_context, repository.locked())
            assert wait_until(lambda: waits_for(folder / "lock"), 30)
            draft.rename(stored)
            fcntl.flock(lock, fcntl.LOCK_UN)
            command.result(30)
    assert stored.read_bytes() == b"whole"


def waits_for(file: Path) -> bool:
    """Return whether another lock on a file waits, by what the system says."""
    inode = file.stat().st_ino
    waiting = (line for line in Path("/proc/locks").read_text().splitlines() if "->" in line)
    return any(f":{inode} " in line for line in waiting)


def test_two_at_once_store_it_once(repository: Repository, tmp_path: Path) -> None:
    file = segment(tmp_path)
    command = [sys.executable, "-I", "-m", archiving.MODULE, "push", str(repository.root)]
    running = [subprocess.Popen([*command, str(file)]) for _ in range(4)]
    assert [one.wait() for one in running] == [0, 0, 0, 0]
    assert len(wal.stored(repository.wal / FIRST[:8], FIRST)) == 1


# -- the key and the repository --------------------------------------------------------


def test_a_key_is_private_and_never_overwritten(tmp_path: Path) -> None:
    public = make_key(tmp_path / "key")
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
    assert str(read_key(tmp_path / "key").to_public()) == public
    with pytest.raises(ConfigError, match="cannot write the key"):
        make_key(tmp_path / "key")
    (tmp_path / "bad").write_text("AGE-SECRET-KEY-1NONSENSE")
    (tmp_path / "bad").chmod(0o600)
    with pytest.raises(ConfigError, match="holds no age key") as caught:
        read_key(tmp_path / "bad")
    assert "NONSENSE" not in str(caught.value)


def test_one_command_at_a_time_changes_a_repository(repository: Repository) -> None:
    with (
        repository.locked(),
        pytest.raises(RowhouseError, match="another command is at work"),
        repository.locked(),
    ):
        pass


def test_a_folder_with_something_in_it_becomes_no_repository(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat").write_text("")
    with pytest.raises(ConfigError, match="is not empty"):
        make_repository(
            tmp_path / "photos", system_identifier=1, segment_bytes=SIZE, public_key="age1"
        )
    with pytest.raises(ConfigError, match="holds no backups"):
        open_repository(tmp_path / "photos")


# -- rows of segments ------------------------------------------------------------------


def test_addresses_become_names() -> None:
    assert segment_of("0/5000028", 1, 1 << 24) == "000000010000000000000005"
    assert segment_of("0/6000000", 1, 1 << 24, is_end=True) == "000000010000000000000005"
    assert segment_of("2/FF000000", 3, 1 << 24) == "0000000300000002000000FF"
    assert number_of("0000000300000002000000FF", 1 << 24) == 2 * 256 + 255
    assert number_of(segment_of("3/0", 1, 1 << 24), 1 << 24) == 3 * 256


def add(repository: Repository, day: int, first: int, last: int, folder: Path) -> Backup:
    """Store a backup of a day, with the WAL from its first to its last segment."""
    at = f"2026-11-{day:02}T00:00:00+00:00"
    values = {
        "label": f"202611{day:02}", "started_at": at, "stopped_at": at, "timeline": 1,
        "start_lsn": f"0/{first * SIZE + 0x28:X}", "stop_lsn": f"0/{last * SIZE + 0x80:X}",
        "start_segment": f"{1:08X}{0:08X}{first:08X}",
        "stop_segment": f"{1:08X}{0:08X}{last:08X}", "server_major": 18, "database": "app",
        "superuser": "postgres", "settings": {}, "cluster_bytes": 1, "backup_bytes": 1,
        "seconds": 1.0,
    }  # fmt: skip
    made = repository.base / str(values["label"])
    made.mkdir()
    (made / CONTENT).write_bytes(b"x")
    write_json(made / "backup.json", values)
    for number in range(first, last + 1):
        wal.push(repository, segment(folder, f"{1:08X}{0:08X}{number:08X}"))
    return repository.backups()[-1]


def test_a_gap_is_named(repository: Repository, tmp_path: Path) -> None:
    backup = add(repository, 1, 5, 9, tmp_path)
    assert missing(repository, backup) == []
    assert gap_of(repository, backup) is None
    (gone,) = wal.stored(repository.wal / "00000001", "000000010000000000000007")
    gone.unlink()
    assert missing(repository, backup) == ["000000010000000000000007"]
    assert gap_of(repository, backup) == "000000010000000000000007"


def test_a_recovery_does_not_end_at_a_gap_as_if_that_were_the_end(
    repository: Repository, tmp_path: Path
) -> None:
    add(repository, 1, 5, 6, tmp_path)
    wal.push(repository, segment(tmp_path, "000000010000000000000008"))
    with pytest.raises(RowhouseError, match="000000010000000000000007 of WAL is not stored"):
        choosing.choose(repository, tmp_path / "key", Target())
    assert choosing.choose(repository, tmp_path / "key", Target(datetime(2026, 11, 2, tzinfo=UTC)))


def test_a_gap_on_a_later_timeline_is_named(repository: Repository, tmp_path: Path) -> None:
    """Timeline 2 leaves the first one within segment 6."""
    key = tmp_path / "key"
    add(repository, 1, 5, 6, tmp_path)
    left = add(repository, 2, 7, 8, tmp_path)
    history = tmp_path / "00000002.history"
    history.write_text("1\t0/600100\tbefore 2026-11-02\n")
    wal.push(repository, history)
    for number in (6, 7, 9):
        wal.push(repository, segment(tmp_path, f"0000000200000000{number:08X}"))
    assert newest(repository) == 2
    with pytest.raises(RowhouseError, match="000000020000000000000008 of WAL is not stored"):
        choosing.choose(repository, key, Target())
    wal.push(repository, segment(tmp_path, "000000020000000000000008"))
    backup, target = choosing.choose(repository, key, Target())
    assert target.timeline == 2
    assert backup.label != left.label
    backup, _ = choosing.choose(repository, key, Target(timeline=1))
    assert backup.label == left.label


# -- retention -------------------------------------------------------------------------


def labels(repository: Repository) -> list[str]:
    return [backup.label[-2:] for backup in repository.backups()]


def wal_numbers(repository: Repository) -> list[int]:
    found = repository.wal.glob("*/*.age")
    return sorted(int(path.name[16:24], 16) for path in found if "history" not in path.name)


@pytest.fixture
def four(repository: Repository, tmp_path: Path) -> Repository:
    for day in (1, 2, 3, 4):
        add(repository, day, day * 10, day * 10 + 2, tmp_path)
    (tmp_path / "00000001.history").write_text("")
    return repository


def stamp(repository: Repository, day: int, name: str) -> None:
    (found,) = (one for one in repository.backups() if one.label.endswith(f"{day:02}"))
    repository.put_stamp(found, name, {"at": "2026-11-30"})


def test_nothing_goes_until_one_that_stays_was_proved(four: Repository) -> None:
    assert choosing.expire(four, 1) == []
    assert labels(four) == ["01", "02", "03", "04"]


def test_the_newest_stay_with_their_wal(four: Repository) -> None:
    stamp(four, 4, "checked")
    assert choosing.expire(four, 2) == ["20261101", "20261102"]
    assert labels(four) == ["03", "04"]
    assert wal_numbers(four) == [30, 31, 32, 40, 41, 42]
    assert not [path for path in four.base.iterdir() if path.name.startswith(".")]


def test_the_last_that_was_rehearsed_stays_however_old(four: Repository) -> None:
    stamp(four, 1, "rehearsed")
    stamp(four, 2, "rehearsed")
    assert choosing.expire(four, 1) == ["20261101", "20261103"]
    assert labels(four) == ["02", "04"]
    assert wal_numbers(four) == [20, 21, 22, 30, 31, 32, 40, 41, 42]


def test_one_that_was_checked_does_not_outdo_one_that_was_rehearsed(four: Repository) -> None:
    stamp(four, 1, "rehearsed")
    stamp(four, 4, "checked")
    choosing.expire(four, 2)
    assert labels(four) == ["01", "03", "04"]


def test_what_a_killed_removal_left_is_no_backup_and_goes(
    four: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp(four, 4, "checked")

    def die(_path: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(shutil, "rmtree", die)
    with pytest.raises(KeyboardInterrupt):
        choosing.expire(four, 3)
    monkeypatch.undo()
    assert labels(four) == ["02", "03", "04"]
    assert wal_numbers(four)[0] == 10
    with four.locked():
        assert choosing.expire(four, 3) == []
    assert wal_numbers(four)[0] == 20
    assert len(list(four.base.iterdir())) == 3


def test_what_backup_json_says_is_read_as_written(four: Repository) -> None:
    (backup, *_) = four.backups()
    write_json(four.folder(backup) / "backup.json", as_json(backup))
    assert four.backups()[0] == backup
    (four.folder(backup) / "backup.json").write_text("{")
    with pytest.raises(RowhouseError, match="is absent or damaged"):
        four.backups()
