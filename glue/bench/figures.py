"""What a measurement says, and how it is judged."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Watch = Callable[[str], None]


COLUMNS = ("median", "p95", "p99", "ratio", "bar")
SMALL = 10
"""Below, a table shows two decimals."""


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
    columns = [name for name in COLUMNS if any(getattr(f, name) is not None for f in figures)]
    lines = [f"| {' | '.join(['', 'unit', *columns])} |", "|---" * (len(columns) + 2) + "|"]
    for figure in figures:
        cells = [_cell(getattr(figure, name)) for name in columns]
        missed = "" if figure.ok else " **missed**"
        lines.append(f"| {' | '.join([figure.name, figure.unit, *cells])}{missed} |")
    return "\n".join(lines)


def _cell(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.2f}" if value < SMALL else f"{value:,.1f}".removesuffix(".0")
