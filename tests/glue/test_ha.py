"""A cluster of three loses its leader, and more, under load.

No acknowledged write is lost, every invariant holds, each job has its effect once, subscribers
hear each event, and our processes and clients of both languages come back by themselves. Each
drill prints its figures as JSON; docs/high-availability.md has what was measured.
"""

import json
import os
import random
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from glue.config import settings
from glue.ha.cluster import Cluster
from glue.ha.layout import Layout
from glue.ha.programs import missing
from glue.postgres.processes import end_lost, postmaster_of
from glue.waiting import wait_until
from tests.glue.ha import acts
from tests.glue.ha.drill import WHOLE_SECONDS, Report, drill, drill_bare
from tests.glue.ha.stand import standing

pytestmark = [
    pytest.mark.once,
    pytest.mark.needs("commerce", "concerts", "filters", "reading", "suppliers"),
    pytest.mark.skipif(bool(missing()), reason=f"not installed: {', '.join(missing())}"),
]
Record = Callable[[str, object], None]
ACTS = [
    acts.kill_leader,
    acts.freeze_leader,
    acts.cut_leader_off,
    acts.lose_two,
    acts.switch_over,
    acts.upgrade,
]
MEMBERS, ROUNDS = 3, 3
DISK_SIZE = "700m"


@pytest.fixture
def rng() -> random.Random:
    """The choices of a run, from a seed that is printed."""
    seed = int(os.environ.get("ROWHOUSE_SOAK_SEED") or random.randrange(2**32))  # noqa: S311
    print("ROWHOUSE_SOAK_SEED", seed)  # noqa: T201 - shown when the test fails
    return random.Random(seed)  # noqa: S311 - a schedule, not a secret


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for a cluster, which nothing else uses."""
    for name in ("DATABASE_URL", "DATABASE_ADMIN_URL", "SUPABASE_JWT_SECRET"):
        monkeypatch.delenv(name, raising=False)
    settings.cache_clear()
    made = Path(tempfile.mkdtemp(prefix="rowhouse-ha-"))
    made.chmod(0o711)
    yield made
    shutil.rmtree(made)
    settings.cache_clear()


@pytest.fixture
def small_disks(folder: Path) -> Iterator[bool]:
    """Give each member a file system of its own that may be filled; False where none can be."""
    made: list[Path] = []
    for name in ("node1", "node2", "node3"):
        disk = folder / name
        disk.mkdir(mode=0o700)
        mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_SIZE},mode=0700", "tmpfs", str(disk)]
        if subprocess.run(mount, check=False, capture_output=True).returncode == 0:
            made.append(disk)
    yield len(made) == MEMBERS
    for disk in made:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


def prove(report: Report, record: Record) -> None:
    print(report)  # noqa: T201 - shown when the test fails
    record("figures", str(report))
    assert "\n".join(report.faults) == ""


def test_a_lost_leader_loses_no_acknowledged_write(
    folder: Path, rng: random.Random, record_property: Record
) -> None:
    with standing(folder, is_bare=True) as stand:
        prove(drill_bare(stand, rng, acts.lose_leader), record_property)


@pytest.mark.parametrize("stands_still", [False, True], ids=["works", "stands still"])
def test_no_server_outlives_its_cluster(
    *, stands_still: bool, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A Patroni that does not stop is killed, and its Postgres does not go on without it."""
    monkeypatch.setattr("glue.ha.process.STOP_SECONDS", 1.0)
    monkeypatch.setattr("glue.postgres.processes.IMMEDIATE_SECONDS", 5)
    layout = Layout(folder)
    layout.choose(members=1, is_strict=False)
    (member,) = layout.members
    cluster = Cluster(layout)
    try:
        cluster.up(lambda _: None)
        server, patroni = postmaster_of(member.data), cluster.nodes[member.name].process
        assert server is not None
        assert patroni is not None
        for one in [patroni, *([server] if stands_still else [])]:
            one.suspend()
        cluster.down()
        assert not server.is_running()
    finally:
        cluster.down()
        end_lost(member.data)


@pytest.mark.slow
@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_nothing_is_lost_under_load(
    folder: Path, rng: random.Random, act: acts.Act, record_property: Record
) -> None:
    with standing(folder) as stand:
        prove(drill(stand, rng, act), record_property)


@pytest.mark.slow
def test_nothing_is_lost_on_a_full_disk(
    *, small_disks: bool, folder: Path, rng: random.Random, record_property: Record
) -> None:
    if not small_disks:
        pytest.skip("a small disk needs the right to mount one")
    with standing(folder) as stand:
        prove(drill(stand, rng, acts.fill_disk), record_property)


@pytest.mark.slow
@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_the_time_without_writes(
    folder: Path, rng: random.Random, act: acts.Act, record_property: Record
) -> None:
    """Each drill several times, under writers alone: what docs/high-availability.md shows."""
    gaps: list[float] = []
    with standing(folder, is_bare=True) as stand:
        for _ in range(ROUNDS):
            report = drill_bare(stand, rng, act)
            prove(report, record_property)
            gaps.append(report.figures["seconds_without_writes"]["haproxy"])
            assert wait_until(stand.cluster.are_members_healthy, WHOLE_SECONDS), stand.logs()
    summary = {"drill": act.__name__, "p50": statistics.median(gaps), "max": max(gaps)}
    print(json.dumps(summary))  # noqa: T201 - the figures
    record_property("summary", json.dumps(summary))
