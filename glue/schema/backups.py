"""Backups: one file in pg_dump's custom format, written and read by clients of the right version.

A dump that a newer client writes holds settings that an older server does not know, and
its file is one that an older client does not read. So a backup is written by a client of
the server's own major version, and restored by one of the target's.

A restore never changes the database that stands until the whole backup is in place: it
fills a database beside it, puts its transaction ids right there, and swaps the names.
"""

import contextlib
import os
import re
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit, urlunsplit

import psycopg
import tenacity
from psycopg import sql

from glue import paths
from glue.db import (
    connect,
    create_database,
    database_of,
    drop_database,
    revoke_temporary,
    script,
    with_database,
)
from glue.errors import ConfigError, RowhouseError
from glue.schema.build import apply_stand_in, run_file
from glue.schema.texts import read_text
from glue.stack.postgres import Server, embedded_bin

Say = Callable[[str], None]

_ROLE = r'(?:"(?:[^"]|"")+"|[a-z_][a-z0-9_$]*)'
_NAMED_ROLES = re.compile(
    rf"^(?:GRANT|REVOKE|ALTER DEFAULT PRIVILEGES) .* (?:TO|FROM) (?P<given>{_ROLE})"
    rf"(?: WITH GRANT OPTION)?;$"
    rf"|^ALTER .* OWNER TO (?P<owner>{_ROLE});$"
    rf"|^CREATE POLICY .* TO (?P<to>{_ROLE}(?:, {_ROLE})*)(?: USING .*| WITH CHECK .*|;)?$",
    re.MULTILINE,
)
_DEFAULTS_OF = re.compile(rf"^ALTER DEFAULT PRIVILEGES FOR ROLE ({_ROLE}) ", re.MULTILINE)
_EXTENSION = re.compile(r"^\d+; \d+ \d+ (?:COMMENT - )?EXTENSION (?:- )?(?P<name>[\w-]+)")

