"""What depends on a session is listed: all else runs through a pooler in transaction mode.

Such a pooler lends a connection of the server for one transaction. A setting, a lock or a table
that outlives it would be the next client's, or gone. docs/pooling.md has the rules.
"""

import re
from pathlib import Path

import pytest

from glue import paths
from glue.schema.sources import read_sources

FEATURES = {
    "a session lock": r"pg_(try_)?advisory_(un)?lock(_shared|_all)?\b",
    "listen": r"\b(un)?listen\s+[\"a-z*]",
    "a setting of the session": r"set_config\([^;]*?,\s*false\s*\)|(?<!local )\bset role\b",
    "a temporary object": r"\bcreate\s+temp(orary)?\s",
    "a prepared statement": r"^\s*(prepare|deallocate)\s+\w",
    "a cursor that outlives its transaction": r"\bwith\s+hold\b",
}

SQL = {
    "functions/commerce/start_sync_run": "a reconciliation, and so its lock, has a session",
    "functions/concerts/start_feed_run": "a run without a lease has a session (rowhouse sync)",
    "functions/concerts/finish_feed_run": "frees that lock",
    "functions/core/hold_canary": "the worker's canary connects around the pooler",
}

PYTHON = {
    "glue/backup/restore.py": "a command: it connects around the pooler, and says so",
    "glue/backup/rows.py": "a command; the table goes with its transaction",
    "glue/db.py": "the trace of a command or a Python job, which have a session",
    "glue/load/demo.py": "a command; the table goes with its transaction",
    "glue/load/loading.py": "a command: it connects around the pooler, and says so",
    "glue/load/reshaping.py": "the same",
    "glue/load/staging.py": "the same",
    "glue/migrate/measure.py": "a command; its sessions are those of a copy that it makes",
    "glue/migrate/runner.py": "a command: it connects around the pooler, and says so",
    "glue/relay/source.py": "the relay connects around the pooler, and says so",
    "glue/schema/scratch.py": "a command that makes databases",
    "glue/sessions.py": "finds out whether there is a session",
    "glue/worker/wakeup.py": "listens where there is a session; else ListenerLane does",
}


def features_of(text: str) -> set[str]:
    """Return on what of a session a text depends."""
    flags = re.IGNORECASE | re.MULTILINE | re.DOTALL
    return {name for name, pattern in FEATURES.items() if re.search(pattern, text, flags)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("perform pg_try_advisory_lock(1);", {"a session lock"}),
        ("perform pg_advisory_xact_lock(1);", set()),
        ("conn.execute('listen \"x\"')", {"listen"}),
        ("select set_config('a.b', 'c', false)", {"a setting of the session"}),
        ("select set_config('a.b', 'c', true)", set()),
        ("set local role anon", set()),
        ("create temporary table t (a int)", {"a temporary object"}),
        ("declare c cursor with hold for select 1", {"a cursor that outlives its transaction"}),
    ],
)
def test_each_feature_is_found(text: str, found: set[str]) -> None:
    assert features_of(text) == found


def test_functions_depend_on_no_session() -> None:
    kinds = ("functions/", "triggers/", "policies/", "views/")
    found = {
        source.address
        for source in read_sources()
        if source.address.startswith(kinds)
        and features_of(re.sub(r"--[^\n]*|\ncomment on (?s:.*)", "", source.body))
    }
    assert found == {address for address in SQL if _is_chosen(address)}


def test_python_depends_on_a_session_where_it_has_one() -> None:
    skipped = {"bench", "lint", "skeletons"}
    found = {
        str(path.relative_to(paths.ROOT))
        for path in (paths.ROOT / "glue").rglob("*.py")
        if path.relative_to(paths.ROOT).parts[1] not in skipped and features_of(_code(path))
    }
    assert found == set(PYTHON)


def _is_chosen(address: str) -> bool:
    return any(source.address == address for source in read_sources())


def _code(path: Path) -> str:
    """Return a module without the words about it."""
    return re.sub(r'""".*?"""|#[^\n]*', "", path.read_text(), flags=re.DOTALL)
