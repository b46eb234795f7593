"""Audit with real connections: the shape of the triggers, races, seals over open transactions."""

import hashlib
import json
import shutil
import threading
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from click.testing import CliRunner
from psycopg.rows import DictRow

from glue import db, paths
from glue.cli import main
from glue.errors import ConfigError
from glue.templating.audited_tables import read_audited_table
from glue.templating.render import environment
from glue.waiting import wait_until

pytestmark = pytest.mark.needs("master")

TABLE = """
create table core.pairs (
    id bigint generated always as identity,
    part text,
    name text,
    secret text,
    facts jsonb,
    primary key (id, part)
);
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout of one table with a key of two columns, and the macros."""
    folder = tmp_path / "sql" / "tables" / "core"
    folder.mkdir(parents=True)
    (folder / "pairs.sql").write_text(TABLE)
    shutil.copytree(paths.ROOT / "sql" / "macros", tmp_path / "sql" / "macros")
    return tmp_path


@pytest.fixture
def audited(conn: psycopg.Connection[DictRow], root: Path) -> psycopg.Connection[DictRow]:
    """The table, audited, its secret masked."""
    conn.execute(TABLE.encode())
    line = (
        "--% from 'sql/macros/audit.sql.j2' import audit\n"
        "{{ audit('core.pairs', security='definer', masked=['secret']) }}"
    )
    conn.execute(environment(root).from_string(line).render().encode())
    return conn


def entries(conn: psycopg.Connection[DictRow]) -> list[tuple[Any, ...]]:
    rows = conn.execute(
        "select operation, row_id, old_values from core.audit_entries"
        " where table_name = 'core.pairs' order by id"
    )
    return [tuple(row.values()) for row in rows]


def test_only_what_changed_is_kept(audited: psycopg.Connection[DictRow]) -> None:
    audited.execute("insert into core.pairs (part, name, facts) values ('a', null, '{\"x\": 1}')")
    audited.execute("update core.pairs set name = 'n', facts = '{\"x\":1}' where part = 'a'")
    audited.execute("update core.pairs set name = 'n' where part = 'a'")
    audited.execute("update core.pairs set name = 'z' where part = 'no such'")
    assert entries(audited) == [
        ("insert", '["1", "a"]', None),
        ("update", '["1", "a"]', {"name": None}),
    ]


def test_a_masked_value_is_never_kept(audited: psycopg.Connection[DictRow]) -> None:
    audited.execute("insert into core.pairs (part, secret) values ('a', 'hunter2')")
    audited.execute("update core.pairs set secret = 'hunter3' where part = 'a'")
    audited.execute("update core.pairs set name = 'n' where part = 'a'")
    audited.execute("delete from core.pairs where part = 'a'")
    kept = entries(audited)
    assert kept[1] == ("update", '["1", "a"]', {"secret": "***"})
    assert kept[2] == ("update", '["1", "a"]', {"name": None})
    assert kept[3][2]["secret"] == "***"
    assert "hunter" not in json.dumps(kept)
    row = audited.execute("select max(id) as id from core.audit_entries").fetchone()
    with pytest.raises(psycopg.Error, match=r"core\.not_revertible"):
        audited.execute("select core.revert_change(%s)", ((row or {})["id"],))


def test_a_row_of_the_past_shows_no_masked_value(audited: psycopg.Connection[DictRow]) -> None:
    audited.execute("insert into core.pairs (part, secret) values ('a', 'hunter2')")
    row = audited.execute(
        "select core.record_as_of('core.pairs', '[\"1\", \"a\"]', now()) as it"
    ).fetchone()
    assert (row or {})["it"]["secret"] == "***"


def test_a_changed_key_ends_one_history_and_begins_another(
    audited: psycopg.Connection[DictRow],
) -> None:
    audited.execute("insert into core.pairs (part, name) values ('a', 'n'), ('b', 'm')")
    audited.execute("update core.pairs set part = part || '2' where true")
    rest = {"secret": "***", "facts": None}
    assert sorted(entries(audited)[2:], key=lambda entry: (entry[0], entry[1])) == [
        ("delete", '["1", "a"]', {"id": 1, "part": "a", **rest, "name": "n"}),
        ("delete", '["2", "b"]', {"id": 2, "part": "b", **rest, "name": "m"}),
        ("insert", '["1", "a2"]', None),
        ("insert", '["2", "b2"]', None),
    ]


