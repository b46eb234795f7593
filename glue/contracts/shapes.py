"""Shapes of JSON, as the labels `Takes:` and `Returns:` of a comment write them.

    shape  = part {"|" part}
    part   = scalar | "null" | '"literal"' | "[" shape "]" | "{" fields "}" | name
    fields = "[text]: " shape                  any key, the same shape behind each
           | field {"," field}                 these keys and no other
    field  = name ["?"] ":" shape              "?": the key may be absent
    name   = what another RPC returns, or a part of it: get_product, list_orders.items

A name that leads through a list means its elements: `list_orders.items` is one order.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

SCALARS = (
    "bigint",
    "boolean",
    "date",
    "integer",
    "interval",
    "jsonb",
    "null",
    "numeric",
    "text",
    "timestamptz",
    "uuid",
)
"""SQL types, each with one form in JSON; jsonb is any JSON."""

_TOKEN = re.compile(r'\s*("[^"]*"|[a-z_][a-z0-9_]*(?:\.[a-z_][a-z0-9_]*)*|[][{}:,|?])')


class ShapeError(ValueError):
    """A text is not a shape; the message says where."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A SQL type, or null."""

    name: str


@dataclass(frozen=True, slots=True)
class Literal:
    """One text."""

    text: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """A JSON array; each element has the same shape."""

    of: "Shape"


@dataclass(frozen=True, slots=True)
class Mapping:
    """A JSON object with any keys."""

    of: "Shape"


@dataclass(frozen=True, slots=True)
class Field:
    """One key of an object."""

    name: str
    shape: "Shape"
    is_optional: bool


@dataclass(frozen=True, slots=True)
class Record:
    """A JSON object with these keys and no other."""

    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """What another RPC returns, or a part of it."""

    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Union:
    """One of several shapes."""

    options: tuple["Shape", ...]


Shape: TypeAlias = Scalar | Literal | Sequence | Mapping | Record | Reference | Union


def parse_shape(text: str) -> Shape:
    """Read a shape; ShapeError where the text is not one."""
    reader = _Reader(text)
    shape = reader.read_shape()
    if not reader.at_end:
        raise reader.error("the end")
    return shape


def without_null(shape: Shape) -> Shape:
    """Return a shape without the option null."""
    if not isinstance(shape, Union):
        return shape
    rest = tuple(option for option in shape.options if option != Scalar("null"))
    return rest[0] if len(rest) == 1 else Union(rest)


def references(shape: Shape) -> Iterator[Reference]:
    """Yield every reference in a shape."""
    match shape:
        case Reference():
            yield shape
        case Sequence(of) | Mapping(of):
            yield from references(of)
        case Record(fields):
            for field in fields:
                yield from references(field.shape)
        case Union(options):
            for option in options:
                yield from references(option)


class _Reader:
    """Reads a shape from left to right, one token ahead."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._place = 0
        self._token = ""
        self._start = 0
        self._advance()

    @property
    def at_end(self) -> bool:
        return self._token == ""

    def error(self, wanted: str) -> ShapeError:
        found = repr(self._text[self._start : self._start + 30]) if self._token else "the end"
        return ShapeError(f"expected {wanted}, found {found}")

    def read_shape(self) -> Shape:
        options = [self._read_part()]
        while self._takes("|"):
            options.append(self._read_part())
        return options[0] if len(options) == 1 else Union(tuple(options))

    def _read_part(self) -> Shape:
        if self._takes("["):
            inner = self.read_shape()
            self._expect("]")
            return Sequence(inner)
        if self._takes("{"):
            return self._read_object()
        token = self._token
        if token.startswith('"'):
            self._advance()
            return Literal(token[1:-1])
        if not token or not (token[0].isalpha() or token[0] == "_"):
            raise self.error("a type")
        self._advance()
        return Scalar(token) if token in SCALARS else Reference(tuple(token.split(".")))

    def _read_object(self) -> Shape:
        if self._takes("["):
            self._expect("text")
            self._expect("]")
            self._expect(":")
            inner = self.read_shape()
            self._expect("}")
            return Mapping(inner)
        fields: list[Field] = []
        while not self._takes("}"):
            if fields:
                self._expect(",")
            fields.append(self._read_field())
        names = [field.name for field in fields]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise ShapeError(f"the key {twice} is written twice")
        return Record(tuple(fields))

    def _read_field(self) -> Field:
        name = self._token.strip('"')
        if not name or not (name[0].isalnum() or name[0] == "_"):
            raise self.error("a key")
        self._advance()
        is_optional = self._takes("?")
        self._expect(":")
        return Field(name, self.read_shape(), is_optional)

    def _takes(self, token: str) -> bool:
        if self._token != token:
            return False
        self._advance()
        return True

    def _expect(self, token: str) -> None:
        if not self._takes(token):
            raise self.error(f"`{token}`")

    def _advance(self) -> None:
        found = _TOKEN.match(self._text, self._place)
        self._start = self._place
        if found is None:
            if self._text[self._place :].strip():
                raise ShapeError(f"cannot read {self._text[self._place : self._place + 30]!r}")
            self._token = ""
            return
        self._start = found.start(1)
        self._token = found[1]
        self._place = found.end()
