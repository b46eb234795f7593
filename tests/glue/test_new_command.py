"""rowhouse new and drop: what they write works, and what they refuse changes nothing."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from glue import db, paths
from glue.cli import main
from glue.config import settings
from glue.errors import ConfigError
from glue.lint._catalog import OURS
from glue.migrate.history import freeze
from glue.migrate.ledger import ensure_ledger
from glue.postgres.server import Server
from glue.schema.modules import CHOICE, read_modules
from glue.schema.texts import editing
from glue.skeletons.changes import Undo
from glue.skeletons.names import singular_of, steps
from glue.skeletons.plan import plan_macro, plan_module, plan_rpc, plan_table
from glue.skeletons.removal import plan_removal
from tests.glue.copied_checkout import CopiedCheckout, copy_checkout

MADE = (
    "rowhouse new module library --table loans",
    "rowhouse new table library.members",
    "rowhouse new rpc library.list_members --table members",
    "rowhouse new rpc library.greet",
)
MACRO = "rowhouse new macro keep_owner"
RULES = " ".join(f"tests/contracts/test_{name}.py" for name in ("docs", "handed_in", "mirror"))
MUTANTS = "tests/contracts/test_policy_mutants.py"
REGISTERED = """
    select key from core.error_codes union all select prefix from core.topic_rules
    union all select kind from core.job_kinds order by 1
"""
CONTRACTS = paths.ROOT / "tests" / "contracts"
STEPS = len(steps(paths.ROOT))
"""How many migrations there are: those of a new module follow them."""
FIRST, SECOND, THIRD = (f"{STEPS + n:04}" for n in (1, 2, 3))


def contents(url: str) -> list[dict[str, Any]]:
    """Return every object, every privilege and what modules registered with core."""
    objects, privileges = (CONTRACTS / "objects.sql", CONTRACTS / "privileges.sql")
    with db.connect(url) as conn:
        conn.execute(OURS)
        conn.execute("set search_path = pg_catalog, pg_temp")
        queries = (objects.read_bytes(), privileges.read_bytes(), REGISTERED.encode())
        return [row for query in queries for row in conn.execute(query).fetchall()]


@pytest.fixture
def checkout(tmp_path: Path, blank_url: str, server: Server) -> CopiedCheckout:
    """A copy of the checkout, on a database that is migrated."""
    copy = copy_checkout(tmp_path, blank_url, server)
    copy.run("rowhouse migrate up")
    copy.run("rowhouse migrate export")
    return copy


@pytest.mark.once
def test_a_module_is_made_proven_and_gone_again(checkout: CopiedCheckout, blank_url: str) -> None:
    files, database = checkout.digests(), contents(blank_url)
    conventions = (checkout.root / "docs" / "CONVENTIONS.md").read_text()
    made = {row["file"] for line in MADE for row in json.loads(checkout.run(f"{line} --json"))}
    macro = {row["file"] for row in json.loads(checkout.run(f"{MACRO} --json"))}

    generated = json.loads(checkout.run("rowhouse accept --json"))
    assert {row["file"] for row in generated} >= {
        "sql/rendered/triggers/library/loans.sql",
        f"supabase/migrations/20260101{FIRST}00_library_create_library.sql",
        "supabase/types.ts",
        "tests/contracts/objects.expected",
        "tests/contracts/privileges.expected",
    }
    checkout.run(f"rowhouse lint {' '.join(made | macro)}")
    mutants = " ".join(
        f"{MUTANTS}::test_mutants_are_noticed[policies/library/{table}]"
        for table in ("loans", "members")
    )
    tests = " ".join(name for name in made | macro if name.startswith("tests/"))
    checkout.run(f"PYTEST_ADDOPTS='{mutants}' rowhouse test {tests} {RULES} --postgres 18")
    checkout.run("rowhouse migrate check")

    checkout.run("rowhouse migrate up")
    assert {"line": "table library.members"} in contents(blank_url)
    checkout.run("rowhouse migrate down --yes")
    checkout.run("rowhouse drop module library --yes")
    for name in macro - {"docs/CONVENTIONS.md"}:
        (checkout.root / name).unlink()
    (checkout.root / "docs" / "CONVENTIONS.md").write_text(conventions)
    checkout.run("rowhouse accept")
    assert checkout.digests() == files
    assert contents(blank_url) == database
    checkout.run("rowhouse migrate status")


@pytest.mark.parametrize(
    ("module", "table"), [("a" * 18, "b" * 14 + "s"), ("a" * 13, None), ("a" * 11, "b" * 21 + "s")]
)
def test_the_lines_of_the_longest_names_fit(module: str, table: str | None) -> None:
    planned = plan_module(paths.ROOT, module, table, None).texts
    planned |= plan_rpc(paths.ROOT, "core", "c" * 28, None).texts
    planned |= plan_macro(paths.ROOT, "d" * 28).texts
    widths = {".sql": 88, ".j2": 100, ".py": 100, ".md": 110}
    long = {
        line
        for name, text in planned.items()
        if name not in ("README.md", "docs/CONVENTIONS.md")
        for line in text.splitlines()
        if len(line) > widths[Path(name).suffix] and not line.startswith("|")
    }
    assert long == set()


def copy_sources(root: Path) -> Path:
    """Copy what the commands read."""
    names = ("docs", "functions", "migrations", "policies", "sql", "README.md")
    # A copy by Python takes five times as long.
    subprocess.run(["cp", "-R", *(paths.ROOT / name for name in names), root], check=True)
    shutil.rmtree(root / "sql" / "rendered")
    return root


@pytest.fixture
def use_database(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Return what lets the commands of this process work on a database."""

    def use(url: str) -> None:
        monkeypatch.setenv("DATABASE_URL", url)
        settings.cache_clear()

    yield use
    monkeypatch.undo()
    settings.cache_clear()


