"""rowhouse db: url, psql, reset, backup and restore, each through the command line."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import psycopg
import pytest

from glue.backup.programs import split_password
from glue.db import with_database
from tests.glue.small_checkout import SmallCheckout, make_small_checkout

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def checkout() -> Iterator[SmallCheckout]:
    """One stack for the module: what a test adds, it looks for by name."""
    root = Path(tempfile.mkdtemp(prefix="rowhouse-db-"))
    root.chmod(0o711)
    made = make_small_checkout(root / "checkout")
    assert "rowhouse up" in made.run("db", "url").stderr
    made.ok("up", "--detach")
    yield made
    made.ok("down")
    shutil.rmtree(root)


def _sql(checkout: SmallCheckout, query: str) -> str:
    return checkout.ok("db", "psql", "-XAtqc", query).strip()


def test_the_url_leads_to_the_owner_who_is_no_superuser(checkout: SmallCheckout) -> None:
    url = checkout.ok("db", "url").strip()
    with psycopg.connect(url) as conn:
        row = conn.execute(
            "select current_user::text, rolsuper from pg_roles where rolname = current_user"
        ).fetchone()
    assert row == ("postgres", False)


def test_psql_gets_its_arguments_and_gives_its_exit_code(checkout: SmallCheckout) -> None:
    assert _sql(checkout, "select 6 * 7") == "42"
    assert checkout.run("db", "psql", "-v", "ON_ERROR_STOP=1", "-c", "select 1/0").returncode == 1


@pytest.mark.parametrize(
    ("url", "bare", "secret"),
    [
        ("postgresql://a:b%40c@h:1/d?x=y", "postgresql://a@h:1/d?x=y", {"PGPASSWORD": "b@c"}),
        ("postgresql://a@h/d", "postgresql://a@h/d", {}),
        ("postgresql:///d", "postgresql:///d", {}),
        ("postgresql://a@h/d?password=b%40c&x=y", "postgresql://a@h/d?x=y", {"PGPASSWORD": "b@c"}),
        ("postgresql://a:no@h/d?password=yes", "postgresql://a@h/d", {"PGPASSWORD": "yes"}),
        ("postgresql:///d?password=b&host=h", "postgresql:///d?host=h", {"PGPASSWORD": "b"}),
    ],
)
def test_a_password_is_no_argument(url: str, bare: str, secret: dict[str, str]) -> None:
    assert split_password(url) == (bare, secret)


@pytest.mark.parametrize(
    ("url", "other"),
    [
        ("postgresql://a:b@h:1/d?x=y", "postgresql://a:b@h:1/e?x=y"),
        ("postgresql:///d?host=/run", "postgresql:///e?host=/run"),
        ("postgresql:///d", "postgresql:///e"),
    ],
)
def test_another_database_is_of_the_same_server(url: str, other: str) -> None:
    assert with_database(url, "e") == other


def test_a_backup_restores_what_was_there(checkout: SmallCheckout, tmp_path: Path) -> None:
    file = tmp_path / "monday.dump"
    _sql(checkout, "create table core.kept as select generate_series(1, 1000) as id")
    grants = "select relacl from pg_class where oid = 'core.notes'::regclass"
    before = _sql(checkout, grants)
    checkout.ok("db", "backup", str(file))
    assert [path.name for path in tmp_path.iterdir()] == ["monday.dump"]

    refused = checkout.run("db", "backup", str(file))
    assert refused.returncode == 2
    assert "never overwritten" in refused.stderr

    _sql(checkout, "drop table core.kept")
    refused = checkout.run("db", "restore", str(file))
    assert refused.returncode == 2
    assert "--yes" in refused.stderr

    checkout.ok("db", "restore", str(file), "--yes")
    assert _sql(checkout, "select count(*), max(id) from core.kept") == "1000|1000"
    assert _sql(checkout, grants) == before
    owner = "select pg_get_userbyid(datdba) from pg_database where datname = current_database()"
    assert _sql(checkout, owner) == "postgres"
    # The API goes on with the restored database.
    env = json.loads(checkout.ok("env", "--secret", "--json"))
    headers = {"apikey": env["SECRET_KEY"]}
    answer = httpx.post(f"{env['REST']}/rpc/list_dimensions", headers=headers, json={})
    assert answer.status_code == 200, answer.text


def test_a_file_that_is_no_backup_changes_nothing(checkout: SmallCheckout, tmp_path: Path) -> None:
    file = tmp_path / "junk"
    file.write_text("not a dump\n" * 1000)
    failed = checkout.run("db", "restore", str(file), "--yes")
    assert failed.returncode == 1
    assert "is not a backup" in failed.stderr
    assert "Traceback" not in failed.stderr
    assert _sql(checkout, "select count(*) from core.notes where id <= 2") == "2"
    assert _sql(checkout, "select count(*) from pg_database where datname ~ 'restor'") == "0"


def test_a_file_that_is_not_there_is_named(checkout: SmallCheckout, tmp_path: Path) -> None:
    missing = checkout.run("db", "restore", str(tmp_path / "none"))
    assert missing.returncode == 2
    assert "is not there" in missing.stderr


def test_a_reset_asks_and_then_starts_from_nothing(checkout: SmallCheckout) -> None:
    _sql(checkout, "insert into core.notes values (99)")
    refused = checkout.run("db", "reset")
    assert refused.returncode == 2
    assert "--yes" in refused.stderr
    keys = (checkout.home / "state.json").read_text()
    checkout.ok("db", "reset", "--yes")
    # The stack ran before, so it runs now, with the same keys and ports.
    checkout.ok("status")
    assert (checkout.home / "state.json").read_text() == keys
    assert _sql(checkout, "select count(*) from core.notes") == "2"


def test_a_reset_cures_a_data_directory_of_another_major(checkout: SmallCheckout) -> None:
    checkout.ok("down")
    version = checkout.home / "postgres" / "PG_VERSION"
    version.write_text("14\n")
    refused = checkout.run("up", "--detach")
    assert refused.returncode == 2
    assert "made by Postgres 14" in refused.stderr
    assert "db reset --yes" in refused.stderr
    checkout.ok("db", "reset", "--yes")
    checkout.ok("up", "--detach")
    assert _sql(checkout, "select count(*) from core.notes") == "2"
