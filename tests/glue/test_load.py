"""`rowhouse load`: every quirk of a CSV, every way to be stopped, and real files."""

import csv
import gzip
import json
import signal
import subprocess
import sys
import threading
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glue import db, paths
from glue.commands.load import parse_pairs
from glue.errors import ConfigError, RowhouseError
from glue.load import csv_rows
from glue.load.loading import PROBE, load_file
from glue.load.request import Report, Request

pytestmark = pytest.mark.needs("filters")

REAL = paths.ROOT.parent / "shared" / "data" / "filters"

SHOP = """
create schema t_shop;
create table t_shop.kinds (name text primary key);
insert into t_shop.kinds values ('fruit'), ('tool');
create table t_shop.items (
    id bigint generated always as identity,
    code text not null unique,
    kind text references t_shop.kinds (name) deferrable initially deferred,
    short varchar(5),
    price numeric(10, 2) check (price >= 0),
    sold_at timestamptz,
    tags text [],
    doubled numeric generated always as (price * 2) stored
);
"""


@pytest.fixture
def shop(db_url: str) -> str:
    with db.connect(db_url) as conn:
        conn.execute(SHOP)
    return db_url


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def _write(content: str | bytes, name: str = "items.csv") -> Path:
        path = tmp_path / name
        data = content.encode() if isinstance(content, str) else content
        path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
        return path

    return _write


def load(url: str, path: Path, table: str = "t_shop.items", **options: Any) -> Report:
    return load_file(url, Request(table, path, **options))


def rows_of(url: str, query: str) -> list[dict[str, Any]]:
    with db.connect(url) as conn:
        return conn.execute(query.encode()).fetchall()


def codes(url: str) -> list[str]:
    return [row["code"] for row in rows_of(url, "select code from t_shop.items order by id")]


def rejected(path: Path) -> list[tuple[int, str]]:
    with Path(f"{path}.rejected.csv").open(newline="") as file:
        return [(int(row["line"]), row["reason"]) for row in csv.DictReader(file)]


def counts(report: Report) -> tuple[str, int, int, int]:
    return report.status, report.inserted, report.rejected, report.lines


# -- what a CSV may hold -------------------------------------------------------


def test_a_plain_file(shop: str, write: Callable[..., Path]) -> None:
    path = write("code,kind,price,note\na,fruit,1.50,x\nb,,,\n")
    said: list[str] = []
    report = load_file(shop, Request("t_shop.items", path), say=said.append)
    assert counts(report) == ("loaded", 2, 0, 2)
    assert said == ["not loaded: note"]
    assert rows_of(shop, "select code, kind, price, doubled from t_shop.items order by id") == [
        {"code": "a", "kind": "fruit", "price": Decimal("1.50"), "doubled": Decimal("3.00")},
        {"code": "b", "kind": None, "price": None, "doubled": None},
    ]
    assert not Path(f"{path}.rejected.csv").exists()


@pytest.mark.parametrize("name", ["items.csv", "items.csv.gz"])
def test_every_quirk_of_rfc_4180(shop: str, write: Callable[..., Path], name: str) -> None:
    path = write(
        b"\xef\xbb\xbfcode,short,tags\r\n"
        b'"a ""quoted"" one",x,"{1,2}"\r\n'
        b'"two\r\nlines\nand\rmore",,\r\n'
        b"\r\n"
        b'"\\.",\\N,\r\n'
        b"pi\xc3\xb1a,\xe2\x82\xac,\r\n"
        b"last,,",
        name,
    )
    assert counts(load(shop, path)) == ("loaded", 5, 0, 5)
    assert codes(shop) == ['a "quoted" one', "two\r\nlines\nand\rmore", "\\.", "piña", "last"]
    assert rows_of(shop, "select short, tags from t_shop.items order by id limit 3") == [
        {"short": "x", "tags": ["1", "2"]},
        {"short": None, "tags": None},
        {"short": "\\N", "tags": None},
    ]


def test_what_is_no_row_is_rejected_alone(shop: str, write: Callable[..., Path]) -> None:
    path = write(
        b"code,kind,short\n"
        b"a,fruit,x\n"
        b"few,fruit\n"
        b"many,fruit,x,y,z\n"
        b"b\xff,fruit,x\n"
        b"n\0,fruit,x\n"
        b'"stray" quote,fruit,x\n'
        b'"never closed,fruit,x\n'
        b'c,fruit,"in\n'
        b'2"\n'
        b"d,fruit,x\n"
    )
    assert counts(load(shop, path)) == ("loaded", 3, 6, 9)
    assert codes(shop) == ["a", "c", "d"]
    assert rejected(path) == [
        (3, "2 fields, the header has 3"),
        (4, "5 fields, the header has 3"),
        (5, "holds bytes that are not UTF-8: 0xff is character 2 of line 5"),
        (6, "holds a NUL byte"),
        (7, "not CSV: ',' expected after '\"'"),
        (8, "not CSV: ',' expected after '\"'"),
    ]
    with Path(f"{path}.rejected.csv").open(newline="") as file:
        kept = [row[:3] for row in csv.reader(file)]
    assert kept == [
        ["code", "kind", "short"],
        ["few", "fruit", ""],
        ["many", "fruit", "x,y,z"],
        ["b\\xff", "fruit", "x"],
        ["n\\x00", "fruit", "x"],
        ['"stray" quote,fruit,x\n', "", ""],
        ['"never closed,fruit,x\n', "", ""],
    ]


