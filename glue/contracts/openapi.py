"""supabase/openapi.json: the API as OpenAPI 3.1.

PostgREST's own document says neither what an RPC returns nor how it refuses; this one does.
"""

from importlib.metadata import version
from typing import Any

from glue.contracts.contracts import Contracts
from glue.contracts.json_schema import COMPONENTS, SCALARS, JsonSchemaWriter, Schema
from glue.schema.rpcs import Refusal, Rpc

ERROR = "Error"
EVERY_CALL = {
    "400": (
        "An argument does not have its type (SQLSTATE 22…), or the body is no JSON object.",
        "^(22[0-9A-Z]{3}|PGRST[0-9]{3}|body_not_object)$",
    ),
    "401": (
        "The token or the API key is missing, ended, revoked or wrong (PT401 core.…, 42501).",
        "^(PT401|42501|PGRST[0-9]{3})$",
    ),
    "403": ("The role of the caller may not call this (42501).", "^42501$"),
    "404": (
        "An argument is missing, or has an unknown name (PGRST202, 42883).",
        "^(PGRST202|42883)$",
    ),
    "429": ("A rate limit is reached; Retry-After has the seconds to wait.", "^PT429$"),
}
"""What the gateway, the API and core.pre_request answer to any call, and with which codes."""

_ERROR_SCHEMA: Schema = {
    "type": "object",
    "description": "A refused call. `message` is the stable key of the error.",
    "properties": {
        "code": {"type": "string", "description": "SQLSTATE, such as PT422."},
        "message": {"type": "string"},
        "details": {"type": ["string", "null"], "description": "A sentence with the values."},
        "hint": {"type": ["string", "null"], "description": "What to do."},
    },
    "required": ["code", "message", "details", "hint"],
}
_TYPES: dict[str, Schema] = SCALARS | {"double precision": {"type": "number"}}


def write_openapi(rpcs: list[Rpc], contracts: Contracts) -> dict[str, Any]:
    """Return the document."""
    writer = JsonSchemaWriter(contracts)
    paths = {f"/rpc/{rpc.name}": {"post": _operation(rpc, writer)} for rpc in rpcs}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Rowhouse",
            "version": version("rowhouse"),
            "description": "The RPCs of schema api. Written by `rowhouse docs`.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/rest/v1", "description": "The gateway, or a Supabase project."}],
        "security": [{"apikey": [], "bearer": []}],
        "tags": [{"name": name} for name in sorted({_module(rpc) for rpc in rpcs})],
        "paths": paths,
        "components": {
            "securitySchemes": {
                "apikey": {"type": "apiKey", "in": "header", "name": "apikey"},
                "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
            },
            "responses": {status: _refusal(status, []) for status in EVERY_CALL},
            "schemas": {ERROR: _ERROR_SCHEMA} | dict(sorted(writer.declared.items())),
        },
    }


def parameter_schema(rpc: Rpc, name: str, kind: str, writer: JsonSchemaWriter) -> Schema:
    """Return the schema of one argument."""
    if kind == "jsonb":
        return writer.write_takes(rpc.name, name)
    element = kind.removesuffix("[]")
    schema = dict(_TYPES[element])
    return {"type": "array", "items": schema} if element != kind else schema


def _module(rpc: Rpc) -> str:
    return rpc.body.split(".")[0]


def _operation(rpc: Rpc, writer: JsonSchemaWriter) -> Schema:
    description = "\n\n".join(filter(None, (rpc.description, _notes(rpc))))
    operation: Schema = {
        "operationId": rpc.name,
        "tags": [_module(rpc)],
        "summary": rpc.summary,
        "description": description,
        "parameters": [
            {
                "name": "Content-Profile",
                "in": "header",
                "required": True,
                "schema": {"type": "string", "const": "api"},
            }
        ],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": _arguments(rpc, writer)}},
        },
        "responses": {**_success(rpc, writer), **_refusals(rpc)},
    }
    if rpc.deprecation:
        operation["deprecated"] = True
    if "anon" in rpc.roles:
        operation["security"] = [{"apikey": []}, {"apikey": [], "bearer": []}]
    return operation


def _notes(rpc: Rpc) -> str:
    labels = [
        f"{name}: {rpc.labels[name]}" for name in ("Units", "Emits", "Budget") if name in rpc.labels
    ]
    return "\n".join([*labels, *([str(rpc.deprecation)] if rpc.deprecation else [])])


def _arguments(rpc: Rpc, writer: JsonSchemaWriter) -> Schema:
    properties: Schema = {}
    for parameter in rpc.parameters:
        schema = parameter_schema(rpc, parameter.name, parameter.type, writer)
        if parameter.default is not None:
            schema = writer.union([schema, {"type": "null"}])
        properties[parameter.name] = schema
    return {
        "type": "object",
        "properties": properties,
        "required": [p.name for p in rpc.parameters if p.default is None],
        "additionalProperties": False,
    }


def _success(rpc: Rpc, writer: JsonSchemaWriter) -> Schema:
    if rpc.returns == "void":
        return {"204": {"description": "Done."}}
    media = _media_type(rpc)
    schema = writer.write_returns(rpc.name)
    return {"200": {"description": rpc.summary, "content": {media: {"schema": schema}}}}


def _media_type(rpc: Rpc) -> str:
    """Return the media type of an answer: that of a domain such as core."text/plain"."""
    name = rpc.returns.partition(".")[2].strip('"')
    return name if "/" in name else "application/json"


def _refusals(rpc: Rpc) -> Schema:
    by_status: dict[str, list[Refusal]] = {}
    for error in rpc.errors:
        by_status.setdefault(error.code.removeprefix("PT"), []).append(error)
    return {
        status: _refusal(status, by_status[status]) if status in by_status else _general(status)
        for status in sorted(by_status.keys() | EVERY_CALL.keys())
        if status.isdigit()
    }


def _general(status: str) -> Schema:
    return {"$ref": f"#/components/responses/{status}"}


def _refusal(status: str, errors: list[Refusal]) -> Schema:
    """Return what one status means: the errors that the comment lists, and those of any call."""
    said = [f"{error.key}: {error.hint}" for error in errors]
    allowed: list[Schema] = []
    if errors:
        allowed.append({"properties": {"message": {"enum": [error.key for error in errors]}}})
    if status in EVERY_CALL:
        text, codes = EVERY_CALL[status]
        said.append(text)
        allowed.append({"properties": {"code": {"pattern": codes}}})
    either = allowed[0] if len(allowed) == 1 else {"anyOf": allowed}
    schema: Schema = {"allOf": [{"$ref": COMPONENTS + ERROR}, either]}
    return {
        "description": "; ".join(said),
        "content": {"application/json": {"schema": schema}},
    }
