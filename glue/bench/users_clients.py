"""Virtual users in a process of their own: for the suite `users`.

Reads from stdin, as JSON, where the gateway is and how many users browse for how long; says
`ready`, and begins when a line follows. Each user thinks, then asks, and thinks again when the
answer is there; the first thoughts are spread, so that users do not come all at once. Prints, as
JSON, how long each RPC took and what was refused.
"""

import asyncio
import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle, islice
from typing import Any

import aiohttp

from glue.bench.relay_clients import say
from glue.bench.rpcs_house import read_house
from glue.bench.users_journeys import ROLES, Draw, read_journeys
from glue.http.tokens import Claims, mint

REFUSED, CONFLICT = 400, 409
"""A conflict is an answer: a user may vote for a song twice, and gets that answer."""

ANSWER_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Visit:
    """Where users browse, how many, and for how long."""

    gateway: str
    secret: str
    key: str
    database: str
    users: int
    seconds: float
    think_seconds: float


class Crowd:
    """Users who browse, and what they saw."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.took: dict[str, list[float]] = defaultdict(list)
        self.refused: Counter[str] = Counter()
        self.dice = random.Random(16)  # noqa: S311 - the same visits in each run

    async def browse(self, journeys: Mapping[str, Sequence[tuple[int, Draw]]]) -> None:
        """Let all users browse until the time is over."""
        kinds = list(islice(cycle(journeys), self.visit.users))
        headers = [self._headers(kind, number) for number, kind in enumerate(kinds)]
        connector = aiohttp.TCPConnector(limit=0)
        timeout = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
        async with aiohttp.ClientSession(connector=connector, timeout=timeout) as http:
            until = time.perf_counter() + self.visit.seconds
            await asyncio.gather(
                *(
                    self._visit(http, journeys[kind], own, until)
                    for kind, own in zip(kinds, headers, strict=True)
                )
            )

    def _headers(self, kind: str, number: int) -> dict[str, str]:
        claims = Claims("authenticated", f"{kind}-{number}", ROLES[kind], timedelta(hours=4))
        token = mint(self.visit.secret, claims)
        return {"apikey": self.visit.key, "Authorization": f"Bearer {token}"}

    async def _visit(
        self,
        http: aiohttp.ClientSession,
        journey: Sequence[tuple[int, Draw]],
        headers: dict[str, str],
        until: float,
    ) -> None:
        weights, draws = zip(*journey, strict=True)
        await asyncio.sleep(self.dice.uniform(0, self.visit.think_seconds))
        while time.perf_counter() < until:
            (draw,) = self.dice.choices(draws, weights)
            await self._ask(http, draw, headers)
            await asyncio.sleep(self.dice.expovariate(1 / self.visit.think_seconds))

    async def _ask(self, http: aiohttp.ClientSession, draw: Draw, headers: dict[str, str]) -> None:
        step = draw()
        body = json.dumps(step.body, default=str)
        where = f"{self.visit.gateway}/rest/v1/rpc/{step.rpc}"
        began = time.perf_counter()
        try:
            async with http.post(
                where, data=body, headers=headers | {"Content-Type": "application/json"}
            ) as answer:
                said = await answer.read()
        except (aiohttp.ClientError, TimeoutError) as exc:
            self.refused[f"{step.rpc}: {type(exc).__name__}"] += 1
            return
        if answer.status >= REFUSED and answer.status != CONFLICT:
            self.refused[f"{step.rpc}: {answer.status} {_key(said)}"] += 1
            return
        self.took[step.rpc].append(round((time.perf_counter() - began) * 1000, 1))


def _key(said: bytes) -> str:
    try:
        answer: Any = json.loads(said)
        return str(answer["message"])[:80]
    except (ValueError, KeyError, TypeError):
        return ""


def main() -> None:
    """Browse as stdin says."""
    crowd = Crowd(Visit(**json.loads(sys.stdin.readline())))
    journeys = read_journeys(read_house(crowd.visit.database))
    say("ready")
    sys.stdin.readline()
    asyncio.run(crowd.browse(journeys))
    say(json.dumps({"took": crowd.took, "refused": crowd.refused}))


if __name__ == "__main__":
    main()
