"""What the exposed RPCs are: read from the wrappers in `api` and from their comments.

No database is asked. A comment is a summary, a description, and lines that begin with a label:
Units, Errors, Emits, Retention, Budget, Deprecated, Example (the arguments of a call, as JSON).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pglast
from pglast import ast, enums
from pglast.stream import RawStream

from glue import paths
from glue.errors import ConfigError
from glue.schema.parsing import named_errors, spell
from glue.schema.sources import Source, read_sources

LABELS = (
    "Takes",
    "Returns",
    "Units",
    "Errors",
    "Emits",
    "Retention",
    "Budget",
    "Deprecated",
    "Example",
)

_LABEL = re.compile(rf"^({'|'.join(LABELS)}): ?", re.MULTILINE)
_BODY = re.compile(r"select ([a-z_]+\.[a-z0-9_]+)\(")
_APP_ROLES = re.compile(r"^    perform core\.require_role\(([^)]*)\);", re.MULTILINE)
"""Asked of every caller: at the outermost level of the body."""
_LITERAL = re.compile(r"'([^']+)'")
_KEY = re.compile(r"[a-z_]+\.[a-z_]+")
_DEPRECATED = re.compile(r"since (?P<since>\d+\.\d+\.\d+)(?:; use (?P<use>[a-z0-9_]+))?\.")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One argument, by the name that a caller sends."""

    name: str
    type: str
    default: str | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """An error that the comment lists, with what the catalogue of errors says of it."""

    key: str
    code: str
    hint: str


@dataclass(frozen=True, slots=True)
class Deprecation:
    """That an RPC will go: from which release on this is known, and what takes its place."""

    since: str
    use: str | None

    def __str__(self) -> str:
        """Return it as a sentence."""
        return f"Deprecated since {self.since}" + (f"; use {self.use}." if self.use else ".")


def read_deprecation(label: str) -> Deprecation | None:
    """Read what follows `Deprecated:`; None where it has another form."""
    found = _DEPRECATED.fullmatch(label)
    return Deprecation(found["since"], found["use"]) if found else None


@dataclass(frozen=True, slots=True)
class Rpc:
    """One exposed RPC."""

    name: str
    body: str
    parameters: tuple[Parameter, ...]
    returns: str
    volatility: str
    roles: tuple[str, ...]
    app_roles: tuple[str, ...]
    summary: str
    description: str
    labels: dict[str, str]
    errors: tuple[Refusal, ...]

    @property
    def deprecation(self) -> Deprecation | None:
        """That it will go; the lint rule `deprecations` judges the form of the label."""
        return read_deprecation(self.labels.get("Deprecated", ""))

    @property
    def signature(self) -> str:
        """The RPC as a caller writes it."""
        return f"{self.name}({', '.join(map(_declared, self.parameters))}) returns {self.returns}"


def read_rpcs(root: Path = paths.ROOT) -> list[Rpc]:
    """Return every exposed RPC, by name."""
    sources = read_sources(root, ("functions", "seeds"))
    catalogue = {refusal.key: refusal for refusal in _read_catalogue(sources)}
    wrappers = [source for source in sources if source.address.startswith("functions/api/")]
    found = [rpc for source in wrappers for rpc in _read_wrappers(source, sources, catalogue)]
    return sorted(found, key=lambda rpc: rpc.name)


def read_comment(comment: str) -> tuple[str, str, dict[str, str]]:
    """Take a comment apart: its first paragraph, the rest, and what its labels say."""
    prose, *labelled = _LABEL.split(comment)
    first, _, rest = prose.strip().partition("\n\n")
    labels = {
        label: " ".join(text.split())
        for label, text in zip(labelled[::2], labelled[1::2], strict=True)
    }
    return " ".join(first.split()), rest.strip(), labels


def _declared(parameter: Parameter) -> str:
    default = f" default {parameter.default}" if parameter.default is not None else ""
    return f"{parameter.name} {parameter.type}{default}"


def _read_wrappers(
    source: Source, sources: list[Source], catalogue: dict[str, Refusal]
) -> Iterator[Rpc]:
    with named_errors(source.address, source.body):
        parsed = [raw.stmt for raw in pglast.parse_sql(source.body)]
    comments = {
        _dotted(s.object.objname): s.comment for s in parsed if isinstance(s, ast.CommentStmt)
    }
    grants = {
        _dotted(s.objects[0].objname): tuple(g.rolename for g in s.grantees)
        for s in parsed
        if isinstance(s, ast.GrantStmt)
    }
    for function in parsed:
        if not isinstance(function, ast.CreateFunctionStmt):
            continue
        name = _dotted(function.funcname)
        options = {option.defname: option.arg for option in function.options}
        body = _body_of(name, str(options["as"][0].sval))
        summary, description, labels = read_comment(comments.get(name, ""))
        named = _KEY.findall(labels.get("Errors", ""))
        yield Rpc(
            name=name.removeprefix("api."),
            body=body,
            parameters=tuple(map(_parameter, _inputs(function))),
            returns=_returns(function),
            volatility=str(options["volatility"].sval),
            roles=grants.get(name, ()),
            app_roles=_app_roles(body, sources),
            summary=summary,
            description=description,
            labels=labels,
            errors=tuple(catalogue[key] for key in dict.fromkeys(named) if key in catalogue),
        )


def _dotted(name: tuple[ast.String, ...]) -> str:
    return ".".join(part.sval for part in name)


def _body_of(name: str, text: str) -> str:
    match = _BODY.search(text)
    if match is None:
        raise ConfigError(f"{name} calls no function", "Write it with the macro `expose`.")
    return match[1]


def _inputs(function: ast.CreateFunctionStmt) -> list[ast.FunctionParameter]:
    """Return what a caller sends: the columns of `returns table` are parameters, too."""
    table = enums.FunctionParameterMode.FUNC_PARAM_TABLE
    return [p for p in function.parameters or () if p.mode != table]


def _parameter(parameter: ast.FunctionParameter) -> Parameter:
    default = parameter.defexpr
    return Parameter(
        name=parameter.name,
        type=RawStream()(parameter.argType),
        default=None if default is None else spell(default),
    )


def _returns(function: ast.CreateFunctionStmt) -> str:
    return str(RawStream()(function.returnType)).replace("SETOF ", "setof ")


def _app_roles(body: str, sources: list[Source]) -> tuple[str, ...]:
    """Return the app roles that a body asks for, from its source."""
    schema, name = body.split(".")
    for source in sources:
        parts = source.address.split("/")
        if (parts[0], parts[1], parts[-1]) == ("functions", schema, name):
            asked = _APP_ROLES.search(source.body)
            return tuple(_LITERAL.findall(asked[1])) if asked else ()
    raise ConfigError(f"there is no source of {body}")


def _read_catalogue(sources: list[Source]) -> Iterator[Refusal]:
    for source in sources:
        if source.kind != "seeds" or "core.error_codes" not in source.body:
            continue
        with named_errors(source.address, source.body):
            parsed = pglast.parse_sql(source.body)
        for raw in parsed:
            if isinstance(raw.stmt, ast.InsertStmt) and raw.stmt.relation.relname == "error_codes":
                columns = [column.name for column in raw.stmt.cols]
                for row in raw.stmt.selectStmt.valuesLists:
                    values = dict(zip(columns, (str(v.val.sval) for v in row), strict=True))
                    yield Refusal(values["key"], values["sqlstate"], values["hint"])
