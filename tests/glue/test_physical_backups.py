"""A physical backup comes back as of any time after it, and everything holds there."""

import contextlib
import json
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import psutil
import pytest

from glue import db, paths
from glue.backup.physical import work
from glue.backup.physical.archiving import await_push, fetch_command
from glue.backup.physical.choosing import choose
from glue.backup.physical.extracting import Source
from glue.backup.physical.recovery import Target
from glue.backup.physical.repository import CONTENT
from glue.backup.physical.sealing import make_key
from glue.backup.physical.wal import stored
from glue.errors import ConfigError, RowhouseError
from glue.schema.invariants import verify
from tests.glue.archived_clusters import Archived, archived_cluster, one, running, say

pytestmark = pytest.mark.each_engine


@pytest.fixture(scope="module")
def live() -> Iterator[Archived]:
    with archived_cluster() as made:
        work.back_up(made.url, made.repository, made.key, 7, say)
        yield made


def test_a_cluster_comes_back_as_of_the_second_before_a_bad_delete(live: Archived) -> None:
    before = live.run("create table core.t_kept as select generate_series(1, 1000) as id")
    live.run("delete from core.t_kept where id > 10")
    live.push()
    with work.rehearsed(live.repository, live.key, Target(before), say) as (_, there):
        assert one(there.url, "select count(*) from core.t_kept") == 1000
        verdicts = verify(there.url, module=None, timeout_seconds=60)
    assert [v.name for v in verdicts if v.state == "error"] == []
    assert live.ask("select count(*) from core.t_kept") == 10


def test_what_is_restored_is_private_and_archives_nothing(live: Archived) -> None:
    live.run("create table core.t_private as select 1 as id")
    live.push()
    done = work.restore_into(live.source, Target(), live.folder / "new", say, goes_on=False)
    assert stat.S_IMODE(done.data.stat().st_mode) == 0o700
    assert "archive_mode = 'off'" in (done.data / "postgresql.auto.conf").read_text()
    assert not (done.data / "recovery.signal").exists()
    assert sorted(path.name for path in live.folder.iterdir()) == [
        "backup.key",
        "backups",
        "new",
        "server",
    ]
    with running(live, done.data) as url:
        assert one(url, "select count(*) from core.t_private") == 1


# -- times that cannot be had ----------------------------------------------------------


def test_a_time_before_the_first_backup_is_refused(live: Archived) -> None:
    first = live.repository.backups()[0].stopped_at
    with pytest.raises(ConfigError, match="is before the first backup, which was complete at"):
        choose(live.repository, live.key, Target(first - timedelta(seconds=1)))


def test_a_time_in_the_future_is_refused(live: Archived) -> None:
    with pytest.raises(ConfigError, match="is in the future"):
        choose(live.repository, live.key, Target(datetime.now(UTC) + timedelta(hours=1)))


def test_a_time_after_the_last_change_is_refused_with_that(live: Archived) -> None:
    live.run("create table core.t_last as select 1 as id")
    live.push()
    after = datetime.fromisoformat(str(live.ask("select clock_timestamp()")))
    folder = live.folder / "late"
    with pytest.raises(RowhouseError, match=r"the last change that is archived is of 20\d\d"):
        work.restore_into(live.source, Target(after), folder, say, goes_on=False)
    assert not [path for path in live.folder.iterdir() if "late" in path.name]


# -- what never looks good -------------------------------------------------------------


def test_a_folder_that_holds_something_is_left_alone(live: Archived) -> None:
    taken = live.folder / "taken"
    taken.mkdir()
    (taken / "kept").write_text("mine")
    with pytest.raises(ConfigError, match="is not empty"):
        work.restore_into(live.source, Target(), taken, say, goes_on=False)
    assert (taken / "kept").read_text() == "mine"
    with pytest.raises(ConfigError, match="is not empty"):
        work.restore_into(live.source, Target(), live.server.data, say, goes_on=False)


