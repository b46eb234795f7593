"""A rehearsal proves that a backup restores and that every invariant holds there."""

from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner

from glue import db, paths
from glue.commands import db as command
from glue.postgres.server import Server


@pytest.fixture
def live(db_url: str, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return a database that the command takes for the live one, with a state of its own."""
    url = server.url("supabase_admin", db.database_of(db_url))
    monkeypatch.setattr(command, "_admin", lambda: url)
    monkeypatch.setattr(paths, "HOME", tmp_path)
    return url


def test_the_newest_backup_is_restored_and_verified(live: str, tmp_path: Path) -> None:
    command.backup(tmp_path / "monday.dump")
    done = CliRunner().invoke(command.db_command, ["rehearse-restore"])
    assert done.exit_code == 0, done.output
    assert "invariants hold there" in done.output
    with db.connect(live) as conn:
        left = conn.execute("select from pg_database where datname ~ 'rehearsal'")
        assert left.rowcount == 0


def test_a_backup_of_broken_data_is_found(live: str, tmp_path: Path) -> None:
    with db.connect(live) as conn:
        conn.execute(
            "insert into core.invariants (name, module, query, repair)"
            " values ('core.rehearsed', 'core', 'select 1 as broken', 'None.')"
        )
    command.backup(tmp_path / "tuesday.dump")
    done = CliRunner().invoke(command.db_command, ["rehearse-restore", "--json"])
    assert done.exit_code == 1
    assert '"name": "core.rehearsed", "state": "error", "violations": 1' in done.output


@pytest.mark.usefixtures("live")
def test_without_a_backup_it_says_how_to_make_one() -> None:
    done = CliRunner().invoke(command.db_command, ["rehearse-restore"])
    assert done.exit_code == 1
    assert "there is no backup yet" in str(done.exception)


def test_a_restored_database_keeps_its_holds_and_lets_public_plant_nothing(
    live: str, server: Server, tmp_path: Path
) -> None:
    with db.connect(live) as conn:
        conn.execute("create table core.t_pots (id bigint primary key)")
        conn.execute("select core.place_legal_hold('Core.T_Pots', 'A court asks.')")
        conn.execute("alter table core.t_pots rename to t_jars")
    command.backup(tmp_path / "friday.dump")
    command.restore(tmp_path / "friday.dump", yes=True)
    with db.connect(live) as conn:
        held = conn.execute("select core.is_on_legal_hold('core.t_jars') as it").fetchone()
        assert held == {"it": True}
        found = conn.execute(
            "select violations as n from core.run_invariant('core.temporary_is_revoked')"
        ).fetchone()
        assert found == {"n": 0}
    server.set_passwords()
    with db.connect(server.url("authenticator", db.database_of(live))) as caller:
        caller.execute("set role anon")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            caller.execute("create domain pg_temp.jsonb as pg_catalog.jsonb")
