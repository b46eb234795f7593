"""Backups across clusters and versions: a restore works, or it is refused."""

import stat
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner
from psycopg import sql

from glue import db, paths
from glue.backup import programs, rehearsal, restore, writing
from glue.backup.archive import Archive, read_archive
from glue.commands import db as command
from glue.errors import ConfigError, RowhouseError
from glue.postgres.server import Server

pytestmark = pytest.mark.each_engine


@pytest.fixture
def live(db_url: str, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return a database that the commands take for the live one, with a state of its own."""
    url = server.url("supabase_admin", db.database_of(db_url))
    monkeypatch.setattr(command, "_admin", lambda: url)
    monkeypatch.setattr(paths, "HOME", tmp_path / "home")
    return url


def ask(url: str, query: str) -> list[tuple[object, ...]]:
    with db.connect(url) as conn:
        return [tuple(row.values()) for row in conn.execute(query.encode()).fetchall()]


def write_as_another_cluster(url: str) -> None:
    """Leave a log as a cluster with nine thousand million transactions would."""
    with db.connect(url) as conn:
        conn.execute("select core.add_consumer('core.t_done')")
        conn.execute("select core.add_consumer('core.t_behind', 'start')")
        for name in ("a", "b"):
            conn.execute(
                "select core.emit('core.thing.made', 'core:thing', %s, '{}', 's')", (name,)
            )
        conn.execute("select count(*) from core.read_events('core.t_done', 100)")
        for table in ("events", "event_streams", "event_consumers", "event_low_watermarks"):
            conn.execute(
                f"update core.{table} set xid = (9000000000 + xid::text::bigint)::text::xid8"
                " where xid > '0'".encode()
            )


def names_of_databases(url: str) -> set[object]:
    """Return this database and those that a restore or a rehearsal makes."""
    query = """
        select datname from pg_database
        where starts_with(datname, current_database()) or datname ~ 'rehears|restor|replac'
    """
    return {row[0] for row in ask(url, query)}


def test_a_restore_that_was_killed_as_it_swapped_is_made_by_the_next_one(
    live: str, tmp_path: Path
) -> None:
    command.backup(tmp_path / "monday.dump")
    name = db.database_of(live)
    with db.connect(db.with_database(live, "template1")) as conn:
        conn.execute(
            sql.SQL("alter database {} allow_connections false").format(sql.Identifier(name))
        )
    # An operator may have closed it: then a restore does not open it.
    with pytest.raises(psycopg.OperationalError, match="not currently accepting connections"):
        command.restore(tmp_path / "monday.dump", yes=True)
    db.create_database(live, restore.DRAFT)
    command.restore(tmp_path / "monday.dump", yes=True)
    assert ask(live, "select 1") == [(1,)]
    assert names_of_databases(live) == {name}


# -- another cluster -----------------------------------------------------------------


def test_a_log_of_a_cluster_that_was_ahead_is_read_after_a_restore(
    live: str, tmp_path: Path
) -> None:
    write_as_another_cluster(live)
    broken = "select count(*) from core.run_invariant('core.xids_of_this_cluster')"
    assert ask(live, f"{broken} where violations > 0") == [(1,)]
    command.backup(tmp_path / "monday.dump")
    command.restore(tmp_path / "monday.dump", yes=True)
    assert ask(live, f"{broken} where violations = 0") == [(1,)]
    assert ask(live, "select status from core.run_health_check('core.foreign_xids')") == [("ok",)]
    ask(live, "select core.emit('core.thing.made', 'core:thing', 'c', '{}', 's')")
    read = "select entity_id, version from core.read_events('{}', 100)"
    assert ask(live, read.format("core.t_done")) == [("c", 3)]
    assert ask(live, read.format("core.t_behind")) == [("a", 1), ("b", 2), ("c", 3)]
    assert ask(live, "select state from core.verify_audit() where state <> 'ok'") == []


def test_a_consumer_that_stands_in_the_future_reads_what_comes(live: str) -> None:
    with db.connect(live) as conn:
        conn.execute("select core.add_consumer('core.t_one')")
        conn.execute("update core.event_consumers set xid = '9000000000' where true")
        conn.execute("select core.emit('core.thing.made', 'core:thing', '1', '{}')")
    read = "select entity_id from core.read_events('core.t_one', 100)"
    assert ask(live, read) == [("1",)]
    assert ask(live, read) == []


def test_a_rehearsal_runs_in_a_cluster_of_its_own(
    live: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_as_another_cluster(live)
    before = names_of_databases(live)
    started: list[Server] = []
    fill = restore.fill

    def noted(archive: Archive, target: str, *rest: object, **more: bool) -> None:
        port = psycopg.conninfo.conninfo_to_dict(target)["port"]
        assert port != psycopg.conninfo.conninfo_to_dict(live)["port"]
        assert names_of_databases(live) == before
        fill(archive, target, *rest, **more)  # type: ignore[arg-type]

    start = Server.start

    def note_start(server: Server) -> bool:
        started.append(server)
        return start(server)

    monkeypatch.setattr(Server, "start", note_start)
    monkeypatch.setattr(rehearsal, "fill", noted)
    command.backup(tmp_path / "monday.dump")
    done = CliRunner().invoke(command.db_command, ["rehearse-restore"])
    assert done.exit_code == 0, done.output
    (second,) = started
    assert second.pid is None
    assert not second.home.exists()


def test_a_rehearsal_fails_where_new_events_are_not_read(
    live: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_as_another_cluster(live)
    command.backup(tmp_path / "monday.dump")
    monkeypatch.setattr(rehearsal, "rebase", lambda _target: None)
    monkeypatch.setattr(command, "try_the_log", lambda _url: None)
    done = CliRunner().invoke(command.db_command, ["rehearse-restore"])
    assert done.exit_code == 1
    assert "core.xids_of_this_cluster" in str(done.exception)


# -- what a dump does not hold -------------------------------------------------------


def test_a_restored_database_has_the_rights_and_settings_of_the_one_before(
    live: str, tmp_path: Path
) -> None:
    name = db.database_of(live)
    ask_it = (
        "select pg_get_userbyid(datdba), datconnlimit, has_database_privilege('app_reader', oid,"
        " 'create') as a, has_database_privilege('anon', oid, 'connect') as b,"
        " has_database_privilege('anon', oid, 'temporary') as c,"
        " (select array_agg(s order by s) from pg_db_role_setting, unnest(setconfig) as s"
        " where setdatabase = d.oid) from pg_database as d where datname = current_database()"
    )
    # What the database was given after the backup goes with what replaced it.
    with db.connect(live) as conn:
        conn.execute(f'grant create on database "{name}" to app_reader'.encode())
        conn.execute(f'revoke connect on database "{name}" from public'.encode())
        conn.execute(f'alter database "{name}" connection limit 77'.encode())
        conn.execute(f'alter database "{name}" set search_path = core, "$user"'.encode())
        conn.execute(
            f"alter role anon in database \"{name}\" set application_name = 'a=b ''c'''".encode()
        )
    command.backup(tmp_path / "monday.dump")
    with db.connect(live) as conn:
        conn.execute(f'alter database "{name}" connection limit 12'.encode())
        conn.execute(f'alter database "{name}" reset search_path'.encode())
        conn.execute(f'revoke create on database "{name}" from app_reader'.encode())
    command.restore(tmp_path / "monday.dump", yes=True)
    assert ask(live, ask_it) == [
        (
            "postgres",
            77,
            True,
            False,
            False,
            ["application_name=a=b 'c'", 'search_path=core, "$user"'],
        )
    ]


def test_partitions_of_today_are_there_and_the_owners(live: str, tmp_path: Path) -> None:
    partitions = (
        "select distinct p.table_name from core.partitioned_tables as p"
        " join pg_inherits as i on i.inhparent = p.table_name::regclass"
        " join pg_class as c on c.oid = i.inhrelid"
        " where pg_get_expr(c.relpartbound, c.oid) <> 'DEFAULT'"
        " and pg_get_userbyid(c.relowner) = 'postgres' order by 1"
    )
    with db.connect(live) as conn:
        for row in conn.execute(
            "select i.inhrelid::regclass::text as name from core.partitioned_tables as p"
            " join pg_inherits as i on i.inhparent = p.table_name::regclass"
            " join pg_class as c on c.oid = i.inhrelid"
            " where pg_get_expr(c.relpartbound, c.oid) <> 'DEFAULT'"
        ).fetchall():
            conn.execute(f"drop table {row['name']}".encode())
    assert ask(live, partitions) == []
    command.backup(tmp_path / "monday.dump")
    command.restore(tmp_path / "monday.dump", yes=True)
    registered = ask(live, "select table_name from core.partitioned_tables order by 1")
    assert ask(live, partitions) == registered
    assert registered


def test_a_role_that_is_missing_is_named_before_anything_happens(live: str, tmp_path: Path) -> None:
    with db.connect(live) as conn:
        conn.execute('create role "t reports"; grant select on core.settings to "t reports"')
        command.backup(tmp_path / "monday.dump")
        conn.execute('drop owned by "t reports"; drop role "t reports"')
    with pytest.raises(ConfigError, match="does not have: t reports"):
        command.restore(tmp_path / "monday.dump", yes=True)
    # A rehearsal makes it: what is tried there is the file.
    done = CliRunner().invoke(command.db_command, ["rehearse-restore"])
    assert done.exit_code == 0, done.output


def test_a_restore_that_fails_leaves_what_was_there(live: str, tmp_path: Path) -> None:
    command.backup(tmp_path / "whole.dump")
    half = tmp_path / "half.dump"
    content = (tmp_path / "whole.dump").read_bytes()
    half.write_bytes(content[: len(content) // 2])
    before = names_of_databases(live)
    with pytest.raises(RowhouseError, match="pg_restore failed"):
        command.restore(half, yes=True)
    assert names_of_databases(live) == before
    assert ask(live, "select count(*) > 0 from core.settings") == [(True,)]


def test_connections_do_not_stand_in_the_way(live: str, tmp_path: Path) -> None:
    command.backup(tmp_path / "monday.dump")
    with db.connect(live) as idle:
        idle.execute("select 1")
        command.restore(tmp_path / "monday.dump", yes=True)
    assert names_of_databases(live) == {db.database_of(live)}


# -- versions ------------------------------------------------------------------------


def of_another_version(file: Path, major: int) -> Path:
    """Write a copy of a backup that says it is of another server."""
    archive = read_archive(file)
    content = file.read_bytes()
    old = f"{archive.server_major}.".encode()
    place = content.index(old)
    other = file.with_name("other.dump")
    other.write_bytes(content[:place] + f"{major}.".encode() + content[place + len(old) :])
    return other


def test_a_backup_says_what_it_is(live: str, tmp_path: Path) -> None:
    command.backup(tmp_path / "monday.dump")
    archive = read_archive(tmp_path / "monday.dump")
    major = programs.server_major(live)
    assert (archive.server_major, archive.client_major) == (major, major)


def test_a_backup_of_a_newer_server_is_refused(live: str, tmp_path: Path) -> None:
    command.backup(tmp_path / "monday.dump")
    newer = of_another_version(tmp_path / "monday.dump", 99)
    before = names_of_databases(live)
    with pytest.raises(ConfigError, match=r"is of Postgres 99, and this server is Postgres \d+"):
        command.restore(newer, yes=True)
    assert names_of_databases(live) == before


def test_a_backup_of_an_older_server_is_restored(tmp_path: Path) -> None:
    """From Debian's 15 into the newest that is here, where both are."""
    old_bin = Path("/usr/lib/postgresql/15/bin")
    if not (old_bin / "initdb").exists():
        pytest.skip("there is no Postgres 15 here")
    with rehearsal.second_cluster(15) as old:
        if old.major != 15:
            pytest.skip("ROWHOUSE_PG_BIN is of another version")
        url = old.url("supabase_admin")
        with db.connect(url) as conn:
            conn.execute("create table kept as select generate_series(1, 100) as id")
        writing.write_backup(url, tmp_path / "old.dump")
    archive = read_archive(tmp_path / "old.dump")
    assert archive.client_major == 15
    with rehearsal.second_cluster(Server().major) as new:
        restore.restore_backup(archive, new.url("supabase_admin"), print)
        assert ask(new.url("supabase_admin"), "select count(*) from kept") == [(100,)]


def test_without_a_client_of_the_version_a_backup_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"pg_dump 99 is needed for this server; found: \d+"):
        programs.client("pg_dump", 99)


