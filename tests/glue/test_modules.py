"""rowhouse.toml: what a choice of modules takes; adding one later, and removing one."""

import itertools
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from glue import db, paths
from glue.errors import ConfigError, DriftError
from glue.lint._catalog import OURS
from glue.migrate.check import check, drift
from glue.migrate.differ import differences
from glue.migrate.export import export
from glue.migrate.ledger import has_ledger
from glue.migrate.plan import plan
from glue.migrate.removal import remove_modules
from glue.migrate.runner import migrate_down, migrate_up
from glue.postgres.server import Server
from glue.schema.build import build_from_sources
from glue.schema.modules import Modules, has_list, read_modules, write_choice
from glue.schema.sources import REPEATABLE, read_sources
from glue.schema.texts import editing
from tests.contracts.test_goldens import OF_A_TIME
from tests.glue.choice import Choice, add_tests, make_choice
from tests.goldens import lines_of

pytestmark = [pytest.mark.once, pytest.mark.needs("filters", "reading")]

EVERY = read_modules(paths.ROOT).needs
OTHERS = sorted(set(EVERY) - {"core"})
SOME = [[], *([name] for name in OTHERS), *map(list, itertools.combinations(OTHERS, 2))]
# Each module alone and all pairs; what is needed comes with them, so that some are the same.
CHOICES = list({read_modules(paths.ROOT).with_needs(names): names for names in SOME}.values())
GOLDEN = paths.ROOT / "tests/contracts/objects.expected"


@pytest.fixture
def choice(tmp_path: Path) -> Choice:
    """A checkout without a file that chooses."""
    return make_choice(tmp_path / "checkout")


@pytest.fixture
def admin_url(server: Server) -> str:
    """The administrator of the test's server."""
    return server.url("supabase_admin", "postgres")


def say(_: str) -> None:
    """Nothing."""


def schemas(url: str) -> set[str]:
    """Return the schemas of modules in a database."""
    with db.connect(url) as conn:
        rows = conn.execute("select nspname as name from pg_catalog.pg_namespace").fetchall()
    return {row["name"] for row in rows} & {*EVERY, "filters_compiled"}


def registered(url: str) -> dict[str, list[str]]:
    """Return the rows of each table of core that seeds of modules write."""
    tables = {
        "error_codes": "key", "event_consumers": "name", "health_checks": "name",
        "interval_tasks": "name", "invariants": "name", "job_kinds": "kind",
        "job_queues": "name", "job_schedules": "name", "metric_sources": "name",
        "operation_kinds": "kind", "retention_policies": "table_name",
        "revertible_tables": "audited_table", "settings": "name", "topic_rules": "prefix",
    }  # fmt: skip
    with db.connect(url) as conn:
        return {
            table: sorted(
                row["it"] for row in conn.execute(f"select {column}::text as it from core.{table}")
            )
            for table, column in tables.items()
        }


# -- the file ---------------------------------------------------------------------


def test_without_a_file_every_module_is_chosen(choice: Choice) -> None:
    assert read_modules(choice.root).chosen == {*EVERY}


def test_without_the_key_every_module_is_chosen(choice: Choice) -> None:
    (choice.root / "rowhouse.toml").write_text("# none\n")
    assert read_modules(choice.root).chosen == {*EVERY}


def test_what_a_module_needs_comes_with_it(choice: Choice) -> None:
    assert read_modules(choice.choose(["filters"]).root).chosen == {"core", "filters", "master"}
    assert read_modules(choice.choose([]).root).chosen == {"core"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("modules = [", "rowhouse.toml: "),
        ('modules = "filters"', "not a list of names"),
        ("modules = [1]", "not a list of names"),
        ('modules = ["filter"]', "'filter' is not a module"),
        ('module = ["filters"]', "unknown key 'module'"),
        (f"modules = {'[' * 9999}", "rowhouse.toml: "),
        (f"modules = {'9' * 9999}", "rowhouse.toml: "),
    ],
)
def test_a_wrong_file_is_refused(choice: Choice, text: str, message: str) -> None:
    (choice.root / "rowhouse.toml").write_text(text)
    with pytest.raises(ConfigError, match=message):
        read_modules(choice.root)


def test_a_link_to_nothing_chooses_nothing(choice: Choice) -> None:
    (choice.root / "rowhouse.toml").symlink_to(choice.root / "nowhere")
    with pytest.raises(ConfigError, match=r"rowhouse\.toml cannot be read"):
        read_modules(choice.root)