def test_an_entry_names_whoever_acts_when_it_is_written(
    audited: psycopg.Connection[DictRow],
) -> None:
    ada, bob = str(UUID(int=1)), str(UUID(int=2))
    tokens = [ada, ada, bob, "no uuid", ada, None]
    with audited.transaction():
        for number, subject in enumerate(tokens):
            claims = "" if subject is None else json.dumps({"sub": subject})
            audited.execute("select set_config('request.jwt.claims', %s, true)", (claims,))
            audited.execute("insert into core.pairs (part) values (%s)", (str(number),))
    rows = audited.execute(
        "select actor_id::text as actor from core.audit_entries"
        " where table_name = 'core.pairs' order by id"
    )
    assert [row["actor"] for row in rows] == [ada, ada, bob, None, ada, None]


def test_a_truncate_is_recorded(audited: psycopg.Connection[DictRow]) -> None:
    audited.execute("insert into core.pairs (part) values ('a')")
    audited.execute("truncate core.pairs")
    assert entries(audited)[1:] == [("truncate", None, None)]


def test_an_upsert_and_a_merge_are_audited(audited: psycopg.Connection[DictRow]) -> None:
    audited.execute("insert into core.pairs (part, name) values ('a', 'n')")
    audited.execute(
        "insert into core.pairs (id, part, name) overriding system value"
        " values (1, 'a', 'u'), (9, 'b', 'new')"
        " on conflict (id, part) do update set name = excluded.name"
    )
    audited.execute(
        "merge into core.pairs as p using (values ('a', 'm')) as v (part, name)"
        " on p.part = v.part when matched then update set name = v.name"
    )
    assert sorted(entries(audited)[1:], key=str) == sorted(
        [
            ("insert", '["9", "b"]', None),
            ("update", '["1", "a"]', {"name": "n"}),
            ("update", '["1", "a"]', {"name": "u"}),
        ],
        key=str,
    )


def test_a_bulk_update_after_single_ones_is_no_loop(audited: psycopg.Connection[DictRow]) -> None:
    """A plan kept from one-row statements must not compare 3,000 rows with 3,000."""
    audited.execute(
        "insert into core.pairs (part, name) select 'p', n::text from generate_series(1, 3000) as n"
    )
    for number in range(1, 9):
        audited.execute("update core.pairs set name = 'x' where id = %s", (number,))
    audited.execute("set local statement_timeout = '4s'")
    audited.execute("update core.pairs set name = name || '!' where true")
    assert len(entries(audited)) == 3000 + 8 + 3000


MANNERS = """
create table core.manners (
    at timestamptz,
    day date,
    span interval,
    size double precision,
    raw bytea,
    primary key (at, day, span, size, raw)
);
"""

SHAPES = """
create table core.shapes (
    id bigint generated always as identity primary key,
    span interval,
    weight numeric,
    ratio double precision,
    note json,
    place point,
    facts jsonb not null default '{}',
    caseless extensions.citext,
    spans interval[]
);
"""


def make_audited(conn: psycopg.Connection[DictRow], root: Path, table: str, body: str) -> None:
    """Make a table as its file would, audited."""
    (root / "sql/tables/core" / f"{table}.sql").write_text(body)
    conn.execute(body.encode())
    line = (
        "--% from 'sql/macros/audit.sql.j2' import audit\n"
        f"{{{{ audit('core.{table}', security='definer') }}}}"
    )
    conn.execute(environment(root).from_string(line).render().encode())


@pytest.mark.parametrize(
    ("column", "before", "after", "kept"),
    [
        ("span", "1 month", "30 days", "1 mon"),
        ("weight", "1.0", "1.00", 1.0),
        ("ratio", "0", "-0", 0),
        ("note", '{"a": 1}', '{"a":2}', {"a": 1}),
        ("place", "(1,2)", "(1,3)", "(1,2)"),
        ("facts", '{"a": 1.0}', '{"a": 1.00}', {"a": 1.0}),
        ("caseless", "abc", "ABC", "abc"),
        ("spans", "{1 mon}", "{30 days}", ["1 mon"]),
    ],
)
def test_what_compares_equal_but_is_stored_otherwise_has_changed(  # noqa: PLR0913, PLR0917 - a case is a row
    conn: psycopg.Connection[DictRow],
    root: Path,
    column: str,
    before: str,
    after: str,
    kept: Any,
) -> None:
    conn.execute("create extension citext with schema extensions")
    make_audited(conn, root, "shapes", SHAPES)
    conn.execute(f"insert into core.shapes ({column}) values (%s)", (before,))
    conn.execute(f"update core.shapes set {column} = %s", (before,))
    conn.execute(f"update core.shapes set {column} = %s", (after,))
    rows = conn.execute(
        "select operation, old_values from core.audit_entries"
        " where table_name = 'core.shapes' order by id"
    ).fetchall()
    assert [tuple(row.values()) for row in rows] == [("insert", None), ("update", {column: kept})]


