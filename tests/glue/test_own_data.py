"""docs/filters.md is true: its steps run as written, and its RPCs answer."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from glue import db, paths

pytestmark = pytest.mark.needs("filters")

PAGE = (paths.ROOT / "docs" / "filters.md").read_text()


def section(title: str) -> str:
    return PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]


STEPS = section("Your own data in five minutes")
ROUTES = re.findall(
    r"^\| `(?:GET|POST|PATCH|DELETE) [^`]*` \| `([^`]+)`",
    section("From REST routes to RPCs"),
    re.MULTILINE,
)


def test_own_data_is_loaded_as_the_page_says(db_url: str, tmp_path: Path) -> None:
    for name, text in re.findall(r"`(\w+\.csv)`:\n\n```csv\n(.*?)```", STEPS, re.DOTALL):
        (tmp_path / name).write_text(text)
    (commands,) = re.findall(r"```sh\n(.*?)```", STEPS, re.DOTALL)
    (expected,) = re.findall(r"```json\n(.*?)```", STEPS, re.DOTALL)
    env = {
        **os.environ,
        "DATABASE_URL": db_url,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    said = []
    for line in commands.splitlines():
        done = subprocess.run(
            ["bash", "-c", line], env=env, cwd=tmp_path, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
        said.append(done.stdout)
    assert said[0].splitlines()[-1] == commands.splitlines()[1]
    assert json.loads(said[-1]) == json.loads(expected)
    assert not list(tmp_path.glob("*.rejected.csv"))


@pytest.mark.parametrize("rpc", ROUTES)
def test_each_route_has_its_rpc(db_url: str, rpc: str) -> None:
    with db.connect(db_url, autocommit=False) as conn:
        conn.execute("select tests.small_shop()")
        conn.execute("update filters.dimensions set prune_after = '1 day' where name = 'brand'")
        product = {"name": "product", "source": "filters.transactions", "column": "product_key"}
        if rpc.startswith("toggle"):
            conn.execute("select filters.register_dimension(%s)", (json.dumps(product),))
        conn.execute("select tests.login_as(tests.user('ada'), 'admin')")
        row = conn.execute(f"select api.{rpc} as answer".encode()).fetchone()
        assert row is not None
        assert row["answer"] is not None
        conn.rollback()


def test_the_table_has_routes() -> None:
    assert len(ROUTES) == 14
