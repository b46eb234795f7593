"""A crash gives ids of transactions out again; who holds a cursor from before misses nothing."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from glue import db
from glue.postgres.server import Server
from glue.waiting import wait_until
from tests.clusters import TEMPLATE, start_cluster

pytestmark = pytest.mark.each_engine

LAZY = {"wal_writer_delay": "10s", "wal_level": "minimal", "max_wal_senders": "0"}
"""What commits asynchronously is on no disk for a while."""

NEXT = "select core.changes_since('{core:feature_flags}', %s) as page"
EMIT = "select core.emit('core.thing.made', 'core:feature_flags', null, '{}')"
ASYNCHRONOUS = """
set synchronous_commit = off;
select pg_logical_emit_message(true, 'test', '');
"""


@pytest.fixture
def own() -> Iterator[Server]:
    """A server of its own, which may crash."""
    folder = Path(tempfile.mkdtemp(prefix="rowhouse-crash-"))
    folder.chmod(0o711)
    server = start_cluster(folder / "server", LAZY)
    yield server
    server.stop()
    shutil.rmtree(folder)


def test_a_cursor_survives_a_crash(own: Server) -> None:
    url = own.url("supabase_admin", TEMPLATE)
    with db.connect(url) as conn:
        conn.execute(EMIT)
        before = conn.execute(NEXT, (None,)).fetchone()
        for _ in range(20):
            conn.execute(ASYNCHRONOUS)
        page = conn.execute(NEXT, (before and before["page"]["next"],)).fetchone()
        passed = conn.execute("select pg_snapshot_xmin(pg_current_snapshot())::text as id")
        assert page is not None
        last = (passed.fetchone() or {})["id"]
        own.kill()
    assert wait_until(lambda: own.pid is None, 10)
    own.start()
    with db.connect(url) as conn:
        conn.execute(EMIT)
        event = conn.execute("select id, xid::text from core.events order by id desc limit 1")
        newest = event.fetchone() or {}
        if int(newest["xid"]) >= int(last):
            pytest.skip("the WAL was written before the crash: no id was lost")
        heard = conn.execute(NEXT, (page["page"]["next"],)).fetchone() or {}
    assert [one["id"] for one in heard["page"]["events"]] == [newest["id"]]
