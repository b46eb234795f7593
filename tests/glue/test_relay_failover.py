"""The relay outlives a moment in which the server that it reaches does not lead yet."""

import asyncio
import logging
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from glue import db
from glue.postgres.replica import STREAMING, make_replica
from glue.postgres.server import SUPERUSER, Server
from glue.relay.source import Source
from glue.schema.build import apply_stand_in
from tests.clusters import FAST
from tests.relays import plan_relay

pytestmark = pytest.mark.once

SETTINGS = {**FAST, **STREAMING}
PATIENCE = 30.0


@pytest.fixture
def replica() -> Iterator[Server]:
    """A replica whose primary is lost."""
    folder = Path(tempfile.mkdtemp(prefix="rowhouse-relay-"))
    folder.chmod(0o711)
    home = folder / "primary"
    home.mkdir(mode=0o711)
    primary = Server(home, settings=SETTINGS)
    primary.start()
    apply_stand_in(primary.url(SUPERUSER))
    primary.set_passwords()
    made = make_replica(primary, folder / "replica", SETTINGS)
    made.start()
    primary.stop()
    yield made
    made.stop()
    shutil.rmtree(folder)


def test_a_replica_is_waited_for_until_it_leads(
    replica: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def act() -> None:
        plan, ready = plan_relay(replica, replica.url(), tmp_path), asyncio.Event()
        source = Source(plan.url, plan.cursor_file, ready, poll_seconds=3600, max_bytes=1_000)
        running = asyncio.create_task(source.run(lambda _row: None))
        with caplog.at_level(logging.WARNING):
            while "database away" not in caplog.messages:
                assert not running.done(), running.result()
                await asyncio.sleep(0.05)
        with db.connect(replica.url(SUPERUSER)) as conn:
            conn.execute("select pg_promote()")
        async with asyncio.timeout(PATIENCE):
            await ready.wait()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    asyncio.run(act())
