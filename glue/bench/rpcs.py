"""Suite `rpcs`: the `Budget:` of every exposed RPC, over the demo's data.

The requests of all RPCs are mixed and offered at 100 a second over 16 connections, each when it
is due; latency counts from then. At scale 1 each connection has made each call before, since its
first one loads what later ones have. RPCs that may take longer than 200 ms, that lock what others
need, or that operators ask, follow at lower rates. An RPC that no list of cases has is called as
the `Example:` of its comment says, and rolled back. What is refused is named, with the reason.
"""

import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from statistics import median
from typing import TypeVar

from glue.bench import calls, commerce_cases, concerts, rpcs_concerts_cases, rpcs_core_cases
from glue.bench import rpcs_filters_cases as filters_cases
from glue.bench.calls import ADMIN, NothingLeftError, Things
from glue.bench.figures import Figure, Watch, percentile
from glue.bench.invariants import broken_invariants
from glue.bench.open_loop import Call, offer, try_out
from glue.bench.rpcs_house import House, make_house
from glue.bench.suppliers_cases import READS, WRITES
from glue.bench.suppliers_records import RECORD_READS, RECORD_WRITES
from glue.errors import ConfigError
from glue.schema.modules import read_modules
from glue.schema.rpcs import Rpc, read_rpcs

SUITE = "rpcs"
CALLS = 100
SPARE = 2
"""So many things more of each kind: the first calls, which are taken back, take them."""

ALIKE = "concerts.graphql_not_served"
"""A refusal that is right where a server has no pg_graphql."""

_MILLISECONDS = re.compile(r"(\d+) ms")
BARS = {
    "filter_values 2 to 4 narrowed": 50.0,
}
"""Cases whose bar is not the first one of the `Budget:`."""


OF_OPERATORS = frozenset(
    {"health", "metrics", "prove_audit_entry", "replay_webhooks_since", "report_slow_statements",
     "revert_change"}
)  # fmt: skip
"""What a monitor or an operator asks some times a minute; each reads a good part of the house."""

OF_ONE_RUN = frozenset(
    {"finish_feed_run", "next_feed_request", "note_feed_error", "put_off_feed", "take_feed_page"}
)
"""What the one run of a feed asks: a second run at the same time is refused."""

APART = OF_OPERATORS | OF_ONE_RUN


class Pace(Enum):
    """How a group of RPCs is offered; each has a share of the calls."""

    MIXED = "all that answer at once"
    SLOW = "those that may take longer"
    RARE = "commands over whole tables"


RATES = {Pace.MIXED: 100.0, Pace.SLOW: 5.0, Pace.RARE: 1.0}
SHARES = {Pace.MIXED: 1.0, Pace.SLOW: 0.2, Pace.RARE: 0.05}
QUICK_BAR, SLOW_BAR = 200.0, 2000.0


@dataclass(frozen=True, slots=True)
class Asked:
    """One case of an RPC: its name, its bar, and what draws a request."""

    rpc: str
    name: str
    bar: float
    pace: Pace
    call: Callable[[], Call]


T = TypeVar("T", bound=Things)


def measure(url: str, scale: float, watch: Watch) -> list[Figure]:
    """Measure in a database that goes afterwards."""
    count = max(1, round(CALLS * min(1.0, scale)))
    house = make_house(url, scale, 2 * (count + SPARE), watch)
    asked = read_cases(house)
    watch("rpcs: the first calls")
    faults = try_out(url, [one.call() for one in asked])
    refused = {asked[number].name: fault for number, fault in faults.items()}
    figures = []
    for pace in Pace:
        watch(f"rpcs: {pace.value}")
        group = [one for one in asked if one.pace is pace and one.name not in refused]
        times = max(1, round(count * SHARES[pace]))
        figures += _offer(url, group, pace, times, is_warm=scale >= 1)
    figures += [_unmeasured(name, reason) for name, reason in sorted(refused.items())]
    return [*figures, broken_invariants(url, SUITE, None)]


def read_cases(house: House) -> list[Asked]:
    """Return the cases of every exposed RPC of the chosen modules, those of its lists first."""
    chosen = read_modules().chosen
    rpcs = {rpc.name: rpc for rpc in read_rpcs() if rpc.body.split(".")[0] in chosen}
    found = [
        Asked(name, label, bar_of(rpcs[name], label), pace_of(rpcs[name], label, apart=apart), call)
        for name, label, apart, call in _drawn(house)
        if name in rpcs
    ]
    known = {one.rpc for one in found}
    for name, rpc in rpcs.items():
        if name not in known:
            bar = bar_of(rpc, name)
            found.append(Asked(name, name, bar, pace_of(rpc, name), example_of(rpc)))
    return found


