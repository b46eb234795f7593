"""Where the superuser is not `postgres`, the page's steps make an owner that is no superuser."""

import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from glue import db, paths
from glue.cli import main
from glue.config import settings
from glue.postgres.server import SUPERUSER, Server
from tests.glue.test_deploy import FAST, run, shell

__all__ = ["shell"]  # fixtures

pytestmark = pytest.mark.once

PAGE = (paths.ROOT / "docs" / "deploy-server.md").read_text()
OWNER = re.search(r"^```text\n(rowhouse db psql.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


class Another(Server):
    """A server whom everyone addresses by its superuser."""

    def url(self, role: str = SUPERUSER, database: str = "postgres") -> str:
        """Return its URL."""
        return super().url(role, database)


@pytest.fixture
def plain() -> Iterator[Server]:
    """A cluster that was made with another superuser than `postgres`, and has no such role."""
    home = Path(tempfile.mkdtemp(prefix="rowhouse-owner-"))
    home.chmod(0o711)
    server = Another(home, settings=FAST)
    server.start()
    try:
        with db.connect(server.url()) as conn:
            conn.execute("alter role postgres rename to someone_else")
        yield server
    finally:
        server.stop()
        shutil.rmtree(home)


def test_the_owner_is_given_a_password_and_is_no_superuser(shell: dict[str, str]) -> None:
    admin = shell["DATABASE_ADMIN_URL"]
    owner = re.sub(r"//.*@", "//postgres:its_own@", admin)
    given = shell | {
        "DATABASE_ADMIN_URL": admin,
        "DATABASE_URL": owner,
        "OWNER_PASSWORD": "its_own",
    }
    assert OWNER is not None
    said = run("rowhouse db prepare --yes 2>&1", given)
    assert "role postgres cannot log in yet" in said
    run(OWNER[1], given)
    run("rowhouse migrate up", given)
    findings = json.loads(run("rowhouse doctor --json || true", given))
    assert {it["area"] for it in findings} >= {"worker"}
    assert "owner_is_superuser" not in {it["code"] for it in findings}


def test_without_an_answer_nothing_is_made(plain: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", plain.url())
    settings.cache_clear()
    done = CliRunner().invoke(main, ["db", "prepare"], input="")
    monkeypatch.undo()
    settings.cache_clear()
    assert done.exit_code == 2
    assert "Add --yes" in done.stderr
