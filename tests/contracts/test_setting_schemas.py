"""Each setting has a JSON Schema, so that a value that does harm is refused when it is set."""

import psycopg
from psycopg.rows import DictRow

WITHOUT: dict[str, str] = {}
"""Settings whose value no schema can describe, each with the reason. There is none."""

QUERY = "select name from core.settings where value_schema is null order by name"


def test_each_setting_has_a_schema(conn: psycopg.Connection[DictRow]) -> None:
    assert [row["name"] for row in conn.execute(QUERY).fetchall()] == sorted(WITHOUT)


def test_an_exception_has_a_reason() -> None:
    assert [name for name, reason in WITHOUT.items() if len(reason.split()) < 3] == []