# What a restore leaves out unless it makes the database itself: entries, then statements.
_OF_THE_DATABASE = re.compile(r"^\d+; \d+ \d+ (?:ACL - DATABASE|DATABASE PROPERTIES -|DATABASE -) ")
_NAMES_IT = re.compile(
    rf"^(?P<head>(?:GRANT|REVOKE) .* ON DATABASE |ALTER DATABASE |ALTER ROLE .* IN DATABASE )"
    rf"{_ROLE}(?P<tail> .*;)$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Archive:
    """What a backup says of itself."""

    file: Path
    server_major: int
    client_major: int


# -- clients ---------------------------------------------------------------------


def split_password(url: str) -> tuple[str, dict[str, str]]:
    """Return the URL without its password, and that for the environment: `ps` shows arguments."""
    parts = urlsplit(url)
    if parts.password is None:
        return url, {}
    host = parts.netloc.rpartition("@")[2]
    bare = urlunsplit(parts._replace(netloc=f"{parts.username}@{host}"))
    return bare, {"PGPASSWORD": unquote(parts.password)}


def _folders(major: int) -> Iterator[Path]:
    chosen = os.environ.get("ROWHOUSE_PG_BIN")
    if chosen:
        yield Path(chosen)
    yield Path(f"/usr/lib/postgresql/{major}/bin")
    yield Path(f"/usr/pgsql-{major}/bin")
    with contextlib.suppress(ConfigError):
        yield embedded_bin()
    yield from map(Path, os.environ.get("PATH", "").split(os.pathsep))


def client(name: str, major: int) -> Path:
    """Return a client program of a major version; refuse to use one of another."""
    found: set[int] = set()
    for folder in _folders(major):
        program = folder / name
        if not os.access(program, os.X_OK):
            continue
        version = _version(program)
        if version == major:
            return program
        if version is not None:
            found.add(version)
    others = ", ".join(map(str, sorted(found)))
    raise ConfigError(
        f"{name} {major} is needed for this server" + (f"; found: {others}" if others else ""),
        f"Install postgresql-client-{major}, or set ROWHOUSE_PG_BIN to the folder that has it.",
    )


def _version(program: Path) -> int | None:
    answer = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    match = re.search(r"\) (\d+)", answer.stdout)
    return int(match[1]) if match else None


def server_major(url: str) -> int:
    """Return the major version of the server that a URL leads to."""
    with connect(url) as conn:
        return conn.info.server_version // 10000


def _run(program: Path, url: str | None, *arguments: str) -> str:
    target, secret = split_password(url) if url is not None else ("", {})
    done = subprocess.run(
        [program, *([f"--dbname={target}"] if url is not None else []), *arguments],
        env=os.environ | secret,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RowhouseError(f"{program.name} failed: {done.stderr.strip()}")
    return done.stdout


# -- the file --------------------------------------------------------------------


def write_backup(url: str, file: Path) -> int:
    """Write the whole database into one file; return its size.

    The file appears when it is complete, readable by its owner only; nothing is replaced.
    """
    if file.exists() or file.is_symlink():
        raise ConfigError(f"{file} exists", "Choose another name: a backup is never overwritten.")
    program = client("pg_dump", server_major(url))
    try:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.", suffix=".part")
    except OSError as exc:
        raise ConfigError(
            f"cannot write to {file.parent}: {exc.strerror}", "Name a folder that is writable."
        ) from exc
    os.close(handle)
    draft = Path(name)
    try:
        # Unlogged tables hold what may be forgotten: caches, buckets, what is being loaded.
        _run(program, url, "--format=custom", "--no-unlogged-table-data", f"--file={draft}")
        with draft.open("rb") as written:
            os.fsync(written.fileno())
        _appear(draft, file)
    finally:
        draft.unlink(missing_ok=True)
    return file.stat().st_size


def _appear(draft: Path, file: Path) -> None:
    """Give a draft its name, unless that was taken meanwhile."""
    try:
        os.link(draft, file)
    except FileExistsError as exc:
        raise ConfigError(
            f"{file} exists", "Choose another name: a backup is never overwritten."
        ) from exc
    except OSError:
        # A file system without hard links.
        draft.rename(file)


def read_archive(file: Path) -> Archive:
    """Read the head of a backup: which server it is of, and which client wrote it."""
    if not file.exists():
        raise ConfigError(f"{file} is not there", "Name a file of `rowhouse db backup`.")
    try:
        with file.open("rb") as archive:
            return _read_head(file, archive)
    except OSError as exc:
        raise ConfigError(f"{file} cannot be read: {exc.strerror}") from exc
    except (ValueError, IndexError, UnicodeDecodeError) as exc:
        raise RowhouseError(
            f"{file} is not a backup, or is cut off",
            "A backup is a file of `rowhouse db backup`, or of `pg_dump --format=custom`.",
        ) from exc


def _read_head(file: Path, archive: BinaryIO) -> Archive:
    if archive.read(5) != b"PGDMP":
        raise ValueError(file)
    major, minor, _, int_size, _, kind = archive.read(6)
    if kind != 1:
        raise ValueError(file)

    def number() -> int:
        sign, *digits = archive.read(1 + int_size)
        value = int.from_bytes(bytes(digits), "little")
        return -value if sign else value

    def text() -> str:
        return archive.read(number()).decode()

    if (major, minor) >= (1, 15):
        archive.read(1)  # how it is compressed: a number before that version
    else:
        number()
    for _ in range(7):
        number()  # when it was made
    text()  # which database
    server, program = (int(re.match(r"\d+", text())[0]) for _ in range(2))  # type: ignore[index]
    return Archive(file, server, program)


def refuse_newer(archive: Archive, major: int) -> None:
    """Raise when a server is too old for a backup."""
    newest = max(archive.server_major, archive.client_major)
    if newest > major:
        what = (
            f"is of Postgres {archive.server_major}"
            if archive.server_major == newest
            else f"was written by pg_dump {archive.client_major}"
        )
        raise ConfigError(
            f"{archive.file} {what}, and this server is Postgres {major}",
            f"Restore it into Postgres {newest} or newer.",
        )


# -- restore ---------------------------------------------------------------------


def restore_backup(archive: Archive, url: str, say: Say) -> None:
    """Put a backup in the place of a database, as the server's administrator."""
    refuse_newer(archive, server_major(url))
    ensure_roles(archive, url)
    draft = "rowhouse_restoring"
    with connect(with_database(url, "template1")) as guard:
        taken = guard.execute(
            "select pg_try_advisory_lock(hashtext('rowhouse.restore')) as it"
        ).fetchone()
        if taken != {"it": True}:
            raise RowhouseError("another restore is at work on this server", "Wait for it.")
        drop_database(url, draft)
        target = create_database(url, draft)
        try:
            _be_as_backed_up(archive, url, draft)
            fill(archive, target, say)
            say("putting the transactions of the backup before those of this cluster")
            rebase(target)
            _swap(guard, database_of(url), draft)
        except BaseException:
            _drop(guard, draft)
            raise


def _swap(guard: psycopg.Connection[psycopg.rows.DictRow], name: str, draft: str) -> None:
    """Give a database the name of another, which goes; both names change, or none does.

    The one that goes takes no connections meanwhile: pools would come back before its name
    was taken. Should this process be killed right then, `alter database … allow_connections
    true` opens it again.
    """
    old = "rowhouse_replaced"
    _drop(guard, old)
    _alter(guard, "alter database {} allow_connections false", name)
    try:
        for attempt in tenacity.Retrying(
            # A session that was let in before may still be ending.
            retry=tenacity.retry_if_exception_type(psycopg.errors.ObjectInUse),
            stop=tenacity.stop_after_attempt(10),
            reraise=True,
        ):
            with attempt, guard.transaction():
                guard.execute(
                    "select pg_terminate_backend(pid, 10000) from pg_catalog.pg_stat_activity"
                    " where datname in (%s, %s)",
                    (name, draft),
                )
                _alter(guard, "alter database {} rename to {}", name, old)
                _alter(guard, "alter database {} rename to {}", draft, name)
    except BaseException:
        _alter(guard, "alter database {} allow_connections true", name)
        raise
    _drop(guard, old)


def _drop(guard: psycopg.Connection[psycopg.rows.DictRow], name: str) -> None:
    _alter(guard, "drop database if exists {} with (force)", name)


def fill(archive: Archive, target: str, say: Say, *, leave_out: bool = False) -> None:
    """Restore a backup into an empty database; `leave_out` extensions that are not there."""
    program = client("pg_restore", server_major(target))
    with tempfile.NamedTemporaryFile("w", suffix=".list") as chosen:
        listed = _run(program, None, "--list", str(archive.file))
        missing = _missing_extensions(target, listed) if leave_out else set()
        for name in sorted(missing):
            say(f"leaving out extension {name}: it is not installed here")
        chosen.write(
            "\n".join(
                line
                for line in listed.splitlines()
                if not (found := _EXTENSION.match(line)) or found["name"] not in missing
            )
        )
        chosen.flush()
        _run(
            program,
            target,
            "--exit-on-error",
            f"--use-list={chosen.name}",
            str(archive.file),
        )


@contextlib.contextmanager
def dumped_and_restored(admin_url: str, database: str) -> Iterator[str]:
    """Yield the name of a copy of a database, made as a backup is; it goes afterwards."""
    major = server_major(admin_url)
    name = f"rowhouse_restored_{secrets.token_hex(4)}"
    source = with_database(admin_url, database)
    with tempfile.TemporaryDirectory() as folder:
        file = f"{folder}/copy.dump"
        _run(client("pg_dump", major), source, "--format=custom", f"--file={file}")
        target = create_database(admin_url, name)
        try:
            with connect(source) as conn:
                owner = conn.execute(
                    "select pg_get_userbyid(datdba) as name from pg_catalog.pg_database"
                    " where datname = current_database()"
                ).fetchone()
                _alter(conn, "alter database {} owner to {}", name, (owner or {})["name"])
            _run(client("pg_restore", major), target, "--exit-on-error", file)
            yield name
        finally:
            drop_database(admin_url, name)


def _missing_extensions(target: str, listed: str) -> set[str]:
    wanted = {found["name"] for line in listed.splitlines() if (found := _EXTENSION.match(line))}
    with connect(target) as conn:
        rows = conn.execute("select name from pg_catalog.pg_available_extensions").fetchall()
    return wanted - {row["name"] for row in rows}


def rebase(target: str) -> None:
    """Put what counts by transaction, and by day, right in a database that was restored."""
    with connect(target, autocommit=False) as conn:
        owner = conn.execute(
            "select proowner::regrole::text as name from pg_catalog.pg_proc"
            " where oid = to_regprocedure('core.rebase_after_restore()')"
        ).fetchone()
        if owner is None:
            return
        # Partitions are the owner's, who drops them one day.
        _alter(conn, "set local role {}", owner["name"].strip('"'))
        conn.execute("select core.rebase_after_restore()")
        # The days of the backup are over; which of them go is for the worker to say.
        conn.execute(
            "select core.ensure_partitions(table_name::regclass, every, ahead)"
            " from core.partitioned_tables order by table_name"
        )
        conn.execute("reset role")
        relay = conn.execute("select to_regprocedure('relay.maintain_partitions()') as it")
        if relay.fetchone() != {"it": None}:
            conn.execute("select relay.maintain_partitions()")


def roles_of(archive: Archive, program: Path) -> set[str]:
    """Return the roles that own, hold or are given something in a backup."""
    text = _run(program, None, "--create", "--schema-only", "--file=-", str(archive.file))
    named = [name for match in _NAMED_ROLES.finditer(text) for name in match.groups() if name]
    found = {
        name[1:-1].replace('""', '"') if name.startswith('"') else name
        for names in [*named, *_DEFAULTS_OF.findall(text)]
        for name in re.findall(_ROLE, names)
    }
    return found - {"public"}


def ensure_roles(archive: Archive, url: str, *, make: bool = False) -> None:
    """Make Rowhouse's own roles where a server lacks them; refuse when others are missing.

    With `make` those are made as well, without a right to log in: for a rehearsal.
    """
    wanted = roles_of(archive, client("pg_restore", server_major(url)))
    with connect(url) as conn:
        if "app_worker" in wanted:
            roles = paths.ROOT / "sql" / "cluster" / "roles.sql"
            if roles.exists():
                run_file(conn, "cluster/roles", read_text(roles))
        known = {row["rolname"] for row in conn.execute("select rolname from pg_roles")}
        missing = sorted(wanted - known)
        if make:
            for name in missing:
                _alter(conn, "create role {}", name)
        elif missing:
            raise ConfigError(
                f"the backup names roles that this server does not have: {', '.join(missing)}",
                "Run `rowhouse db prepare` for those of Supabase; create the others.",
            )


def _be_as_backed_up(archive: Archive, url: str, name: str) -> None:
    """Give a new database the owner, rights and settings of the one that was backed up."""
    program = client("pg_restore", server_major(url))
    listed = _run(program, None, "--list", "--create", str(archive.file)).splitlines()
    with tempfile.NamedTemporaryFile("w", suffix=".list") as chosen:
        chosen.write("\n".join(line for line in listed if _OF_THE_DATABASE.match(line)))
        chosen.flush()
        text = _run(
            program, None, "--create", f"--use-list={chosen.name}", "--file=-", str(archive.file)
        )
    with connect(url) as conn:
        quoted = sql.Identifier(name).as_string(conn)
        for match in _NAMES_IT.finditer(text):
            conn.execute(script(f"{match['head']}{quoted}{match['tail']}"))
        # Who loads may make temporary objects, and no one else: of an old backup, too.
        _alter(conn, "revoke temporary on database {} from public", name)


def _alter(conn: psycopg.Connection[psycopg.rows.DictRow], statement: str, *names: str) -> None:
    conn.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


# -- rehearsal -------------------------------------------------------------------


@contextlib.contextmanager
def second_cluster(major: int) -> Iterator[Server]:
    """Yield a private cluster that lives as long as the block, on a port of its own."""
    home = Path(tempfile.mkdtemp(prefix="rowhouse-rehearsal-"))
    home.chmod(0o711)
    server = Server(home, bin_dir=_server_bin(major), settings={"fsync": "off"})
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(home, ignore_errors=True)


def _server_bin(major: int) -> Path:
    """Return the binaries of a server of this major version, or of a newer one."""
    for folder in _folders(major):
        if (folder / "initdb").exists() and _version(folder / "initdb") == major:
            return folder
    newest = Server().bin
    if (_version(newest / "postgres") or 0) >= major:
        return newest
    raise ConfigError(
        f"a rehearsal needs the binaries of a Postgres {major} server, or of a newer one",
        f"Install postgresql-{major}, or set ROWHOUSE_PG_BIN to a folder that has them.",
    )


@contextlib.contextmanager
def restored_elsewhere(archive: Archive, say: Say) -> Iterator[str]:
    """Restore a backup into a cluster of its own; yield its URL, as administrator."""
    with second_cluster(max(archive.server_major, archive.client_major)) as server:
        admin = server.url("supabase_admin")
        say(f"restoring into a second cluster, Postgres {server.major} on port {server.port}")
        apply_stand_in(admin)
        ensure_roles(archive, admin, make=True)
        target = create_database(admin, "rehearsal")
        _be_as_backed_up(archive, admin, "rehearsal")
        fill(archive, target, say, leave_out=True)
        rebase(target)
        with connect(target) as conn:
            # A dump holds no grants on the database itself.
            revoke_temporary(conn, "rehearsal")
        yield target


def try_the_log(url: str) -> None:
    """Emit an event and read it back, as a consumer that had read everything; leave none."""
    with connect(url) as conn:
        if conn.execute("select to_regnamespace('core') as it").fetchone() == {"it": None}:
            return
        consumers = conn.execute(
            "insert into core.event_consumers (name, xid, id, moved_at)"
            " select 'core.rehearsal', c.xid, c.id, core.now() from core.event_consumers as c"
            " order by c.xid desc, c.id desc limit 1 returning name"
        ).fetchall()
        if not consumers:
            conn.execute("select core.add_consumer('core.rehearsal')")
        emitted = conn.execute(
            "select core.emit('core.restore.rehearsed', 'core:restore', null, '{}') as id"
        ).fetchone()
        read = conn.execute("select id from core.read_events('core.rehearsal', 1000000)").fetchall()
        if emitted not in read:
            raise RowhouseError(
                "an event that was written after the restore is not read",
                "As the owner: `select core.rebase_after_restore()`, then try again.",
            )
