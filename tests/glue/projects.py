"""A project in a temporary folder, beside the modules of this checkout, on its own database."""

import os
import shutil
import sys
from pathlib import Path

from glue import db, paths
from glue.postgres.server import Server
from tests.glue.copied_checkout import CopiedCheckout

SHIPS = ("functions", "migrations", "policies", "sql", "supabase", "triggers")
LIBRARY = "rowhouse new module library --table loans"


def make_project(
    folder: Path, url: str, server: Server, modules: str = "filters"
) -> CopiedCheckout:
    """Make the project `shop`; its commands work on the database of `url`."""
    environment = {
        **{name: text for name, text in os.environ.items() if name != "ROWHOUSE_ROOT"},
        "DATABASE_URL": url,
        "DATABASE_ADMIN_URL": server.url("supabase_admin", db.database_of(url)),
        "ROWHOUSE_HOME": str(folder / "state"),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    above = CopiedCheckout(folder, environment)
    above.run(f"rowhouse init shop --modules {modules}")
    return CopiedCheckout(folder / "shop", environment)


def later_release(project: CopiedCheckout, folder: Path) -> CopiedCheckout:
    """Return the project with a later release of Rowhouse: core has one more step and table."""
    for name in SHIPS:
        shutil.copytree(paths.ROOT / name, folder / name)
    (folder / "node_modules").symlink_to(paths.NODE_MODULES)
    steps = sorted((folder / "migrations").glob("*.sql"))
    number = int(steps[-1].name[:4]) + 1
    step = folder / "migrations" / f"{number:04}.core.create_marks.sql"
    before = next(path.stem for path in steps if path.name.startswith("0001.core."))
    table = _MARKS
    step.write_text(f"-- depends: {before.removesuffix('.rollback')}\n\n{table}")
    step.with_name(f"{step.stem}.rollback.sql").write_text("drop table core.marks;\n")
    (folder / "sql/tables/core/marks.sql").write_text(f"-- core.marks: marks.\n\n{table}")
    return CopiedCheckout(project.root, {**project.environment, "ROWHOUSE_SHIPPED": str(folder)})


_MARKS = """create table core.marks (
    id bigint generated always as identity primary key
);
alter table core.marks enable row level security;
comment on table core.marks is
$$Marks.
$$;
"""
