"""What callers see of a database, and what of it two releases have in common.

A change breaks callers where a call that was right is refused, or an answer holds less than
before: docs/versioning.md has the rules.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pglast
import psycopg
from pglast import ast

from glue.contracts.contracts import Contract, Contracts
from glue.contracts.shapes import Record, Scalar, ShapeError, parse_shape
from glue.db import script
from glue.schema.rpcs import read_comment
from glue.upgrade.shapes import RETURNS, TAKES, Reader, Side

_QUERY = Path(__file__).with_name("surface.sql")

_LITERAL = re.compile(r"'[^']*'")
_LITERALS = re.compile(rf"{_LITERAL.pattern}(,\s*{_LITERAL.pattern})*")

Definition = Mapping[str, Any]


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """One change of what callers see."""

    kind: str
    name: str
    change: str
    is_breaking: bool = False


@dataclass(frozen=True, slots=True)
class Surface:
    """{(kind, name): its definitions}, more than one for an RPC that is overloaded."""

    of: Mapping[tuple[str, str], tuple[Definition, ...]]
    contracts: Contracts


def read_surface(conn: psycopg.Connection[Any]) -> Surface:
    """Read what callers see of a database with core in it."""
    found: dict[tuple[str, str], tuple[Definition, ...]] = {}
    for row in conn.execute(script(_QUERY.read_text())).fetchall():
        key = row["kind"], row["name"]
        found[key] = (*found.get(key, ()), _with_labels(row["definition"]))
    return make_surface(found)


def _with_labels(definition: Definition) -> Definition:
    """Return a definition with the labels that a metric's query gives, if it names them."""
    if "query" not in definition:
        return definition
    labels = metric_labels(definition["query"])
    return {"type": definition["type"]} | ({} if labels is None else {"labels": labels})


def metric_labels(query: str) -> str | None:
    """Return the labels that a query gives to its series; None where it computes them."""
    select = pglast.parse_sql(query)[0].stmt
    first = select.targetList[0].val if getattr(select, "targetList", None) else None
    if not isinstance(first, ast.FuncCall) or first.funcname[-1].sval != "jsonb_build_object":
        return None
    names = [it.val.sval for it in first.args[::2] if isinstance(it, ast.A_Const)]
    return ", ".join(sorted(names))


def make_surface(found: Mapping[tuple[str, str], tuple[Definition, ...]]) -> Surface:
    """Return a surface with the contracts that its comments hold."""
    return Surface(found, Contracts(dict(_contracts(found))))


def differences(old: Surface, new: Surface) -> list[Difference]:
    """Return what has changed for callers, what breaks them first."""
    found = [Difference(*key, "new") for key in new.of.keys() - old.of.keys()]
    found += [
        Difference(*key, _gone(old.of[key]), is_breaking=True)
        for key in old.of.keys() - new.of.keys()
    ]
    for key in old.of.keys() & new.of.keys():
        found += _changes(key, old, new)
    return in_order(found)


def in_order(found: Iterable[Difference]) -> list[Difference]:
    """Return changes, what breaks callers first."""
    return sorted(found, key=lambda it: (not it.is_breaking, it))


def _changes(key: tuple[str, str], old: Surface, new: Surface) -> Iterator[Difference]:
    kind, name = key
    if len(old.of[key]) != len(new.of[key]):
        yield Difference(kind, name, "it is overloaded differently", is_breaking=True)
        return
    compare = _COMPARE.get(kind, _compare_row)
    for before, after in zip(old.of[key], new.of[key], strict=True):
        pair = One(name, before, old.contracts), One(name, after, new.contracts)
        for change, is_breaking in compare(*pair):
            yield Difference(kind, name, change, is_breaking=is_breaking)


@dataclass(frozen=True, slots=True)
class One:
    """One thing of a surface."""

    name: str
    has: Definition
    contracts: Contracts


def _gone(definitions: tuple[Definition, ...]) -> str:
    since = read_comment(definitions[0].get("comment", ""))[2].get("Deprecated")
    return f"gone, as announced: {since}" if since else "gone"


Changes = Iterator[tuple[str, bool]]


def _compare_row(old: One, new: One) -> Changes:
    """Compare what a catalogue says of an event, a setting, an error or a job kind."""
    for key in old.has.keys() & new.has.keys():
        if key == "payload":
            continue
        if old.has[key] != new.has[key]:
            yield f"{key} is {new.has[key]}, not {old.has[key]}", True
    if "payload" in old.has:
        yield from _broken(
            Reader(RETURNS).misfits(
                Side(parse_shape(old.has["payload"]), old.contracts),
                Side(parse_shape(new.has["payload"]), new.contracts),
            ),
            "payload",
        )


