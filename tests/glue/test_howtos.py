"""The guides for tables that you have are true: their blocks run, in the order written."""

import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pglast
import pytest
from standardwebhooks.webhooks import Webhook

from glue import db, paths
from glue.waiting import wait_until
from tests.adopt.project import Adopted, own_triggers
from tests.glue.choice import make_choice
from tests.glue.receivers import running_receiver
from tests.glue.test_webhooks import delivering

pytestmark = pytest.mark.needs("filters")

BLOCK = re.compile(r"^```(sh|sql)\n(.*?)^```", re.MULTILINE | re.DOTALL)
ORDERS = """create table public.orders (
    id bigint generated always as identity primary key, customer_id uuid, status text,
    quantity integer, placed_at timestamptz, card_number text
)"""


@pytest.fixture
def make_reader(tmp_path: Path, blank_url: str) -> Callable[..., "Reader"]:
    """Make a reader of a page, with a checkout of such modules."""
    return lambda page, modules: Reader(
        page, own_triggers(make_choice(tmp_path / "checkout", modules)), blank_url
    )


class Reader:
    """One page, which is followed block by block."""

    def __init__(self, page: str, choice: Any, url: str) -> None:
        self.blocks: Iterator[tuple[str, str]] = iter(
            BLOCK.findall((paths.ROOT / "docs" / f"{page}.md").read_text())
        )
        self.project = Adopted(url, choice)

    def follow(self, count: int) -> list[dict[str, Any]]:
        """Run the next blocks; return the rows of the last statement of SQL."""
        rows: list[dict[str, Any]] = []
        for _ in range(count):
            kind, text = next(self.blocks)
            rows = self._sql(text) if kind == "sql" else self._shell(text)
        return rows

    def _shell(self, text: str) -> list[dict[str, Any]]:
        define = f'rowhouse() {{ {sys.executable} -m glue "$@"; }}\n'
        call = "import subprocess, sys; sys.exit(subprocess.call(['bash', '-euc', *sys.argv[1:]]))"
        url = self.project.url
        done = self.project.choice.run("-c", call, define + text, DATABASE_URL=url)
        assert done.returncode == 0, f"{text}\n{done.stdout}\n{done.stderr}"
        return []

    def _sql(self, text: str) -> list[dict[str, Any]]:
        """Run each statement in a transaction of its own, as psql does; return its last rows."""
        rows: list[dict[str, Any]] = []
        with db.connect(self.project.url) as conn:
            for statement in pglast.split(text):
                done = conn.execute(db.script(statement))
                rows = done.fetchall() if done.description else rows
        return rows


def work(url: str) -> None:
    """Do what pg_cron would do each minute: SQL jobs, and consumers of the log."""
    with db.connect(url) as conn:
        conn.execute("select core.run_sql_work(1000)")


def test_webhooks(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader("howto-webhooks", [])
    url = reader.project.url
    made = reader.follow(3)[0]["made"]
    with running_receiver() as receiver, db.connect(url) as conn:
        for name, value in (
            ("ports", f"[{receiver.port}]"),
            ("allowed_networks", '["127.0.0.1/32"]'),
        ):
            conn.execute(
                "update core.settings set value = %s where name = %s",
                (value, f"core.webhook_{name}"),
            )
        conn.execute(
            "update core.webhook_endpoints set url = %s where id = %s",
            (receiver.url("/fine"), made["id"]),
        )
        conn.execute(
            "insert into public.orders (customer_id, total, card_token)"
            " values (gen_random_uuid(), 12.50, 'secret')"
        )
        work(url)
        with delivering(url):
            assert wait_until(lambda: bool(receiver.requests), seconds=20)
    request = receiver.requests[0]
    event = Webhook(made["secret"]).verify(request.body, request.headers)
    assert event["type"] == "public.orders_rows.inserted"
    assert event["data"]["record"].keys() == {"id", "customer_id", "status", "total"}


def test_audit(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader("howto-audit", [])
    reader.follow(2)
    with db.connect(reader.project.url) as conn:
        conn.execute("insert into public.patients (name) values ('Ada')")
        conn.execute("update public.patients set insurance_number = '1', diagnosis = 'well'")
    an_hour_ago = reader.follow(1)[0]["an_hour_ago"]
    assert an_hour_ago is None
    with db.connect(reader.project.url) as conn:
        row = conn.execute(
            "select core.list_history('public.patients', (select id::text from public.patients))"
            " -> 'items' as items"
        ).fetchone()
    assert [(it["operation"], it["old_values"]) for it in (row or {})["items"]] == [
        ("update", {"diagnosis": None, "insurance_number": "***"}),
        ("insert", None),
    ]
    reader.follow(1)


@pytest.mark.parametrize("adopted_before", [False, True])
def test_facets(make_reader: Callable[..., Reader], *, adopted_before: bool) -> None:
    reader = make_reader("howto-facets", [])
    if adopted_before:
        reader.project.ok("adopt", "--yes")
    reader.follow(2)
    url = reader.project.url

    def is_live() -> bool:
        work(url)
        with db.connect(url) as conn:
            rows = conn.execute(
                "select state from filters.dimensions where name like 'products%%'"
            ).fetchall()
        return {row["state"] for row in rows} == {"live"}

    assert wait_until(is_live, seconds=30)
    colours = reader.follow(1)[0]["colours"]["items"]
    assert [(it["value"], it["count"]) for it in colours] == [("blue", 1), ("red", 1)]
    with db.connect(url) as conn:
        conn.execute("update public.products set brand = 'bolt' where colour = 'blue'")
        row = conn.execute("select filters.filter_values('products_brand') as it").fetchone()
    counted = {it["value"]: it["count"] for it in (row or {})["it"]["items"]}
    assert counted == {"acme": 1, "bolt": 2}


def test_the_readme(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader("../README", [])
    shown = "rowhouse adopt --yes\nrowhouse attach audit public.orders\nrowhouse migrate up\n"
    reader.blocks = (block for block in list(reader.blocks) if block[1] == shown)
    with db.connect(reader.project.url) as conn:
        conn.execute(ORDERS)
    reader.follow(1)
    with db.connect(reader.project.url) as conn:
        conn.execute("insert into public.orders (status) values ('new')")
        entries = conn.execute("select operation, table_name from core.audit_entries").fetchall()
    assert {"operation": "insert", "table_name": "public.orders"} in entries


def test_attach(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader("attach", [])
    with db.connect(reader.project.url) as conn:
        conn.execute(ORDERS)
    reader.follow(2)
    kinds = json.loads(reader.project.ok("attach", "list", "--json"))
    assert [row["kind"] for row in kinds] == [
        "audit", "broadcast", "retention", "validation", "webhooks"
    ]  # fmt: skip
    reader.follow(1)
    # For a database that was pushed to: `test_remove.py` runs it there.
    assert [kind for kind, _ in reader.blocks] == ["sql"]
