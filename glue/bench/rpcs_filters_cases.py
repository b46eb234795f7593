"""RPCs of filters, with what to call them with."""

import uuid
from collections.abc import Iterator
from itertools import count
from typing import Any

import psycopg
from psycopg.rows import DictRow

from glue.bench import calls
from glue.bench.filters_questions import Question, Questions

INGESTED = 1_000
_NUMBERS = count(1)


class Lists(calls.Things):
    """Draws selections, and lines to be taken in."""

    def __init__(self, conn: psycopg.Connection[DictRow]) -> None:
        super().__init__(conn, "bench_rpcs", 17)
        self.questions = Questions(conn)

    def ask(self, narrowed: tuple[int, int]) -> Question:
        """Draw a selection that narrows so many dimensions."""
        return self.questions.draw(narrowed)


Case = calls.Case[Lists]


def new_lines() -> list[dict[str, Any]]:
    """Return a thousand lines of new baskets."""
    return list(_lines(next(_NUMBERS)))


def _lines(number: int) -> Iterator[dict[str, Any]]:
    for place in range(INGESTED):
        key = uuid.uuid5(uuid.NAMESPACE_OID, f"{number}-{place}")
        yield {
            "key": f"bench-{key}", "basket": f"bench-{number}-{place // 10}", "store": "bench",
            "product": f"bench-{place % 50}", "price": 12.5, "quantity": 1,
            "sold_at": "2026-01-01T12:00:00Z",
        }  # fmt: skip


def _values(lists: Lists, narrowed: tuple[int, int]) -> dict[str, Any]:
    question = lists.ask(narrowed)
    return {"dimension": question.dimension, "within": question.within}


READS = (
    Case("filter_values", lambda f: _values(f, (0, 1)), "0 or 1 narrowed"),
    Case("filter_values", lambda f: _values(f, (2, 4)), "2 to 4 narrowed"),
    Case("filter_options", lambda f: {"within": f.ask((0, 4)).within}),
    Case(
        "filter_range", lambda f: {"measure": "basket_size", "within": f.ask((0, 4)).within}
    ),
    Case("list_dimensions", lambda _: {}),
)  # fmt: skip
# They lock the registry, or the table that is counted: what they change is rolled back.
REGISTRY = (
    Case("discover_dimensions", lambda _: {"table_name": "filters.transactions"}),
    Case("list_orphans", lambda _: {"dimension": "brand"}),
    Case("prune_dimension", lambda _: {"name": "brand"}),
    Case("ingest_transactions", lambda _: {"rows": new_lines()}),
    Case(
        "register_dimension",
        lambda _: {
            "config": {
                "name": "bench", "source": "filters.transactions", "column": "product_key"
            }
        },
        is_kept=False,
    ),
    Case(
        "toggle_dimension",
        lambda _: {"name": "brand", "enabled": False, "reason": "It is measured."},
        is_kept=False,
    ),
    Case("rollback_dimension", lambda _: {"name": "brand", "version": 1}, is_kept=False),
)  # fmt: skip