def test_a_quote_open_to_the_end_costs_one_line(shop: str, write: Callable[..., Path]) -> None:
    path = write('code,short\na,x\n"open,x\nb,x\nc,x\n')
    assert counts(load(shop, path)) == ("loaded", 3, 1, 4)
    assert rejected(path) == [(3, "not CSV: unexpected end of data")]


def test_an_endless_line_is_rejected_in_bounded_memory(
    shop: str, write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_rows, "LONGEST", 1000)
    path = write("code,short\na,x\n" + "y" * 2500 + ",x\n" + "b,x\n" + '"' + "z\n" * 900 + "c,x\n")
    report = load(shop, path, mapping={"code": "code"}, batch=100)
    assert rejected(path)[0] == (3, "is longer than 1000 characters")
    assert rejected(path)[1] == (5, "not CSV: field larger than field limit (1000)")
    assert codes(shop) == ["a", "b", "c"]
    assert report.lines == report.inserted + report.rejected


def test_what_the_database_refuses_is_rejected_alone(shop: str, write: Callable[..., Path]) -> None:
    good = [f"g{number},fruit,x,1,2022-01-01" for number in range(500)]
    bad = {
        10: "p,fruit,x,cheap,2022-01-01",
        11: "n,fruit,x,-1,2022-01-01",
        77: "f,vegetable,x,1,2022-01-01",
        200: "g5,fruit,x,1,2022-01-01",
        201: "l,fruit,too long,1,2022-01-01",
        202: "d,fruit,x,1,2022-02-30",
        203: ",fruit,x,1,2022-01-01",
        499: "o,fruit,x,123456789.00,2022-01-01",
    }
    for place, row in bad.items():
        good.insert(place, row)
    path = write("code,kind,short,price,sold_at\n" + "\n".join(good) + "\n")
    assert counts(load(shop, path, batch=300)) == ("loaded", 500, 8, 508)
    reasons = rejected(path)
    assert [line for line, _ in reasons] == [place + 2 for place in bad]
    assert [reason.split(":")[0] for _, reason in reasons] == [
        "price", "23514", "23503", "23505", "22001", "22008", "23502", "22003",
    ]  # fmt: skip
    assert reasons[0][1] == "price: cheap is not a number"
    assert reasons[2][1].endswith('Key (kind)=(vegetable) is not present in table "kinds".')


def test_rejected_rows_can_be_mended_and_loaded(shop: str, write: Callable[..., Path]) -> None:
    path = write("code,price\na,1\nb,cheap\n")
    load(shop, path)
    mended = write(Path(f"{path}.rejected.csv").read_text().replace("cheap", "2", 1), "mended.csv")
    assert counts(load(shop, mended)) == ("loaded", 1, 0, 1)
    assert codes(shop) == ["a", "b"]


def test_rows_that_a_policy_refuses_are_rejected(shop: str, write: Callable[..., Path]) -> None:
    with db.connect(shop) as conn:
        conn.execute(
            "alter table t_shop.kinds enable row level security;"
            "alter table t_shop.kinds force row level security;"
            "create policy short_only on t_shop.kinds with check (length(name) < 5);"
        )
    owner = rows_of(shop, "select rolbypassrls as yes from pg_roles where rolname = current_user")
    path = write("name\nsalt\npepper\n")
    report = load(shop, path, table="t_shop.kinds")
    if owner[0]["yes"]:
        assert counts(report) == ("loaded", 2, 0, 2)
    else:
        assert counts(report) == ("loaded", 1, 1, 2)


def test_times_without_a_zone_are_utc(shop: str, write: Callable[..., Path]) -> None:
    load(shop, write("code,sold_at\na,2022-07-01 12:00\nb,2022-07-01 12:00+08\n"))
    assert rows_of(
        shop, "select (sold_at at time zone 'UTC')::text as at from t_shop.items order by id"
    ) == [{"at": "2022-07-01 12:00:00"}, {"at": "2022-07-01 04:00:00"}]


def test_mapping_constants_and_delimiter(shop: str, write: Callable[..., Path]) -> None:
    path = write("Code No.;what;short\na;tool;x\n")
    report = load(
        shop,
        path,
        mapping={"code": "Code No.", "kind": "what"},
        constants={"price": "2.5", "short": ""},
        delimiter=";",
    )
    assert counts(report) == ("loaded", 1, 0, 1)
    assert rows_of(shop, "select code, kind, price, short from t_shop.items") == [
        {"code": "a", "kind": "tool", "price": Decimal("2.50"), "short": None}
    ]


