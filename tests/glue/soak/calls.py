"""Calls as a client makes them: one that fails is made again, with the same key, for a while."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from supabase import AsyncClient

from glue.clients.rpc import RefusedError, Server, UnavailableError
from glue.waiting import Backoff

PATIENCE = 60.0
"""A call that has not succeeded after so many seconds of retries counts against the budget."""

BUDGET = 0.001
"""99.9 % of the calls must succeed."""

BACKOFF = Backoff(first=0.1, cap=2)
PASSING = frozenset(["core.idempotency_key_in_use"])
"""Refusals that ask the client to come back."""


class GaveUpError(Exception):
    """The server was away for longer than a client waits: what it did is not known."""


@dataclass(slots=True)
class Budget:
    """How the calls went."""

    calls: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    retries: int = 0
    slowest: float = 0.0
    story: str = ""
    """What the slowest call went through."""

    @property
    def share(self) -> float:
        """The share of the calls that failed in the end."""
        return self.failed.total() / max(1, self.calls.total())

    def __str__(self) -> str:
        """Return one line of figures."""
        return (
            f"{self.calls.total()} calls, {self.retries} retries, {self.failed.total()} failed"
            f" ({100 * (1 - self.share):.3f} % succeeded), slowest {self.slowest:.1f} s{self.story}"
        )


class Caller:
    """A signed-in user of the API."""

    def __init__(self, client: AsyncClient, token: str, budget: Budget) -> None:
        self._token, self._budget = token, budget
        self._server = Server(client, self.get_token)

    async def get_token(self) -> str:
        """Return its token, as an app does."""
        return self._token

    async def call(self, name: str, **body: Any) -> Any:
        """Return an answer; raise RefusedError at once, GaveUpError when patience ends."""
        loop = asyncio.get_running_loop()
        began, failures = loop.time(), 0
        story = f" ({name})"
        self._budget.calls[name] += 1
        while True:
            try:
                answer = await self._server.call(name, body, lambda answer: answer)
            except RefusedError as exc:
                if exc.key not in PASSING:
                    raise
                why: Exception = exc
            except UnavailableError as exc:
                why = exc
            else:
                if loop.time() - began > self._budget.slowest:
                    self._budget.slowest, self._budget.story = loop.time() - began, story
                return answer
            failures += 1
            story += f"; {loop.time() - began:.1f}: {why}"
            self._budget.retries += 1
            if loop.time() - began > PATIENCE:
                self._budget.failed[name] += 1
                raise GaveUpError(f"{name}: {why}")
            await asyncio.sleep(BACKOFF.seconds(failures))
