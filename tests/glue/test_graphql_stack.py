"""GraphQL as a part of the stack: started on demand, watched, stopped; and what it needs."""

import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import psutil
import pytest

from glue.config import settings
from glue.errors import ConfigError
from glue.schema.modules import read_modules
from glue.stack.graphql import PACKAGES, find_node
from glue.stack.stack import Stack
from glue.stack.status import PartStatus, status_of
from glue.waiting import wait_until
from tests.glue.small_checkout import SmallCheckout, make_small_checkout

pytestmark = pytest.mark.needs("concerts")

PATIENCE = 30.0
VIEW = """
create view api.notes with (security_invoker = true) as select n.id from core.notes as n;
grant select on api.notes to service_role;
grant select on core.notes to service_role;
comment on view api.notes is '@graphql({"name": "Note", "primary_key_columns": ["id"]})';
"""


@pytest.fixture
def checkout(monkeypatch: pytest.MonkeyPatch) -> Iterator[SmallCheckout]:
    """Given: a checkout with a view of two notes."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    settings.cache_clear()
    root = Path(tempfile.mkdtemp(prefix="rowhouse-graphql-"))
    root.chmod(0o711)
    made = make_small_checkout(root / "checkout")
    (made.root / "sql/cluster/concerts.sql").write_text("create schema if not exists concerts;\n")
    with (made.root / "migrations/0001.core.create_schemas.sql").open("a") as file:
        file.write(VIEW)
    yield made
    made.ok("down")
    shutil.rmtree(root)
    settings.cache_clear()


def _graphql(checkout: SmallCheckout) -> PartStatus | None:
    found = [one for one in status_of(Stack(checkout.home)) if one.part == "graphql"]
    return found[0] if found else None


def _has_come_back(checkout: SmallCheckout) -> bool:
    status = _graphql(checkout)
    return status is not None and status.status == "up" and status.restarts == 1


def _count_notes(stack: Stack) -> httpx.Response:
    address = stack.address()
    body = {"query": "{ noteCollection { totalCount } }"}
    return httpx.post(address.graphql_url, json=body, headers={"apikey": address.secret_key})


def test_graphql_is_started_watched_and_stopped(checkout: SmallCheckout) -> None:
    printed = checkout.ok("up", "--graphql", "--detach")
    stack = Stack(checkout.home)
    assert re.search(rf"^GraphQL: {re.escape(stack.address().graphql_url)}$", printed, re.MULTILINE)
    assert _count_notes(stack).json() == {"data": {"noteCollection": {"totalCount": 2}}}
    assert (checkout.home / "run/postgraphile.json").stat().st_mode & 0o077 == 0

    status = _graphql(checkout)
    assert status is not None
    assert status.pid is not None
    psutil.Process(status.pid).kill()
    assert wait_until(lambda: _has_come_back(checkout), PATIENCE)

    checkout.ok("down")
    assert _graphql(checkout) is None

    # Without the flag it is not served, and a stack that runs is not changed.
    checkout.ok("up", "--detach")
    assert _graphql(checkout) is None
    assert _count_notes(stack).json()["code"] == "graphql_not_started"
    late = checkout.run("up", "--graphql", "--detach")
    assert late.returncode == 2
    assert "the stack runs without GraphQL" in late.stderr


def test_what_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigError, match="needs postgraphile, which is not installed"):
        find_node(tmp_path)
    for name in PACKAGES:
        (tmp_path / name).mkdir(parents=True)
    program = tmp_path / "node" / "bin" / "node"
    program.parent.mkdir(parents=True)
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    with pytest.raises(ConfigError, match="needs Node 22 or newer"):
        find_node(tmp_path)
    for version, is_found in (("v20.20.2", False), ("v22.0.0", True)):
        program.write_text(f"#!/bin/sh\necho {version}\n")
        program.chmod(0o755)
        if is_found:
            assert find_node(tmp_path) == str(program)
        else:
            with pytest.raises(ConfigError, match="needs Node 22 or newer"):
                find_node(tmp_path)


def test_without_concerts_there_is_nothing_to_show(monkeypatch: pytest.MonkeyPatch) -> None:
    core = replace(read_modules(), listed=frozenset({"core"}))
    monkeypatch.setattr("glue.stack.graphql.read_modules", lambda: core)
    with pytest.raises(ConfigError, match="concerts, which is not chosen"):
        find_node()