def test_a_module_that_needs_an_unknown_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sql/cluster").mkdir(parents=True)
    (tmp_path / "sql/cluster/shop.sql").write_text("-- depends: cluster/schemas, cluster/stock\n")
    with pytest.raises(ConfigError, match=r"shop\.sql needs stock, which is not a module"):
        read_modules(tmp_path)


def test_the_list_is_edited_in_its_place(choice: Choice) -> None:
    file = choice.root / "rowhouse.toml"
    file.write_text('# What we use.\nmodules = [\n    "filters",\n]\n# The end.\n')
    write_choice(choice.root, ["reading", "core"])
    assert file.read_text() == '# What we use.\nmodules = ["reading"]\n# The end.\n'


@pytest.mark.parametrize("text", ['"modules"', "'modules'", "  modules"])
def test_the_list_is_edited_however_its_key_is_written(choice: Choice, text: str) -> None:
    file = choice.root / "rowhouse.toml"
    file.write_text(f'{text} = ["filters"]\n')
    assert has_list(choice.root)
    write_choice(choice.root, ["reading"])
    assert file.read_text() == 'modules = ["reading"]\n'


def test_a_list_that_cannot_be_edited_is_refused_before_a_module_is_dropped(
    choice: Choice,
) -> None:
    file = choice.root / "rowhouse.toml"
    file.write_text(before := 'modules = [\n    # The [first] one.\n    "reading",\n]\n')
    for words in (["add", "master"], ["remove", "reading"]):
        done = choice.rowhouse("module", *words, DATABASE_URL="postgresql://a@127.0.0.1:1/a")
        assert (done.returncode, done.stdout) == (2, "")
        assert "rowhouse.toml has a list that cannot be edited" in done.stderr
    assert file.read_text() == before


def test_what_stands_in_api_belongs_to_the_module_that_its_name_begins_with() -> None:
    modules = Modules(
        {"core": frozenset(), "read": frozenset(), "read_more": frozenset()}, frozenset()
    )
    assert modules.of("functions/api/read") == "read"
    assert modules.of("views/api/read_more_pages") == "read_more"
    assert modules.of("views/api/reader") == "core"
    assert modules.of("policies/realtime/messages") == "core"


def test_a_step_follows_the_last_steps_of_its_modules_only() -> None:
    steps = ["0001.core.a", "0002.master.a", "0003.filters.a", "0004.reading.a", "0005.master.b"]
    modules = read_modules(paths.ROOT)
    assert modules.predecessors(steps, "filters") == ["0003.filters.a", "0005.master.b"]
    assert modules.predecessors(steps, "reading") == ["0004.reading.a"]


def test_sources_are_those_of_the_choice(choice: Choice) -> None:
    found = {s.address for s in read_sources(choice.choose(["reading"]).root)}
    assert {"views/api/reading_progress", "functions/api/reading"} <= found
    assert not [a for a in found if "filters" in a or "master" in a]
    assert "policies/realtime/messages" in found


def test_of_two_choices_at_once_none_is_lost(choice: Choice) -> None:
    choice.choose(["master"])
    environment = {**os.environ, "ROWHOUSE_ROOT": str(choice.root), "PYTHONPATH": str(paths.ROOT)}
    with editing(choice.root):
        adding = [
            subprocess.Popen(
                [sys.executable, "-m", "glue", "module", "add", name],
                cwd=choice.root,
                env=environment,
            )
            for name in ("filters", "reading")
        ]
        choice.choose([])
    assert [one.wait() for one in adding] == [0, 0]
    assert read_modules(choice.root).listed == {"filters", "reading"}


# -- a database -------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("names", CHOICES, ids="+".join)
def test_a_choice_is_whole(
    choice: Choice, names: list[str], make_blank: Callable[[], str], admin_url: str
) -> None:
    choice.choose(names)
    assert check(admin_url, make_blank(), say, root=choice.root) == []


@pytest.mark.slow
@pytest.mark.parametrize("names", CHOICES, ids="+".join)
def test_the_tests_of_a_choice_pass(choice: Choice, names: list[str]) -> None:
    add_tests(choice.choose(names))
    done = choice.run("-m", "pytest", "--quiet", "tests")
    assert done.returncode == 0, done.stdout[-5000:]


