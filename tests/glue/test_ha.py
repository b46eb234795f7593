"""A cluster of three loses its leader, and more, under load.

No acknowledged write is lost, every invariant holds, each job has its effect once, subscribers
hear each event, and our processes and clients of both languages come back by themselves. Each
drill prints its figures as JSON; docs/high-availability.md has what was measured.
"""

import os
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from glue.config import settings
from glue.ha.programs import missing
from tests.glue.ha import acts
from tests.glue.ha.drill import drill
from tests.glue.ha.stand import standing

pytestmark = [
    pytest.mark.once,
    pytest.mark.needs("commerce", "concerts", "filters", "reading", "suppliers"),
    pytest.mark.skipif(bool(missing()), reason=f"not installed: {', '.join(missing())}"),
]
Record = Callable[[str, object], None]
LONG = [
    acts.freeze_leader,
    acts.cut_leader_off,
    acts.lose_two,
    acts.switch_over,
    acts.upgrade,
]


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


def prove(folder: Path, rng: random.Random, act: acts.Act, record: Record) -> None:
    with standing(folder) as stand:
        report = drill(stand, rng, act)
    print(report)  # noqa: T201 - shown when the test fails
    record("figures", str(report))
    assert "\n".join(report.faults) == ""


def test_a_lost_leader_loses_nothing(
    folder: Path, rng: random.Random, record_property: Record
) -> None:
    prove(folder, rng, acts.kill_leader, record_property)


@pytest.mark.slow
@pytest.mark.parametrize("act", LONG, ids=lambda act: act.__name__)
def test_nothing_is_lost(
    folder: Path, rng: random.Random, act: acts.Act, record_property: Record
) -> None:
    prove(folder, rng, act, record_property)