cells = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=12)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(cells, cells.filter(bool)), min_size=1, max_size=20))
def test_any_text_arrives_as_it_was(
    worker_db: str, tmp_path: Path, table: list[tuple[str, str]]
) -> None:
    path = tmp_path / "any.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("a", "b"), *table])
    with db.connect(worker_db) as conn:
        conn.execute("drop table if exists public.load_any")
        conn.execute("create table public.load_any (n int generated always as identity, a text,"
                     " b text)")  # fmt: skip
    try:
        report = load(worker_db, path, table="public.load_any", batch=7, again=True)
        assert (report.inserted, report.rejected) == (len(table), 0)
        loaded = rows_of(worker_db, "select a, b from public.load_any order by n")
        assert [(row["a"] or "", row["b"]) for row in loaded] == table
    finally:
        with db.connect(worker_db) as conn:
            conn.execute("drop table public.load_any")
            conn.execute("delete from core.load_checkpoints where key is not null")


# -- what is refused before anything happens -----------------------------------


@pytest.mark.parametrize(
    "case",
    [
        ("t_shop.nothing", "code\na\n", {}, "there is no table t_shop.nothing"),
        ("items", "code\na\n", {}, "there is no table items"),
        ("nowhere.items", "code\na\n", {}, "there is no table nowhere.items"),
        ("t_shop.items", "", {}, "has no header"),
        ("t_shop.items", "\n\na\n", {}, "has no header"),
        ("t_shop.items", b"c\xf6de\na\n", {}, "the header holds bytes"),
        ("t_shop.items", "sep=;\ncode;kind\n", {}, "begins with sep=;"),
        ("t_shop.items", "code\na\n".encode("utf-16"), {}, "is UTF-16"),
        ("t_shop.items", "code\na\n", {"constants": {"price": "NaN"}}, "NaN is not a number"),
        ("t_shop.items", "x,y\n1,2\n", {}, "no column of"),
        ("t_shop.items", "code\na\n", {"mapping": {"cod": "code"}}, "has no column cod"),
        ("t_shop.items", "code\na\n", {"mapping": {"doubled": "code"}}, "has no column doubled"),
        ("t_shop.items", "code\na\n", {"mapping": {"kind": "what"}}, "has no column what"),
        ("t_shop.items", "code,code\na,b\n", {}, "has several columns code"),
        ("t_shop.items", "kind\ntool\n", {}, "t_shop.items needs code"),
        (
            "t_shop.items",
            "code\na\n",
            {"mapping": {"code": "code"}, "constants": {"code": "b"}},
            "code is given by --map and by --set",
        ),
    ],
)
def test_a_wrong_request_changes_nothing(
    shop: str, write: Callable[..., Path], case: tuple[str, str | bytes, dict[str, Any], str]
) -> None:
    table, content, options, says = case
    path = write(content)
    with pytest.raises(ConfigError, match=says):
        load(shop, path, table=table, **options)
    assert codes(shop) == []
    assert rows_of(shop, "select * from core.load_checkpoints") == []


def test_a_refusal_names_what_is_known(shop: str, write: Callable[..., Path]) -> None:
    with pytest.raises(ConfigError) as wrong:
        load(shop, write("code\na\n"), table="t_shop.item")
    assert "t_shop.items, t_shop.kinds" in wrong.value.remedy
    with pytest.raises(ConfigError) as wrong:
        load(shop, write("code\na\n"), mapping={"cod": "code"})
    assert "code, kind, short, price, sold_at, tags" in wrong.value.remedy


def test_a_damaged_gzip_changes_nothing(shop: str, write: Callable[..., Path]) -> None:
    path = write("code\n" + "".join(f"{number}\n" for number in range(50_000)), "items.csv.gz")
    path.write_bytes(path.read_bytes()[:-2000])
    with pytest.raises(ConfigError, match="cannot be read"):
        load(shop, path, batch=100)
    assert codes(shop) == []


def test_pairs_are_column_and_value() -> None:
    assert parse_pairs("--set", ["a=b=c", "d="]) == {"a": "b=c", "d": ""}
    for wrong in (["a"], ["=b"], ["a=1", "a=2"]):
        with pytest.raises(ConfigError):
            parse_pairs("--set", wrong)


def test_an_error_that_is_not_the_rows_fault_stops_the_load(
    shop: str, write: Callable[..., Path]
) -> None:
    with db.connect(shop) as conn:
        conn.execute(
            "create function t_shop.fail() returns trigger language plpgsql as"
            " $$ begin perform 1 from t_shop.missing; return new; end $$;"
            "create trigger t20_fail before insert on t_shop.items"
            " for each row when (new.code = 'c') execute function t_shop.fail();"
        )
    path = write("code\na\nb\nc\nd\n")
    with pytest.raises(psycopg.errors.UndefinedTable):
        load(shop, path, batch=2)
    assert codes(shop) == ["a", "b"]
    with db.connect(shop) as conn:
        conn.execute("drop trigger t20_fail on t_shop.items")
    assert counts(load(shop, path, batch=2)) == ("resumed", 4, 0, 4)
    assert codes(shop) == ["a", "b", "c", "d"]


