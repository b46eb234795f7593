"""A step that can not run in a transaction: where a run of it begins, and with which texts.

A run that was cut off goes on at its statement. One that turns round, since a run the other
way was cut off, cannot know what stands: it runs every statement, each in a form that passes
over what is there, or is gone, already. Such a form exists for what makes or drops an object,
not for what moves rows; where a statement has none, the run is refused before its first change.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pglast
from pglast import ast
from pglast.stream import RawStream

from glue.errors import DriftError

_SHOWN = 80
_REPEATABLE = {
    "AT_AddColumn", "AT_DropColumn", "AT_DropConstraint", "AT_ColumnDefault", "AT_SetNotNull",
    "AT_DropNotNull", "AT_ValidateConstraint",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Alone:
    """The statements of a step that can not run in a transaction."""

    migration_id: str
    direction: str
    statements: Sequence[str]
    rollback: str
    """The text of its way back, whichever way it runs."""

    @property
    def other(self) -> str:
        """The command that runs the other way."""
        return "`rowhouse migrate down`" if self.direction == "up" else "`rowhouse migrate up`"


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left to run of a step."""

    done: int
    """How many of its statements an earlier run did."""
    statements: Sequence[str]
    turns: bool
    """Whether all of it runs again, over what a run the other way has left."""


def rest_of(step: Alone, begun: dict[str, Any] | None) -> Rest:
    """Return what is left of a step; refuse to pass over a statement that never ran."""
    if begun is None:
        return Rest(0, step.statements, turns=False)
    if begun["direction"] != step.direction or begun["sha256"] is None:
        return Rest(0, [_again(step, one) for one in step.statements], turns=True)
    done = begun["statements_done"]
    if digest(step.statements[:done]) != begun["sha256"]:
        raise DriftError(
            f"{step.migration_id} was cut off after statement {done}, and its text up to there"
            " is another now",
            "Put that part back as it was, and change the rest only; or `rowhouse migrate down`"
            " takes back what was run.",
        )
    return Rest(done, step.statements[done:], turns=False)


def leaves_a_part(statements: Sequence[str]) -> bool:
    """Return whether the first one may be cut off in the middle: it commits on the way."""
    if not statements:
        return False
    match pglast.parse_sql(statements[0])[0].stmt:
        case ast.IndexStmt(concurrent=True) | ast.DropStmt(concurrent=True) | ast.ReindexStmt():
            return True
        case _:
            return False


def digest(statements: Sequence[str]) -> str:
    """Return the checksum of statements that were run."""
    return hashlib.sha256("\0".join(statements).encode()).hexdigest()


def _again(step: Alone, statement: str) -> str:
    """Return a statement so that it may run over a part of what it makes or drops."""
    node = pglast.parse_sql(statement)[0].stmt
    match node:
        case ast.DropStmt():
            node.missing_ok = True
        case (
            ast.IndexStmt(idxname=str())
            | ast.CreateStmt()
            | ast.CreateSeqStmt()
            | ast.CreateSchemaStmt()
        ):
            node.if_not_exists = True
        case ast.AlterEnumStmt(oldVal=None):
            node.skipIfNewValExists = True
        case ast.AlterTableStmt() if {it.subtype.name for it in node.cmds} <= _REPEATABLE:
            node.missing_ok = True
            for command in node.cmds:
                command.missing_ok = True
        case (
            ast.CommentStmt()
            | ast.ReindexStmt()
            | ast.VacuumStmt()
            | ast.SelectStmt(targetList=[ast.ResTarget(val=ast.A_Const())])
        ):
            return statement
        case _:
            raise DriftError(
                f"{step.migration_id} was cut off in {step.other}, and the other way cannot run"
                f" over a part of it: {RawStream()(node)[:_SHOWN]}",
                f"Mend the cause, then {step.other} goes on.",
            )
    return str(RawStream()(node))
