"""The addresses of a name, one after the other, within one deadline."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import httpcore
import pytest

from glue.webhooks import addresses
from glue.webhooks.addresses import CheckedNetwork, Rules
from tests.glue.receivers import Receiver, running_receiver
from tests.glue.test_sender import attempt, names, open_rules

DROPPING = "127.0.0.9"
RULES = Rules.of([80], ["127.0.0.0/8"])


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with running_receiver() as server:
        yield server


@contextmanager
def dropping(host: str, port: int) -> Iterator[None]:
    """Let an address answer no SYN: the queue of what it has to accept is full."""
    with ExitStack() as stack:
        stack.enter_context(socket.create_server((host, port), backlog=0))
        for _ in range(100):
            client = stack.enter_context(socket.socket())
            client.settimeout(0.2)
            try:
                client.connect((host, port))
            except TimeoutError:
                break
        else:
            pytest.fail("the queue does not fill")
        yield


def test_the_next_address_is_tried_when_one_drops_packets(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "LONGEST_TRY", 0.5)
    with dropping(DROPPING, receiver.port):
        report = attempt(
            receiver.url("/status/200", "hook.example"),
            rules=open_rules(receiver),
            resolver=names(hook_example=[DROPPING, "127.0.0.1"]),
        )
    assert (report.status_code, report.error) == (200, None)


class Dropping(httpcore.AsyncMockBackend):
    """A network on which no address answers; it notes how long each may take."""

    def __init__(self) -> None:
        super().__init__([])
        self.seconds: list[float | None] = []

    async def connect_tcp(self, host: str, port: int, timeout: Any = None, *_more: Any) -> Any:  # noqa: ASYNC109
        """Give up at once."""
        del host, port
        self.seconds.append(timeout)
        raise httpcore.ConnectTimeout


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (None, [3, 3, 3, None]),
        # As nothing was used up, what is left grows for each of the others.
        (8, [2, 2.7, 3, 8]),
        (100, [3, 3, 3, 100]),
    ],
)
def test_each_address_has_a_share_of_the_time(
    seconds: float | None, expected: list[float | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = Dropping()
    monkeypatch.setattr(httpcore, "AnyIOBackend", lambda: inner)
    found = [f"127.0.0.{number}" for number in range(1, 5)]
    network = CheckedNetwork(lambda: RULES, names(hook_example=found))
    with pytest.raises(httpcore.ConnectTimeout):
        asyncio.run(network.connect_tcp("hook.example", 80, seconds))
    assert [None if it is None else round(it, 1) for it in inner.seconds] == expected


def test_no_address_is_tried_before_all_are_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    inner = Dropping()
    monkeypatch.setattr(httpcore, "AnyIOBackend", lambda: inner)
    network = CheckedNetwork(lambda: RULES, names(hook_example=["127.0.0.1", "10.0.0.1"]))
    with pytest.raises(addresses.AddressRefusedError):
        asyncio.run(network.connect_tcp("hook.example", 80, 1))
    assert inner.seconds == []