@pytest.fixture
def small(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, use_database: Callable[[str], None]
) -> Path:
    """A checkout of sources alone, which the commands of this process work on."""
    monkeypatch.setattr(paths, "ROOT", copy_sources(tmp_path))
    monkeypatch.chdir(tmp_path)
    use_database("postgresql://nobody:none@127.0.0.1:1/nowhere")
    return tmp_path


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[Path, tuple[int, int]]]:
    """A checkout of sources alone, and the state of all that is in it."""
    root = copy_sources(tmp_path_factory.mktemp("sources"))
    return root, states(root)


def states(root: Path) -> dict[Path, tuple[int, int]]:
    """Return every file and folder below a root, with its size and its last change."""
    found = {path: path.lstat() for path in root.rglob("*")}
    return {path: (state.st_size, state.st_mtime_ns) for path, state in found.items()}


def texts(root: Path) -> dict[Path, bytes | None]:
    """Return every file and folder below a root, with the content of each file."""
    return {path: path.read_bytes() if path.is_file() else None for path in root.rglob("*")}


def rowhouse(*arguments: str) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(main, arguments)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("module Library", "'Library' is not a name in snake case"),
        ("module my__library", "'my__library' is not a name in snake case"),
        ("module lib2", "'lib2' cannot name a module"),
        ("module select", "'select' is a keyword of SQL"),
        (f"module {'m' * 29}", "is too long: 28 characters at most, with its module 40"),
        ("module reading", "reading exists"),
        ("module auth", "auth exists"),
        ("module t_library", "'t_library' cannot name a module"),
        ("module t", " has an alias t"),
        ("module excluded", " has an alias excluded"),
        ("module reading_list", "'reading_list' and the schema reading begin alike"),
        (f"module {'m' * 14}", "_item is too long: 40 characters at most"),
        ("module library --table sheep", "'sheep' is not a plural that ends with s"),
        ("module library --table tables", "'table' is a keyword of SQL"),
        ("module library --singular Loan", "'Loan' is not a name in snake case"),
        ("module library --table conflicts", "api.list_conflicts exists"),
        ("table members", "'members' is not MODULE.NAME"),
        ("table library.members", "'library' is not a module"),
        ("table reading.series", "reading.series exists"),
        ("table reading.", "'reading.' is not MODULE.NAME"),
        ("rpc api.greet", "'api' is not a module"),
        ("rpc master.list_conflicts", "api.list_conflicts exists"),
        ("rpc filters.list_dimensions", "api.list_dimensions exists"),
        ("rpc core.jobs.greet", "'jobs.greet' is not a name in snake case"),
        ("rpc core.redrive", "functions/core/jobs/redrive.sql exists"),
        ("rpc reading.greet --table series", "'greet' does not say what it does with series"),
        ("rpc reading.list_books --table books", "reading.books is not a table of this checkout"),
        ("rpc reading.list_series --table series", "reading.series has no column user_id"),
        ("macro audit", "sql/macros/audit.sql.j2 has a macro audit"),
        ("macro read_by", "sql/macros/access.sql.j2 has a macro read_by"),
        ("macro lambda", "'lambda' is a keyword"),
        ("macro ../escape", "'../escape' is not a name in snake case"),
    ],
)
def test_what_cannot_be_made_is_refused_and_changes_nothing(
    unchanged: tuple[Path, dict[Path, tuple[int, int]]],
    monkeypatch: pytest.MonkeyPatch,
    arguments: str,
    words: str,
) -> None:
    root, before = unchanged
    monkeypatch.setattr(paths, "ROOT", root)
    done = rowhouse("new", *arguments.split())
    assert (done.exit_code, done.stdout) == (2, ""), done.output
    assert words in done.stderr
    assert states(root) == before