SESSIONS = {
    "timezone": ("UTC", "Asia/Manila", "America/St_Johns"),
    "datestyle": ("ISO, MDY", "German", "SQL, DMY"),
    "intervalstyle": ("postgres", "iso_8601", "sql_standard"),
    "extra_float_digits": ("1", "0", "-10"),
    "bytea_output": ("hex", "escape", "hex"),
}


def test_a_key_has_one_spelling_whatever_the_session_says(
    conn: psycopg.Connection[DictRow], root: Path
) -> None:
    make_audited(conn, root, "manners", MANNERS)
    key = ("2026-11-01 00:00:00+00", "2026-11-02", "1 mon", "0.30000000000000004", "\\x00ff")
    conn.execute("insert into core.manners values (%s, %s, %s, %s, %s)", key)
    for number in range(3):
        for name, values in SESSIONS.items():
            conn.execute(f"set local {name} = '{values[number]}'")
        conn.execute("update core.manners set at = at + interval '1 s'")
        conn.execute("update core.manners set at = at - interval '1 s'")
    rows = conn.execute(
        "select operation, row_id from core.audit_entries"
        " where table_name = 'core.manners' order by id"
    ).fetchall()
    spelled = json.dumps(list(key))
    assert [row["operation"] for row in rows if row["row_id"] == spelled] == [
        "insert",
        *["delete", "insert"] * 3,
    ]
    told = conn.execute(
        "select core.record_as_of('core.manners', %s, '2999-01-01Z') as it,"
        " core.list_history('core.manners', %s) as history",
        (
            json.dumps(["2026-11-01T08:00:00+08:00", "2026-11-02", "P1M", key[3], "\\x00FF"]),
            spelled,
        ),
    ).fetchone()
    assert (told or {})["it"]["at"] == "2026-11-01T00:00:00+00:00"
    assert len((told or {})["history"]["items"]) == 7


def test_a_broadcast_compares_rows_as_the_audit_does(
    conn: psycopg.Connection[DictRow], root: Path
) -> None:
    conn.execute("create extension citext with schema extensions")
    (root / "sql/tables/core/shapes.sql").write_text(SHAPES)
    conn.execute(SHAPES.encode())
    line = (
        "--% from 'sql/macros/broadcast.sql.j2' import broadcast\n"
        "{{ broadcast('core.shapes', security='definer',"
        " message={'topic': \"'core:shape'\", 'version': 'r.id'}) }}"
    )
    conn.execute(environment(root).from_string(line).render().encode())
    conn.execute("insert into core.shapes (span, note) values ('1 month', '{}')")
    conn.execute("update core.shapes set span = '1 month', note = '{}'")
    conn.execute("update core.shapes set span = '30 days'")
    conn.execute("update core.shapes set note = '[]', caseless = 'a'")
    conn.execute("update core.shapes set caseless = 'A'")
    told = conn.execute(
        "select payload -> 'changed' as changed from core.events"
        " where type = 'core.shape.updated' order by id"
    ).fetchall()
    assert [row["changed"] for row in told] == [
        {"id": 1, "span": "30 days"},
        {"id": 1, "note": [], "caseless": "a"},
        {"id": 1, "caseless": "A"},
    ]


def test_a_reverted_row_has_the_json_null_that_it_had(
    conn: psycopg.Connection[DictRow], root: Path
) -> None:
    conn.execute("create extension citext with schema extensions")
    make_audited(conn, root, "shapes", SHAPES)
    conn.execute("insert into core.shapes (facts) values ('null')")
    conn.execute("delete from core.shapes where true")
    row = conn.execute(
        "select core.revert_change(max(id)) as it from core.audit_entries"
        " where table_name = 'core.shapes'"
    ).fetchone()
    assert (row or {})["it"]["facts"] is None
    conn.execute("update core.shapes set facts = '{}' where true")
    conn.execute(
        "select core.revert_change(max(id)) from core.audit_entries"
        " where table_name = 'core.shapes'"
    )
    assert conn.execute("select from core.shapes where facts = 'null'").rowcount == 1


