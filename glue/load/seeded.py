"""What loading a data set brought."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seeded:
    """What a data set brought: rows that are there now, and whether they were before."""

    dataset: str
    version: str
    lines: int
    was_there: bool
