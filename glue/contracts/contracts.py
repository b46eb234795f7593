"""The contracts of all exposed RPCs, read from the comments on their bodies.

An object has one name everywhere (JSON Schema, TypeScript, Python): the RPC and the path to it, in
Pascal case, singular within lists: `list_orders.items` is `ListOrdersItem`. What an RPC takes
ends with `Input`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from glue.contracts.shapes import (
    Mapping,
    Record,
    Reference,
    Scalar,
    Sequence,
    Shape,
    ShapeError,
    parse_shape,
    references,
    without_null,
)
from glue.errors import ConfigError
from glue.schema.rpcs import Rpc

REMEDY = "docs/CONVENTIONS.md shows the notation of Takes: and Returns:."


@dataclass(frozen=True, slots=True)
class Contract:
    """What one RPC takes in its jsonb parameters, and what it returns."""

    takes: dict[str, Shape]
    returns: Shape


@dataclass(frozen=True, slots=True)
class Contracts:
    """The contracts by the names of their RPCs."""

    of: dict[str, Contract]

    def locate(self, reference: Reference) -> tuple[str, Shape]:
        """Return the shape that a reference means, and the name of the object in it."""
        rpc, *steps = reference.path
        if rpc not in self.of:
            raise ShapeError(f"{rpc} is neither a type nor an RPC")
        name, shape = pascal(rpc), self.of[rpc].returns
        if not steps:
            return self.locate(shape) if isinstance(shape, Reference) else (name, shape)
        for step in steps:
            name, record = self._enter(name, shape)
            fields = record.fields if isinstance(record, Record) else ()
            found = [field.shape for field in fields if field.name == step]
            if not found:
                raise ShapeError(f"{'.'.join(reference.path)}: there is no {step}")
            name, shape = name + pascal(step), found[0]
        return self._enter(name, shape)

    def _enter(self, name: str, shape: Shape) -> tuple[str, Shape]:
        """Return what is within nulls, lists and maps, and behind references."""
        bare = without_null(shape)
        if isinstance(bare, Sequence | Mapping):
            return self._enter(singular(name), bare.of)
        if isinstance(bare, Reference):
            return self._enter(*self.locate(bare))
        return name, bare


def read_contracts(rpcs: list[Rpc]) -> Contracts:
    """Read the contracts of these RPCs; ConfigError names each that has none or a wrong one."""
    found: dict[str, Contract] = {}
    faults: list[str] = []
    for rpc in rpcs:
        try:
            found[rpc.name] = _read(rpc)
        except ShapeError as exc:
            faults.append(f"{rpc.body}: {exc}")
    contracts = Contracts(found)
    faults += _dangling(contracts)
    if faults:
        raise ConfigError("contracts of RPCs are wrong:\n  " + "\n  ".join(faults), REMEDY)
    return contracts


def pascal(name: str) -> str:
    """Write a name of SQL as one of a type."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def singular(name: str) -> str:
    """Return the name of one element of a list of this name."""
    if name.endswith(("ss", "us", "eries")):
        return name
    if name.endswith("ies"):
        return f"{name.removesuffix('ies')}y"
    return name.removesuffix("s")


def _read(rpc: Rpc) -> Contract:
    open_ones = {p.name for p in rpc.parameters if p.type == "jsonb"}
    takes: dict[str, Shape] = {}
    if "Takes" in rpc.labels:
        written = parse_shape(rpc.labels["Takes"])
        if not isinstance(written, Record):
            raise ShapeError("Takes: is not an object of parameters")
        takes = {field.name: field.shape for field in written.fields}
    if takes.keys() != open_ones:
        differing = ", ".join(sorted(takes.keys() ^ open_ones))
        raise ShapeError(f"Takes: must list the jsonb parameters and no other: {differing}")
    if rpc.returns == "void":
        return Contract(takes, Scalar("null"))
    if "Returns" not in rpc.labels:
        raise ShapeError("the comment has no Returns:")
    return Contract(takes, parse_shape(rpc.labels["Returns"]))


def _dangling(contracts: Contracts) -> Iterator[str]:
    """Yield each reference that leads nowhere."""
    for name, contract in contracts.of.items():
        for shape in (*contract.takes.values(), contract.returns):
            for reference in references(shape):
                try:
                    contracts.locate(reference)
                except ShapeError as exc:
                    yield f"{name}: {exc}"
                except RecursionError:
                    yield f"{name}: {'.'.join(reference.path)} leads to itself"
