"""Contracts in supabase/types.ts.

The Supabase CLI writes what the catalog knows, and jsonb as Json; here each jsonb gets the type
that its contract gives it.
"""

import re

from glue.contracts.contracts import Contracts
from glue.contracts.layout import lay_out
from glue.contracts.shapes import Field
from glue.contracts.writer import Writer
from glue.schema.rpcs import Rpc

SCALARS = {
    "bigint": "number",
    "boolean": "boolean",
    "date": "string",
    "integer": "number",
    "interval": "string",
    "jsonb": "Json",
    "null": "null",
    "numeric": "number",
    "text": "string",
    "timestamptz": "string",
    "uuid": "string",
}
_HEAD = """
// The objects that RPCs take (…Input) and return, from the comments on their bodies.
"""
_END = "\n {27}}"
"""How the CLI ends a function: with a brace in this column."""

_IDENTIFIER = re.compile(r"[A-Za-z_]\w*")


class TypeScriptWriter(Writer[str]):
    """Writes shapes as types; objects are interfaces."""

    def scalar(self, name: str) -> str:
        """Return the form that a SQL type has in JSON."""
        return SCALARS[name]

    def literals(self, texts: tuple[str, ...]) -> str:
        """Return a union of literals."""
        return " | ".join(f'"{text}"' for text in texts)

    def sequence(self, of: str) -> str:
        """Return an array."""
        return f"({of})[]" if " " in of else f"{of}[]"

    def mapping(self, of: str) -> str:
        """Return an object with any keys."""
        return f"Record<string, {of}>"

    def union(self, options: list[str]) -> str:
        """Return a union."""
        return " | ".join(options)

    def named(self, name: str) -> str:
        """Return the interface's name."""
        return name

    def record(self, name: str, fields: list[tuple[Field, str]]) -> str:
        """Return an interface.

        A type alias, unlike an interface, is assignable to Json.
        """
        lines = (f"  {_key(field)}: {written};\n" for field, written in fields)
        return f"export type {name} = {{\n{''.join(lines)}}};\n"


def type_rpcs(cli_types: str, rpcs: list[Rpc], contracts: Contracts) -> str:
    """Return the types of the CLI with those of the contracts in the place of Json."""
    writer = TypeScriptWriter(contracts)
    typed = cli_types
    for rpc in rpcs:
        typed = _type_rpc(typed, rpc.name, contracts, writer)
    laid_out = _mark_deprecated(lay_out(typed), rpcs).rstrip()
    return f"{laid_out}\n{_HEAD}\n" + "\n".join(writer.declared.values())


def _mark_deprecated(types: str, rpcs: list[Rpc]) -> str:
    """Put a remark above each RPC that will go, which editors and linters show."""
    for rpc in rpcs:
        if rpc.deprecation:
            remark = str(rpc.deprecation).removeprefix("Deprecated ")
            types = re.sub(
                rf'^( +)(?="{rpc.name}": {{\n +Args: )',
                rf"\1/** @deprecated {remark} */\n\1",
                types,
                flags=re.MULTILINE,
            )
    return types


def _type_rpc(types: str, rpc: str, contracts: Contracts, writer: TypeScriptWriter) -> str:
    """Replace the types of one RPC: the CLI writes its name, then `{ Args: …; Returns: … }`."""
    found = re.search(rf'"{rpc}":\n\{{ Args: (.*?); Returns: (.*?){_END}', types, re.DOTALL)
    if found is None:
        return types
    arguments = found[1]
    for parameter in contracts.of[rpc].takes:
        # Optional parameters may be null: null is their default.
        arguments = re.sub(
            rf'("{parameter}"\??: )Json', rf"\g<1>{writer.write_takes(rpc, parameter)}", arguments
        )
    returns = writer.write_returns(rpc) if found[2] != "undefined" else found[2]
    return types[: found.start(1)] + f"{arguments}; Returns: {returns}" + types[found.end(2) :]


def _key(field: Field) -> str:
    name = field.name if _IDENTIFIER.fullmatch(field.name) else f'"{field.name}"'
    return f"{name}?" if field.is_optional else name