# -- again, dry, resumed, at once ----------------------------------------------


def test_a_finished_load_does_nothing(shop: str, write: Callable[..., Path]) -> None:
    path = write("code,price\na,1\nb,cheap\n")
    first = load(shop, path)
    before = Path(f"{path}.rejected.csv").read_bytes()
    second = load(shop, path)
    assert counts(first) == ("loaded", 1, 1, 2)
    assert counts(second) == ("nothing to do", 1, 1, 2)
    assert Path(f"{path}.rejected.csv").read_bytes() == before
    packed = write(path.read_bytes(), "packed.csv.gz")
    assert load(shop, packed).status == "nothing to do"
    assert counts(load(shop, path, again=True)) == ("rejected", 0, 2, 2)


def test_a_dry_run_keeps_nothing(shop: str, write: Callable[..., Path]) -> None:
    path = write("code,price\na,1\nb,cheap\na,2\nc,3\n")
    said: list[str] = []
    report = load_file(shop, Request("t_shop.items", path, batch=1, dry_run=True), say=said.append)
    assert counts(report) == ("dry run", 2, 2, 4)
    assert said[0].startswith("line 3: price: cheap is not")
    assert said[1].startswith("line 4: 23505")
    assert codes(shop) == []
    assert rows_of(shop, "select * from core.load_checkpoints") == []
    assert not Path(f"{path}.rejected.csv").exists()
    assert counts(load(shop, path)) == ("loaded", 2, 2, 4)


def _many(count: int) -> str:
    """Rows of which every 97th is bad."""
    lines = (
        f"c{number},{'cheap' if number % 97 == 0 else number}\n" for number in range(1, count + 1)
    )
    return "code,price\n" + "".join(lines)


def _start(url: str, path: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", "from glue.cli import main; main()",
         "load", "t_shop.items", str(path), "--url", url, *words],
        cwd=paths.ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def _wait_for_rows(url: str, wanted: int) -> None:
    deadline = time.monotonic() + 60
    with db.connect(url) as conn:
        while time.monotonic() < deadline:
            row = conn.execute(
                "select coalesce(max(rows_read), 0) as rows from core.load_checkpoints"
            ).fetchone()
            if row is not None and row["rows"] >= wanted:
                return
            time.sleep(0.01)
    raise AssertionError("the load never got so far")


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_stopped_load_goes_on(shop: str, write: Callable[..., Path], how: int) -> None:
    path = write(_many(30_000))
    loader = _start(shop, path, "--batch", "100")
    _wait_for_rows(shop, 3_000)
    loader.send_signal(how)
    _, words = loader.communicate(timeout=30)
    assert loader.returncode != 0
    if how == signal.SIGINT:
        assert loader.returncode == 1
        assert "interrupted after line" in words
    kept = len(codes(shop))
    assert 2_900 < kept < 29_000

    finished = _start(shop, path, "--batch", "4000", "--json")
    out, words = finished.communicate(timeout=60)
    assert finished.returncode == 0, words
    assert "going on after line" in words
    (report,) = json.loads(out)
    bad = 30_000 // 97
    assert (report["status"], report["inserted"], report["rejected"], report["lines"]) == (
        "resumed", 30_000 - bad, bad, 30_000,
    )  # fmt: skip
    found = codes(shop)
    assert found == [f"c{number}" for number in range(1, 30_001) if number % 97]
    assert [line for line, _ in rejected(path)] == [97 * n + 1 for n in range(1, bad + 1)]


def test_a_crash_between_the_rejected_file_and_the_commit(
    shop: str, write: Callable[..., Path]
) -> None:
    """The checkpoint's update fails after the rejected rows were written."""
    path = write(_many(1_000))
    with db.connect(shop) as conn:
        conn.execute(
            "create function t_shop.crash() returns trigger language plpgsql as"
            " $$ begin raise 'crash' using errcode = '57P02'; end $$;"
            "create trigger t20_crash before update on core.load_checkpoints"
            " for each row when (new.rows_read = 600) execute function t_shop.crash();"
        )
    with pytest.raises(psycopg.errors.CrashShutdown):
        load(shop, path, batch=200)
    assert len(rejected(path)) == 6
    with db.connect(shop) as conn:
        conn.execute("drop trigger t20_crash on core.load_checkpoints")
    assert counts(load(shop, path, batch=100)) == ("resumed", 990, 10, 1_000)
    assert [line for line, _ in rejected(path)] == [97 * n + 1 for n in range(1, 11)]
    assert len(codes(shop)) == 990