def test_a_reason_outside_a_transaction_is_not_lost_silently(db_url: str) -> None:
    heard: list[str] = []
    with db.connect(db_url) as conn:
        conn.add_notice_handler(lambda notice: heard.append(str(notice.message_primary)))
        conn.execute("select core.set_reason('lost')")
        assert heard == ["the reason ends with this statement"]
        with conn.transaction():
            conn.execute("select core.set_reason('kept')")
            conn.execute("insert into master.brands (brand_key, name) values ('k', 'K')")
        conn.execute("do $$ begin perform core.set_reason('kept'); end $$")
        assert len(heard) == 1
        kept = conn.execute(
            "select reason from core.audit_entries where table_name = 'master.brands'"
        ).fetchall()
    assert kept == [{"reason": "kept"}]


@pytest.mark.parametrize(
    "body",
    [
        "create table core.loose (id bigint primary key) partition by range (id);",
        "create table core.loose partition of core.pairs default;",
        "create table core.loose (id bigint primary key) inherits (core.pairs);",
    ],
)
def test_a_table_whose_partitions_would_leave_no_entry_is_refused(root: Path, body: str) -> None:
    (root / "sql/tables/core/loose.sql").write_text(body)
    with pytest.raises(ConfigError, match="partitioned or inherits"):
        read_audited_table(root, "core.loose")


def test_a_table_that_cannot_be_audited_is_named(root: Path) -> None:
    (root / "sql/tables/core/loose.sql").write_text("create table core.loose (id bigint);")
    with pytest.raises(ConfigError, match="no primary key"):
        read_audited_table(root, "core.loose")
    with pytest.raises(ConfigError, match="not a column that can be masked"):
        read_audited_table(root, "core.pairs", ["id"])
    with pytest.raises(ConfigError, match=r"no sql/tables/core/gone\.sql"):
        read_audited_table(root, "core.gone")


# -- races, with transactions that commit ------------------------------------


@pytest.fixture
def brand(db_url: str) -> tuple[str, int]:
    """A brand that changed once, in a database of its own; the entry of that change."""
    with db.connect(db_url) as conn:
        conn.execute("insert into master.brands (brand_key, name) values ('t', 'v1')")
        conn.execute("update master.brands set name = 'v2' where brand_key = 't'")
        row = conn.execute("select max(id) as id from core.audit_entries").fetchone()
    return db_url, (row or {})["id"]


def name_of(url: str) -> str:
    with db.connect(url) as conn:
        row = conn.execute("select name from master.brands where brand_key = 't'").fetchone()
        return str((row or {})["name"])


def wait_until_blocked(conn: psycopg.Connection[DictRow], pid: int) -> None:
    """Return when the backend waits for a lock."""
    while not conn.execute("select pg_blocking_pids(%s) <> '{}' as yes", (pid,)).fetchone()["yes"]:  # type: ignore[index]
        threading.Event().wait(0.005)


def test_a_revert_waits_for_a_writer_and_then_refuses(brand: tuple[str, int]) -> None:
    url, entry = brand
    refusals: list[str] = []
    with (
        db.connect(url, autocommit=False) as writer,
        db.connect(url) as reverter,
        db.connect(url) as watcher,
    ):
        writer.execute("update master.brands set name = 'v3' where brand_key = 't'")

        def revert() -> None:
            try:
                reverter.execute("select core.revert_change(%s)", (entry,))
            except psycopg.Error as exc:
                refusals.append(str(exc.diag.message_primary))

        thread = threading.Thread(target=revert)
        thread.start()
        wait_until_blocked(watcher, reverter.info.backend_pid)
        writer.commit()
        thread.join(10)
    assert refusals == ["core.row_moved_on"]
    assert name_of(url) == "v3"