def bar_of(rpc: Rpc, label: str) -> float:
    """Return the p95 that the comment of an RPC allows, in milliseconds."""
    given = _MILLISECONDS.search(rpc.labels.get("Budget", ""))
    if given is None:
        raise ConfigError(f"{rpc.body} has no Budget", "Write it in the comment: Budget: 200 ms.")
    return BARS.get(label, float(given[1]))


def pace_of(rpc: Rpc, label: str, *, apart: bool = False) -> Pace:
    """Return how an RPC is offered: by its budget, or apart since it locks what others need."""
    bar = bar_of(rpc, label)
    if bar > SLOW_BAR:
        return Pace.RARE
    return Pace.SLOW if apart or label in APART or bar > QUICK_BAR else Pace.MIXED


Drawn = tuple[str, str, bool, Callable[[], Call]]


def _drawn(house: House) -> Iterator[Drawn]:
    """Yield the cases of the lists: those of modules that are chosen."""
    chosen = read_modules().chosen
    platform = [*rpcs_core_cases.CORE]
    for module, cases in (
        ("commerce", rpcs_core_cases.COMMERCE),
        ("master", rpcs_core_cases.MASTER),
        ("reading", rpcs_core_cases.READING),
        ("concerts", rpcs_concerts_cases.CASES),
    ):
        platform += cases if module in chosen else ()
    yield from _of(house.platform, platform)
    if house.shop is not None:
        yield from _of(house.shop, (*commerce_cases.WRITES, *commerce_cases.LISTS))
        yield from _of(house.shop, commerce_cases.REPORTS, apart=True)
    if house.works is not None:
        yield from _of(house.works, (*WRITES, *RECORD_WRITES, *READS, *RECORD_READS))
    if house.concerts is not None:
        for group in concerts.GROUPS:
            yield from _of(house.concerts, group.cases)
    if house.lists is not None:
        yield from _of(house.lists, filters_cases.READS)
        yield from _of(house.lists, filters_cases.REGISTRY, apart=True)


def _of(things: T, cases: Iterable[calls.Case[T]], *, apart: bool = False) -> Iterator[Drawn]:
    for case in cases:
        yield case.rpc, case.name, apart, lambda case=case: case.call(things)  # type: ignore[misc]


def example_of(rpc: Rpc) -> Callable[[], Call]:
    """Return what calls an RPC as the example of its comment does, and takes it back."""
    role = "authenticated" if "authenticated" in rpc.roles else rpc.roles[0]
    kinds = {parameter.name: parameter.type for parameter in rpc.parameters}
    arguments = json.loads(rpc.labels.get("Example", "{}"))
    named = ", ".join(f"{name} => %s::{kinds[name]}" for name in arguments)
    values = tuple(calls.parameter(value) for value in arguments.values())
    claims = ADMIN if role == "authenticated" else json.dumps({"role": role})
    statement = f"select * from api.{rpc.name}({named})"  # noqa: S608 - our own names
    return lambda: Call(statement, values, claims, role, is_kept=False)


def _offer(
    url: str, asked: Sequence[Asked], pace: Pace, count: int, *, is_warm: bool
) -> list[Figure]:
    faults: dict[int, str] = {}
    warm_up = [one.call() for one in asked] if is_warm and pace is not Pace.RARE else []
    mixed = [(one, call) for one in asked for call in draw(one, count)]
    random.Random(16).shuffle(mixed)  # noqa: S311 - a repeatable order, not a secret
    latencies = offer(url, [call for _, call in mixed], RATES[pace], faults, warm_up)
    spent: dict[str, list[float]] = defaultdict(list)
    wrong: dict[str, list[str]] = defaultdict(list)
    for number, ((one, _), latency) in enumerate(zip(mixed, latencies, strict=True)):
        if number in faults:
            wrong[one.name].append(faults[number])
        else:
            spent[one.name].append(latency)
    return [_figure(one, spent[one.name], wrong[one.name]) for one in asked]


def draw(one: Asked, count: int) -> Iterator[Call]:
    """Draw so many calls of a case, or as many as there are things for."""
    for _ in range(count):
        try:
            yield one.call()
        except NothingLeftError:
            return


def _figure(one: Asked, latencies: Sequence[float], faults: Sequence[str]) -> Figure:
    """Judge a case; each refused call is a fault."""
    if not latencies:
        return _unmeasured(one.name, faults[0])
    told = f", {len(faults)} refused: {faults[0]}" if faults else ""
    p95 = round(percentile(latencies, 0.95), 1)
    return Figure(
        SUITE, one.name + told, "ms", round(median(latencies), 1), p95, None, None, one.bar,
        p95 <= one.bar and not faults, round(percentile(latencies, 0.99), 1),
    )  # fmt: skip


def _unmeasured(name: str, reason: str) -> Figure:
    """Name an RPC that was refused: a fault, but for what a server may lack."""
    return Figure(
        SUITE, f"{name}: not measured ({reason})", "calls", 0, None, None, None, None,
        ALIKE in reason,
    )  # fmt: skip
