"""The project's own rules: one file per rule, each saying what it forbids and why.

A rule is a module of this package. One that reads sources has `check(tree)`; one that
reads a catalog has `QUERY`, a select of (where, message) with one row per violation.
Both have `REMEDY`, the sentence that says what to do. Modules that start with `_` are
what rules share.
"""

import importlib
import pkgutil
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from types import ModuleType

import psycopg
from psycopg.rows import DictRow

from glue.lint._catalog import OURS
from glue.lint._tree import Tree


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a rule is broken."""

    rule: str
    where: str
    message: str
    remedy: str

    def __str__(self) -> str:
        """Return the finding as one line: where, rule, sentence, remedy."""
        return f"{self.where}: {self.rule}: {self.message}. {self.remedy}"


def rules() -> list[ModuleType]:
    """Return every rule, in the order of their names."""
    return [
        importlib.import_module(f"{__name__}.{module.name}")
        for module in pkgutil.iter_modules(__path__)
        if not module.name.startswith("_")
    ]


def check_sources(tree: Tree) -> Iterator[Finding]:
    """Run every rule that reads sources."""
    for rule in rules():
        if hasattr(rule, "check"):
            for where, message in rule.check(tree):
                yield _finding(rule, where, message)


def check_catalog(
    conn: psycopg.Connection[DictRow], only: Collection[str] | None = None
) -> Iterator[Finding]:
    """Run every rule that reads a catalog, or some, as the owner of what is checked."""
    conn.execute(OURS)
    for rule in rules():
        is_asked = only is None or rule.__name__.rpartition(".")[2] in only
        if is_asked and hasattr(rule, "QUERY"):
            for row in conn.execute(rule.QUERY):
                yield _finding(rule, row["where"], row["message"])


def _finding(rule: ModuleType, where: str, message: str) -> Finding:
    return Finding(rule.__name__.rpartition(".")[2], where, message, rule.REMEDY)
