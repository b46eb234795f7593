"""Lines of trigger files that attach the platform to a table of others.

Such a line is one call of core.attach_table. It is read here as the object that it makes: the
ledger, the export and `migrate down` treat it like a trigger, and its drop is core.detach_table.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from pglast import ast

from glue.errors import ConfigError

CALL = ("core", "attach_table")
OF_CORE = ("audit", "broadcast", "webhooks", "retention", "validation")
"""The kinds that core has; any other is a module's."""
WITHOUT_TRIGGER = ("retention",)
"""The kinds that leave the table as it is, and lock it against no one."""


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
    given = {
        arg.name: _text_of(arg.arg) for arg in call.args or () if isinstance(arg, ast.NamedArgExpr)
    }
    kind, table = given.get("p_kind"), given.get("p_table")
    if kind is None or table is None or len(given) != len(call.args):
        raise ConfigError(
            "a line of core.attach_table does not name p_kind and p_table as texts",
            "Let `rowhouse attach` write it.",
        )
    options, columns = (
        _object(f"{name} of {kind} of {table}", given[name]) if name in given else {}
        for name in ("p_options", "p_columns")
    )
    return Attachment(kind, table, options, columns)


def _text_of(node: Any) -> str | None:
    """Return a text as it stands in SQL; None for anything else."""
    match node:
        case ast.A_Const(val=ast.String(sval=text)):
            return str(text)
        case ast.TypeCast(arg=arg):
            return _text_of(arg)
    return None


def _object(name: str, text: str | None) -> dict[str, Any]:
    try:
        found = json.loads(text or "")
    except (ValueError, RecursionError) as exc:
        raise ConfigError(f"{name} is not JSON: {exc}", "Write an object, as a text.") from exc
    if not isinstance(found, dict):
        raise ConfigError(f"{name} is not a JSON object", "Write an object, as a text.")
    return found


def literal(text: str) -> str:
    """Return a text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def _json(value: dict[str, Any]) -> str:
    """Return an object as a literal, broken into lines where it is long: one key each."""
    text = json.dumps(value, ensure_ascii=False)
    if len(text) > 60:  # noqa: PLR2004 - what is left of a line of SQL
        text = json.dumps(value, ensure_ascii=False, indent=4).replace("\n", "\n    ")
    return literal(text)
