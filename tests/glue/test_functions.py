"""The edge functions of a project are served beside those that ship."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from glue.postgres.ports import free_port
from glue.stack.functions import find_deno, functions_command, without_token
from glue.waiting import wait_until

pytestmark = pytest.mark.once

FUNCTION = 'Deno.serve(() => new Response("{}"));\n'


def write(root: Path, name: str, said: str) -> None:
    folder = root / "supabase" / "functions" / name
    folder.mkdir(parents=True)
    (folder / "index.ts").write_text(FUNCTION.format(said))


@pytest.fixture
def roots(tmp_path: Path) -> list[Path]:
    """What ships, and a project with one function of its own and one of the same name."""
    ships, own, bare = (tmp_path / name for name in ("ships", "own", "bare"))
    write(ships, "sync", "shipped")
    write(ships, "webhooks", "shipped")
    write(own, "webhooks", "own")
    write(own, "greet", "own")
    (bare / "supabase").mkdir(parents=True)
    (ships / "supabase/config.toml").write_text("[functions.sync]\nverify_jwt = false\n")
    (own / "supabase/config.toml").write_text("[functions.greet]\nverify_jwt = false\n")
    return [ships, own, bare]


@pytest.fixture
def address(roots: list[Path], tmp_path: Path) -> Iterator[str]:
    """The address where the functions of the three are served."""
    deno = find_deno()
    if deno is None:
        pytest.skip("Deno is not here")
    port = free_port()
    command = functions_command(deno, port, [root / "supabase/functions" for root in roots])
    env = {"DENO_DIR": str(tmp_path / "deno"), "HOME": str(tmp_path), "NO_COLOR": "1"}
    with subprocess.Popen(command, env=env) as child:
        try:
            yield f"http://127.0.0.1:{port}/functions/v1"
        finally:
            child.terminate()


def said(url: str) -> str | None:
    """Return what a function says; None as long as nothing answers."""
    try:
        return httpx.get(url).text
    except httpx.TransportError:
        return None


def test_both_are_served_and_a_project_takes_a_name(address: str) -> None:
    wait_until(lambda: said(f"{address}/greet") is not None, 60)
    found = {name: said(f"{address}/{name}") for name in ("greet", "sync", "webhooks")}
    assert found == {"greet": "own", "sync": "shipped", "webhooks": "own"}


def test_each_may_say_that_it_knows_its_callers(roots: list[Path]) -> None:
    assert without_token(roots[:2]) == {"sync", "greet"}
    (roots[1] / "supabase/config.toml").write_text("[functions.sync]\nverify_jwt = true\n")
    assert without_token(roots[:2]) == set()
