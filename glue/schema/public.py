"""What is public and ships beside the database: macros and commands (docs/versioning.md).

`rowhouse docs` writes the list; a database keeps that of the release it was brought to, so
that `rowhouse upgrade` can compare.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from glue import paths

PUBLIC = "docs/reference/public.json"


@dataclass(frozen=True, slots=True)
class Public:
    """The list of one release."""

    macros: Mapping[str, Mapping[str, list[str]]]
    """{file: {macro: its arguments}}; one that may be left out ends with a question mark."""
    commands: Mapping[str, Mapping[str, str]]
    """{command: {option or argument: what it takes}}."""


def read_public(root: Path = paths.ROOT) -> Public | None:
    """Return the list of what ships; None where there is none."""
    file = paths.roots(root)[0] / PUBLIC
    return parse_public(json.loads(file.read_text())) if file.is_file() else None


def parse_public(document: Any) -> Public:
    """Return a list as it was written; a part that it lacks is empty."""
    return Public(document.get("macros", {}), document.get("commands", {}))


def write_public(public: Public) -> dict[str, Any]:
    """Return a list as JSON has it."""
    return {"macros": public.macros, "commands": public.commands}
