"""The TypeScript client: compiled, then run with node against the running stack."""

import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from glue import db, paths
from glue.postgres.ports import free_port
from glue.postgres.server import Server
from tests.api.conftest import RunningApi

pytestmark = [pytest.mark.once, pytest.mark.needs("filters", "reading")]

CLIENT = paths.ROOT / "supabase" / "client"
TSC = paths.NODE_MODULES / ".bin" / "tsc"
HERE = Path(__file__).parent / "typescript"

# The tests join faster, and from more sockets, than people do.
LIMITS = {
    "max_connections": 1000,
    "max_joins_per_second": 10_000,
    "max_messages_per_second": 10_000,
}

# By code point the last ones are the greatest; by code unit \uffee would be.
DEVICES = (
    "Phone",
    "phone",
    "phone 2",
    "é",
    "e\u0301",
    "\ue000",
    "\uffee",
    "\U00010000",
    "\U0001f4f1",
)

WAITS_FOR_EVER = """
import { after, test } from "node:test";
setInterval(() => {}, 1000);
after(() => new Promise(() => {}));
test("passes", () => {});
"""

Run = Callable[..., str]


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the client as JavaScript; a type error fails here."""
    folder = tmp_path_factory.mktemp("client")
    done = subprocess.run(
        [TSC, "--project", CLIENT, "--outDir", folder], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    (folder / "package.json").write_text('{"type": "module"}')
    # For the file that needs React.
    (folder / "node_modules").symlink_to(paths.NODE_MODULES)
    return folder / "client"


def run_tests(script: str | Path, config: Path, seconds: float = 600) -> str:
    """Run a script of tests with node; return what it says when some ran and none failed."""
    try:
        done = subprocess.run(
            # The library's own timers would keep the process for a minute.
            ["node", "--expose-gc", "--test-force-exit", HERE / script, config],
            capture_output=True,
            text=True,
            check=False,
            timeout=seconds,
            env={**os.environ, "NO_COLOR": "1"},
        )
    except subprocess.TimeoutExpired as late:
        # Bytes, though text was asked for.
        said = ((late.stdout or b"") + (late.stderr or b"")).decode(errors="replace")
        pytest.fail(f"{script} did not end within {seconds} s; it said:\n{said}")
    assert done.returncode == 0, done.stdout + done.stderr
    counts = dict(re.findall(r"^\S+ (tests|pass) (\d+)$", done.stdout, re.MULTILINE))
    assert int(counts["tests"]) == int(counts["pass"]) > 0, done.stdout
    return done.stdout


@pytest.fixture
def run(running: RunningApi, server: Server, compiled: Path, tmp_path: Path) -> Run:
    """Run a script of tests with what it needs to know of the stack."""

    def call(script: str, seconds: float = 600, **told: object) -> str:
        keys = {
            name: server.state.get(name) for name in ("jwt_secret", "publishable_key", "secret_key")
        }
        relay = {
            "url": server.url("rowhouse_relay", urlsplit(running.database).path[1:]),
            "port": free_port(),
            "keys": keys,
            "cursor_file": str(tmp_path / "cursor.json"),
            "limits": LIMITS,
        }
        given = {
            **told,
            "client": (compiled / "index.js").as_uri(),
            "api_url": running.api.url,
            "api_key": running.api.publishable_key,
            "database": running.database,
            "jwt_secret": running.jwt_secret,
            "relay": {
                "command": [sys.executable, "-m", "tests.api.serve_relay"],
                "folder": str(paths.ROOT),
                "plan": relay,
            },
        }
        config = tmp_path / "given.json"
        config.write_text(json.dumps(given))
        return run_tests(script, config, seconds)

    return call


def _random_edit(chance: random.Random) -> dict[str, Any]:
    """Return an edit of few enough values that two often tie, spelled in every way."""
    return {
        "chapter": chance.choice([None, 0, 1.0004, 1.0005, 1.00049999, 1.0015, 12.5, 999999.999]),
        "chapter_label": chance.choice([None, "12", "12.5 extra", "é", "\uffee", "\U0001f4d6"]),
        "page": chance.choice([None, 0, 1, 2147483647]),
        "percent": chance.choice([None, 0.004, 0.005, 1e-7, 33.335, 33.34, 100]),
        "device_id": chance.choice(DEVICES),
        "rewinds": chance.choice([0, 0, 1, 2]),
        "updated_at": chance.choice(["2026-03-01T12:00:00", "2026-03-01 12:00:00"])
        + chance.choice(["", ".1", ".100001", ".100002", ".1000015", ".1000025", ".999999"])
        + chance.choice(["Z", "+00:00", "+00", "+0530", "-08:00"]),
    }


def _random_case(chance: random.Random) -> dict[str, Any]:
    """Return two edits of a policy, which often differ in one column only."""
    one, other = _random_edit(chance), _random_edit(chance)
    if chance.random() < 0.5:
        name = chance.choice(list(one))
        other = one | {name: other[name]}
    policy = chance.choice(["lww", "furthest", "furthest_unless_same_device"])
    return {"policy": policy, "a": one, "b": other}


def test_the_resolver_agrees_with_the_database(
    compiled: Path, worker_db: str, tmp_path: Path
) -> None:
    chance = random.Random(20261121)  # noqa: S311 - cases, the same ones each time
    cases = [_random_case(chance) for _ in range(5000)]
    with db.connect(worker_db) as conn:
        wanted = conn.execute(
            """
            with edits as (
                select
                    c.place, c.item ->> 'policy' as policy,
                    jsonb_populate_record(null::reading.edit, c.item -> 'a') as a,
                    jsonb_populate_record(null::reading.edit, c.item -> 'b') as b
                from jsonb_array_elements(%s::jsonb) with ordinality as c (item, place)
            )

            select array_agg(
                (
                    case
                        when e.a is not distinct from e.b then 'tie'
                        when reading._merge(e.a, e.b, e.policy) is not distinct from e.b then 'b'
                        else 'a'
                    end
                ) order by e.place
            ) as winners
            from edits as e
            """,
            (json.dumps(cases),),
        ).fetchone()
    told = tmp_path / "cases.json"
    told.write_text(json.dumps({"client": (compiled / "index.js").as_uri(), "cases": cases}))
    done = subprocess.run(
        ["node", HERE / "resolve.mjs", told], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert wanted is not None
    compared = zip(cases, wanted["winners"], json.loads(done.stdout), strict=True)
    disagreed = [(case, theirs, ours) for case, theirs, ours in compared if theirs != ours]
    assert disagreed == []
    assert {"a", "b", "tie"} == set(wanted["winners"])


@pytest.mark.parametrize(
    "script",
    [
        "resolver.test.mjs",
        "pace.test.mjs",
        "waits.test.mjs",
        "cascade.test.mjs",
        "joins.test.mjs",
    ],
)
def test_what_needs_no_server(compiled: Path, tmp_path: Path, script: str) -> None:
    told = tmp_path / "given.json"
    told.write_text(json.dumps({"client": (compiled / "index.js").as_uri()}))
    run_tests(script, told)


def test_a_script_that_waits_for_ever_is_ended(tmp_path: Path) -> None:
    script = tmp_path / "waits.test.mjs"
    script.write_text(WAITS_FOR_EVER)
    with pytest.raises(pytest.fail.Exception, match=r"did not end within 3 s"):
        run_tests(script, tmp_path / "given.json", seconds=3)


@pytest.mark.parametrize("script", ["progress.test.mjs", "filters.test.mjs", "store.test.mjs"])
def test_the_client_before_the_running_stack(run: Run, script: str) -> None:
    run(script)


@pytest.mark.parametrize("cycles", [200, pytest.param(10_000, marks=pytest.mark.slow)])
def test_subscriptions_leave_nothing_behind(run: Run, cycles: int) -> None:
    # The 10,000 take minutes on a quiet machine.
    run("cycles.test.mjs", seconds=600 + cycles / 2, cycles=cycles)