def test_a_dry_run_lists_the_files_and_writes_none(small: Path) -> None:
    before = texts(small)
    listed = rowhouse("new", "module", "library", "--dry-run", "--json")
    assert texts(small) == before
    assert listed.stderr == "nothing was written\n"
    written = rowhouse("new", "module", "library", "--json")
    assert written.stdout == listed.stdout
    said = written.stderr.splitlines()
    assert said[:3] == ["next: edit them, then", "  rowhouse render", "  rowhouse migrate up"]
    assert said[3].startswith("  rowhouse test tests/api/test_library.py tests/functions/library")
    assert said[4:] == ["  rowhouse accept"]
    new = {path.relative_to(small).as_posix() for path in texts(small).keys() - before.keys()}
    changes = {row["file"]: row["change"] for row in json.loads(written.stdout)}
    assert {name for name in new if (small / name).is_file()} == {
        name for name, change in changes.items() if change == "new"
    }
    assert [name for name, change in changes.items() if change == "changed"] == ["README.md"]
    macro = rowhouse("new", "macro", "keep_owner").stderr
    assert macro.splitlines()[1:] == ["  rowhouse test tests/glue/test_macro_keep_owner.py"]


def test_modules_that_name_no_table_do_not_collide(small: Path) -> None:
    for name in ("library", "shop"):
        done = rowhouse("new", "module", name)
        assert done.exit_code == 0, done.stderr
        assert (small / "sql" / "tables" / name / f"{name}_items.sql").exists()
        exposed = (small / "functions" / "api" / f"{name}.sql.j2").read_text()
        assert f"{name}.list_{name}_items" in exposed
        assert f"{name}.change_{name}_item" in exposed


