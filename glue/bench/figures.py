"""What a measurement says, and how it is judged."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Watch = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured thing.

    `floor` names what ran beside it in the same run, `ratio` is its median to the floor's,
    `bar` is the target for p95 (for a rate: at least this much), `ok` whether it was met.
    """

    suite: str
    name: str
    unit: str
    median: float
    p95: float | None
    ratio: float | None
    floor: str | None
    bar: float | None
    ok: bool
    p99: float | None = None


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least this share of the values does not exceed."""
    if not values:
        raise ValueError("no value was measured")
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def markdown(figures: Sequence[Figure]) -> str:
    """Return figures as a table of a page; a bar that is missed is bold."""
    lines = ["| | unit | median | p95 | p99 | bar |", "|---|---|---|---|---|---|"]
    for figure in figures:
        numbers = (figure.median, figure.p95, figure.p99, figure.bar)
        cells = [figure.name, figure.unit, *map(_cell, numbers)]
        cells[-1] += "" if figure.ok else " **missed**"
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:,.1f}".removesuffix(".0")
