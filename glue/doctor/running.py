"""Examining all areas: what one of them cannot answer does not hold up the others."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

import psycopg

from glue.db import connect
from glue.doctor import (
    catalog,
    clock,
    depth,
    disk,
    health,
    programs,
    release,
    rules,
    secrets,
    stack,
)
from glue.doctor.findings import ERROR, WARNING, Finding
from glue.doctor.target import Target
from glue.errors import RowhouseError
from glue.refusals import remedy_unreachable

Area = Callable[[], Iterable[Finding]]


def diagnose(target: Target, *, is_deep: bool, say: Callable[[str], None]) -> list[Finding]:
    """Examine an installation; errors come first."""
    found = list(_examine(target, is_deep=is_deep, say=say))
    return sorted(found, key=lambda finding: finding.severity != ERROR)


def _examine(target: Target, *, is_deep: bool, say: Callable[[str], None]) -> Iterator[Finding]:
    """Go from what must work to what needs it: machine, server, release, content."""
    yield from _ask("stack", partial(stack.examine, target))
    yield from _ask("disk", partial(disk.examine, target))
    unreachable = _reach(target)
    if unreachable is not None:
        yield unreachable
        return
    for area in (clock, secrets, programs, release):
        yield from _ask(area.__name__.rpartition(".")[2], partial(area.examine, target))
    if not release.is_installed(target):
        return
    for area in (catalog, rules, health):
        yield from _ask(area.__name__.rpartition(".")[2], partial(area.examine, target))
    if is_deep:
        yield from _ask("invariants", partial(depth.examine_invariants, target))
        yield from _ask("drift", partial(depth.examine_drift, target, say))


def _reach(target: Target) -> Finding | None:
    try:
        with connect(target.url):
            return None
    except psycopg.OperationalError as exc:
        return Finding(
            "server",
            "unreachable",
            ERROR,
            f"The database cannot be reached: {str(exc).strip().splitlines()[0]}.",
            "Nothing of it can be examined.",
            "rowhouse up" if target.is_stack else remedy_unreachable(exc),
        )


def _ask(area: str, examine: Area) -> Iterator[Finding]:
    try:
        yield from examine()
    except (psycopg.Error, RowhouseError) as exc:
        yield Finding(
            area,
            "not_examined",
            WARNING,
            f"This area could not be examined: {str(exc).splitlines()[0]}.",
            "What is wrong there is not known.",
            getattr(exc, "remedy", "") or "Connect as the owner: DATABASE_URL of role postgres",
        )