# -- the file ------------------------------------------------------------------------


@pytest.mark.usefixtures("live")
def test_a_backup_is_its_owners_alone(tmp_path: Path) -> None:
    command.backup(tmp_path / "monday.dump")
    mode = stat.S_IMODE((tmp_path / "monday.dump").stat().st_mode)
    assert mode == stat.S_IRUSR | stat.S_IWUSR


@pytest.mark.usefixtures("live")
def test_a_backup_that_fails_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "bin" / "pg_dump"
    program.parent.mkdir()
    program.write_text(
        "#!/bin/sh\nfor a; do case $a in --file=*) echo half > ${a#--file=};; esac; done\n"
        "echo 'could not write to output file: No space left on device' >&2\nexit 1\n"
    )
    program.chmod(0o755)
    monkeypatch.setattr(writing, "client", lambda _name, _major: program)
    folder = tmp_path / "backups"
    folder.mkdir()
    with pytest.raises(RowhouseError, match="No space left"):
        command.backup(folder / "monday.dump")
    assert list(folder.iterdir()) == []


@pytest.mark.usefixtures("live")
def test_what_exists_is_never_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dangling = tmp_path / "link.dump"
    dangling.symlink_to(tmp_path / "nowhere")
    with pytest.raises(ConfigError, match="exists"):
        command.backup(dangling)
    with pytest.raises(ConfigError, match="cannot write to"):
        command.backup(tmp_path / "no" / "such.dump")
    # The name is taken while the backup is written.
    taken, run = tmp_path / "taken.dump", programs.run_program

    def slow(*arguments: object) -> str:
        answer = run(*arguments)  # type: ignore[arg-type]
        taken.write_text("another's")
        return answer

    monkeypatch.setattr(writing, "run_program", slow)
    with pytest.raises(ConfigError, match="exists"):
        command.backup(taken)
    assert taken.read_text() == "another's"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.dump", "taken.dump"]


@pytest.mark.parametrize("content", [b"", b"PGDMP", b"PGDMP\x01\x0e\x00\x04\x08\x03", b"x" * 99])
def test_what_is_no_backup_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "junk").write_bytes(content)
    with pytest.raises(RowhouseError, match="is not a backup"):
        read_archive(tmp_path / "junk")
