"""Whether a shape of JSON may take the place of another, for those who know the other only.

What an RPC returns may become narrower and gain keys. What it takes may become wider and gain
keys that need not be there (docs/versioning.md).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from glue.contracts.contracts import Contracts
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

_NULL = Scalar("null")


@dataclass(frozen=True, slots=True)
class Side:
    """A shape, and the contracts in which its references are looked up."""

    shape: Shape
    contracts: Contracts

    def at(self, shape: Shape) -> "Side":
        """Return a part of it."""
        return Side(shape, self.contracts)

    def resolved(self) -> "Side":
        """Return it without a reference at its top."""
        if isinstance(self.shape, Reference):
            return self.at(self.contracts.locate(self.shape)[1])
        return self

    @property
    def options(self) -> tuple[Shape, ...]:
        """What it may be."""
        return self.shape.options if isinstance(self.shape, Union) else (self.shape,)


@dataclass(frozen=True, slots=True)
class Words:
    """How a misfit is said; `{reads}` and `{comes}` are what is known and what is met."""

    missing: str
    optional: str
    other: str
    null: str
    extra: str = ""
    """What a key is that its reader does not know; empty: it is passed over."""


RETURNS = Words("is gone", "may be absent", "is {comes}, not {reads}", "may be null")
TAKES = Words(
    "is required", "is required", "is {reads}, not {comes}", "may not be null", "is refused"
)


@dataclass(frozen=True, slots=True)
class Reader:
    """Compares what a side knows with what comes to it."""

    words: Words

    def misfits(self, reads: Side, comes: Side, place: str = "") -> Iterator[str]:
        """Yield why one who knows a shape cannot take what comes."""
        if isinstance(reads.shape, Reference) and reads.shape == comes.shape:
            return  # what it refers to is compared where it stands
        reads, comes = reads.resolved(), comes.resolved()
        if isinstance(reads.shape, Union) or isinstance(comes.shape, Union):
            yield from self._options(reads, comes, place)
            return
        match reads.shape, comes.shape:
            case (Scalar("jsonb"), _) | (Scalar("text"), Literal()):
                return
            case (Sequence(known), Sequence(met)) | (Mapping(known), Mapping(met)):
                yield from self.misfits(reads.at(known), comes.at(met), f"{place}[]")
            case Record(known), Record(met):
                yield from self._fields(reads, comes, (known, met), place)
            case known, met if known != met:
                yield self._say(self.words.other, known, met, place)

    def _options(self, reads: Side, comes: Side, place: str) -> Iterator[str]:
        """Yield what is wrong with each option that fits none of those known."""
        for option in comes.options:
            found = [
                list(self.misfits(reads.at(known), comes.at(option), place))
                for known in reads.options
            ]
            if not all(found):
                continue
            if option == _NULL:
                yield f"{place} {self.words.null}".lstrip()
            elif len(found) == 1:
                yield from found[0]
            else:
                yield self._say(self.words.other, reads.shape, option, place)

    def _fields(
        self,
        reads: Side,
        comes: Side,
        fields: tuple[tuple[Field, ...], tuple[Field, ...]],
        place: str,
    ) -> Iterator[str]:
        known, met = ({field.name: field for field in those} for those in fields)
        for name, field in known.items():
            here = f"{place}.{name}".lstrip(".")
            if name not in met:
                if not field.is_optional:
                    yield f"{here} {self.words.missing}"
                continue
            if met[name].is_optional and not field.is_optional:
                yield f"{here} {self.words.optional}"
            yield from self.misfits(reads.at(field.shape), comes.at(met[name].shape), here)
        if self.words.extra:
            for name in met.keys() - known.keys():
                yield f"{place}.{name} {self.words.extra}".lstrip(".")

    def _say(self, words: str, reads: Shape, comes: Shape, place: str) -> str:
        return f"{place} {words.format(reads=name_of(reads), comes=name_of(comes))}".lstrip()


def name_of(shape: Shape) -> str:
    """Return what a shape is, in one or two words."""
    match shape:
        case Scalar(name):
            return name
        case Literal(text):
            return f'"{text}"'
        case Sequence():
            return "a list"
        case Mapping() | Record():
            return "an object"
        case Reference(path):
            return ".".join(path)
        case Union(options):
            return " | ".join(map(name_of, options))
