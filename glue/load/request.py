"""What to load where, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from glue.load.csv_rows import Record


@dataclass(frozen=True, slots=True)
class Request:
    """What to load where: `mapping` and `constants` are by the target's column."""

    table: str
    path: Path
    mapping: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    delimiter: str = ","
    batch: int = 20_000
    dry_run: bool = False
    again: bool = False
    rejected: Path | None = None
    wait_seconds: int = 10
    date_order: str | None = None
    retire: bool = False

    @property
    def rejected_path(self) -> Path:
        """Where bad rows go."""
        return self.rejected or self.path.with_name(f"{self.path.name}.rejected.csv")


@dataclass(frozen=True, slots=True)
class Report:
    """The whole load, over all its runs; seconds and rate are of this run alone."""

    status: str
    inserted: int
    rejected: int
    lines: int
    remarks: int
    seconds: float
    rows_per_second: int


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that stays out, and why."""

    record: Record
    reason: str