def test_another_key_opens_nothing(live: Archived) -> None:
    other = live.folder / "other.key"
    make_key(other)
    source = Source(live.repository, other, live.source.user)
    with pytest.raises(RowhouseError, match="is damaged, or of another key"):
        work.restore_into(source, Target(), live.folder / "closed", say, goes_on=False)
    assert not (live.folder / "closed").exists()


@contextlib.contextmanager
def noted(live: Archived, **settings: str) -> Iterator[None]:
    """Change what the repository says of the newest copy, as who may write there could."""
    file = live.repository.folder(live.repository.backups()[-1]) / "backup.json"
    before = file.read_text()
    values = json.loads(before)
    values["settings"] |= settings
    file.write_text(json.dumps(values))
    try:
        yield
    finally:
        file.write_text(before)


def test_who_writes_to_the_repository_runs_nothing_at_a_restore(live: Archived) -> None:
    mark = live.folder / "mark"
    with (
        noted(live, archive_cleanup_command=f"touch {mark}"),
        work.rehearsed(live.repository, live.key, Target(), say),
    ):
        pass
    assert not mark.exists()
    with (
        noted(live, shared_preload_libraries=f"{live.folder}/evil"),
        pytest.raises(RowhouseError, match="loads a library by its path"),
        work.rehearsed(live.repository, live.key, Target(), say),
    ):
        pass


def test_a_copy_that_was_changed_or_cut_off_is_found(live: Archived) -> None:
    (backup, *_) = live.repository.backups()
    file = live.repository.folder(backup) / CONTENT
    whole = file.read_bytes()
    middle = len(whole) // 2
    flipped = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
    try:
        for broken in (whole[:middle], whole[:-1], flipped, b""):
            file.write_bytes(broken)
            with (
                pytest.raises(RowhouseError, match="is damaged"),
                work.rehearsed(live.repository, live.key, Target(), say, backup.label),
            ):
                pass
    finally:
        file.write_bytes(whole)


def test_a_lack_of_wal_is_found_before_anything_is_extracted(live: Archived) -> None:
    (backup, *_) = live.repository.backups()
    (segment,) = stored(live.repository.wal / backup.stop_segment[:8], backup.stop_segment)
    aside = segment.rename(segment.with_suffix(".aside"))
    try:
        with pytest.raises(RowhouseError, match="has the WAL that makes it consistent"):
            choose(live.repository, live.key, Target(), backup.label)
    finally:
        aside.rename(segment)


# -- more than one timeline, more than one command -------------------------------------


def test_a_cluster_that_was_restored_is_restored_again() -> None:
    """The newest copy is of a branch that the restore left: an older one leads on."""
    with archived_cluster() as made:
        work.back_up(made.url, made.repository, made.key, 7, say)
        first = made.run("create table core.t_branch as select 1 as id")
        made.run("insert into core.t_branch values (2)")
        left = work.back_up(made.url, made.repository, made.key, 7, say).backup
        made.push()
        done = work.restore_into(
            made.source, Target(first), made.folder / "again", say, goes_on=True
        )
        made.server.stop()
        with running(made, done.data) as url:
            with db.connect(url) as conn:
                conn.execute("insert into core.t_branch values (4)")
                await_push(conn)
            for aim in (Target(), Target(timeline=2)):
                backup, _ = choose(made.repository, made.key, aim)
                assert backup.label != left.label
            with work.rehearsed(made.repository, made.key, Target(), say) as (_, there):
                rows = one(there.url, "select array_agg(id order by id) from core.t_branch")
            assert rows == [1, 4]
            with work.rehearsed(made.repository, made.key, Target(timeline=1), say) as (_, there):
                rows = one(there.url, "select array_agg(id order by id) from core.t_branch")
            assert rows == [1, 2]


def test_nothing_goes_while_a_restore_reads(live: Archived) -> None:
    with live.repository.in_use(), live.repository.in_use():
        with live.repository.alone() as is_alone:
            assert not is_alone
        labels = [backup.label for backup in live.repository.backups()]
        assert work.back_up(live.url, live.repository, live.key, 1, say).gone == []
    assert work.back_up(live.url, live.repository, live.key, 1, say).gone[: len(labels)] == labels


