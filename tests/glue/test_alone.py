"""Gateway, relay and worker as a container runs them: from the environment, until SIGTERM."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from http import HTTPStatus
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import urlsplit

import aiohttp
import httpx
import pytest
from aiohttp import WSCloseCode, WSMsgType, web
from click.testing import CliRunner

from glue.cli import main
from glue.config import settings
from glue.postgres.ports import free_port
from glue.postgres.server import Server
from glue.waiting import wait_until
from glue.worker.probe import LONGEST_SILENCE, answers_of, probed
from glue.worker.worker import Worker
from tests.gateways import Part

pytestmark = pytest.mark.once

PATIENCE = 120.0
SECRETS = {
    "SUPABASE_JWT_SECRET": "what the clients believe in, 40 bytes long",
    "SUPABASE_PUBLISHABLE_KEY": "sb_publishable_alone",
    "SUPABASE_SECRET_KEY": "sb_secret_alone",
}
KEY = {"apikey": SECRETS["SUPABASE_PUBLISHABLE_KEY"]}
SERVER = {"apikey": SECRETS["SUPABASE_SECRET_KEY"]}
"""Which no limit holds back."""

INNER = "a secret of gateway and PostgREST alone"


def login(server: Server, url: str, role: str) -> str:
    return server.url(role, urlsplit(url).path[1:])


@pytest.fixture(scope="module")
def database(make_database: Callable[..., str], server: Server) -> str:
    server.set_passwords()
    return make_database()


@contextmanager
def running(
    home: Path, *command: str, environment: Mapping[str, str]
) -> Iterator["subprocess.Popen[str]"]:
    """Run a command with nothing but what a container has."""
    child = subprocess.Popen(
        [sys.executable, "-m", "glue", *command],
        env={"PATH": os.environ["PATH"], "ROWHOUSE_HOME": str(home), **environment},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield child
    finally:
        child.kill()
        child.communicate()


async def is_answered(http: aiohttp.ClientSession, url: str) -> bool:
    """Return whether a URL is answered with 200."""
    try:
        async with http.get(url) as answer:
            return answer.status == HTTPStatus.OK
    except aiohttp.ClientError:
        return False


async def is_refused(http: aiohttp.ClientSession, url: str) -> bool:
    """Return whether a URL is answered with 503."""
    async with http.get(url) as answer:
        return answer.status == HTTPStatus.SERVICE_UNAVAILABLE


async def until(condition: Callable[[], Awaitable[bool]]) -> None:
    """Wait until another process is so far: it gives no event to await."""
    while not await condition():  # noqa: ASYNC110
        await asyncio.sleep(0.02)


@asynccontextmanager
async def asking(url: str) -> AsyncIterator[aiohttp.ClientSession]:
    """Ask a server that begins to answer in a while."""
    async with aiohttp.ClientSession() as http, asyncio.timeout(PATIENCE):
        await until(lambda: is_answered(http, f"{url}/ready"))
        yield http


class SlowPart:
    """A part behind the gateway that answers when it may."""

    def __init__(self) -> None:
        self.is_asked = asyncio.Event()
        self.may_answer = asyncio.Event()

    async def __call__(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer a request; hold a socket until the other side ends."""
        if request.headers.get("Upgrade"):
            socket = web.WebSocketResponse()
            await socket.prepare(request)
            await socket.receive()
            return socket
        self.is_asked.set()
        await self.may_answer.wait()
        return web.json_response([])


def test_a_gateway_drains(database: str, server: Server, tmp_path: Path) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}"

    async def scene() -> None:
        slow = SlowPart()
        part = Part(slow)
        await part.start()
        environment = SECRETS | {
            "GATEWAY_DATABASE_URL": login(server, database, "authenticator"),
            "REST_URL": f"{part.url}/",
            "REST_JWT_SECRET": INNER,
            "REALTIME_URL": part.url,
            "GATEWAY_DRAIN_DELAY": "2",
        }
        command = ("gateway", "--port", str(port))
        with running(tmp_path, *command, environment=environment) as child:
            async with asking(url) as http:
                live = await http.ws_connect(f"{url}/realtime/v1/websocket", headers=KEY)
                request = asyncio.create_task(http.get(f"{url}/rest/v1/rpc/slow", headers=KEY))
                await slow.is_asked.wait()
                child.terminate()
                await until(lambda: is_refused(http, f"{url}/ready"))
                # Until a load balancer has seen that, requests still come.
                async with http.get(f"{url}/live") as answer:
                    assert answer.status == HTTPStatus.OK
                    assert answer.headers["Connection"] == "close"
                assert not request.done()
                goodbye = await live.receive()
                assert (goodbye.type, goodbye.data) == (WSMsgType.CLOSE, WSCloseCode.GOING_AWAY)
                with pytest.raises(aiohttp.ClientConnectionError):
                    await http.get(f"{url}/live")
                slow.may_answer.set()
                async with await request as answer:
                    assert (answer.status, await answer.json()) == (HTTPStatus.OK, [])
            assert await asyncio.to_thread(child.wait, PATIENCE) == 0
        await part.stop()

    asyncio.run(scene())


