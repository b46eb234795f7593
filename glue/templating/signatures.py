"""Signatures of functions, read from their own source, for the wrappers in `api`."""

from dataclasses import dataclass
from pathlib import Path

import pglast
from pglast import ast, enums
from pglast.stream import RawStream

from glue.errors import ConfigError
from glue.schema.parsing import named_errors, spell
from glue.schema.sources import path_of
from glue.schema.texts import read_text


@dataclass(frozen=True, slots=True)
class Signature:
    """What a wrapper needs to know of the body that it calls."""

    body: str
    name: str
    public_parameters: str
    forwarded_arguments: str
    types: str
    returns: str
    volatility: str
    comment: str


def read_signature(root: Path, body: str, prefix: str = "") -> Signature:
    """Read the one function at `functions/<schema>/<name>` and its comment.

    The parameters of the wrapper begin with `prefix` instead of `p_`.
    """
    schema, name = body.split(".")
    path = path_of(f"functions/{schema}/{name}", root)
    if path is None:
        raise ConfigError(f"expose({body!r}): there is no functions/{schema}/{name}.sql")
    text = read_text(path)
    with named_errors(path.name, text):
        parsed = [raw.stmt for raw in pglast.parse_sql(text)]
    function = next(stmt for stmt in parsed if isinstance(stmt, ast.CreateFunctionStmt))
    inputs = [p for p in function.parameters or () if p.mode in _INPUT_MODES]
    for parameter in inputs:
        if not (parameter.name or "").startswith("p_"):
            raise ConfigError(f"{path.name}: parameter {parameter.name} lacks its p_ prefix")
    comment = next(
        (
            s.comment
            for s in parsed
            if isinstance(s, ast.CommentStmt) and s.objtype == enums.ObjectType.OBJECT_FUNCTION
        ),
        None,
    )
    if comment is None:
        raise ConfigError(f"{path.name}: an exposed function needs a comment on it")
    return Signature(
        body=body,
        name=name,
        public_parameters=", ".join(_declare(p, prefix) for p in inputs),
        forwarded_arguments=", ".join(f"{p.name} => {_bare(p, prefix)}" for p in inputs),
        types=", ".join(RawStream()(p.argType) for p in inputs),
        returns=_returns(function),
        volatility=_volatility(function),
        comment=f"\n$${comment}$$",
    )


_INPUT_MODES = {
    enums.FunctionParameterMode.FUNC_PARAM_IN,
    enums.FunctionParameterMode.FUNC_PARAM_DEFAULT,
    enums.FunctionParameterMode.FUNC_PARAM_INOUT,
    enums.FunctionParameterMode.FUNC_PARAM_VARIADIC,
}


def _bare(parameter: ast.FunctionParameter, prefix: str) -> str:
    return prefix + str(parameter.name).removeprefix("p_")


def _declare(parameter: ast.FunctionParameter, prefix: str) -> str:
    text = f"{_bare(parameter, prefix)} {RawStream()(parameter.argType)}"
    if parameter.defexpr is not None:
        text += f" default {spell(parameter.defexpr)}"
    return text


def _returns(function: ast.CreateFunctionStmt) -> str:
    columns = [
        f"{p.name} {RawStream()(p.argType)}"
        for p in function.parameters or ()
        if p.mode == enums.FunctionParameterMode.FUNC_PARAM_TABLE
    ]
    if columns:
        return f"table ({', '.join(columns)})"
    name = str(RawStream()(function.returnType)).removeprefix("SETOF ")
    return f"setof {name}" if function.returnType.setof else name


def _volatility(function: ast.CreateFunctionStmt) -> str:
    for option in function.options:
        if option.defname == "volatility":
            return str(option.arg.sval)
    return "volatile"
