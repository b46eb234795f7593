"""A pooler is killed while the local API opens connections: each request gets its answer."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import httpx
import pytest

from glue.postgres.server import Server
from glue.stack.api import POSTGREST
from glue.waiting import wait_until
from tests.api.conftest import RunningApi, running_api
from tests.api.cutter import Cutter, cutting

pytestmark = pytest.mark.once

CALLERS = 12
ANSWERED_WITHIN = 20.0
PATIENCE = 60.0


class Stand(NamedTuple):
    """An API, and what stands between it and the server."""

    running: RunningApi
    cutter: Cutter


@pytest.fixture(scope="module")
def stand(server: Server, make_database: Callable[..., str]) -> Iterator[Stand]:
    server.set_passwords()
    with (
        cutting("127.0.0.1", server.port) as cutter,
        running_api(server, make_database(), through=cutter.url) as running,
    ):
        if running.inner.name == POSTGREST:
            pytest.skip("it is the driver of the local API that is tried")
        yield Stand(running, cutter)


def ask(running: RunningApi) -> httpx.Response:
    """Call an RPC past the gateway, whose own connections are cut as well."""
    api = running.inner
    headers = {"apikey": api.keys.secret_key}
    url = f"{api.url}{api.prefix}/rpc/list_notifications"
    return httpx.post(url, headers=headers, json={}, timeout=ANSWERED_WITHIN)


@pytest.mark.parametrize("cuts", [1, 4, 12, 30])
def test_no_request_is_lost(stand: Stand, cuts: int) -> None:
    running, cutter = stand
    assert wait_until(lambda: ask(running).status_code != 503, PATIENCE)
    done = cutter.cuts
    cutter.cut_all()
    cutter.to_cut = cuts
    with ThreadPoolExecutor(CALLERS) as threads:
        asked = [threads.submit(ask, running) for _ in range(CALLERS)]
        answers = [one.result() for one in asked]
    assert cutter.cuts > done
    cutter.to_cut = 0
    for answer in answers:
        assert answer.status_code < 500 or answer.status_code == 503
        if answer.status_code == 503:
            assert answer.headers["Retry-After"] == "1"
    assert wait_until(lambda: ask(running).status_code != 503, PATIENCE)
    with ThreadPoolExecutor(CALLERS) as threads:
        statuses = list(threads.map(lambda _: ask(running).status_code, range(4 * CALLERS)))
    assert max(statuses) < 500, "no connection of the pool was lost"
