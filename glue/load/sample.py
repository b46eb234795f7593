"""A sample of a CSV: its first rows, whose neighbours tell of baskets, and others by chance."""

import random
from pathlib import Path

from glue.load.csv_rows import CsvFile, reading

FIRST = 1_000
OTHERS = 1_000


def read_sample(path: Path, delimiter: str) -> tuple[list[str], list[list[str]]]:
    """Return the header and up to 2,000 rows; the same file gives the same rows."""
    chance = random.Random(0)  # noqa: S311 - a repeatable draw, not a secret
    first: list[list[str]] = []
    others: list[list[str]] = []
    with reading(path), CsvFile(path, delimiter) as file:
        rows = (record.fields for record in file.records() if not record.flaw)
        for number, fields in enumerate(rows):
            if number < FIRST:
                first.append(fields)
            elif len(others) < OTHERS:
                others.append(fields)
            elif (place := chance.randint(0, number - FIRST)) < OTHERS:
                others[place] = fields
        return file.header, first + others
