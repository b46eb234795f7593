"""A project: its own modules beside those that ship, in one database and one history."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from glue import db, paths
from glue.errors import ConfigError
from glue.migrate.differ import differences
from glue.migrate.history import read_migrations
from glue.migrate.runner import migrate_up
from glue.postgres.server import Server
from glue.schema.modules import own_modules, read_modules
from glue.schema.order import in_order
from glue.schema.sources import read_sources
from glue.templating.render import render_all
from tests.glue.copied_checkout import CopiedCheckout
from tests.glue.projects import LIBRARY, later_release, make_project

OWN = "5001.library.create_library"
CORE = "0001.core.create_core"


@pytest.fixture
def project(tmp_path: Path, blank_url: str, server: Server) -> CopiedCheckout:
    """A project with the module filters, on a database that holds nothing yet."""
    return make_project(tmp_path, blank_url, server)


def digests(root: Path) -> dict[str, str]:
    """Return every file below a root, with the SHA-256 of its content."""
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in root.rglob("*")
        if path.is_file()
    }


def shipped() -> dict[str, tuple[int, int]]:
    """Return the size and the last change of every source that ships."""
    found = [path for name in ("sql", "functions", "migrations") for path in _below(name)]
    return {str(path): (path.stat().st_size, path.stat().st_mtime_ns) for path in found}


def _below(name: str) -> Iterator[Path]:
    return (paths.ROOT / name).rglob("*")


def applied(url: str) -> list[str]:
    """Return the once-only steps that stand, as they were applied."""
    with db.connect(url) as conn:
        rows = conn.execute("select id from rowhouse.migrations order by applied_at, id")
        return [row["id"] for row in rows]


def call(url: str, statement: str) -> object:
    """Call a function as a signed-in user."""
    with db.connect(url, autocommit=False) as conn:
        conn.execute("select set_config('request.jwt.claims', %s, true)", (CLAIMS,))
        conn.execute("set local role authenticated")
        row = conn.execute(statement).fetchone()
        assert row is not None
        return row["it"]


CLAIMS = json.dumps({"sub": "00000000-0000-4000-8000-00000000000a", "role": "authenticated"})


def test_a_module_of_a_project_comes_and_goes_beside_those_that_ship(
    project: CopiedCheckout, blank_url: str
) -> None:
    before, ships = digests(project.root), shipped()
    project.run(LIBRARY)
    project.run("rowhouse render")
    project.run("rowhouse migrate up")
    assert applied(blank_url) == [
        CORE,
        OWN,
        "0002.master.create_master",
        "0003.filters.create_filters",
    ]
    loan = call(blank_url, "select api.add_loan('Dune') as it")
    assert isinstance(loan, dict)
    assert loan["title"] == "Dune"
    assert call(blank_url, "select jsonb_typeof(api.list_dimensions()) as it") == "array"
    project.run("rowhouse migrate status")

    project.run("rowhouse migrate down --to 0 --yes")
    assert applied(blank_url) == []
    project.run("rowhouse drop module library --yes")
    assert digests(project.root) == before
    assert shipped() == ships


def test_a_project_follows_a_later_release(
    project: CopiedCheckout, blank_url: str, make_blank: Callable[[], str], tmp_path: Path
) -> None:
    project.run(LIBRARY)
    project.run("rowhouse render")
    project.run("rowhouse migrate up")
    project.run("rowhouse migrate export")
    exported = sorted(path.name for path in (project.root / "supabase/migrations").iterdir())
    assert exported == [
        "20260101000001_core_create_core.sql",
        "20260101000002_library_create_library.sql",
        "20260101000003_master_create_master.sql",
        "20260101000004_filters_create_filters.sql",
        "20260101000005_repeatables.sql",
    ]

    later = later_release(project, tmp_path / "later")
    table = project.root / "sql/tables/library/loans.sql"
    text = table.read_text()
    table.write_text(text.replace("    updated_at ", "    due_on date,\n    updated_at "))
    later.run("rowhouse render")
    later.run("rowhouse migrate new library.add_due_on")
    new = project.root / "migrations/5002.library.add_due_on.sql"
    marks = "0008.core.create_marks"
    assert new.read_text().splitlines()[0] == f"-- depends: {OWN} {marks}"

    pushed = make_blank()
    seen = push(pushed, project.root)
    later.run("rowhouse migrate up")
    assert applied(blank_url)[-2:] == [marks, new.stem]
    later.run("rowhouse migrate export")
    names = sorted(path.name for path in (project.root / "supabase/migrations").iterdir())
    assert names == [
        *exported,
        "20260101000006_core_create_marks.sql",
        "20260101000007_library_add_due_on.sql",
        "20260101000008_repeatables.sql",
    ]
    later.run("rowhouse migrate export --check")
    push(pushed, project.root, after=seen)
    assert differences(blank_url, pushed, root=project.root) == []

    fresh = make_blank()
    later.run(f"rowhouse migrate up --url '{fresh}'")
    assert applied(fresh)[:2] == [CORE, OWN]
    assert differences(blank_url, fresh, root=project.root) == []
    later.run(f"rowhouse migrate down --to 0 --url '{fresh}' --yes")

    assert "stood at 5003" in later.run("rowhouse migrate down --to 5003 2>&1", code=2)
    later.run("rowhouse migrate down --to 3 --yes")
    assert new.stem not in applied(blank_url)
    assert marks not in applied(blank_url)
    assert OWN in applied(blank_url)


def push(url: str, root: Path, after: str = "") -> str:
    """Apply the exported files after a name, in the order of their names; return the last."""
    files = sorted((root / "supabase/migrations").glob("*.sql"))
    with db.connect(url) as conn:
        for file in files:
            if file.name > after:
                conn.execute(file.read_bytes())
    return files[-1].name


def make_roots(folder: Path, modules: str = '"filters"') -> Path:
    """Return a folder that is a project, and nothing else."""
    root = folder / "shop"
    for name in ("sql/cluster", "migrations"):
        (root / name).mkdir(parents=True)
    (root / "rowhouse.toml").write_text(f'release = "0.1.0"\nmodules = [{modules}]\n')
    return root


def write(root: Path, name: str, text: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text)


def test_sources_are_those_that_ship_and_its_own(tmp_path: Path) -> None:
    root = make_roots(tmp_path, '"filters", "library"')
    write(root, "sql/cluster/library.sql", "-- depends: cluster/schemas\ncreate schema library;\n")
    write(root, "sql/tables/library/loans.sql", "create table library.loans (id bigint);\n")
    ours = read_sources(root)
    chosen = read_modules(paths.ROOT).with_needs(["filters"])
    theirs = read_sources(paths.ROOT, only=chosen)
    assert {s.address for s in ours} - {s.address for s in theirs} == {
        "cluster/library",
        "tables/library/loans",
    }
    assert own_modules(root) == {"library"}
    assert render_all(root) == ([], [])


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("functions/core/emit.sql", "functions/core/events/emit.sql of Rowhouse have the same"),
        ("sql/cluster/filters.sql", "declares a module that ships with Rowhouse"),
        ("migrations/0008.library.create_loans.sql", "numbered as Rowhouse does"),
        ("sql/macros/touch.sql.j2", "sql/macros/touch.sql.j2 ships with Rowhouse"),
    ],
)
def test_what_ships_is_not_written_again(tmp_path: Path, name: str, words: str) -> None:
    root = make_roots(tmp_path)
    write(root, name, "")
    write(root, "functions/core/x.sql.j2", '--% from "sql/macros/touch.sql.j2" import touch\n')
    with pytest.raises(ConfigError, match=words):
        (read_migrations if name.startswith("migrations") else render_all)(root)


def test_a_file_for_a_module_that_is_not_chosen_is_named(tmp_path: Path, blank_url: str) -> None:
    root = make_roots(tmp_path)
    write(root, "functions/commerce/count_mine.sql", "select 1;\n")
    words = "functions/commerce/count_mine.sql belongs to the module commerce, which is not chosen"
    with pytest.raises(ConfigError, match=words):
        migrate_up(blank_url, root=root)


def test_a_step_of_a_project_follows_what_it_was_written_against() -> None:
    texts = {
        "0001.core.create_core": "-- depends:\n",
        "0002.core.add_it": "-- depends: 0001.core.create_core\n",
        "5001.shop.create_shop": "-- depends: 0001.core.create_core\n",
        "5002.shop.add_it": "-- depends: 5001.shop.create_shop 0002.core.add_it\n",
    }
    steps = ["0001.core.create_core", "5001.shop.create_shop"]
    assert in_order(texts) == [*steps, "0002.core.add_it", "5002.shop.add_it"]
    texts["0001.core.create_core"] = "-- depends: 5001.shop.create_shop\n"
    with pytest.raises(ConfigError, match="depends on a step that depends on it"):
        in_order(texts)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("rowhouse new module filters", "filters exists"),
        ("rowhouse new table filters.notes", "filters ships with Rowhouse"),
        ("rowhouse new rpc core.greet", "core ships with Rowhouse"),
        ("rowhouse drop module filters --yes", "filters ships with Rowhouse"),
        ("rowhouse migrate new filters.add_it", "filters is not a module of this project"),
        ("rowhouse init ../shop", "is not an empty folder"),
        ("rowhouse init Shop", "cannot name a project"),
        ("rowhouse init other --modules nothing", "'nothing' is not a module"),
    ],
)
def test_what_a_project_can_not_do(project: CopiedCheckout, line: str, words: str) -> None:
    before = digests(project.root)
    assert words in project.run(f"{line} 2>&1", code=2)
    assert digests(project.root) == before


@pytest.mark.once
def test_a_project_is_linted_tested_and_documented(project: CopiedCheckout) -> None:
    project.run(LIBRARY)
    project.run("rowhouse render")
    project.run("rowhouse lint")
    project.run("rowhouse test tests/functions tests/policies --postgres 18")
    generated = {row["file"] for row in json.loads(project.run("rowhouse accept --json"))}
    assert generated >= {
        "clients/library.py",
        "docs/reference/library.md",
        "supabase/migrations/20260101000002_library_create_library.sql",
        "supabase/openapi.json",
        "supabase/types.ts",
    }
    assert "clients/filters.py" not in generated
    project.run("rowhouse accept --check")
    compile_types(project.root)

    write(project.root, "sql/views/api/library_loans.sql", VIEW)
    stale = project.run("rowhouse docs --check --json", code=3)
    assert "supabase/types.ts" in {row["file"] for row in json.loads(stale)}
    project.run("rowhouse docs")
    row = (project.root / "supabase/types.ts").read_text().partition("Row: {\n")[2].split("}")[0]
    assert [line.strip() for line in row.splitlines()] == [
        '"before": string | null',
        '"id": number',
        '"title": string',
        "",
    ]


VIEW = """create or replace view api.library_loans
with (security_invoker = true)
as
select l.id, l.title, o.title as before
from library.loans as l
left join library.loans as o on l.id = o.id + 1;
"""
CALLS = """import type { Database } from "./types.ts";