def objects(url: str) -> set[str]:
    """Return the objects of a database, as the golden lists them."""
    with db.connect(url, autocommit=False) as conn:
        conn.execute(OURS)
        conn.execute("set local search_path = pg_catalog, pg_temp")
        rows = conn.execute((GOLDEN.parent / "objects.sql").read_bytes()).fetchall()
    lines = {row["line"] for row in rows if not OF_A_TIME.search(row["line"])}
    return {line for line in lines if not re.search(r"\browhouse(\.|$)", line)}


@pytest.mark.parametrize("names", [[], ["reading"], ["filters"], ["commerce"]], ids="+".join)
def test_a_database_has_the_chosen_modules_only(
    choice: Choice, names: list[str], blank_url: str
) -> None:
    chosen = read_modules(choice.choose(names).root).chosen
    migrate_up(blank_url, root=choice.root)
    assert schemas(blank_url) - {"filters_compiled"} == chosen
    with db.connect(blank_url) as conn:
        found = {
            row["address"] for row in conn.execute("select address from rowhouse.release_items")
        }
        assert found == {s.address for s in read_sources(choice.root) if s.kind in REPEATABLE}
    assert objects(blank_url) == {*lines_of(GOLDEN.read_text().splitlines(), chosen)}
    kinds = registered(blank_url)
    assert not [
        key
        for keys in kinds.values()
        for key in keys
        for other in set(EVERY) - chosen
        if key == other or key.startswith((f"{other}.", f"{other}:", f"{other}_"))
    ]


def test_the_order_of_adding_modules_does_not_matter(
    choice: Choice, make_blank: Callable[[], str]
) -> None:
    at_once = make_blank()
    migrate_up(at_once, root=choice.root)
    names = ["filters", "reading", "commerce", "suppliers", "concerts"]
    for order in (names, names[::-1]):
        later = make_blank()
        for count in range(len(order) + 1):
            migrate_up(later, root=choice.choose(order[:count]).root)
        assert differences(at_once, later, root=choice.root) == []
        assert registered(later) == registered(at_once)


def test_going_back_takes_a_module_that_was_added_later(choice: Choice, blank_url: str) -> None:
    migrate_up(blank_url, root=choice.choose(["reading"]).root)
    before = registered(blank_url)
    migrate_up(blank_url, root=choice.choose(["filters", "reading"]).root)
    migrate_down(blank_url, lose_data=True)
    assert schemas(blank_url) == {"core", "reading"}
    assert registered(blank_url) == before


def test_a_module_that_is_not_chosen_any_more_is_not_dropped(
    choice: Choice, blank_url: str, admin_url: str
) -> None:
    migrate_up(blank_url, root=choice.choose(["filters", "reading"]).root)
    with pytest.raises(DriftError, match="the module master stands in this database"):
        migrate_up(blank_url, root=choice.choose(["reading"]).root)
    for judge in (plan, drift):
        with pytest.raises(DriftError, match="the module master stands in this database"):
            judge(admin_url, blank_url, say, root=choice.root)
    assert schemas(blank_url) == {"core", "filters", "filters_compiled", "master", "reading"}


def test_an_emptied_module_is_removed_without_a_trace(
    choice: Choice, make_blank: Callable[[], str], admin_url: str
) -> None:
    without, emptied = make_blank(), make_blank()
    migrate_up(without, root=choice.choose(["reading"]).root)
    migrate_up(emptied, root=choice.choose(["filters", "reading"]).root)
    done = remove_modules(admin_url, emptied, frozenset({"filters", "master"}), say)
    assert done.modules == ["filters", "master"]
    assert done.rows == {}
    migrate_up(emptied, root=choice.choose(["reading"]).root)
    assert differences(without, emptied, root=choice.root) == []
    assert registered(emptied) == registered(without)
    migrate_down(emptied, to=0, lose_data=True)
    assert schemas(emptied) == set(), "the releases with the module are passed over"


def test_a_module_with_rows_is_kept(choice: Choice, blank_url: str, admin_url: str) -> None:
    migrate_up(blank_url, root=choice.choose(["filters", "reading"]).root)
    with db.connect(blank_url) as conn:
        conn.execute(
            "insert into reading.series (series_key, title, type, status)"
            " values ('test:emma', 'Emma', 'Novel', 'Finished')"
        )
        conn.execute(
            "insert into core.legal_holds (held_table, reason, placed_at)"
            " values ('reading.series', 'A dispute.', now())"
        )
    gone = frozenset({"reading"})
    with pytest.raises(ConfigError, match=r"reading\.series \(1\), core\.legal_holds \(1\)"):
        remove_modules(admin_url, blank_url, gone, say)
    assert "reading" in schemas(blank_url)
    planned = remove_modules(admin_url, blank_url, gone, say, rows="count")
    assert planned.rows == {"reading.series": 1, "core.legal_holds": 1}
    assert "reading" in schemas(blank_url)
    done = remove_modules(admin_url, blank_url, gone, say, rows="lose")
    assert done.rows == planned.rows
    assert "reading" not in schemas(blank_url)


