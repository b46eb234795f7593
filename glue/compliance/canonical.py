"""JSON as Postgres writes jsonb: what the hashes of audit entries and seals are made of."""

import json
from typing import Any

_quoted = json.JSONEncoder(ensure_ascii=False).encode


class Number(str):
    """A number as it was written: 1.00 stays 1.00."""

    __slots__ = ()


def parse(text: str) -> Any:
    """Return the value of a JSON text; its numbers keep their digits."""
    return json.loads(text, parse_int=Number, parse_float=Number, parse_constant=_refuse)


def canonical(value: Any) -> str:
    """Return the text: keys by length, then by bytes; a blank after `,` and `:`."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case Number() | int():
            return str(value)
        case str():
            return _quoted(value)
        case list():
            return f"[{', '.join(map(canonical, value))}]"
        case dict():
            keys = sorted(value, key=lambda key: (len(key.encode()), key.encode()))
            inner = (f"{canonical(str(key))}: {canonical(value[key])}" for key in keys)
            return f"{{{', '.join(inner)}}}"
        case _:
            raise TypeError(f"{type(value).__name__} is no JSON")


def cell(value: Any) -> str:
    """Return a value as a CSV file has it: text as it is, anything nested as JSON."""
    if value is None:
        return ""
    return str(value) if isinstance(value, str) else canonical(value)


def _refuse(word: str) -> None:
    raise ValueError(f"{word} is no JSON")