def test_a_lost_rejected_file_is_not_passed_over(shop: str, write: Callable[..., Path]) -> None:
    path = write(_many(300))
    load(shop, path, batch=100)
    with db.connect(shop) as conn:
        conn.execute("update core.load_checkpoints set finished_at = null")
    Path(f"{path}.rejected.csv").unlink()
    with pytest.raises(ConfigError, match="has 0 bytes, the load had written"):
        load(shop, path)


def test_a_place_that_cannot_be_written_loses_nothing(
    shop: str, write: Callable[..., Path], tmp_path: Path
) -> None:
    path = write(_many(300))
    with pytest.raises(RowhouseError, match="rejected rows cannot be written"):
        load(shop, path, rejected=tmp_path / "missing" / "bad.csv")
    assert codes(shop) == []
    report = load(shop, path, rejected=tmp_path / "bad.csv")
    assert counts(report) == ("resumed", 297, 3, 300)


def test_two_loaders_of_one_file(shop: str, write: Callable[..., Path]) -> None:
    path = write(_many(20_000))
    loaders = [_start(shop, path, "--batch", "500", "--json", "--wait", "60") for _ in range(2)]
    reports = [json.loads(loader.communicate(timeout=60)[0])[0] for loader in loaders]
    assert sorted(report["status"] for report in reports) == ["loaded", "nothing to do"]
    assert len(codes(shop)) == 20_000 - 20_000 // 97
    assert len(rejected(path)) == 20_000 // 97


def test_a_file_that_another_session_loads_is_refused(
    shop: str, write: Callable[..., Path]
) -> None:
    path = write(_many(100))
    said: list[str] = []
    with db.connect(shop) as conn:
        conn.execute(
            "select pg_advisory_lock(hashtextextended(%s, 0))", (csv_rows.content_sha256(path),)
        )
        with pytest.raises(RowhouseError, match="another session is loading"):
            load_file(shop, Request("t_shop.items", path, wait_seconds=1), say=said.append)
    assert said == ["another session is loading this file: waiting"]
    assert codes(shop) == []


def test_a_kill_leaves_the_lock_to_the_next(shop: str, write: Callable[..., Path]) -> None:
    path = write(_many(2_000))
    with db.connect(shop) as conn:
        conn.execute(
            "select pg_advisory_lock(hashtextextended(%s, 0))", (csv_rows.content_sha256(path),)
        )
        threading.Timer(0.5, conn.close).start()
        assert load(shop, path).status == "loaded"


# -- functions that take the batch ---------------------------------------------

LOADER = """
create function t_shop._load_items(p_staging regclass) returns bigint language plpgsql as $$
declare
    v_rows bigint;
begin
    execute format(
        'insert into t_shop.items (code, price)'
        ' select concat(maker, ''-'', number), price::numeric / 100 from %s', p_staging
    );
    get diagnostics v_rows = row_count;
    return v_rows;
end;
$$;
comment on function t_shop._load_items(regclass) is
$x$Load items.

Columns: maker, number,
price numeric. Nothing else.
$x$;
create function t_shop._finish_load_items() returns void language sql as
$$ insert into t_shop.kinds values ('finished') $$;
"""


def test_a_function_takes_the_batch(shop: str, write: Callable[..., Path]) -> None:
    with db.connect(shop) as conn:
        conn.execute(LOADER.encode())
    path = write("number,cents\n1,150\n2,cheap\n3,\n3,9\n")
    with pytest.raises(ConfigError) as wrong:
        load(shop, path, constants={"code": "x"})
    assert "maker, number, price" in wrong.value.remedy
    report = load(shop, path, mapping={"price": "cents"}, constants={"maker": "me"}, batch=3)
    assert counts(report) == ("loaded", 2, 2, 4)
    assert rows_of(shop, "select code, price from t_shop.items order by id") == [
        {"code": "me-1", "price": Decimal("1.50")},
        {"code": "me-3", "price": None},
    ]
    assert [line for line, _ in rejected(path)] == [3, 5]
    assert {"name": "finished"} in rows_of(shop, "select name from t_shop.kinds")


def test_a_load_that_could_not_finish_is_finished_by_the_next(
    shop: str, write: Callable[..., Path]
) -> None:
    with db.connect(shop) as conn:
        conn.execute(LOADER.encode())
        conn.execute("insert into t_shop.kinds values ('finished')")
    path = write("number\n1\n")
    with pytest.raises(psycopg.errors.UniqueViolation):
        load(shop, path)
    with db.connect(shop) as conn:
        conn.execute("delete from t_shop.kinds where name = 'finished'")
    assert counts(load(shop, path)) == ("resumed", 1, 0, 1)
    assert codes(shop) == ["-1"]


