"""RPCs with drawn arguments, offered mixed at a fixed rate: the form of a suite of a module."""

import json
import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, Generic, TypeVar

import psycopg
from psycopg import sql
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from glue.bench.figures import Figure, percentile
from glue.bench.open_loop import Call, offer


def user_id(number: int) -> str:
    """Return the id of a user by number."""
    return f"00000000-0000-4000-8000-{number:012}"


def claims(number: int, *roles: str) -> str:
    """Return the claims of a user with these app roles."""
    return json.dumps(
        {
            "sub": user_id(number),
            "role": "authenticated",
            "app_metadata": {"roles": list(roles)},
        }
    )


class NothingLeftError(LookupError):
    """Each thing of a kind was taken by a call."""


class Things:
    """What there is to call for: what the table `things` of a schema lists, by kind."""

    def __init__(self, conn: psycopg.Connection[DictRow], schema: str, seed: int) -> None:
        self.rng = random.Random(seed)  # noqa: S311 - a repeatable draw, not a secret
        self.things: dict[str, list[dict[str, Any]]] = defaultdict(list)
        table = sql.Identifier(schema, "things")
        listed = sql.SQL("select * from {} order by kind, n").format(table)
        for row in conn.execute(listed).fetchall():
            self.things[row["kind"]].append(row)
        self._used: dict[str, int] = defaultdict(int)

    def take(self, kind: str) -> dict[str, Any]:
        """Return a thing that no other call gets."""
        self._used[kind] += 1
        return self.nth(kind, self._used[kind])

    def nth(self, kind: str, number: int) -> dict[str, Any]:
        """Return a thing by its number, from 1."""
        if number > len(self.things[kind]):
            raise NothingLeftError(f"there are {len(self.things[kind])} of {kind}")
        return self.things[kind][number - 1]

    def thing(self, kind: str) -> int:
        """Return the id of a thing that no other call gets."""
        return int(self.take(kind)["id"])

    def next(self, name: str) -> int:
        """Return a number that no other call of the name gets."""
        self._used[f"new {name}"] += 1
        return self._used[f"new {name}"]

    def any(self, kind: str) -> int:
        """Return the id of any thing of a kind; other calls may get it too."""
        return int(self.rng.choice(self.things[kind])["id"])


ADMIN = claims(1, "admin")

T = TypeVar("T", bound=Things)


# A generic class that is frozen has no slots: Python writes what it stands for into instances.
@dataclass(frozen=True)
class Case(Generic[T]):
    """An RPC with what to call it with; `label` tells apart two cases of one RPC.

    `claims` are those of one caller, or are drawn too. `before` is an expression of SQL: what it
    makes in the transaction of the call is `made` in an argument.
    """

    rpc: str
    draw: Callable[[T], Mapping[str, Any]]
    label: str = ""
    claims: str | Callable[[T], str] = ADMIN
    role: str = "authenticated"
    before: str = ""
    is_kept: bool = True

    @property
    def name(self) -> str:
        """The RPC, and what it is asked."""
        return f"{self.rpc} {self.label}".strip()

    def call(self, things: T) -> Call:
        """Return a request with drawn arguments."""
        drawn = self.draw(things)
        named = ", ".join(f"{name} => {_place(value)}" for name, value in drawn.items())
        values = tuple(parameter(v) for v in drawn.values() if not isinstance(v, Sql))
        caller = self.claims if isinstance(self.claims, str) else self.claims(things)
        # S608: the names, and what comes before, are this project's own.
        statement = f"select * from api.{self.rpc}({named})"  # noqa: S608
        before = f"select set_config('bench.made', ({self.before})::text, true)"
        return Call(
            statement, values, caller, self.role, before if self.before else "", self.is_kept
        )


class Sql(str):
    """An expression that stands in a call as it is."""

    __slots__ = ()


def made(kind: str, key: str | None = None) -> Sql:
    """Return what came before a call as a value of this type; with a key, one of an object."""
    value = "current_setting('bench.made')"
    return Sql(f"{value}::{kind}" if key is None else f"({value}::jsonb ->> '{key}')::{kind}")


def _place(value: Any) -> str:
    return value if isinstance(value, Sql) else "%s"


def parameter(value: Any) -> Any:
    """Return a value as it is sent: an object, or a list of objects, as JSON."""
    is_json = isinstance(value, dict) or (isinstance(value, list) and isinstance(value[0], dict))
    return Jsonb(value) if is_json else value


def by(name: str, kind: str, **more: Any) -> Callable[[Things], Mapping[str, Any]]:
    """Draw a thing that only this call gets."""
    return lambda things: {name: things.thing(kind), **more}


def of(name: str, kind: str, **more: Any) -> Callable[[Things], Mapping[str, Any]]:
    """Draw a thing that others may get too."""
    return lambda things: {name: things.any(kind), **more}


def offer_cases(
    url: str, things: T, cases: Sequence[Case[T]], calls: int, rate: float
) -> dict[str, list[float]]:
    """Offer each case so many times, mixed; return the latencies of each."""
    drawn = [case for case in cases for _ in range(calls)]
    things.rng.shuffle(drawn)
    spent: dict[str, list[float]] = {case.name: [] for case in cases}
    latencies = offer(url, [case.call(things) for case in drawn], rate)
    for case, latency in zip(drawn, latencies, strict=True):
        spent[case.name].append(latency)
    return spent


def judge(
    suite: str, spent: Mapping[str, Sequence[float]], bar: Callable[[str], float]
) -> list[Figure]:
    """Return a figure for each case; its bar goes by its name."""
    return [
        Figure(
            suite, name, "ms", round(median(latencies), 1),
            round(p95 := percentile(latencies, 0.95), 1), None, None, bar(name),
            p95 <= bar(name),
        )
        for name, latencies in spent.items()
    ]  # fmt: skip


def split(text: str) -> list[str]:
    """Split SQL at the ends of lines that end a statement; a body between $$ is a whole."""
    statements, lines, is_body = [], list[str](), False
    for line in text.splitlines():
        lines.append(line)
        is_body ^= line.count("$$") % 2 == 1
        if line.endswith(";") and not is_body:
            statements.append("\n".join(lines))
            lines.clear()
    return statements
