"""Writes shapes in another language of types; each object is declared once, by its name."""

from abc import ABC, abstractmethod
from typing import Generic, TypeVar

from glue.contracts.contracts import Contracts, pascal, singular
from glue.contracts.shapes import (
    Field,
    Literal,
    Mapping,
    Record,
    Reference,
    Scalar,
    Sequence,
    Shape,
    Union,
)

Written = TypeVar("Written")
"""How the language holds a type: a text, or a JSON value."""


class Writer(ABC, Generic[Written]):
    """Writes shapes; `declared` collects the objects by name, in the order of their first use."""

    def __init__(self, contracts: Contracts) -> None:
        self._contracts = contracts
        self.declared: dict[str, Written] = {}

    def write_takes(self, rpc: str, parameter: str) -> Written:
        """Write the shape of a jsonb parameter."""
        shape = self._contracts.of[rpc].takes[parameter]
        return self.write(f"{pascal(rpc)}{pascal(parameter)}", shape, "Input")

    def write_returns(self, rpc: str) -> Written:
        """Write the shape of what an RPC returns."""
        return self.write(pascal(rpc), self._contracts.of[rpc].returns)

    def write(  # noqa: PLR0911 (a case for each kind of shape)
        self, name: str, shape: Shape, suffix: str = ""
    ) -> Written:
        """Write a shape; the objects in it are named after `name`."""
        match shape:
            case Scalar():
                return self.scalar(shape.name)
            case Literal():
                return self.literals((shape.text,))
            case Sequence():
                return self.sequence(self.write(singular(name), shape.of, suffix))
            case Mapping():
                return self.mapping(self.write(singular(name), shape.of, suffix))
            case Reference():
                return self.write(*self._contracts.locate(shape))
            case Union():
                return self._write_union(name, shape, suffix)
            case Record():
                return self._write_record(name, shape, suffix)

    def _write_union(self, name: str, union: Union, suffix: str) -> Written:
        texts = tuple(o.text for o in union.options if isinstance(o, Literal))
        written = [self.literals(texts)] if texts else []
        records = 0
        for option in union.options:
            if isinstance(option, Literal):
                continue
            records += isinstance(option, Record)
            own = f"{name}{records}" if isinstance(option, Record) and records > 1 else name
            written.append(self.write(own, option, suffix))
        return self.union(written) if len(written) > 1 else written[0]

    def _write_record(self, name: str, record: Record, suffix: str) -> Written:
        if name + suffix not in self.declared:
            # Its place is taken before its own fields declare theirs.
            self.declared[name + suffix] = self.scalar("jsonb")
            fields = [
                (field, self.write(name + pascal(field.name), field.shape, suffix))
                for field in record.fields
            ]
            self.declared[name + suffix] = self.record(name + suffix, fields)
        return self.named(name + suffix)

    @abstractmethod
    def scalar(self, name: str) -> Written:
        """Write a SQL type."""

    @abstractmethod
    def literals(self, texts: tuple[str, ...]) -> Written:
        """Write a choice of texts."""

    @abstractmethod
    def sequence(self, of: Written) -> Written:
        """Write a list."""

    @abstractmethod
    def mapping(self, of: Written) -> Written:
        """Write an object with any keys."""

    @abstractmethod
    def union(self, options: list[Written]) -> Written:
        """Write a choice of types."""

    @abstractmethod
    def named(self, name: str) -> Written:
        """Write the use of a declared object."""

    @abstractmethod
    def record(self, name: str, fields: list[tuple[Field, Written]]) -> Written:
        """Write the declaration of an object."""