# -- what a value means ----------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("price", [
                "NaN", "Infinity", "1e3", "0x10", "1_000", "1,000", " 1 ", "+1", "\uff11", "1."]),
        (
            "sold_at",
            [
                "now", "yesterday", "epoch", "infinity", "03/04/2026", "25.04.2026", "20260731",
                "2026-07-31 10pm", "31 Jul 2026", "2026-7-1", " 2026-07-01", "2026-07-31 8:26",
            ],
        ),
    ],
)  # fmt: skip
def test_a_value_that_could_mean_something_else_is_rejected(
    shop: str, write: Callable[..., Path], column: str, values: list[str]
) -> None:
    rows = "".join(f'{number},"{value}"\n' for number, value in enumerate(values))
    path = write(f"code,{column}\ngood,{'.5' if column == 'price' else '2026-07-31'}\n{rows}")
    assert counts(load(shop, path)) == ("loaded", 1, len(values), len(values) + 1)
    assert [reason.split(" is not a ")[0] for _, reason in rejected(path)] == [
        f"{column}: {value}" for value in values
    ]


def test_other_dates_need_their_order(shop: str, write: Callable[..., Path]) -> None:
    rows = ["a,03/04/2026", "b,25.04.2026 8:26", "c,2026-12-31T23:59:59.5+02", "d,4/25/2026"]
    path = write("code,sold_at\n" + "\n".join(rows) + "\n")
    assert counts(load(shop, path, date_order="dmy")) == ("loaded", 3, 1, 4)
    assert [reason[:8] for _, reason in rejected(path)] == ["22008: d"]
    query = (
        "select to_char(sold_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as at"
        " from t_shop.items order by id"
    )
    found = [row["at"] for row in rows_of(shop, query)]
    assert found == ["2026-04-03 00:00", "2026-04-25 08:26", "2026-12-31 21:59"]
    other = write("code,sold_at\ne,3/4/2026\n", "mdy.csv")
    load(shop, other, date_order="mdy")
    assert rows_of(shop, query)[-1]["at"] == "2026-03-04 00:00"


def test_a_truth_is_spelled_out(db_url: str, write: Callable[..., Path]) -> None:
    with db.connect(db_url) as conn:
        conn.execute("create schema t_shop")
        conn.execute("create domain t_shop.flag as boolean")
        conn.execute("create table t_shop.flags (n bigint, is_on t_shop.flag, x double precision)")
    path = write("n,is_on,x\n1,yes,1e3\n2,F,-0.5\n3,on,1\n4,tr,1\n5,0,NaN\n6,,\n")
    report = load(db_url, path, table="t_shop.flags")
    assert counts(report) == ("loaded", 3, 3, 6)
    assert rows_of(db_url, "select is_on, x from t_shop.flags order by n") == [
        {"is_on": True, "x": 1000.0},
        {"is_on": False, "x": -0.5},
        {"is_on": None, "x": None},
    ]


# -- the rejected file -----------------------------------------------------------


