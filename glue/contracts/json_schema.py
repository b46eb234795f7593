"""Contracts as JSON Schema 2020-12, the dialect of OpenAPI 3.1 and AsyncAPI 3."""

from typing import Any, TypeAlias

from glue.contracts.contracts import Contracts
from glue.contracts.shapes import Field, parse_shape
from glue.contracts.writer import Writer

Schema: TypeAlias = dict[str, Any]

SCALARS: dict[str, Schema] = {
    "bigint": {"type": "integer", "format": "int64"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "integer": {"type": "integer", "format": "int32"},
    "interval": {"type": "string"},
    "jsonb": {},
    "null": {"type": "null"},
    "numeric": {"type": "number"},
    "text": {"type": "string"},
    "timestamptz": {"type": "string", "format": "date-time"},
    "uuid": {"type": "string", "format": "uuid"},
}
DIALECT = "https://json-schema.org/draft/2020-12/schema"
COMPONENTS = "#/components/schemas/"


class JsonSchemaWriter(Writer[Schema]):
    """Writes shapes as schemas; objects are components."""

    def __init__(self, contracts: Contracts, components: str = COMPONENTS) -> None:
        super().__init__(contracts)
        self._components = components

    def scalar(self, name: str) -> Schema:
        """Return the form that a SQL type has in JSON."""
        return dict(SCALARS[name])

    def literals(self, texts: tuple[str, ...]) -> Schema:
        """Return an enumeration."""
        return {"type": "string", "enum": list(texts)}

    def sequence(self, of: Schema) -> Schema:
        """Return an array."""
        return {"type": "array", "items": of}

    def mapping(self, of: Schema) -> Schema:
        """Return an object with any keys."""
        return {"type": "object", "additionalProperties": of}

    def union(self, options: list[Schema]) -> Schema:
        """Return a choice; a type that may be null is written in one."""
        plain = [option for option in options if option != {"type": "null"}]
        if len(plain) == len(options) - 1 == 1 and isinstance(plain[0].get("type"), str):
            nullable = plain[0] | {"type": [plain[0]["type"], "null"]}
            if "enum" in nullable:
                nullable["enum"] = [*nullable["enum"], None]
            return nullable
        return {"anyOf": options}

    def named(self, name: str) -> Schema:
        """Return a reference."""
        return {"$ref": self._components + name}

    def record(self, name: str, fields: list[tuple[Field, Schema]]) -> Schema:  # noqa: ARG002
        """Return an object with these keys and no other."""
        return {
            "type": "object",
            "properties": {field.name: schema for field, schema in fields},
            "required": [field.name for field, _ in fields if not field.is_optional],
            "additionalProperties": False,
        }


def closed_schema(contracts: Contracts, rpc: str) -> Schema:
    """Return the schema of what one RPC returns, complete in itself."""
    writer = JsonSchemaWriter(contracts, "#/$defs/")
    schema = writer.write_returns(rpc)
    return (
        {"$schema": "https://json-schema.org/draft/2020-12/schema"}
        | schema
        | {"$defs": writer.declared}
    )


def shape_schema(text: str) -> Schema:
    """Return the schema of one shape without references, complete in itself."""
    writer = JsonSchemaWriter(Contracts({}), "#/$defs/")
    schema = writer.write("Payload", parse_shape(text))
    return {"$schema": DIALECT} | schema | {"$defs": writer.declared}