def test_a_command_from_outside_names_the_checkout(
    small: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    named = f"the checkout is {small}\n"
    calls = (
        ["new", "module", "library", "--dry-run"],
        ["drop", "module", "reading", "--dry-run"],
        ["migrate", "freeze"],
        ["accept"],
        ["accept", "--check"],
    )
    for name in ("render", "export", "run_goldens"):
        monkeypatch.setattr(f"glue.commands.accept.{name}", lambda **_: [])
    monkeypatch.setattr("glue.migrate.history.freeze", list)
    assert not any("the checkout is" in rowhouse(*words).stderr for words in calls)
    monkeypatch.chdir(small / "sql")
    assert "the checkout is" not in rowhouse(*calls[0]).stderr
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    said = [rowhouse(*words).stderr.startswith(named) for words in calls]
    assert said == [True, True, True, True, False]


def test_a_failure_half_way_leaves_nothing(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = texts(small)
    write = Path.write_text

    def fail_at_a_test(path: Path, text: str) -> int:
        if "seeds" in path.parts and "tests" in path.parts:
            raise OSError(28, "No space left on device", str(path))
        return write(path, text)

    monkeypatch.setattr(Path, "write_text", fail_at_a_test)
    done = rowhouse("new", "module", "library")
    assert done.exit_code == 1
    assert "No space left on device" in done.stderr
    assert texts(small) == before


def test_a_file_that_came_meanwhile_is_not_overwritten(small: Path) -> None:
    planned = plan_table(small, "reading", "shelves")
    (small / "policies" / "reading" / "shelves.sql").write_text("mine")
    before = texts(small)
    with pytest.raises(ConfigError, match=r"policies/reading/shelves\.sql exists"):
        planned.write()
    assert texts(small) == before


def test_the_second_rpc_of_a_module_is_added_to_its_files(small: Path) -> None:
    planned = plan_rpc(small, "reading", "greet", None)
    assert {change.file: change.is_new for change in planned.listed()} == {
        "functions/api/reading.sql.j2": False,
        "functions/reading/greet.sql": True,
        "tests/api/test_reading.py": True,
        "tests/functions/reading/greet.sql": True,
    }
    exposed = planned.texts["functions/api/reading.sql.j2"]
    assert exposed.startswith((small / "functions/api/reading.sql.j2").read_text())
    assert exposed.endswith("\n\n{{ expose('reading.greet', to='authenticated') }}\n")


def test_client_tests_of_another_shape_are_left_alone(small: Path) -> None:
    clients = small / "tests" / "api" / "test_filters.py"
    clients.parent.mkdir(parents=True)
    clients.write_text('"""Written by hand."""\n')
    planned = plan_rpc(small, "filters", "greet", None)
    assert "tests/api/test_filters_rpcs.py" in planned.texts
    assert "tests/api/test_filters.py" not in planned.texts


def test_a_page_without_the_table_is_named(small: Path) -> None:
    (small / "README.md").write_text("# Mine\n")
    done = rowhouse("new", "module", "library")
    assert "left out: README.md has no table `| module | what it holds |`" in done.stderr
    assert (small / "README.md").read_text() == "# Mine\n"
    assert (small / "docs" / "library.md").exists()


def test_an_rpc_that_changes_rows_needs_its_error_in_the_catalogue(small: Path) -> None:
    plan_table(small, "reading", "shelves").write()
    done = rowhouse("new", "rpc", "reading.change_shelf", "--table", "shelves")
    assert "the catalogue has no error reading.not_found" in done.stderr
    assert rowhouse("new", "rpc", "reading.add_shelf", "--table", "shelves").exit_code == 0


@pytest.mark.parametrize(
    ("table", "singular"),
    [("loans", "loan"), ("cities", "city"), ("boxes", "box"), ("classes", "class"),
     ("branches", "branch"), ("places", "place")],
)  # fmt: skip
def test_one_row_is_named_in_the_singular(table: str, singular: str) -> None:
    assert singular_of(table) == singular


@pytest.mark.parametrize("table", ["series", "data", "glass"])
def test_a_plural_without_an_s_needs_its_singular(table: str) -> None:
    with pytest.raises(ConfigError) as refused:
        singular_of(table)
    assert refused.value.remedy == "Name one row of it with --singular."


def test_a_module_is_dropped_only_with_yes(small: Path) -> None:
    before = texts(small)
    assert rowhouse("new", "module", "library").exit_code == 0
    made = texts(small)
    asked = rowhouse("drop", "module", "library")
    assert (asked.exit_code, "files would be removed" in asked.stderr) == (2, True)
    assert rowhouse("drop", "module", "library", "--dry-run").exit_code == 0
    assert texts(small) == made
    assert rowhouse("drop", "module", "library", "--yes").exit_code == 0
    assert texts(small) == before


def test_what_a_module_has_in_api_goes_with_it(small: Path) -> None:
    for folder in ("sql/views/api", "sql/rendered/views/api", "tests/views/api"):
        (small / folder).mkdir(parents=True, exist_ok=True)
        (small / folder / "libraries.sql").write_text("-- of core, whatever it is called\n")
    before = texts(small)
    assert rowhouse("new", "module", "library", "--table", "loans").exit_code == 0
    for folder in ("sql/views/api", "sql/rendered/views/api", "tests/views/api"):
        (small / folder / "library_loans.sql").write_text("select from library.loans;\n")
    done = rowhouse("drop", "module", "library", "--yes")
    assert done.exit_code == 0, done.stderr
    assert texts(small) == before


def test_the_row_of_a_module_goes_whatever_it_says(small: Path) -> None:
    readme = small / "README.md"
    before = readme.read_text()
    rowhouse("new", "module", "library", "--table", "loans")
    lines = readme.read_text().splitlines()
    (place,) = (at for at, line in enumerate(lines) if line.startswith("| `library` |"))
    lines[place] = "|  `library`  | who has which book; `reading` is another module |"
    readme.write_text("\n".join(lines) + "\n")
    assert rowhouse("drop", "module", "library", "--yes").exit_code == 0
    assert readme.read_text() == before


def test_a_module_that_stands_in_the_database_is_not_dropped(
    small: Path, blank_url: str, use_database: Callable[[str], None]
) -> None:
    use_database(blank_url)
    rowhouse("new", "module", "library")
    assert rowhouse("drop", "module", "library", "--dry-run").exit_code == 0
    with db.connect(blank_url) as conn:
        ensure_ledger(conn)
        for step in ("0004.reading.create_reading", f"{FIRST}.library.create_library"):
            conn.execute(
                "insert into rowhouse.migrations (id, sha256, body, rollback, transactional)"
                " values (%s, '', '', '', true)",
                (step,),
            )
    before = texts(small)
    for words in ("--yes", "--dry-run"):
        done = rowhouse("drop", "module", "library", words)
        assert (done.exit_code, done.stdout) == (2, "")
        assert f"library stands in the database: {FIRST}.library.create_library" in done.stderr
        assert "`rowhouse migrate down --yes`" in done.stderr
    assert texts(small) == before
    with db.connect(blank_url) as conn:
        conn.execute("delete from rowhouse.migrations where id like %s", (f"{FIRST}.%",))
    assert rowhouse("drop", "module", "library", "--yes").exit_code == 0


class Killed(BaseException):
    """The end of a process that cannot clean up."""


@pytest.mark.parametrize("done", range(0, 40, 3))
def test_a_command_that_was_killed_half_way_is_taken_back_by_a_drop(
    small: Path, monkeypatch: pytest.MonkeyPatch, done: int
) -> None:
    (small / CHOICE).write_text('modules = ["reading"]\n')
    before = texts(small)
    planned = plan_module(small, "library", "loans", None)
    write, unlink = Path.write_text, Path.unlink
    left = iter(range(done))

    def once(act: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **named: Any) -> Any:
            if next(left, None) is None:
                raise Killed
            return act(*arguments, **named)

        return counted

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_text", once(write))
        patch.setattr(Undo, "take", lambda _: None)
        try:
            planned.write()
        except Killed:
            assert done < len(planned.texts)
    if done:
        left = iter(range(done))
        with monkeypatch.context() as patch, contextlib.suppress(Killed):
            patch.setattr(Path, "unlink", once(unlink))
            plan_removal(small, "library").take()
        if "library" in read_modules(small).needs:
            plan_removal(small, "library").take()
    kept = {path: text for path, text in texts(small).items() if text is not None}
    assert kept == {path: text for path, text in before.items() if text is not None}


def test_commands_that_edit_a_checkout_wait_for_each_other(small: Path) -> None:
    words = [sys.executable, "-m", "glue", "new", "module", "--table"]
    environment = {**os.environ, "ROWHOUSE_ROOT": str(small)}
    with editing(small):
        running = [
            subprocess.Popen([*words, *names], env=environment, cwd=small)
            for names in (("loans", "library"), ("jars", "pantry"))
        ]
        plan_table(small, "reading", "shelves").write()
    assert [one.wait() for one in running] == [0, 0]
    assert sorted(step.split(".")[0] for step in steps(small))[STEPS:] == [FIRST, SECOND, THIRD]
    readme = (small / "README.md").read_text()
    assert all(f"](docs/{name}.md)" in readme for name in ("library", "pantry"))


def test_a_link_to_nothing_is_not_written_through(small: Path, tmp_path_factory: Any) -> None:
    outside = tmp_path_factory.mktemp("outside") / "page.md"
    (small / "docs" / "library.md").symlink_to(outside)
    done = rowhouse("new", "module", "library")
    assert (done.exit_code, "docs/library.md exists" in done.stderr) == (2, True)
    assert not outside.exists()


def test_a_drop_leaves_what_a_link_leads_to(small: Path, tmp_path_factory: Any) -> None:
    rowhouse("new", "module", "library")
    outside = tmp_path_factory.mktemp("outside") / "library"
    (small / "functions" / "library").rename(outside)
    (small / "functions" / "library").symlink_to(outside)
    before = texts(small) | texts(outside)
    done = rowhouse("drop", "module", "library", "--yes")
    assert (done.exit_code, "is outside of the checkout" in done.stderr) == (2, True)
    assert texts(small) | texts(outside) == before


def test_a_migration_of_ones_own_is_not_dropped(small: Path) -> None:
    rowhouse("new", "module", "library")
    mine = small / "supabase" / "migrations" / "20260312000512_mine.sql"
    exported = mine.with_name(f"20260101{FIRST}01_repeatables.sql")
    mine.parent.mkdir(parents=True)
    for path in (mine, exported):
        path.write_text("select 1;\n")
    assert rowhouse("drop", "module", "library", "--yes").exit_code == 0
    assert (mine.exists(), exported.exists()) == (True, False)


def test_the_choice_of_modules_follows(small: Path) -> None:
    (small / CHOICE).write_text('modules = ["reading"]\n')
    assert rowhouse("new", "module", "library").exit_code == 0
    assert read_modules(small).listed == {"library", "reading"}
    assert rowhouse("drop", "module", "library", "--yes").exit_code == 0
    assert (small / CHOICE).read_text() == 'modules = ["reading"]\n'


def test_a_module_that_is_used_is_not_dropped(small: Path) -> None:
    rowhouse("new", "module", "library")
    rowhouse("new", "module", "shop", "--table", "goods")
    use = small / "sql" / "views" / "shop" / "lent.sql"
    use.parent.mkdir()
    use.write_text("create view shop.lent as select l.id from library.library_items as l;\n")
    before = texts(small)
    done = rowhouse("drop", "module", "library", "--yes")
    assert f"{SECOND}.shop.create_shop follows the steps of library" in done.stderr
    (small / "migrations" / f"{SECOND}.shop.create_shop.sql").unlink()
    (small / "migrations" / f"{SECOND}.shop.create_shop.rollback.sql").unlink()
    done = rowhouse("drop", "module", "library", "--yes")
    assert "sql/views/shop/lent.sql uses library.library_items" in done.stderr
    assert len(texts(small)) == len(before) - 2


@pytest.mark.parametrize(
    ("module", "words"),
    [("core", "core is always there"), ("master", "master is needed by commerce, filters")],
)
def test_a_module_that_is_needed_is_not_dropped(small: Path, module: str, words: str) -> None:
    before = texts(small)
    done = rowhouse("drop", "module", module, "--yes")
    assert (done.exit_code, done.stdout) == (2, "")
    assert words in done.stderr
    assert "follows the steps" not in done.stderr
    assert texts(small) == before


def test_a_released_module_is_not_dropped(small: Path) -> None:
    rowhouse("new", "module", "library")
    freeze(small / "migrations")
    done = rowhouse("drop", "module", "library", "--yes")
    assert (done.exit_code, "is released" in done.stderr) == (2, True)
    assert (small / "sql" / "cluster" / "library.sql").exists()
