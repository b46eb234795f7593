"""`migrate new`: draft a once-only step and its way back from what `sql/` and history differ in.

pg-delta plans both directions and proves each on a clone: applied there, the catalog is
the wanted one and rows that were there still are. The texts are drafts: read them, and
write data moves by hand.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from glue import paths
from glue.db import connect
from glue.errors import ConfigError, RowhouseError
from glue.migrate.differ import pgdelta, profile_with_roles, reason
from glue.migrate.history import NAME, migrations_of, read_migrations
from glue.schema.build import run_file, run_source
from glue.schema.modules import own_modules, read_modules
from glue.schema.order import next_number
from glue.schema.scratch import scratch_database
from glue.schema.sources import ONCE_ONLY, read_sources

_ALL_ON_TABLES = {
    "DELETE",
    "INSERT",
    "REFERENCES",
    "SELECT",
    "TRIGGER",
    "TRUNCATE",
    "UPDATE",
}
"""And, from Postgres 17 on, MAINTAIN."""

Say = Callable[[str], None]


def draft(admin_url: str, url: str, name: str, say: Say, *, root: Path = paths.ROOT) -> list[Path]:
    """Write `NNNN.<name>.sql` and its rollback; return both paths."""
    folder = root / "migrations"
    earlier = [migration.id for migration in read_migrations(root)]
    number = next_number(earlier, own=paths.is_project(root))
    migration_id = f"{number:04}.{name}"
    if not NAME.match(migration_id):
        raise ConfigError(
            f"{name!r} is not <module>.<verb>_<object>", "For example: core.create_settings."
        )
    modules = read_modules(root)
    module = modules.of_migration(migration_id)
    _refuse_shipped(module, root)
    scope = modules.with_needs([module])
    with (
        scratch_database(admin_url, url, "history") as history,
        scratch_database(admin_url, url, "clone") as clone,
        scratch_database(admin_url, url, "wanted") as wanted,
        scratch_database(admin_url, url, "unwanted") as wanted_clone,
        profile_with_roles(url) as (chosen, owner),
    ):
        for database in (history, clone):
            _build_history(database, scope, root)
        for database in (wanted, wanted_clone):
            _build_once_only(database, scope, root)
        say("draft the way forward, and prove it on a clone")
        forward = _plan_and_prove(history, wanted, clone, chosen)
        if forward is None:
            raise ConfigError(
                f"sql/ and migrations/ agree on {module}: there is nothing to draft",
                "Change a file under sql/cluster, sql/types or sql/tables first.",
            )
        say("draft the way back, and prove it on a clone")
        back = _plan_and_prove(wanted, history, wanted_clone, chosen)
    forward, back = (for_every_server(text or "", owner) for text in (forward, back))
    before = " ".join(modules.predecessors(earlier, module))
    return [
        _write(folder / f"{migration_id}.sql", f"-- depends: {before}".rstrip(), forward),
        _write(folder / f"{migration_id}.rollback.sql", f"-- The way back from {name}.", back),
    ]


def _refuse_shipped(module: str, root: Path) -> None:
    """Raise where a project would change a module that ships: each release brings its steps."""
    if paths.is_project(root) and module not in own_modules(root):
        raise ConfigError(
            f"{module} is not a module of this project",
            "What ships with Rowhouse changes with its releases: name a module of your own.",
        )


def _build_history(url: str, scope: frozenset[str], root: Path) -> None:
    with connect(url) as conn:
        for migration in migrations_of(scope, root):
            for statement in migration.statements:
                run_file(conn, migration.id, statement)


def _build_once_only(url: str, scope: frozenset[str], root: Path) -> None:
    with connect(url, autocommit=False) as conn:
        for source in read_sources(root, ONCE_ONLY, scope):
            run_source(conn, source)


def _plan_and_prove(source: str, desired: str, clone: str, chosen: str) -> str | None:
    """Return the SQL from one to the other, proved; None when there is no difference."""
    with tempfile.TemporaryDirectory() as folder:
        plan, snapshot, base = (f"{folder}/{n}" for n in ("plan.json", "desired.json", "step"))
        _call(
            "plan",
            "--source",
            source,
            "--desired",
            desired,
            "--renames",
            "off",
            "--profile",
            chosen,
            "--out",
            plan,
        )
        rendered = pgdelta("render", "--plan", plan, "--out", f"{base}.sql", "--allow-drops")
        if rendered.returncode == 3:  # noqa: PLR2004 - the differ's "plan has no actions"
            return None
        if rendered.returncode:
            raise RowhouseError(f"pg-delta render: {reason(rendered)}")
        _call("snapshot", "--source", desired, "--profile", chosen, "--out", snapshot)
        _forget_lineage(Path(plan))
        _call(
            "prove",
            "--plan",
            plan,
            "--clone",
            clone,
            "--desired-snapshot",
            snapshot,
            "--profile",
            chosen,
            "--allow-unverified-source-identity",
        )
        files = sorted(Path(folder).glob("step*.sql"))
        return "\n".join(file.read_text() for file in files)


def for_every_server(text: str, owner: str) -> str:
    """Write a draft so that it holds on each version and for each owner.

    All privileges are `ALL`: a newer server lists one that an older one has not. What the
    owner is granted on what it makes it has already.
    """

    def shorten(match: re.Match[str]) -> str:
        return "ALL" if set(match[0].split(", ")) >= _ALL_ON_TABLES else match[0]

    shortened = re.sub(
        r"(?<=^GRANT )[A-Z, ]+(?= ON TABLE )|(?<=^REVOKE )[A-Z, ]+(?= ON TABLE )",
        shorten,
        text,
        flags=re.MULTILINE,
    )

    def leave_owner_out(match: re.Match[str]) -> str:
        others = [name for name in match["to"].split(", ") if name.strip('"') != owner]
        return f"{match['head']}{', '.join(others)}{match['tail']}" if others else ""

    return re.sub(
        r"^(?P<head>GRANT [^;]* TO )(?P<to>[^;]*?)(?P<tail>(?: WITH GRANT OPTION)?;\n*)",
        leave_owner_out,
        shortened,
        flags=re.MULTILINE,
    )


def _forget_lineage(plan: Path) -> None:
    """Drop the mark by which the differ refuses a clone in the plan's own cluster.

    Source, clone and target are scratch databases of one cluster, made for this draft; the
    mark is there to save a careless caller from proving on the original.
    """
    content = json.loads(plan.read_text())
    content["source"].pop("identity", None)
    plan.write_text(json.dumps(content))


def _call(*arguments: str) -> None:
    answer = pgdelta(*arguments)
    if answer.returncode:
        raise RowhouseError(f"pg-delta {arguments[0]}: {reason(answer)}")


def _write(path: Path, head: str, text: str) -> Path:
    if "transaction=false" in text:
        head += "\n-- transactional: false"
    path.write_text(f"{head}\n\n{text.strip()}\n")
    if shutil.which("sqlfluff", path=str(Path(sys.executable).parent)):
        subprocess.run(
            [Path(sys.executable).parent / "sqlfluff", "fix", "-q", path],
            cwd=paths.ROOT,
            capture_output=True,
            check=False,
        )
    return path
