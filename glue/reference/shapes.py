"""Shapes for readers: one line where it fits, else a line for each key."""

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

WIDTH = 92
_STEP = "  "


def write_shape(shape: Shape, indent: str = "") -> str:
    """Write a shape in the notation of the comments."""
    line = _one_line(shape)
    if len(indent) + len(line) <= WIDTH:
        return line
    match shape:
        case Sequence():
            return f"[{write_shape(shape.of, indent)}]"
        case Mapping():
            return f"{{[text]: {write_shape(shape.of, indent)}}}"
        case Union():
            return " | ".join(write_shape(option, indent) for option in shape.options)
        case Record():
            inner = indent + _STEP
            lines = (f"{inner}{_key(f)}: {write_shape(f.shape, inner)}" for f in shape.fields)
            return "{\n" + ",\n".join(lines) + f"\n{indent}}}"
        case _:
            return line


def _one_line(shape: Shape) -> str:  # noqa: PLR0911 (a case for each kind of shape)
    match shape:
        case Scalar():
            return shape.name
        case Literal():
            return f'"{shape.text}"'
        case Reference():
            return ".".join(shape.path)
        case Sequence():
            return f"[{_one_line(shape.of)}]"
        case Mapping():
            return f"{{[text]: {_one_line(shape.of)}}}"
        case Union():
            return " | ".join(map(_one_line, shape.options))
        case Record():
            return "{" + ", ".join(f"{_key(f)}: {_one_line(f.shape)}" for f in shape.fields) + "}"


def _key(field: Field) -> str:
    return f"{field.name}?" if field.is_optional else field.name
