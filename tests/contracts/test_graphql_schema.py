"""docs/graphql-schema.md is fresh, and every document that clients may run is valid."""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

import graphql
import psycopg
import pytest
from psycopg.rows import DictRow, class_row

from glue.postgres.server import Server
from glue.schema.graphql_page import PAGE, Document, write_page
from glue.stack.graphql import print_schema

pytestmark = [pytest.mark.once, pytest.mark.needs("concerts")]

_BLOCK = re.compile(r"^```graphql\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def test_the_page_is_fresh(
    conn: psycopg.Connection[DictRow], worker_db: str, server: Server, tmp_path: Path
) -> None:
    rows = conn.cursor(row_factory=class_row(Document))
    documents = rows.execute("select id, name, document from concerts.persisted_queries")
    server.set_passwords()
    database = urlsplit(worker_db).path[1:]
    schema = print_schema(server.url("authenticator", database), tmp_path)
    made = write_page(documents.fetchall(), schema)
    if os.environ.get("ROWHOUSE_UPDATE_GOLDENS"):
        PAGE.write_text(made)
    assert made == PAGE.read_text(), "stale: run `rowhouse accept` and commit"


def test_every_document_is_valid() -> None:
    documents, schema = _BLOCK.findall(PAGE.read_text())
    built = graphql.build_schema(schema)
    operations = graphql.parse(documents).definitions
    assert len(operations) > 0
    for operation in operations:
        alone = graphql.DocumentNode(definitions=(operation,))
        assert graphql.validate(built, alone) == []