def test_of_two_reverts_at_once_one_wins(brand: tuple[str, int]) -> None:
    url, entry = brand
    outcomes: list[str] = []
    start = threading.Barrier(4)

    def revert() -> None:
        with db.connect(url) as conn:
            start.wait()
            try:
                conn.execute("select core.revert_change(%s)", (entry,))
                outcomes.append("done")
            except psycopg.Error as exc:
                outcomes.append(str(exc.diag.message_primary))

    threads = [threading.Thread(target=revert) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert sorted(outcomes) == [*["core.row_moved_on"] * 3, "done"]
    assert name_of(url) == "v1"


def test_an_open_transaction_is_left_out_of_a_seal_and_taken_by_the_next(db_url: str) -> None:
    with db.connect(db_url, autocommit=False) as slow, db.connect(db_url) as conn:
        slow.execute("insert into master.brands (brand_key, name) values ('slow', 's')")
        conn.execute("insert into master.brands (brand_key, name) values ('quick', 'q')")
        conn.execute("select core.seal_audit()")
        assert sealed(conn, "slow") == sealed(conn, "quick") == 0
        slow.commit()
        # An older transaction, in any database of the server, holds sealing back.
        assert wait_until(lambda: seal_and_count(conn, "quick") == 1, 20)
        assert sealed(conn, "slow") == 1
        assert states(conn) == {"ok"}


def test_sealers_take_turns(db_url: str) -> None:
    with db.connect(db_url) as conn:
        for number in range(40):
            conn.execute(
                "insert into master.brands (brand_key, name) values (%s, 'n')", (f"b{number}",)
            )

    def seal() -> None:
        with db.connect(db_url) as conn:
            assert wait_until(lambda: seal_and_count(conn, "b39", 3) == 1, 20)

    threads = [threading.Thread(target=seal) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    with db.connect(db_url) as conn:
        assert states(conn) == {"ok"}
        row = conn.execute("select sum(entries) as n, count(*) as seals from core.audit_seals")
        counts = row.fetchone() or {}
        assert counts["n"] >= 40
        assert counts["seals"] >= 10


def seal_and_count(conn: psycopg.Connection[DictRow], brand_key: str, limit: int = 100_000) -> int:
    conn.execute("select core.seal_audit(%s)", (limit,))
    return sealed(conn, brand_key)


def sealed(conn: psycopg.Connection[DictRow], brand_key: str) -> int:
    row = conn.execute(
        "select count(*) as n from core.audit_seals as s"
        " inner join core.audit_entries as e on e.xid >= s.from_xid and e.xid < s.below_xid"
        " inner join master.brands as b on e.row_id = b.id::text"
        " where e.table_name = 'master.brands' and b.brand_key = %s",
        (brand_key,),
    ).fetchone()
    return int((row or {})["n"])


def states(conn: psycopg.Connection[DictRow]) -> set[str]:
    return {row["state"] for row in conn.execute("select state from core.verify_audit()")}


# -- the command -------------------------------------------------------------


def test_verify_and_prove_speak_and_exit(db_url: str) -> None:
    run = CliRunner().invoke
    with db.connect(db_url) as conn:
        conn.execute("insert into master.brands (brand_key, name) values ('a', 'A'), ('b', 'B')")

    # An older transaction, in any database of the server, keeps the window open.
    def newest_is_sealed() -> bool:
        assert run(main, ["audit", "seal", "--url", db_url]).exit_code == 0
        with db.connect(db_url) as conn:
            newest = conn.execute("select max(id) as id from core.audit_entries").fetchone()
            sealed = conn.execute("select max(last_id) as id from core.audit_seals").fetchone()
        return newest == sealed

    assert wait_until(newest_is_sealed, 30)
    verified = run(main, ["audit", "verify", "--url", db_url, "--json"])
    assert verified.exit_code == 0
    answer = json.loads(verified.stdout)
    assert {seal["state"] for seal in answer["seals"]} == {"ok"}

    with db.connect(db_url) as conn:
        row = conn.execute("select max(id) as id from core.audit_entries").fetchone()
    proof = run(main, ["audit", "prove", str((row or {})["id"]), "--url", db_url])
    assert proof.exit_code == 0
    told = json.loads(proof.stdout)
    digest = bytes.fromhex(told["leaf"])
    for step in told["path"]:
        neighbour = bytes.fromhex(step["sha256"])
        pair = neighbour + digest if step["side"] == "left" else digest + neighbour
        digest = hashlib.sha256(b"\x01" + pair).digest()
    assert digest.hex() == told["root"]

    head = answer["head"]
    assert run(main, ["audit", "verify", "--url", db_url, "--expect", head]).exit_code == 0
    assert run(main, ["audit", "verify", "--url", db_url, "--expect", "1:" + "0" * 64]).exit_code

    with db.connect(db_url) as conn:
        conn.execute("alter table core.audit_entries disable trigger t20_refuse_change")
        conn.execute("update core.audit_entries set actor_id = gen_random_uuid() where true")
    broken = run(main, ["audit", "verify", "--url", db_url])
    assert broken.exit_code == 1
    assert "entries changed" in broken.stdout
