"""An API whose pooler ends connections answers that, and goes on."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from urllib.parse import urlsplit

import httpx
import pytest

from glue import db
from glue.postgres.pooler import Limits, Pooler, find_pgbouncer
from glue.postgres.server import Server
from glue.waiting import wait_until
from tests.api.conftest import RunningApi, running_api
from tests.poolers import pooling

pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(find_pgbouncer() is None, reason="pgbouncer is not installed"),
]

PATIENCE = 60.0
CALLERS = 12
"""More than the API keeps connections: some wait within it, the others in the pooler."""
ONE = Limits(default_pool_size=1, reserve_pool_size=0, query_wait_timeout=3)
LOCK = 4711
GIVEN = """
create function api.wait_in_turn() returns integer
    language sql volatile set search_path = pg_catalog, pg_temp
    begin atomic
        select pg_advisory_xact_lock(4711);
        select 1;
    end;
grant execute on function api.wait_in_turn() to service_role;
"""


@pytest.fixture
def pooler(server: Server) -> Iterator[Pooler]:
    """A pooler with one connection of the server for each role, and little patience."""
    with pooling(server, server.home / "t_one", limits=ONE) as made:
        yield made


@pytest.fixture
def running(
    server: Server, pooler: Pooler, make_database: Callable[..., str]
) -> Iterator[RunningApi]:
    """An API behind it."""
    server.set_passwords()
    database = make_database()
    with db.connect(server.url("supabase_admin", urlsplit(database).path[1:])) as conn:
        conn.execute("set role postgres")
        conn.execute(db.script(GIVEN))
    with running_api(server, database, through=pooler.url) as api:
        yield api


def ask(running: RunningApi) -> int:
    """Call the function; return the status."""
    caller = running.service
    headers = {"apikey": caller.key, "Authorization": f"Bearer {caller.token or caller.key}"}
    url = f"{running.api.rest_url}/rpc/wait_in_turn"
    return httpx.post(url, headers=headers, json={}, timeout=PATIENCE).status_code


def test_the_api_outlives_a_wait_that_its_pooler_ends(running: RunningApi) -> None:
    with ThreadPoolExecutor(CALLERS) as threads, db.connect(running.database) as conn:
        conn.execute("select pg_advisory_lock(%s)", (LOCK,))
        asked = as_completed([threads.submit(ask, running) for _ in range(CALLERS)], PATIENCE)
        # One has the connection; the pooler refuses the others.
        refused = [next(asked).result() for _ in range(CALLERS - 1)]
        conn.execute("select pg_advisory_unlock(%s)", (LOCK,))
        assert refused == [503] * len(refused)
    assert wait_until(lambda: ask(running) == 200, PATIENCE)


def test_the_api_outlives_its_pooler(running: RunningApi, pooler: Pooler) -> None:
    assert ask(running) == 200
    pooler.kill()
    assert ask(running) == 503
    pooler.start()
    assert wait_until(lambda: ask(running) == 200, PATIENCE)
