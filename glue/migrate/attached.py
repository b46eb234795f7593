"""Lines of trigger files that attach the platform to a table of others.

Such a line is one call of core.attach_table. It is read here as the object that it makes: the
ledger, the export and `migrate down` treat it like a trigger, and its drop is core.detach_table.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from pglast import ast

CALL = ("core", "attach_table")


@dataclass(frozen=True, slots=True)
class Attachment:
    """One kind of attachment of one table, as the file has it."""

    kind: str
    table: str
    options: dict[str, Any] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)

    @property
    def statement(self) -> str:
        """The call that makes it."""
        return (
            "select core.attach_table(\n"
            f"    p_kind => {literal(self.kind)},\n"
            f"    p_table => {literal(self.table)},\n"
            f"    p_options => {_json(self.options)},\n"
            f"    p_columns => {_json(self.columns)}\n"
            ");\n"
        )


def attachment_of(statement: Any) -> Attachment | None:
    """Return what a parsed statement attaches; None for any other statement."""
    match statement:
        case ast.SelectStmt(targetList=[ast.ResTarget(val=ast.FuncCall() as call)]):
            pass
        case _:
            return None
    if tuple(part.sval for part in call.funcname) != CALL:
        return None
    given = {arg.name: arg.arg.val.sval for arg in call.args if isinstance(arg, ast.NamedArgExpr)}
    if "p_kind" not in given or "p_table" not in given:
        return None
    return Attachment(
        given["p_kind"],
        given["p_table"],
        json.loads(given.get("p_options", "{}")),
        json.loads(given.get("p_columns", "{}")),
    )


def literal(text: str) -> str:
    """Return a text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def _json(value: dict[str, Any]) -> str:
    """Return an object as a literal, broken into lines where it is long: one key each."""
    text = json.dumps(value, ensure_ascii=False)
    if len(text) > 60:  # noqa: PLR2004 - what is left of a line of SQL
        text = json.dumps(value, ensure_ascii=False, indent=4).replace("\n", "\n    ")
    return literal(text)
