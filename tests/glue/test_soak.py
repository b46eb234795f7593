"""A load on all modules while parts are killed, the clock moves and the disk fills up.

Every invariant holds, no acknowledged write is lost, nothing is done twice, a subscriber with a
cursor hears each event once, in order, and 99.9 % of the calls succeed within the patience of a
client. The seed of a run is printed; ROWHOUSE_SOAK_SEED repeats its choices, though not the
moments at which they meet the load. ROWHOUSE_SOAK_SECONDS sets the length of the long run.
"""

import asyncio
import os
import random
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from glue.config import settings
from tests.glue.soak.chaos import CLOCK, DISK, PARTS
from tests.glue.soak.run import Report, at_random, shuffled, soak
from tests.glue.soak.stand import standing

pytestmark = pytest.mark.needs("commerce", "concerts", "filters", "reading", "suppliers")

DISK_SIZE = "600m"
"""The stack takes a sixth of it, but refuses to start where less than 512 MiB are free."""

LONG_SECONDS = 1800.0
Record = Callable[[str, object], None]


@pytest.fixture
def rng() -> random.Random:
    """The choices of a run, from a seed that is printed."""
    seed = int(os.environ.get("ROWHOUSE_SOAK_SEED") or random.randrange(2**32))  # noqa: S311
    print("ROWHOUSE_SOAK_SEED", seed)  # noqa: T201 - shown when the test fails
    return random.Random(seed)  # noqa: S311 - a schedule, not a secret


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for a stack, which nothing else uses."""
    for name in ("DATABASE_URL", "DATABASE_ADMIN_URL", "SUPABASE_JWT_SECRET"):
        monkeypatch.delenv(name, raising=False)
    settings.cache_clear()
    made = Path(tempfile.mkdtemp(prefix="rowhouse-soak-"))
    made.chmod(0o711)
    yield made
    shutil.rmtree(made)
    settings.cache_clear()


@pytest.fixture
def small_disk(folder: Path) -> Iterator[Path | None]:
    """A folder on a file system of its own that may be filled; None where none can be made."""
    disk = folder / "disk"
    disk.mkdir(mode=0o711)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_SIZE},mode=0711", "tmpfs", str(disk)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        yield None
        return
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def prove(report: Report, record_property: Record) -> None:
    for figure in report.figures:
        print(figure)  # noqa: T201 - shown when the test fails
        record_property("figure", figure)
    assert "\n".join(report.faults) == ""


@pytest.mark.slow
def test_a_kill_of_each_part_loses_nothing(
    folder: Path, rng: random.Random, record_property: Record
) -> None:
    with standing(folder) as stand:
        acts = shuffled([*PARTS, CLOCK], rng)
        report = asyncio.run(soak(stand, rng, acts, calm=2))
    prove(report, record_property)


@pytest.mark.slow
def test_a_full_disk_loses_nothing(
    small_disk: Path | None, rng: random.Random, record_property: Record
) -> None:
    if small_disk is None:
        pytest.skip("a small disk needs the right to mount one")
    with standing(small_disk) as stand:
        report = asyncio.run(soak(stand, rng, iter([DISK]), calm=3))
    prove(report, record_property)


@pytest.mark.slow
def test_a_long_load_under_fire_loses_nothing(
    small_disk: Path | None, folder: Path, rng: random.Random, record_property: Record
) -> None:
    seconds = float(os.environ.get("ROWHOUSE_SOAK_SECONDS") or LONG_SECONDS)
    kinds = [*PARTS, *PARTS, CLOCK] + ([DISK] if small_disk else [])
    with standing(small_disk or folder) as stand:
        acts = at_random(kinds, rng, seconds)
        report = asyncio.run(soak(stand, rng, acts, calm=12))
    prove(report, record_property)