def test_only_what_is_not_stored_ends_the_wal(live: Archived) -> None:
    def run(command: str, name: str) -> int:
        line = command.replace("%f", name).replace("%p", str(live.folder / "fetched"))
        return subprocess.run(["sh", "-c", line], check=False, capture_output=True).returncode

    command = fetch_command(live.repository, live.key)
    segment = live.repository.backups()[-1].stop_segment
    assert run(command, segment) == 0
    assert run(command, "0" * 24) == 1
    assert run(command.replace(sys.executable, "/nowhere/python"), segment) == 255
    assert run(f"ulimit -v 60000; {command}", segment) == 255


# -- death, full disks, secrets --------------------------------------------------------


def take(live: Archived, *, prelude: str = "") -> subprocess.Popen[str]:
    """Take a backup in a process of its own."""
    script = (
        f"{prelude}\n"
        "import sys; from pathlib import Path\n"
        "from glue.backup.physical import work\n"
        "from glue.backup.physical.repository import open_repository\n"
        "url, root, key = sys.stdin.readline().strip(), Path(sys.argv[1]), Path(sys.argv[2])\n"
        "work.back_up(url, open_repository(root), key, 7, print)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(live.root), str(live.key)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=paths.ROOT,
    )
    assert process.stdin is not None
    process.stdin.write(f"{live.url}\n")
    process.stdin.flush()
    return process


DIE = "import os, signal; die = lambda *_, **__: os.kill(os.getpid(), signal.{signal})\n"


@pytest.mark.parametrize("signal", ["SIGKILL", "SIGINT"])
@pytest.mark.parametrize(
    "step",
    [
        "import pyrage; pyrage.encrypt_io = die",
        "import glue.backup.physical.taking as it; it.write_json = die",
        "import pathlib; pathlib.Path.rename = die",
    ],
)
def test_death_between_steps_leaves_no_backup(live: Archived, step: str, signal: str) -> None:
    before = [backup.label for backup in live.repository.backups()]
    process = take(live, prelude=DIE.format(signal=signal) + step)
    process.communicate()
    assert process.returncode != 0
    assert [backup.label for backup in live.repository.backups()] == before
    with live.repository.locked():
        assert not [path for path in live.repository.base.iterdir() if path.name[0] == "."]


def test_a_full_disk_ends_a_backup_and_says_so(live: Archived) -> None:
    """The limit of a file's size stands for the disk."""
    before = [backup.label for backup in live.repository.backups()]
    limit = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))"
    )
    _, said = take(live, prelude=limit).communicate()
    assert "the copy could not be written" in said
    assert "File too large" in said
    assert [backup.label for backup in live.repository.backups()] == before


def test_no_secret_is_an_argument_or_in_a_file_of_others(live: Archived) -> None:
    secrets = [
        str(live.server.state.get("password_supabase_admin")),
        next(line for line in live.key.read_text().splitlines() if line.startswith("AGE-SECRET")),
    ]
    seen: set[str] = set()
    process = take(live)
    while process.poll() is None:
        for child in psutil.Process(process.pid).children(recursive=True):
            with contextlib.suppress(psutil.Error):
                seen.add(" ".join(child.cmdline()))
    process.communicate()
    assert any("pg_basebackup" in line for line in seen)
    written = [path.read_text() for path in live.root.rglob("*.json")]
    for text in (*seen, *written, live.server.log.read_text()):
        assert not [secret for secret in secrets if secret in text]


def test_a_server_that_cannot_archive_is_not_copied(live: Archived) -> None:
    moved = live.repository.wal.rename(live.root / "away")
    try:
        with pytest.raises(RowhouseError, match="does not archive its WAL"):
            work.back_up(live.url, live.repository, live.key, 7, say)
        assert live.ask("select value >= 1 from core.run_health_check('core.archive_backlog')")
    finally:
        moved.rename(live.root / "wal")
    live.push()