async def open_silent_socket(port: int) -> asyncio.StreamWriter:
    """Open a WebSocket whose client never says goodbye."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(
        f"GET /realtime/v1/websocket HTTP/1.1\r\nHost: x\r\napikey: {KEY['apikey']}\r\n"
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode()
    )
    assert b" 101 " in await reader.readline()
    return writer


def test_clients_that_do_not_leave_hold_up_no_gateway(
    database: str, server: Server, tmp_path: Path
) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    drain = 4.0

    async def scene() -> float:
        slow = SlowPart()
        part = Part(slow)
        await part.start()
        environment = SECRETS | {
            "GATEWAY_DATABASE_URL": login(server, database, "authenticator"),
            "REST_URL": part.url,
            "REST_JWT_SECRET": INNER,
            "REALTIME_URL": part.url,
            "GATEWAY_DRAIN_SECONDS": str(drain),
        }
        with running(tmp_path, "gateway", "--port", str(port), environment=environment) as child:
            async with asking(url) as http:
                sockets = [await open_silent_socket(port) for _ in range(3)]
                request = asyncio.create_task(http.get(f"{url}/rest/v1/rpc/slow", headers=KEY))
                await slow.is_asked.wait()
                child.terminate()
                begun = asyncio.get_running_loop().time()
                assert await asyncio.to_thread(child.wait, PATIENCE) == 0
                took = asyncio.get_running_loop().time() - begun
                await asyncio.gather(request, return_exceptions=True)
                for socket in sockets:
                    socket.close()
        await part.stop()
        return took

    assert asyncio.run(scene()) < drain + 3


def test_a_second_signal_ends_a_gateway_at_once(
    database: str, server: Server, tmp_path: Path
) -> None:
    port = free_port()
    environment = SECRETS | {
        "GATEWAY_DATABASE_URL": login(server, database, "authenticator"),
        "REST_URL": "http://127.0.0.1:1",
        "REST_JWT_SECRET": INNER,
        "GATEWAY_DRAIN_DELAY": "3600",
    }

    async def scene() -> int:
        with running(tmp_path, "gateway", "--port", str(port), environment=environment) as child:
            async with asking(f"http://127.0.0.1:{port}") as http:
                child.terminate()
                await until(lambda: is_refused(http, f"http://127.0.0.1:{port}/ready"))
            child.terminate()
            return await asyncio.to_thread(child.wait, PATIENCE)

    assert asyncio.run(scene()) == -signal.SIGTERM


def test_a_relay_drains(database: str, server: Server, tmp_path: Path) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environment = SECRETS | {
        "RELAY_DATABASE_URL": login(server, database, "rowhouse_relay"),
        "RELAY_CURSOR_FILE": str(tmp_path / "cursor.json"),
    }

    async def scene() -> int:
        with running(tmp_path, "relay", "--port", str(port), environment=environment) as child:
            async with asking(url) as http:
                live = await http.ws_connect(f"{url}/socket/websocket", params=KEY)
                assert await is_answered(http, f"{url}/live")
                child.terminate()
                goodbye = await live.receive()
                assert (goodbye.data, goodbye.extra) == (WSCloseCode.GOING_AWAY, "the relay stops")
                await live.close()
            return await asyncio.to_thread(child.wait, PATIENCE)

    assert asyncio.run(scene()) == 0


GATEWAY = {
    "GATEWAY_DATABASE_URL": "postgresql://authenticator@127.0.0.1:1/app",
    "REST_URL": "http://127.0.0.1:1",
    "REST_JWT_SECRET": INNER,
}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"REST_URL": "", "REST_JWT_SECRET": ""}, "not usable: REST_JWT_SECRET, REST_URL"),
        ({"SUPABASE_SECRET_KEY": ""}, "not usable: SUPABASE_SECRET_KEY"),
        ({"GATEWAY_DATABASE_URL": "mysql://x"}, "GATEWAY_DATABASE_URL is not a Postgres URL"),
        ({"REST_JWT_SECRET": SECRETS["SUPABASE_JWT_SECRET"]}, "signs the tokens of clients"),
        ({"REST_JWT_SECRET": "short"}, "REST_JWT_SECRET is shorter than 32 bytes"),
        ({"SUPABASE_JWT_SECRET": "short"}, "SUPABASE_JWT_SECRET is shorter than 32 bytes"),
        ({"GRAPHQL_URL": "http://127.0.0.1:1"}, "GRAPHQL_JWT_SECRET is not"),
        ({"REST_READ_URL": "http://127.0.0.1:1"}, "DATABASE_URL_READ is not"),
    ],
)
def test_a_gateway_says_what_its_environment_lacks(changed: dict[str, str], words: str) -> None:
    settings.cache_clear()
    environment = SECRETS | GATEWAY | changed
    result = CliRunner().invoke(main, ["gateway", "--port", "8000"], env=environment)
    settings.cache_clear()
    assert result.exit_code == 2
    assert words in result.output
    assert not any(value in result.output for value in environment.values() if len(value) > 20)


def test_a_relay_says_what_its_environment_lacks() -> None:
    result = CliRunner().invoke(main, ["relay", "--port", "4000"], env=SECRETS)
    assert result.exit_code == 2
    assert "not usable: RELAY_CURSOR_FILE, RELAY_DATABASE_URL" in result.output


def test_a_worker_answers_probes(database: str, server: Server, tmp_path: Path) -> None:
    environment = {"DATABASE_URL": login(server, database, "app_worker")}
    with running(tmp_path, "work", "--health-port", "0", environment=environment) as child:
        assert child.stderr is not None
        said = iter(child.stderr)
        port = next(
            fact["port"] for fact in map(json.loads, said) if fact["event"].endswith("probes")
        )
        url = f"http://127.0.0.1:{port}"
        assert wait_until(lambda: httpx.get(f"{url}/ready").is_success, PATIENCE)
        assert httpx.get(f"{url}/live").json() == {"status": "ok"}
        assert httpx.get(f"{url}/else").status_code == HTTPStatus.NOT_FOUND
        child.terminate()
        assert child.wait(PATIENCE) == 0


def worker_with(**facts: Any) -> Worker:
    """Return what a probe asks of a worker."""
    state = {"is_whole": True, "is_stopping": False, "is_connected": True, "silent": 0.0}
    state |= {"is_refused": False} | facts
    now = asyncio.new_event_loop().time()
    clock = SimpleNamespace(
        seen_at=now - state["silent"],
        is_connected=state["is_connected"],
        is_refused=state["is_refused"],
    )
    process = SimpleNamespace(stopping=SimpleNamespace(is_set=lambda: state["is_stopping"]))
    whole = lambda: state["is_whole"]  # noqa: E731 - a fact, not a function of its own
    return cast("Worker", SimpleNamespace(clock=clock, process=process, is_whole=whole))


@pytest.mark.parametrize(
    ("facts", "live", "ready"),
    [
        ({}, 200, 200),
        ({"is_connected": False}, 200, 503),
        ({"is_connected": False, "is_refused": True}, 200, 503),
        ({"is_stopping": True, "is_whole": False}, 200, 503),
        ({"is_whole": False}, 503, 503),
        ({"silent": LONGEST_SILENCE + 1}, 503, 503),
    ],
)
def test_what_a_probe_says(facts: dict[str, Any], live: int, ready: int) -> None:
    with probed(answers_of(worker_with(**facts)), "127.0.0.1", 0) as port:
        for path, status in (("/live", live), ("/health", ready), ("/ready", ready)):
            assert httpx.get(f"http://127.0.0.1:{port}{path}").status_code == status


def test_no_request_fails_while_a_gateway_drains_under_load(
    database: str, server: Server, tmp_path: Path
) -> None:
    """Clients ask without a pause; a balancer sends them elsewhere once `/ready` is 503."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    statuses: Counter[int] = Counter()

    async def answer(_request: web.BaseRequest) -> web.StreamResponse:
        return web.json_response([])

    async def ask(http: aiohttp.ClientSession, leaves: asyncio.Event) -> None:
        while not leaves.is_set():
            async with http.get(f"{url}/rest/v1/rpc/any", headers=SERVER) as answered:
                statuses[answered.status] += 1

    async def scene() -> int:
        part = Part(answer)
        await part.start()
        environment = SECRETS | {
            "GATEWAY_DATABASE_URL": login(server, database, "authenticator"),
            "REST_URL": part.url,
            "REST_JWT_SECRET": INNER,
            "GATEWAY_DRAIN_DELAY": "5",
        }
        leaves = asyncio.Event()
        with running(tmp_path, "gateway", "--port", str(port), environment=environment) as child:
            async with asking(url) as http:
                clients = [asyncio.create_task(ask(http, leaves)) for _ in range(16)]
                await until(lambda: is_more(statuses, than=100))
                child.terminate()
                await until(lambda: is_refused(http, f"{url}/ready"))
                # What comes between the signal and the balancer's notice is served.
                seen = statuses.total()
                await until(lambda: is_more(statuses, than=seen + 16))
                leaves.set()
                await asyncio.gather(*clients)
            code = await asyncio.to_thread(child.wait, PATIENCE)
        await part.stop()
        return code

    assert asyncio.run(scene()) == 0
    assert set(statuses) == {HTTPStatus.OK}, statuses


async def is_more(statuses: Counter[int], *, than: int) -> bool:
    """Return whether more answers have come than a number."""
    return statuses.total() > than