def test_a_changed_seed_counts_and_is_named_as_one(
    choice: Choice, blank_url: str, admin_url: str
) -> None:
    migrate_up(blank_url, root=choice.choose(["reading"]).root)
    with db.connect(blank_url) as conn:
        conn.execute("update reading.series set title = 'A.' where series_key = 'akira'")
        conn.execute("delete from reading.series where series_key = 'berserk'")
        conn.execute(
            "insert into reading.series (series_key, title, type, status)"
            " values ('test:emma', 'Emma', 'Novel', 'Finished')"
        )
    gone = frozenset({"reading"})
    with pytest.raises(ConfigError, match=r"series \(2, of these 1 changed seeds\)"):
        remove_modules(admin_url, blank_url, gone, say)
    planned = remove_modules(admin_url, blank_url, gone, say, rows="count")
    assert (planned.rows, planned.changed_seeds) == ({"reading.series": 2}, {"reading.series": 1})


def test_a_plan_of_a_removal_waits_for_no_reader(
    choice: Choice, blank_url: str, admin_url: str
) -> None:
    migrate_up(blank_url, root=choice.choose(["reading"]).root)
    with db.connect(blank_url, autocommit=False) as reader:
        reader.execute("select from reading.series")
        impatient = f"{blank_url}?options=-clock_timeout%3D1000"
        done = remove_modules(admin_url, impatient, frozenset({"reading"}), say, rows="count")
    assert done.modules == ["reading"]


def test_a_job_that_is_enqueued_during_a_removal_keeps_the_module(
    choice: Choice, blank_url: str, admin_url: str
) -> None:
    migrate_up(blank_url, root=choice.choose(["reading"]).root)
    with db.connect(blank_url, autocommit=False) as writer:
        writer.execute(
            "insert into core.job_kinds (kind, handler, description)"
            " values ('reading.send', 'python', 'Sends.')"
        )
        writer.commit()
        writer.execute("select core.enqueue('reading.send')")

        def commit(words: str) -> None:
            if words.startswith("a lock is taken"):
                writer.commit()

        with pytest.raises(ConfigError, match=r"still has rows: core\.jobs \(1\)"):
            remove_modules(admin_url, blank_url, frozenset({"reading"}), commit)
    assert "reading" in schemas(blank_url)


def test_a_database_that_was_pushed_is_left_alone(blank_url: str, admin_url: str) -> None:
    build_from_sources(blank_url)
    with pytest.raises(ConfigError, match="reading stands in this database, but"):
        remove_modules(admin_url, blank_url, frozenset({"reading"}), say)
    with db.connect(blank_url) as conn:
        assert not has_ledger(conn)


# -- the exported files -----------------------------------------------------------


def test_a_module_that_is_added_later_is_exported_beside_the_rest(choice: Choice) -> None:
    (choice.root / "supabase").unlink()
    (choice.root / "supabase/migrations").mkdir(parents=True)
    first = export(root=choice.choose(["reading"]).root)
    assert [name[8:] for name in first] == [
        "000100_core_create_core.sql",
        "000400_reading_create_reading.sql",
        "000401_repeatables.sql",
    ]
    assert export(root=choice.choose(["reading", "filters"]).root) == [
        "20260101000200_master_create_master.sql",
        "20260101000300_filters_create_filters.sql",
        "20260101000402_repeatables.sql",
    ]
    added = (choice.root / "supabase/migrations/20260101000402_repeatables.sql").read_text()
    assert "-- @ functions/filters/filter_values" in added
    assert "-- @ seeds/core/pg_cron" in added
    assert "-- @ functions/reading" not in added
    with pytest.raises(ConfigError, match="for a module that is not chosen"):
        export(root=choice.choose(["reading"]).root)


# -- the commands -----------------------------------------------------------------