@pytest.mark.parametrize("how", ["same", "relative", "symlink", "hard link"])
def test_the_file_itself_is_never_the_rejected_file(
    shop: str, write: Callable[..., Path], how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("code,price\na,1\nb,cheap\n")
    other = path.with_name("other.csv")
    monkeypatch.chdir(path.parent)
    if how == "symlink":
        other.symlink_to(path)
    elif how == "hard link":
        other.hardlink_to(path)
    names = {"same": path, "relative": Path(path.name)}
    with pytest.raises(ConfigError, match="is the file to load"):
        load(shop, path, rejected=names.get(how, other))
    assert path.read_text() == "code,price\na,1\nb,cheap\n"
    assert codes(shop) == []


def test_a_file_of_something_else_is_not_overwritten(shop: str, write: Callable[..., Path]) -> None:
    path = write("code,price\na,1\nb,cheap\n")
    notes = write("my notes, and a reason\n", "notes.txt")
    with pytest.raises(ConfigError, match="does not hold rejected rows"):
        load(shop, path, rejected=notes)
    assert notes.read_text() == "my notes, and a reason\n"
    with pytest.raises(ConfigError, match="does not hold rejected rows"):
        load(shop, path, rejected=Path("/dev/null"))
    assert codes(shop) == []
    empty = write("", "empty.csv")
    assert counts(load(shop, path, rejected=empty)) == ("loaded", 1, 1, 2)
    assert counts(load(shop, path, rejected=empty, again=True)) == ("rejected", 0, 2, 2)


def test_rejected_rows_of_another_load_are_kept(shop: str, write: Callable[..., Path]) -> None:
    path = write("code,price\na,1\nb,cheap\n")
    load(shop, path)
    rows = Path(f"{path}.rejected.csv").read_bytes()
    said: list[str] = []
    path = write("code,price\nc,1\nd,2\n")
    load_file(shop, Request("t_shop.items", path), say=said.append)
    kept = path.with_name(f"{path.name}.rejected.1.csv")
    assert said == [
        f"{path}.rejected.csv holds rejected rows of an earlier load: kept as {kept.name}"
    ]
    assert kept.read_bytes() == rows
    assert not Path(f"{path}.rejected.csv").exists()

    load(shop, write("code,price\ne,1\nf,dear\n"))
    load(shop, path, again=True)
    assert kept.read_bytes() == rows
    assert b"dear" in path.with_name(f"{path.name}.rejected.2.csv").read_bytes()


def test_a_rejected_file_has_no_column_twice(shop: str, write: Callable[..., Path]) -> None:
    path = write("code,price,line,reason\na,cheap,7,old\nb,1,8,old\n")
    load(shop, path)
    names = []
    for _ in range(3):
        path = Path(f"{path}.rejected.csv")
        with path.open(newline="") as file:
            rows = [*csv.DictReader(file)]
        names.append([*rows[0]][-2:])
        assert (rows[0]["line"], rows[0]["reason"]) == ("7", "old")
        load(shop, path)
    assert names == [
        ["rejected_line", "rejected_reason"],
        ["rejected_line_2", "rejected_reason_2"],
        ["rejected_line_3", "rejected_reason_3"],
    ]


# -- a load that cannot work -----------------------------------------------------


def test_a_load_that_rejects_everything_stops_early(shop: str, write: Callable[..., Path]) -> None:
    path = write("code,price\n" + "".join(f"{number},cheap\n" for number in range(5_000)))
    said: list[str] = []
    report = load_file(shop, Request("t_shop.items", path), say=said.append)
    assert counts(report) == ("rejected", 0, PROBE, PROBE)
    stopped = f"stopped: the first {PROBE} rows are all rejected: price: cheap is not a number"
    assert said == [stopped]
    assert len(rejected(path)) == PROBE
    assert rows_of(shop, "select * from core.load_checkpoints") == [], "it begins anew"

    loader = _start(shop, path)
    _, words = loader.communicate(timeout=60)
    assert loader.returncode == 1
    assert "no row of" in words


def test_what_is_there_already_does_not_stop_a_load(shop: str, write: Callable[..., Path]) -> None:
    rows = [f"{number}\n" for number in range(2 * PROBE)]
    load(shop, write("code\n" + "".join(rows)))
    longer = write("code\n" + "".join(rows) + "more\n", "longer.csv")
    assert counts(load(shop, longer)) == ("loaded", 1, 2 * PROBE, 2 * PROBE + 1)


def test_what_transactions_need_is_named_at_once(db_url: str, write: Callable[..., Path]) -> None:
    path = write("invoice,country,price\n1,PH,2\n")
    with pytest.raises(ConfigError) as wrong:
        load(db_url, path, table="filters.transactions")
    assert (
        str(wrong.value) == "filters.transactions needs basket, product, quantity, sold_at, store"
    )
    with pytest.raises(ConfigError) as wrong:
        load(db_url, write("invoice;country\n1;PH\n"), table="filters.transactions")
    assert "--delimiter" in wrong.value.remedy


LINES = "basket,store,product,brand,city_code,price,quantity,sold_at\n"


def test_cities_that_no_place_has_are_told(db_url: str, write: Callable[..., Path]) -> None:
    with db.connect(db_url, autocommit=False) as conn:
        conn.execute("select tests.small_shop()")
        conn.commit()
    lines = [f"x{n},new{n},p,Fizz,{'DE-M' if n else '0702205000'},1,1,2026-07-31\n"
             for n in range(3)]  # fmt: skip
    said: list[str] = []
    path = write(LINES + "".join(lines))
    report = load_file(db_url, Request("filters.transactions", path), say=said.append)
    assert counts(report) == ("loaded", 3, 0, 3)
    assert report.remarks == 2
    assert said == ["no place has the city_code DE-M: 2 rows"]


def test_white_space_makes_no_second_brand(db_url: str, write: Callable[..., Path]) -> None:
    spellings = ["Cafe\u0301 Uno", "Café\u00a0Uno", " Café  Uno\t", "\ufeffCafé\u200b Uno"]
    lines = [f'b,s\u00a0,p,"{brand}",,1,1,2026-07-31\n' for brand in spellings]
    assert load(db_url, write(LINES + "".join(lines)), table="filters.transactions").inserted == 4
    assert rows_of(db_url, "select name from master.brands") == [{"name": "Café Uno"}]
    assert rows_of(db_url, "select store_key from filters.stores") == [{"store_key": "s"}]


# -- the command ---------------------------------------------------------------


def test_the_command_prints_a_table(shop: str, write: Callable[..., Path]) -> None:
    path = write("code;price\na;1\nb;cheap\n")
    loader = _start(shop, path, "--delimiter", ";", "--set", "short=s")
    out, words = loader.communicate(timeout=30)
    assert loader.returncode == 0, words
    assert out.split()[:7] == [
        "status", "inserted", "rejected", "lines", "remarks", "seconds", "rows_per_second",
    ]  # fmt: skip
    assert out.split()[7:11] == ["loaded", "1", "1", "2"]
    assert f"{path}.rejected.csv" in words


# -- real files ----------------------------------------------------------------

UCI = {
    "basket": "invoice_no",
    "store": "country",
    "product": "stock_code",
    "price": "unit_price_gbp",
    "quantity": "quantity",
    "sold_at": "invoice_ts",
}


def _real(name: str, tmp_path: Path) -> Path:
    if not (REAL / name).exists():
        pytest.skip(f"{name} is not part of the project, and not here")
    path = tmp_path / name
    path.symlink_to(REAL / name)
    return path


def _totals(url: str) -> dict[str, Any]:
    (row,) = rows_of(
        url,
        "select count(*) as lines, sum(t.quantity) as quantity, sum(t.price_minor) as price_minor,"
        " count(distinct t.basket_id) as baskets, count(distinct t.store_id) as stores,"
        " count(distinct t.product_key) as products, count(distinct t.brand_id) as brands,"
        " min(t.sold_at at time zone 'UTC')::text as first,"
        " max(t.sold_at at time zone 'UTC')::text as last"
        " from filters.transactions as t",
    )
    return row


def _normal(key: str) -> str:
    """Spell a key as core.normalize_key stores it."""
    return " ".join(unicodedata.normalize("NFC", key).split())


def _expected(lines: Iterable[dict[str, str]]) -> dict[str, Any]:
    """Count in Python what the database shall hold; `lines` by the target's columns."""
    kept = list(lines)
    cents = [(Decimal(line["price"]) * 100).quantize(0, ROUND_HALF_UP) for line in kept]
    times = [datetime.fromisoformat(line["sold_at"]) for line in kept]
    return {
        "lines": len(kept),
        "quantity": sum(Decimal(line["quantity"]) for line in kept),
        "price_minor": sum(cents),
        "baskets": len({_normal(line["basket"]) for line in kept}),
        "stores": len({_normal(line["store"]) for line in kept}),
        "products": len({_normal(line["product"]) for line in kept}),
        "brands": len({_normal(line["brand"]).lower() for line in kept}),
        "first": str(min(times)),
        "last": str(max(times)),
    }


def _read(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _uci(path: Path) -> Iterator[dict[str, str]]:
    for row in _read(path):
        yield {"brand": "UCI", **{column: row[source] for column, source in UCI.items()}}


def _load_uci(url: str, path: Path) -> Report:
    return load(
        url,
        path,
        table="filters.transactions",
        mapping=UCI,
        constants={"brand": "UCI", "category": "Gifts"},
        batch=50_000,
    )


def test_a_real_file_of_invoices(db_url: str, tmp_path: Path) -> None:
    path = _real("uci_online_retail_2011_05_to_2011_08.csv.gz", tmp_path)
    assert counts(_load_uci(db_url, path)) == ("loaded", 148_706, 0, 148_706)
    expected = _expected(_uci(path))
    assert _totals(db_url) == expected
    assert expected["lines"] == 148_706


@pytest.mark.slow
def test_every_real_invoice(db_url: str, tmp_path: Path) -> None:
    found = [
        _real(f"uci_online_retail_{months}.csv.gz", tmp_path)
        for months in ("2010_12_to_2011_04", "2011_05_to_2011_08")
    ]
    assert [counts(_load_uci(db_url, path)) for path in found] == [
        ("loaded", 171_999, 0, 171_999),
        ("loaded", 148_706, 0, 148_706),
    ]
    assert _totals(db_url) == _expected(line for path in found for line in _uci(path))


def _iowa(sales: Path, products: Path) -> Iterator[dict[str, str]]:
    """Join what the files keep apart; an invoice is its lines' id without five digits."""
    items = {row["item_number"]: row for row in _read(products)}
    for row in _read(sales):
        item = items.get(row["item_number"], {})
        yield {
            "basket": row["invoice_line_id"][:-5],
            "store": row["store_number"],
            "product": row["item_number"],
            "brand": item.get("vendor_name", "").strip() or "unknown",
            "category": item.get("category_name", ""),
            "price": row["sale_dollars"],
            "quantity": row["bottles_sold"],
            "sold_at": row["sale_date"],
        }


@pytest.mark.slow
def test_every_real_bottle(db_url: str, tmp_path: Path) -> None:
    products = _real("iowa_products.csv.gz", tmp_path)
    expected_lines: list[dict[str, str]] = []
    for months, count in (("05_06", 454_440), ("07_08", 446_926)):
        lines = list(_iowa(_real(f"iowa_sales_2022_{months}.csv.gz", tmp_path), products))
        assert len(lines) == count
        joined = tmp_path / f"joined_{months}.csv"
        with joined.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, lines[0].keys())
            writer.writeheader()
            writer.writerows(lines)
        report = load(db_url, joined, table="filters.transactions", batch=50_000)
        assert counts(report) == ("loaded", count, 0, count)
        expected_lines += lines
    assert _totals(db_url) == _expected(expected_lines)