type Rpcs = Database["api"]["Functions"];
declare const loan: Rpcs["add_loan"]["Returns"];
export const args: Rpcs["add_loan"]["Args"] = { title: "Dune" };
export const id: number = loan.id;
export const shipped: Rpcs["filter_values"]["Args"] = { dimension: "region" };
// @ts-expect-error: a title is text
export const wrong: Rpcs["add_loan"]["Args"] = { title: 1 };
"""


def compile_types(root: Path) -> None:
    """Compile a file that uses the types of a project."""
    write(root, "supabase/calls.ts", CALLS)
    write(root, "supabase/package.json", '{"type": "module"}')
    options = json.loads((paths.ROOT / "supabase/client/tsconfig.json").read_text())
    options["include"] = ["calls.ts"]
    options["compilerOptions"] |= {"noEmit": True, "rootDir": ".", "types": []}
    write(root, "supabase/tsconfig.json", json.dumps(options))
    tsc = paths.NODE_MODULES / ".bin" / "tsc"
    done = subprocess.run(
        [tsc, "--project", root / "supabase"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


HANDLER = """from glue.worker.handlers import Job, handler


@handler("library.print_labels")
def print_labels(job: Job) -> dict[str, str]:
    return {"printed": job.kind}
"""


def run_in(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run Python in a project, without a database."""
    return subprocess.run(
        [sys.executable, *words],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(paths.ROOT), "ROWHOUSE_ROOT": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_worker_has_the_handlers_of_a_project(tmp_path: Path) -> None:
    root = make_roots(tmp_path, '"filters", "library"')
    write(root, "sql/cluster/library.sql", "-- depends: cluster/schemas\n")
    write(root, "jobs/library.py", HANDLER)
    write(root, "jobs/other.py", "raise ValueError\n")
    code = "from glue.worker.handlers import load_handlers; print(*load_handlers())"
    done = run_in(root, "-c", code)
    assert "library.print_labels" in done.stdout.split(), done.stderr


def test_an_older_rowhouse_leaves_a_project_alone(tmp_path: Path) -> None:
    root = make_roots(tmp_path)
    (root / "rowhouse.toml").write_text('release = "999.0"\nmodules = []\n')
    done = run_in(root, "-m", "glue", "module", "list")
    assert (done.returncode, "takes Rowhouse 999.0" in done.stderr) == (2, True)
