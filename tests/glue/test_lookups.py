"""Names whose servers do not answer, beside names whose servers do."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from glue.waiting import wait_until
from glue.webhooks.lookups import MOST_AT_ONCE, Lookups
from glue.webhooks.sender import Message, Sender
from glue.worker.lane import Plan
from tests.glue.receivers import running_receiver
from tests.glue.test_sender import open_rules

PATIENCE = 20
MANY = 64
"""More than the pool of an event loop has threads on any machine, 32."""


class Resolver:
    """The system's, for which the servers of `*.slow.example` do not answer."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.under_way = 0
        self.most = 0
        self.answering = threading.Event()
        self._lock = threading.Lock()

    def __call__(self, host: str, port: int, *_more: object, **_named: object) -> list[Any]:
        """Answer, or wait."""
        with self._lock:
            self.asked.append(host)
            self.under_way += 1
            self.most = max(self.most, self.under_way)
        if host.endswith(".slow.example"):
            self.answering.wait(PATIENCE)
        with self._lock:
            self.under_way -= 1
        if host.startswith("unknown"):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]


@pytest.fixture
def resolver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Resolver]:
    resolver = Resolver()
    monkeypatch.setattr(socket, "getaddrinfo", resolver)
    yield resolver
    resolver.answering.set()
    assert wait_until(lambda: resolver.under_way == 0, PATIENCE)


def slow_names(count: int) -> list[str]:
    return [f"{number}.slow.example" for number in range(count)]


def test_names_that_nobody_answers_for_hold_up_no_other_and_no_end(resolver: Resolver) -> None:
    with running_receiver() as receiver:

        def message(path: str, host: str) -> Message:
            return Message(1, 1, receiver.url(path, host), {}, "{}")

        async def act() -> int | None:
            async with Sender(open_rules(receiver), timeout_seconds=PATIENCE / 2) as sender:
                slow = [
                    asyncio.create_task(sender.send(message("/", host)))
                    for host in slow_names(MANY)
                ]
                with ThreadPoolExecutor(1) as pool:
                    asked = pool.submit(wait_until, lambda: resolver.under_way == MANY, 5)
                    assert await asyncio.wrap_future(asked)
                report = await sender.send(message("/status/200", "hook.example"))
                for task in slow:
                    task.cancel()
                await asyncio.gather(*slow, return_exceptions=True)
                return report.status_code

        assert asyncio.run(act()) == 200
    assert resolver.under_way == MANY, "the end of the loop waits for none of them"


def test_questions_are_bounded_and_the_ones_given_up_are_never_asked(resolver: Resolver) -> None:
    lookups = Lookups(2)
    first, second, given_up, last = (lookups.ask(host, 80) for host in slow_names(4))
    assert wait_until(lambda: resolver.under_way == 2, PATIENCE)
    given_up.cancel()
    resolver.answering.set()
    for answer in (first, second, last):
        assert answer.result(PATIENCE) == ["127.0.0.1"]
    assert resolver.most == 2
    assert sorted(resolver.asked) == [f"{number}.slow.example" for number in (0, 1, 3)]
    # The places are free again.
    assert lookups.ask("hook.example", 80).result(PATIENCE) == ["127.0.0.1"]


def test_a_name_that_is_not_known_fails_as_the_resolver_says(resolver: Resolver) -> None:
    lookups = Lookups(1)
    for _ in range(2):
        with pytest.raises(socket.gaierror, match="not known"):
            lookups.ask("unknown.example", 80).result(PATIENCE)
    assert resolver.asked == ["unknown.example"] * 2


def test_a_process_without_more_threads_asks_again_later(
    resolver: Resolver, monkeypatch: pytest.MonkeyPatch
) -> None:
    lookups = Lookups(1)
    with monkeypatch.context() as patched:
        patched.setattr(threading.Thread, "start", refuse)
        with pytest.raises(OSError, match="thread"):
            lookups.ask("first.example", 80)
    assert lookups.ask("hook.example", 80).result(PATIENCE) == ["127.0.0.1"]
    assert resolver.asked == ["hook.example"]


def refuse(_: threading.Thread) -> None:
    raise RuntimeError("can't start new thread")


def test_there_is_room_for_what_outlasts_its_attempt() -> None:
    assert 4 * Plan("", {}).requests <= MOST_AT_ONCE
