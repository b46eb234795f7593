"""What virtual users do: six kinds of people, each with the calls of a page or two.

A call is one of the cases that the suites of RPCs have. A user is always the same caller, with
the app roles of the kind; weights say how often a call is made beside the others of its kind.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from glue.bench import calls, commerce_cases, concerts, suppliers_cases, suppliers_records
from glue.bench import rpcs_concerts_cases as concerts_cases
from glue.bench import rpcs_core_cases as core_cases
from glue.bench import rpcs_filters_cases as filters_cases
from glue.bench.calls import Sql, Things
from glue.bench.rpcs_house import House

T = TypeVar("T", bound=Things)

WEIGHTS: Mapping[str, Mapping[str, int]] = {
    "shopper": {
        "list_products": 4, "list_products by words": 2, "list_products of a category": 3,
        "get_product": 6, "product_page": 6, "list_media": 2, "place_order": 1, "list_orders": 1,
    },
    "analyst": {
        "filter_values 0 or 1 narrowed": 4, "filter_values 2 to 4 narrowed": 2,
        "filter_options": 3, "filter_range": 1, "list_dimensions": 1,
    },
    "fan": {
        "get_trending_artists from cache": 3, "get_top_shows from cache": 3,
        "search_concerts by name": 2, "search_concerts with a typo": 1, "get_setlist": 4,
        "cast_vote": 2,
    },
    "reader": {"push_progress": 3, "progress_since": 3, "list_conflicts": 1},
    "manager": {
        "list_projects": 1, "list_tasks of a project and status": 3, "get_task": 4,
        "list_task_history": 2, "report_project_status": 1, "list_ready_tasks": 2,
        "list_suppliers": 1,
    },
    "admin": {
        "get_stock": 4, "list_stock_movements": 2, "list_parcels": 2, "list_notifications": 2,
        "list_webhooks": 2, "list_history": 1, "low_stock": 1,
    },
}  # fmt: skip
"""By kind of user; the names are those of the cases."""

ROLES: Mapping[str, tuple[str, ...]] = {
    "shopper": (),
    "analyst": ("analyst",),
    "fan": (),
    "reader": (),
    "manager": ("admin",),
    "admin": ("admin",),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One request: the RPC, and the body of its call."""

    rpc: str
    body: Mapping[str, Any]


Draw = Callable[[], Step]


def read_journeys(house: House) -> dict[str, list[tuple[int, Draw]]]:
    """Return the calls of each kind of user with their weights; of chosen modules only."""
    draws = dict(_draws(house))
    found = {
        kind: [(weight, draws[name]) for name, weight in weights.items() if name in draws]
        for kind, weights in WEIGHTS.items()
    }
    return {kind: steps for kind, steps in found.items() if steps}


def _draws(house: House) -> Iterator[tuple[str, Draw]]:
    platform = (*core_cases.CORE, *core_cases.READING, *concerts_cases.FANS)
    yield from _of(house.platform, platform)
    if house.shop is not None:
        cases = (*commerce_cases.WRITES, *commerce_cases.LISTS, *commerce_cases.REPORTS)
        yield from _of(house.shop, cases)
    if house.works is not None:
        yield from _of(house.works, (*suppliers_cases.READS, *suppliers_records.RECORD_READS))
    if house.concerts is not None:
        yield from _of(house.concerts, (case for g in concerts.GROUPS for case in g.cases))
    if house.lists is not None:
        yield from _of(house.lists, filters_cases.READS)


def _of(things: T, cases: Iterable[calls.Case[T]]) -> Iterator[tuple[str, Draw]]:
    for case in cases:
        if not case.before:
            yield case.name, lambda case=case: _step(case, things)  # type: ignore[misc]


def _step(case: calls.Case[T], things: T) -> Step:
    drawn = {n: v for n, v in case.draw(things).items() if not isinstance(v, Sql)}
    return Step(case.rpc, drawn)
