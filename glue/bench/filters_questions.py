"""What suite `filters` asks: random selections, and the naive query beside each call."""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from psycopg import Connection, sql
from psycopg.rows import DictRow

from glue.bench.open_loop import Call
from glue.errors import ConfigError

SEED = 20_170_101

LONG_MS = 50.0

SHORT_MS = 10.0

Within: TypeAlias = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Question:
    """One random request: a selection and the dimension that is asked for."""

    dimension: str
    within: Within


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to measure: which selections, which call, which naive query, which bar."""

    name: str
    narrowed: tuple[int, int]
    call: Callable[[Question], Call]
    naive: Callable[[Question], list[sql.Composed]]
    bar: float


class Questions:
    """Draws random questions from what is in the database."""

    def __init__(self, conn: Connection[DictRow], seed: int = SEED) -> None:
        self.random = random.Random(seed)  # noqa: S311 - a repeatable draw, not a secret
        self.dimensions = [
            row["name"]
            for row in conn.execute(
                "select name from filters.dimensions"
                " where is_enabled and counted_by = 'cells' order by position, name"
            )
        ]
        self.values: dict[str, tuple[list[str], list[int]]] = {}
        for name in self.dimensions:
            rows = conn.execute(
                "select value, lines from filters.dimension_values"
                " where dimension = %s order by rank",
                (name,),
            ).fetchall()
            self.values[name] = ([r["value"] for r in rows], [r["lines"] for r in rows])
        self.lines = self._sample(conn)

    def draw(self, narrowed: tuple[int, int]) -> Question:
        """Return a question that narrows so many dimensions, beside the one asked for."""
        asked, *others = self.random.sample(self.dimensions, len(self.dimensions))
        line = self.random.choice(self.lines)
        wanted = self.random.randint(*narrowed)
        within: Within = {}
        for name in [name for name in others if line[name] is not None][:wanted]:
            values, counts = self.values[name]
            more = self.random.choices(values, counts, k=self.random.randint(0, 2))
            within[name] = sorted({line[name], *more})
        return Question(asked, within)

    def _sample(self, conn: Connection[DictRow]) -> list[dict[str, Any]]:
        """Return the values of some random lines."""
        row = conn.execute("select min(id), max(id) from filters.transactions").fetchone()
        if row is None or row["max"] is None:
            raise ConfigError("there is no transaction to ask for", "Run `rowhouse seed demo`.")
        ids = [self.random.randint(row["min"], row["max"]) for _ in range(1000)]
        return conn.execute(
            "select region, province, city, store_class, category, brand"
            " from filters.transaction_values where id = any(%s) order by id",
            (ids,),
        ).fetchall()


def _where(within: Within) -> sql.Composed:
    return sql.SQL(" and ").join(
        [
            sql.SQL("true"),
            *(
                sql.SQL("{} = any({})").format(sql.Identifier(name), sql.Literal(values))
                for name, values in within.items()
            ),
        ]
    )


def _naive_values(question: Question) -> list[sql.Composed]:
    return [_naive_list(question.dimension, question.within)]


def _naive_list(dimension: str, within: Within) -> sql.Composed:
    return sql.SQL(
        "select {0}, count(*) from filters.transaction_values"
        " where {0} is not null and {1} group by {0}"
    ).format(
        sql.Identifier(dimension),
        _where({name: values for name, values in within.items() if name != dimension}),
    )


def _naive_options(question: Question) -> list[sql.Composed]:
    names = ("region", "province", "city", "category", "brand", "store_class")
    return [
        *(_naive_list(name, question.within) for name in names),
        sql.SQL(
            "select count(*), count(distinct basket_id), min(price_minor), max(price_minor),"
            " min(basket_size), max(basket_size) from filters.transaction_values where {}"
        ).format(_where(question.within)),
    ]


def _naive_range(question: Question) -> list[sql.Composed]:
    return [
        sql.SQL(
            "select width_bucket(basket_size::bigint, filters._basket_size_bounds()),"
            " count(distinct basket_id) from filters.transaction_values where {} group by 1"
        ).format(_where(question.within))
    ]


def _call_values(question: Question) -> Call:
    return Call(
        "select api.filter_values(dimension => %s, within => %s::jsonb)::text",
        (question.dimension, json.dumps(question.within)),
    )


def _call_options(question: Question) -> Call:
    return Call(
        "select api.filter_options(within => %s::jsonb)::text", (json.dumps(question.within),)
    )


def _call_range(question: Question) -> Call:
    return Call(
        "select api.filter_range(measure => 'basket_size', within => %s::jsonb)::text",
        (json.dumps(question.within),),
    )


CASES = (
    Case("filter_values, 0 or 1 narrowed", (0, 1), _call_values, _naive_values, SHORT_MS),
    Case("filter_values, 2 to 4 narrowed", (2, 4), _call_values, _naive_values, LONG_MS),
    Case("filter_options, 0 to 4 narrowed", (0, 4), _call_options, _naive_options, LONG_MS),
    Case("filter_range, 0 to 4 narrowed", (0, 4), _call_range, _naive_range, LONG_MS),
)
