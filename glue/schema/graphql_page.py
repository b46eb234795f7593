"""docs/graphql-schema.md: the documents that clients may run, and the schema behind them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from glue import paths

PAGE = paths.ROOT / "docs" / "graphql-schema.md"
_DESCRIPTION = re.compile(r'^ *""".*?"""\n', re.DOTALL | re.MULTILINE)
_BLANK = re.compile(r"\n\n+(?= )")

_HEAD = """# GraphQL: documents and schema

`rowhouse accept` writes this page. How GraphQL is served: [concerts.md](concerts.md#graphql).

## Documents

Any client may run these, by their ids: `{"documentId": "…", "variables": {…}}`.

"""


@dataclass(frozen=True, slots=True)
class Document:
    """A row of concerts.persisted_queries."""

    id: str
    name: str
    document: str


def write_page(documents: Sequence[Document], schema: str) -> str:
    """Return the page: a table of ids, the documents, the schema without descriptions."""
    ordered = sorted(documents, key=lambda one: (one.name, one.id))
    rows = "".join(f"| {one.name} | `{one.id}` |\n" for one in ordered)
    texts = "\n\n".join(one.document.strip() for one in ordered)
    return (
        f"{_HEAD}| document | id |\n|---|---|\n{rows}\n```graphql\n{texts}\n```\n"
        f"\n## Schema\n\n```graphql\n{shorten(schema)}\n```\n"
    )


def shorten(schema: str) -> str:
    """Return a schema without descriptions and without blank lines inside of a type."""
    return _BLANK.sub("\n", _DESCRIPTION.sub("", schema)).strip()