def _compare_job_kind(old: One, new: One) -> Changes:
    """Compare kinds of jobs: one that takes Python now needs a worker, where SQL did not."""
    for change, _ in _compare_row(old, new):
        yield change, new.has["handler"] != "sql"


def _compare_column(old: One, new: One) -> Changes:
    if old.has["type"] != new.has["type"]:
        yield f"its type is {new.has['type']}, not {old.has['type']}", True
    for right in sorted({*old.has["rights"]} - {*new.has["rights"]}):
        yield f"no longer: {right}", True


def _compare_rpc(old: One, new: One) -> Changes:
    yield from _compare_parameters(old, new)
    if old.has["returns"] != new.has["returns"]:
        yield f"it returns {new.has['returns']}, not {old.has['returns']}", True
    yield from _compare_app_roles(old.has["app_roles"], new.has["app_roles"])
    if old.has["is_read_only"] and not new.has["is_read_only"]:
        yield "it writes: GET is refused", True
    for role in sorted({*old.has["roles"]} - {*new.has["roles"]}):
        yield f"{role} may not call it", True
    if old.name in old.contracts.of and new.name in new.contracts.of:
        yield from _compare_contract(old, new)
    if _deprecated(new) and not _deprecated(old):
        yield f"deprecated: {_deprecated(new)}", False


def _compare_app_roles(old: str | None, new: str | None) -> Changes:
    """Compare the arguments of require_role, None without a check; one that asks more breaks.

    Arguments that are not all literals are not understood: another text breaks.
    """
    if new == old:
        return
    if new is None:
        yield f"it asks for no app role, not {old}", False
        return
    before, after = _literals(old or ""), _literals(new)
    asks_more = not before or not after or bool(before - after)
    if asks_more or before != after:
        yield f"it asks for app role {new}, not {old}", asks_more


def _literals(arguments: str) -> set[str]:
    """Return the literals of a list; an empty set where a part of it is something else."""
    return {*_LITERAL.findall(arguments)} if _LITERALS.fullmatch(arguments) else set()


def _deprecated(rpc: One) -> str:
    return read_comment(rpc.has["comment"])[2].get("Deprecated", "")


def _compare_parameters(old: One, new: One) -> Changes:
    before = {it["name"]: it for it in old.has["parameters"]}
    after = {it["name"]: it for it in new.has["parameters"]}
    for name, known in before.items():
        if name not in after:
            yield f"the parameter {name} is gone", True
        elif after[name]["type"] != known["type"]:
            yield f"the parameter {name} is {after[name]['type']}, not {known['type']}", True
        elif known["has_default"] and not after[name]["has_default"]:
            yield f"the parameter {name} is required", True
    for name in after.keys() - before.keys():
        is_required = not after[name]["has_default"]
        yield f"a {'required ' if is_required else ''}parameter {name}", is_required


def _compare_contract(old: One, new: One) -> Changes:
    before, after = old.contracts.of[old.name], new.contracts.of[new.name]
    returns = Side(before.returns, old.contracts), Side(after.returns, new.contracts)
    yield from _broken(Reader(RETURNS).misfits(*returns), "returns")
    for name in before.takes.keys() & after.takes.keys():
        takes = Side(after.takes[name], new.contracts), Side(before.takes[name], old.contracts)
        yield from _broken(Reader(TAKES).misfits(*takes), f"the parameter {name}")


def _broken(found: Iterator[str], place: str) -> Changes:
    for words in found:
        yield f"{place}: {words}", True


_COMPARE = {"rpc": _compare_rpc, "column": _compare_column, "job kind": _compare_job_kind}


def _contracts(
    found: Mapping[tuple[str, str], tuple[Definition, ...]],
) -> Iterator[tuple[str, Contract]]:
    """Yield the contracts that comments hold; one that is missing or wrong is passed over."""
    for (kind, name), definitions in found.items():
        if kind != "rpc":
            continue
        labels = read_comment(definitions[0]["comment"])[2]
        try:
            takes = parse_shape(labels.get("Takes", "{}"))
            returns = parse_shape(labels["Returns"]) if "Returns" in labels else Scalar("null")
        except ShapeError:
            continue
        if isinstance(takes, Record):
            yield name, Contract({field.name: field.shape for field in takes.fields}, returns)
