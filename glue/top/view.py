"""A frame as tables on a terminal."""

from collections.abc import Mapping
from decimal import Decimal

from rich.console import Group
from rich.table import Table
from rich.text import Text

from glue.terminal import printable
from glue.top.frame import Frame, Rows

COLUMNS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "queues": (
        "Jobs",
        ("queue", "ready", "running", "waiting", "dead", "oldest_seconds", "paused_until_at"),
    ),
    "lags": ("Lags", ("kind", "name", "waiting", "lag_seconds", "lag_bytes")),
    "locks": (
        "Lock waits",
        ("pid", "role", "waits_seconds", "mode", "locked", "blocked_by", "statement"),
    ),
    "sessions": (
        "Sessions",
        ("pid", "role", "state", "transaction_seconds", "waits_for", "xmin_age", "statement"),
    ),
    "statements": (
        "Statements by total time",
        ("rpc", "calls", "total_ms", "mean_ms", "max_ms", "budget_ms", "statement"),
    ),
}
"""Each part of a frame: its title, and the columns that a terminal has room for."""


def draw(frame: Frame, *, hint: str = "") -> Group:
    """Return the whole frame; a part without rows is one line."""
    head = Text(f"rowhouse top  {frame.at}  {hint}".rstrip(), style="bold")
    parts = (
        _table(title, getattr(frame, part), columns) for part, (title, columns) in COLUMNS.items()
    )
    return Group(head, *parts)


def _table(title: str, rows: Rows, columns: tuple[str, ...]) -> Table | Text:
    if not rows:
        return Text(f"{title}: none", style="dim")
    table = Table(title=title, title_justify="left", expand=True, box=None, header_style="bold")
    shown = [name for name in columns if any(_cell(row[name]) for row in rows)]
    for column in shown:
        is_number = all(isinstance(row[column], int | float | Decimal | None) for row in rows)
        table.add_column(
            column.replace("_", " "),
            justify="right" if is_number else "left",
            no_wrap=True,
            overflow="ellipsis",
            ratio=1 if column == "statement" else None,
            min_width=None if column == "statement" else _widest(rows, column),
        )
    for row in rows:
        table.add_row(*(Text(_cell(row[column])) for column in shown))
    return table


def _widest(rows: Rows, column: str) -> int:
    return max(len(column), *(len(_cell(row[column])) for row in rows))


def _cell(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_cell, value))
    return "" if value is None else printable(str(value))
