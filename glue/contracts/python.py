"""Contracts as a typed Python client: a method for each RPC, a TypedDict for each object."""

import keyword
import re
import subprocess
import sys
import textwrap
from dataclasses import dataclass
from pathlib import Path

from glue.contracts.contracts import Contracts, pascal
from glue.contracts.shapes import Field
from glue.contracts.writer import Writer
from glue.errors import ConfigError
from glue.schema.rpcs import Parameter, Rpc

SCALARS = {
    "bigint": "int",
    "boolean": "bool",
    "date": "str",
    "double precision": "float",
    "integer": "int",
    "interval": "str",
    "jsonb": "Json",
    "null": "None",
    "numeric": "float",
    "text": "str",
    "timestamptz": "str",
    "uuid": "str",
}
WIDTH = 92
"""Of the text of a docstring."""

_HEAD = """\"\"\"The RPCs of {module}, typed.

Written by `rowhouse docs` from the comments on the functions; edit these.
\"\"\"

from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

from glue.clients.calls import AsyncCall, Call, given

Json: TypeAlias = Any
"""


@dataclass(frozen=True, slots=True)
class Flavour:
    """What differs between the client that waits and the one that awaits."""

    prefix: str
    define: str
    wait: str


FLAVOURS = (
    Flavour(prefix="", define="def", wait=""),
    Flavour(prefix="Async", define="async def", wait="await "),
)


class PythonWriter(Writer[str]):
    """Writes shapes as annotations; objects are TypedDicts."""

    def scalar(self, name: str) -> str:
        """Return the form that a SQL type has in JSON."""
        return SCALARS[name]

    def literals(self, texts: tuple[str, ...]) -> str:
        """Return a literal type."""
        choice = ", ".join(f'"{text}"' for text in texts)
        return f"Literal[{choice}]"

    def sequence(self, of: str) -> str:
        """Return a list."""
        return f"list[{of}]"

    def mapping(self, of: str) -> str:
        """Return a dictionary."""
        return f"dict[str, {of}]"

    def union(self, options: list[str]) -> str:
        """Return a union."""
        return " | ".join(options)

    def named(self, name: str) -> str:
        """Return the name of a class."""
        return name

    def record(self, name: str, fields: list[tuple[Field, str]]) -> str:
        """Return a TypedDict: as a class, or as a call where a key cannot be an attribute."""
        types = {
            f.name: f"NotRequired[{written}]" if f.is_optional else written for f, written in fields
        }
        if all(key.isidentifier() and not keyword.iskeyword(key) for key in types):
            lines = "".join(f'    {key}: "{written}"\n' for key, written in _quoted(types))
            return f"class {name}(TypedDict):\n{lines or '    pass'}"
        pairs = "".join(f'"{key}": "{written}", ' for key, written in _quoted(types))
        return f'{name} = TypedDict("{name}", {{{pairs}}})\n'


def write_client(module: str, rpcs: list[Rpc], contracts: Contracts) -> str:
    """Return the source of the client of one module."""
    writer = PythonWriter(contracts)
    classes = [
        f"class {flavour.prefix}{pascal(module)}:\n"
        f'    """The RPCs of {module}."""\n\n'
        f"    _call: {flavour.prefix}Call\n\n"
        + "\n".join(_method(rpc, flavour, writer) for rpc in rpcs)
        for flavour in FLAVOURS
    ]
    return _formatted(
        "\n\n".join([_HEAD.format(module=module), *writer.declared.values(), *classes])
    )


def _method(rpc: Rpc, flavour: Flavour, writer: PythonWriter) -> str:
    # Arguments that must be sent come first, as Python wants it.
    ordered = sorted(rpc.parameters, key=lambda p: p.default is not None)
    parameters = ", ".join(_declared(rpc, p, writer) for p in ordered)
    needed = ", ".join(f'"{p.name}": {_argument(p)}' for p in ordered if p.default is None)
    optional = "".join(f", {p.name}={_argument(p)}" for p in ordered if p.default is not None)
    sent = f"{{{needed}}}{optional}"
    returns = "None" if rpc.returns == "void" else writer.write_returns(rpc.name)
    star = "*, " if parameters else ""
    said = f"{rpc.summary} {rpc.deprecation}" if rpc.deprecation else rpc.summary
    text = textwrap.fill(said, WIDTH, subsequent_indent="        ")
    summary, _, rest = text.partition("\n")
    return (
        f"    {flavour.define} {rpc.name}(self, {star}{parameters}) -> {returns}:\n"
        f'        """{summary}{chr(10) + rest + chr(10) + "        " if rest else ""}"""\n'
        f'        return {flavour.wait}self._call("{rpc.name}", given({sent}))\n'
    )


def _declared(rpc: Rpc, parameter: Parameter, writer: PythonWriter) -> str:
    written = _annotation(rpc, parameter, writer)
    name = _argument(parameter)
    if parameter.default is None:
        return f"{name}: {written}"
    optional = written if written.endswith("| None") else f"{written} | None"
    return f"{name}: {optional} = None"


def _annotation(rpc: Rpc, parameter: Parameter, writer: PythonWriter) -> str:
    if parameter.type == "jsonb":
        return writer.write_takes(rpc.name, parameter.name)
    element = parameter.type.removesuffix("[]")
    written = SCALARS[element]
    return f"list[{written}]" if element != parameter.type else written


def _argument(parameter: Parameter) -> str:
    """Return a parameter's name in Python."""
    return f"{parameter.name}_" if keyword.iskeyword(parameter.name) else parameter.name


def _quoted(types: dict[str, str]) -> list[tuple[str, str]]:
    """Return annotations that may stand within double quotes: classes may come later."""
    return [(key, re.sub('"', "'", written)) for key, written in types.items()]


def _formatted(source: str) -> str:
    ruff = str(Path(sys.executable).parent / "ruff")
    if not Path(ruff).exists():
        raise ConfigError("ruff is not installed", "Run `pip install 'rowhouse[test]'`.")
    command = [ruff, "format", "--isolated", "--line-length=100", "--target-version=py311", "-"]
    done = subprocess.run(command, input=source, capture_output=True, text=True, check=True)
    return done.stdout
