"""The project's trigger files of tables that it did not make: one line for each attachment."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

import pglast

from glue.errors import ConfigError
from glue.migrate.attached import OF_CORE, Attachment, attachment_of
from glue.schema.parsing import named_errors
from glue.schema.sources import FOLDERS
from glue.schema.texts import read_text, replace_text

KINDS = (*OF_CORE, "filters")
_HEAD = "-- What is attached to {table}: see `rowhouse attach`, which writes this file.\n"


def file_of(root: Path, schema: str, name: str) -> Path:
    """Return the trigger file of a table; what a file's name cannot have is percent-encoded."""
    return root / FOLDERS["triggers"] / quote(schema, safe="") / f"{quote(name, safe='')}.sql"


def read_lines(path: Path) -> list[Attachment]:
    """Return what a file attaches; refuse one that holds anything else."""
    if not path.exists():
        return []
    text = read_text(path)
    with named_errors(path.name, text):
        found = [attachment_of(raw.stmt) for raw in pglast.parse_sql(text)]
    if None in found:
        raise ConfigError(
            f"{path.name} holds more than attachments", "Move the rest to another file."
        )
    return [line for line in found if line is not None]


def write_lines(path: Path, lines: Sequence[Attachment]) -> None:
    """Write the lines of a file in the order of the kinds; without a line, remove the file."""
    if not lines:
        path.unlink()
        if not any(path.parent.iterdir()):
            path.parent.rmdir()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    ordered = sorted(lines, key=lambda line: KINDS.index(line.kind))
    text = "\n".join([_HEAD.format(table=lines[0].table), *(it.statement for it in ordered)])
    replace_text(path, text)


def all_lines(root: Path) -> Iterator[tuple[Path, Attachment]]:
    """Yield every attachment of a project with its file."""
    for path in sorted((root / FOLDERS["triggers"]).glob("*/*.sql")):
        if "core.attach_table" in read_text(path):
            for line in read_lines(path):
                yield path, line
