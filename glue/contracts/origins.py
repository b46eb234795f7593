"""From which columns those of a view come, read from its definition with the server's grammar.

A column that a view computes, or takes from a subquery, has no origin.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pglast
from pglast import ast, enums

_KEEPS = {
    enums.JoinType.JOIN_INNER: (False, False),
    enums.JoinType.JOIN_LEFT: (False, True),
    enums.JoinType.JOIN_RIGHT: (True, False),
}
"""Whether a join may lack a row of its left, and of its right side."""


@dataclass(frozen=True, slots=True)
class Origin:
    """A column of a relation, and whether the row that has it may be absent."""

    relation: str
    column: str
    may_lack: bool


def read_origins(definition: str) -> list[Origin | None]:
    """Return the origin of each column of a view, in their order."""
    query: Any = pglast.parse_sql(definition)[0].stmt
    if query.op != enums.SetOperation.SETOP_NONE:
        return [None] * len(_first(query).targetList)
    grouping_sets = any(isinstance(it, ast.GroupingSet) for it in query.groupClause or ())
    named = {cte.ctename for cte in (query.withClause.ctes if query.withClause else ())}
    scope: dict[str, tuple[str, bool]] = {}
    for item in query.fromClause or ():
        scope |= dict(_scope(item, named, may_lack=grouping_sets))
    return [_origin(target.val, scope) for target in query.targetList]


def _first(query: Any) -> Any:
    """Return the first query of a union: its columns give the names."""
    return _first(query.larg) if query.larg else query


def _scope(item: Any, named: set[str], *, may_lack: bool) -> Iterator[tuple[str, tuple[str, bool]]]:
    """Yield (alias, (relation, whether its row may be absent)) of what a FROM holds."""
    match item:
        case ast.RangeVar() if item.schemaname or item.relname not in named:
            relation = pglast.stream.RawStream()(
                ast.RangeVar(schemaname=item.schemaname, relname=item.relname, inh=True)
            )
            yield (item.alias.aliasname if item.alias else item.relname), (relation, may_lack)
        case ast.JoinExpr():
            left, right = _KEEPS.get(item.jointype, (True, True))
            yield from _scope(item.larg, named, may_lack=may_lack or left)
            yield from _scope(item.rarg, named, may_lack=may_lack or right)


def _origin(value: Any, scope: Mapping[str, tuple[str, bool]]) -> Origin | None:
    if not isinstance(value, ast.ColumnRef):
        return None
    *alias, column = [getattr(part, "sval", "") for part in value.fields]
    found = scope.get(alias[-1]) if alias else _only(list(scope.values()))
    return Origin(found[0], column, found[1]) if found and column else None


def _only(found: Sequence[tuple[str, bool]]) -> tuple[str, bool] | None:
    """Return the one relation that a name without an alias can mean."""
    return found[0] if len(found) == 1 else None
