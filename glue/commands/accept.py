"""rowhouse accept: every file that is generated from the sources, in one go."""

import hashlib
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from glue import paths
from glue.cli_options import json_option, name_checkout, print_table, say
from glue.commands.docs import make_docs
from glue.commands.render import render
from glue.commands.test import Engine, Run, run_tests
from glue.errors import DriftError, RowhouseError
from glue.migrate.export import export
from glue.reference.pages import CLIENTS, PROJECT_CLIENTS

if TYPE_CHECKING:
    import subprocess

GENERATED = (
    "sql/rendered",
    "supabase/migrations",
    "supabase/types.ts",
    "tests/contracts",
    "supabase/openapi.json",
    "supabase/asyncapi.json",
    "docs/graphql-schema.md",
    "docs/reference",
    CLIENTS,
    PROJECT_CLIENTS,
)
_SUFFIXES = {".expected", ".json", ".md", ".py", ".sql", ".ts"}

UPDATE = "ROWHOUSE_UPDATE_GOLDENS"
"""Set for tests that are to write their goldens."""

GOLDENS = (
    "tests/contracts/test_goldens.py::test_database_is_as_expected",
    "tests/contracts/test_graphql_schema.py::test_the_page_is_fresh",
    "tests/glue/test_supabase_cli.py::test_the_types_are_fresh",
    "tests/api/test_examples.py",
)


def generated_files(root: Path) -> dict[str, str]:
    """Return each generated file below a checkout, with the SHA-256 of its content."""
    found: dict[str, str] = {}
    for name in GENERATED:
        place = root / name
        files = place.rglob("*") if place.is_dir() else [place]
        for file in files:
            if file.is_file() and file.suffix in _SUFFIXES:
                digest = hashlib.sha256(file.read_bytes()).hexdigest()
                found[file.relative_to(root).as_posix()] = digest
    return found


def differing(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Return the files that came, went or changed."""
    names = before.keys() | after.keys()
    return sorted(name for name in names if before.get(name) != after.get(name))


def accept(*, check: bool, squash: bool) -> list[str]:
    """Generate every file, or only ask whether each is fresh; return those that changed."""
    before = generated_files(paths.ROOT)
    say("rendering templates")
    render(check=check)
    say("exporting migrations")
    stale = export(check=check, squash=squash)
    if check and stale:
        raise DriftError("stale: " + ", ".join(stale), "Run `rowhouse accept` and commit.")
    if not paths.is_project(paths.ROOT):
        run_goldens(check=check)
    say("writing the reference")
    stale = make_docs(check=check)
    if check and stale:
        raise DriftError("stale: " + ", ".join(stale), "Run `rowhouse accept` and commit.")
    return differing(before, generated_files(paths.ROOT))


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldensRun(Run):
    """The tests of the goldens; what they print is held back."""

    held: IO[bytes]

    def start(self, output: IO[bytes] | None) -> "subprocess.Popen[bytes]":
        """Start pytest in a session of its own."""
        return Run.start(self, output or self.held)


def run_goldens(*, check: bool) -> None:
    """Run the tests of the goldens; a signal stops their server too."""
    engine = Engine("objects, privileges and types of a database made from the sources", None)
    with tempfile.TemporaryFile() as held:
        update = {UPDATE: "" if check else "1"}
        (code,) = run_tests([GoldensRun(engine, GOLDENS, update, held=held)])
        held.seek(0)
        printed = held.read().decode(errors="replace")
    if code and check:
        raise DriftError(f"a golden is stale\n{printed}", "Run `rowhouse accept` and commit.")
    if code:
        raise RowhouseError(f"the goldens were not written\n{printed}")


@click.command("accept")
@click.option("--check", is_flag=True, help="Write nothing; exit 3 if a file is stale.")
@click.option("--squash", is_flag=True, help="Rewrite exported files that no database has seen.")
@json_option
def accept_command(*, check: bool, squash: bool, as_json: bool) -> None:
    r"""Generate what follows from the sources, and name the files that changed.

    Renders templates, exports migrations for Supabase, and writes the goldens of
    tests/contracts (every object, every privilege), supabase/types.ts,
    docs/graphql-schema.md, the examples of RPCs and what `rowhouse docs` writes. Review the
    difference: it is what a change does to the database. A project has no goldens: there it
    renders, exports, and writes the reference and supabase/types.ts.

    \b
    Example:
        rowhouse accept
    """
    if not check:
        name_checkout()
    try:
        changed = accept(check=check, squash=squash)
    except (KeyboardInterrupt, SystemExit):
        if not check:
            say("stopped half way: some files are new, others are old; run `rowhouse accept` again")
        raise
    print_table([{"file": name} for name in changed], as_json=as_json)
    if not changed:
        say("nothing changed")
