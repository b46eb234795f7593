"""An upgrade: what it finds before it changes anything, and a project that goes there and back."""

import json
import threading
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from glue import db, paths
from glue.postgres.server import Server
from glue.schema.modules import release_of
from glue.schema.public import PUBLIC, Public, read_public, write_public
from glue.templating.macros import read_macros
from tests.glue.copied_checkout import CopiedCheckout
from tests.glue.projects import LIBRARY, later_release, make_project
from tests.glue.test_project import call

pytestmark = [pytest.mark.needs("filters")]

SHOP = "tests/support/filters/small_shop.sql"
LINE = """
insert into filters.transactions (
    basket_id, store_id, product_key, price_minor, quantity, sold_at
)
select b.id, b.store_id, 'thing', 100, 1, now() from filters.baskets as b limit 1
"""


def add_loan(url: str) -> None:
    """Call the project's own RPC, each time as another user: one user's calls are limited."""
    claims = json.dumps({"sub": str(uuid.uuid4()), "role": "authenticated"})
    with db.connect(url, autocommit=False) as conn:
        conn.execute("select set_config('request.jwt.claims', %s, true)", (claims,))
        conn.execute("set local role authenticated")
        conn.execute("select api.add_loan('Dune')")
        conn.commit()


def sell(url: str) -> None:
    """Write a line of a basket."""
    with db.connect(url) as conn:
        conn.execute(LINE)


WRITERS = (add_loan, sell)


@pytest.fixture
def project(tmp_path: Path, blank_url: str, server: Server) -> CopiedCheckout:
    """A project with filters and a module of its own, brought to this release, with a shop."""
    found = make_project(tmp_path, blank_url, server)
    found.run(LIBRARY)
    found.run("rowhouse render")
    found.run("rowhouse migrate up")
    with db.connect(blank_url) as conn:
        conn.execute("create schema if not exists tests")
        conn.execute(db.script((paths.ROOT / SHOP).read_text()))
        conn.execute("select tests.small_shop()")
    return found


@pytest.fixture
def later(project: CopiedCheckout, tmp_path: Path) -> CopiedCheckout:
    """The project with a later release, doctored: a table more, and two RPCs that changed."""
    shipped = tmp_path / "later"
    found = later_release(project, shipped)
    marks = next((shipped / "migrations").glob("*.core.create_marks.sql"))
    marks.write_text(marks.read_text() + "alter table filters.baskets add column note text;\n")
    way_back = marks.with_name(f"{marks.stem}.rollback.sql")
    way_back.write_text("alter table filters.baskets drop column note;\n" + way_back.read_text())
    api = shipped / "sql/rendered/functions/api/filters.sql"
    text = api.read_text()
    for old, new in (
        ("api.list_dimensions", "api.list_all_dimensions"),
        ("page_size integer default 50", "page_size integer default 50, sort text default null"),
        (
            "_values(text, jsonb, text, text, integer)",
            "_values(text, jsonb, text, text, integer, text)",
        ),
    ):
        assert old in text
        text = text.replace(old, new)
    api.write_text(text)
    return found


def plan_of(project: CopiedCheckout) -> dict[str, Any]:
    """Return what an upgrade would change."""
    found = json.loads(project.run("rowhouse upgrade --plan --json"))
    assert isinstance(found, dict)
    return found


@contextmanager
def writing(url: str) -> Iterator[list[str]]:
    """Let a writer of each kind work without a pause; yield the faults that they met."""
    over, begun = threading.Event(), [threading.Event() for _ in WRITERS]
    faults: list[str] = []

    def write(number: int) -> None:
        while not over.is_set():
            try:
                WRITERS[number](url)
            except psycopg.Error as exc:
                faults.append(str(exc))
            begun[number].set()

    with ThreadPoolExecutor(len(WRITERS)) as pool:
        tasks = [pool.submit(write, number) for number in range(len(WRITERS))]
        try:
            for event in begun:
                assert event.wait(60)
            yield faults
        finally:
            over.set()
        for task in tasks:
            task.result()


def counts(url: str) -> tuple[int, int]:
    """Return how many loans and lines there are."""
    with db.connect(url) as conn:
        row = conn.execute(
            "select (select count(*) from library.loans) as loans,"
            " (select count(*) from filters.transactions) as lines"
        ).fetchone()
    assert row is not None
    return row["loans"], row["lines"]


def test_a_plan_names_steps_locks_and_what_breaks_and_changes_nothing(
    later: CopiedCheckout, blank_url: str
) -> None:
    found = plan_of(later)
    (step,) = found["steps"]
    assert step["step"].endswith(".core.create_marks")
    assert [lock.partition(" (")[0] for lock in step["locks"]] == [
        "AccessExclusiveLock on filters.baskets"
    ]
    assert found["in_the_way"] == []
    found_there = {(it["name"], it["change"]): it["is_breaking"] for it in found["differences"]}
    assert found_there == {
        ("list_dimensions", "gone"): True,
        ("list_all_dimensions", "new"): False,
        ("filter_values", "a parameter sort"): False,
    }
    shown = later.run("rowhouse upgrade --plan")
    assert "BREAKS" in shown
    assert "list_dimensions" in later.run("rowhouse upgrade 2>/dev/null", code=2)
    with db.connect(blank_url) as conn:
        assert conn.execute("select to_regclass('core.marks') as it").fetchone() == {"it": None}