def test_the_commands_choose_install_and_remove(
    choice: Choice, blank_url: str, server: Server
) -> None:
    environment = {
        "DATABASE_URL": blank_url,
        "DATABASE_ADMIN_URL": server.url("supabase_admin", db.database_of(blank_url)),
    }

    def ok(*words: str) -> str:
        done = choice.rowhouse(*words, **environment)
        assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
        return done.stdout

    file = choice.choose([]).root / "rowhouse.toml"
    assert ok("module", "add", "reading") == "0004.reading.create_reading\n"
    file.write_text("modules = []\n")
    assert json.loads(ok("module", "add", "reading", "--json")) == [
        {"module": "reading", "step": "0004.reading.create_reading"}
    ]
    ok("migrate", "up")
    assert file.read_text() == 'modules = ["reading"]\n'
    assert schemas(blank_url) == {"core", "reading"}
    assert "push_progress" in ok("rpc")
    assert "filter_values" not in ok("rpc")
    for words in (["seed", "demo"], ["dimension", "list"], ["bench", "filters"]):
        refused = choice.rowhouse(*words, **environment)
        assert refused.returncode == 2
        assert "belongs to the module filters, which is not chosen" in refused.stderr
    refused = choice.rowhouse("module", "remove", "core", **environment)
    assert refused.returncode == 2
    assert "core is always there" in refused.stderr
    choice.choose([])
    waiting = choice.rowhouse("migrate", "status", **environment)
    assert waiting.returncode == 3
    assert "`rowhouse module remove reading` drops it" in waiting.stderr
    choice.choose(["reading"])
    assert "0004.reading.create_reading" in ok("module", "remove", "reading", "--plan")
    listed = json.loads(ok("module", "remove", "reading", "--plan", "--json"))
    assert {"what": "step", "name": "0004.reading.create_reading"} in listed
    assert {"what": "object", "name": "views/api/reading_progress"} in listed
    assert file.read_text() == 'modules = ["reading"]\n'
    ok("module", "remove", "reading")
    assert file.read_text() == "modules = []\n"
    assert schemas(blank_url) == {"core"}
    ok("migrate", "status")
    again = choice.rowhouse("module", "remove", "reading", **environment)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "nothing to do\n")


def test_tests_of_a_module_that_is_not_chosen_are_refused(choice: Choice) -> None:
    folder = choice.choose([]).root / "tests/functions/reading"
    folder.mkdir(parents=True)
    (folder / "some.sql").write_text("-- Proves nothing.\n")
    core = choice.root / "tests/functions/core"
    core.mkdir()
    for words in (["tests/functions/reading"], ["tests/functions/reading/some.sql"]):
        done = choice.rowhouse("test", *words, "--postgres", "18")
        assert done.returncode == 2
        assert "belongs to the module reading, which is not chosen" in done.stderr
        assert "`rowhouse module add reading`" in done.stderr
    both = choice.rowhouse("test", str(folder), str(core), "--postgres", "18")
    assert f"left out: {folder}: the module reading is not chosen" in both.stderr


def test_what_another_module_needs_stays(choice: Choice) -> None:
    choice.choose(["filters"])
    done = choice.rowhouse("module", "remove", "master")
    assert done.returncode == 2
    assert "master is needed by filters" in done.stderr


def test_an_unknown_module_is_refused(choice: Choice) -> None:
    for word in ("add", "remove"):
        done = choice.rowhouse("module", word, "shop")
        assert done.returncode == 2
        assert "'shop' is not a module" in done.stderr
    assert not (choice.root / "rowhouse.toml").exists()


def test_a_module_that_is_made_is_on_the_list_until_it_is_dropped(tmp_path: Path) -> None:
    choice = Choice(tmp_path / "checkout")
    for name in ("functions", "policies", "triggers", "sql", "migrations"):
        shutil.copytree(paths.ROOT / name, choice.root / name)
    (choice.root / "supabase").symlink_to(paths.ROOT / "supabase")
    file = choice.choose(["reading"]).root / "rowhouse.toml"
    done = choice.rowhouse("new", "module", "library", "--table", "loans")
    assert done.returncode == 0, done.stderr
    assert file.read_text() == 'modules = ["library", "reading"]\n'
    [step] = (choice.root / "migrations").glob("*.library.create_library.sql")
    assert step.read_text().startswith("-- depends: 0001.core.create_core\n")
    rows = json.loads(choice.rowhouse("module", "list", "--json").stdout)
    assert {"module": "library", "chosen": "yes", "needs": "core"} in rows
    done = choice.rowhouse("drop", "module", "library", "--yes")
    assert done.returncode == 0, done.stderr
    assert file.read_text() == 'modules = ["reading"]\n'