def test_a_project_with_data_and_writers_goes_there_and_back(
    later: CopiedCheckout, project: CopiedCheckout, blank_url: str
) -> None:
    toml = later.root / "rowhouse.toml"
    toml.write_text(toml.read_text().replace('release = "0.1.0"', 'release = "0.0.9"  # ours'))
    before = counts(blank_url)
    with writing(blank_url) as faults:
        later.run("rowhouse upgrade --yes")
        assert call(blank_url, "select jsonb_typeof(api.list_all_dimensions()) as it") == "array"
        later.run("rowhouse verify")
        there = counts(blank_url)
        project.run("rowhouse migrate down --yes")
    assert faults == []
    assert release_of(later.root) == "0.1.0"
    assert "# ours" in toml.read_text()
    assert call(blank_url, "select jsonb_typeof(api.list_dimensions()) as it") == "array"
    assert before < there <= counts(blank_url)
    project.run("rowhouse verify")
    project.run("rowhouse migrate status")
    assert plan_of(project)["steps"] == []


IN_THE_WAY = """
create table core.marks (id int, label text);
alter table filters.baskets add note text;
create function api.list_all_dimensions() returns int language sql return 1;
"""


def test_objects_of_others_in_the_way_are_named(later: CopiedCheckout, blank_url: str) -> None:
    with db.connect(blank_url) as conn:
        conn.execute(db.script(IN_THE_WAY))
    words = later.run("rowhouse upgrade --yes 2>&1", code=3)
    assert "column filters.baskets.note is in the way" in words
    assert "2 more: function api.list_all_dimensions(), table core.marks" in words
    words = later.run("rowhouse migrate up 2>&1", code=3)
    assert "table core.marks is in the way: this release makes one of this name" in words
    assert "2 more: column filters.baskets.note, function api.list_all_dimensions()" in words
    later.run("rowhouse migrate status", code=3)


def doctor_macros_and_commands(shipped: Path) -> None:
    """Take a macro and a command away, and let another macro ask for more."""
    touch = shipped / "sql/macros/touch.sql.j2"
    touch.write_text(touch.read_text().replace("macro touch(table,", "macro retouch(table,"))
    rpc = shipped / "sql/macros/rpc.sql.j2"
    rpc.write_text(rpc.read_text().replace("macro expose(body, to,", "macro expose(body, by, to,"))
    now = read_public()
    assert now is not None
    left = {name: options for name, options in now.commands.items() if name != "top"}
    file = shipped / PUBLIC
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps(write_public(Public(read_macros(shipped), left))))


def test_macros_and_commands_that_break_the_project_are_named(later: CopiedCheckout) -> None:
    doctor_macros_and_commands(Path(later.environment["ROWHOUSE_SHIPPED"]))
    found = plan_of(later)["differences"]
    ours = {f"{it['kind']} {it['name']}": it["change"] for it in found if it["is_breaking"]}
    assert ours == {
        "rpc list_dimensions": "gone",
        "command top": "gone",
        "macro touch of sql/macros/touch.sql.j2": ("gone; triggers/library/loans.sql.j2 use it"),
        "macro expose of sql/macros/rpc.sql.j2": (
            "it takes (body, by, to, prefix?), not (body, to, prefix?);"
            " functions/api/library.sql.j2 use it"
        ),
    }
    later.run("rowhouse upgrade --yes")
    assert [it for it in plan_of(later)["differences"] if it["is_breaking"]] == []


def test_a_module_of_the_project_in_the_way_is_named(later: CopiedCheckout) -> None:
    shipped = Path(later.environment["ROWHOUSE_SHIPPED"])
    (shipped / "sql/cluster/library.sql").write_text("-- depends: cluster/schemas\n")
    assert "sql/cluster/library.sql declares a module that ships with Rowhouse" in later.run(
        "rowhouse upgrade --yes 2>&1", code=2
    )


def test_a_database_of_a_later_release_is_left_alone(
    later: CopiedCheckout, project: CopiedCheckout
) -> None:
    later.run("rowhouse upgrade --yes")
    words = project.run("rowhouse upgrade --plan 2>&1", code=3)
    assert "create_marks was applied to this database, but its file is gone" in words


def test_a_database_without_a_release_is_not_upgraded(
    later: CopiedCheckout, make_blank: Callable[[], str]
) -> None:
    words = later.run(f"rowhouse upgrade --url '{make_blank()}' 2>&1", code=2)
    assert "has no release to upgrade from" in words
