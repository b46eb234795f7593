"""rowhouse new: a module, a table, an RPC or a macro, with its tests, from a skeleton."""

from pathlib import PurePosixPath

import click

from glue import paths
from glue.cli_options import editing_checkout, json_option, print_table, say
from glue.schema.sources import FOLDERS
from glue.skeletons.changes import Changes
from glue.skeletons.names import split_name
from glue.skeletons.plan import plan_macro, plan_module, plan_rpc, plan_table

_FEW = 4
_OF_THE_DATABASE = ("migrations/", *(f"{folder}/" for folder in FOLDERS.values()))
dry_run_option = click.option("--dry-run", is_flag=True, help="List the files; write nothing.")


@click.group("new")
def new_command() -> None:
    r"""Write a working, tested skeleton: a module, a table, an RPC or a macro.

    Nothing is overwritten; where a file exists already or a name does not fit, nothing is
    written. The skeletons are in glue/skeletons.

    \b
    Example:
        rowhouse new module library --table loans
        rowhouse new table library.members
        rowhouse new rpc library.list_members --table members
        rowhouse new macro keep_owner
    """


@new_command.command("module")
@click.argument("name")
@click.option("--table", help="Its table, in the plural.  [default: NAME_items]")
@click.option("--singular", help="One row of the table.  [default: the table without its s]")
@dry_run_option
@json_option
def module_command(
    name: str, table: str | None, singular: str | None, *, dry_run: bool, as_json: bool
) -> None:
    r"""Make a module: a schema, a table, RPCs that list, add and change its rows.

    The rows belong to users, are audited and broadcast. Seeds, tests, a migration with its
    way back and a page in docs/ come with it. `rowhouse drop module` takes it back.

    \b
    Example:
        rowhouse new module library --table loans
    """
    with editing_checkout():
        changes = plan_module(paths.ROOT, name, table, singular)
        _write(changes, dry_run=dry_run, as_json=as_json)


@new_command.command("table")
@click.argument("name", metavar="MODULE.NAME")
@dry_run_option
@json_option
def table_command(name: str, *, dry_run: bool, as_json: bool) -> None:
    r"""Make a table in a module: rows of users, audited, with policies and a migration.

    \b
    Example:
        rowhouse new table library.members
    """
    with editing_checkout():
        changes = plan_table(paths.ROOT, *split_name(name, "table"))
        _write(changes, dry_run=dry_run, as_json=as_json)


@new_command.command("rpc")
@click.argument("name", metavar="MODULE.NAME")
@click.option("--table", help="Let it list, add or change rows of this table of the module.")
@dry_run_option
@json_option
def rpc_command(name: str, table: str | None, *, dry_run: bool, as_json: bool) -> None:
    r"""Make an RPC in a module: its body, exposed in `api`, called by real clients.

    With --table, the name begins with list_, add_ or change_, and the table has the columns
    that `rowhouse new table` gives one.

    \b
    Example:
        rowhouse new rpc library.add_member --table members
        rowhouse new rpc library.greet
    """
    module, rpc = split_name(name, "RPC")
    with editing_checkout():
        _write(plan_rpc(paths.ROOT, module, rpc, table), dry_run=dry_run, as_json=as_json)


@new_command.command("macro")
@click.argument("name")
@dry_run_option
@json_option
def macro_command(name: str, *, dry_run: bool, as_json: bool) -> None:
    r"""Make a macro for templates of SQL, with a test that runs what it renders.

    \b
    Example:
        rowhouse new macro keep_owner
    """
    with editing_checkout():
        _write(plan_macro(paths.ROOT, name), dry_run=dry_run, as_json=as_json)


def _write(changes: Changes, *, dry_run: bool, as_json: bool) -> None:
    """Write the files, list them on stdout, and say what comes next."""
    listed = changes.listed()
    if not dry_run:
        changes.write()
    rows = [
        {"file": change.file, "change": "new" if change.is_new else "changed"} for change in listed
    ]
    print_table(rows, as_json=as_json)
    for row in changes.not_linked:
        say(f"left out: {row}")
    if dry_run:
        say("nothing was written")
        return
    tests = [change.file for change in listed if change.file.startswith("tests/")]
    if len(tests) > _FEW:
        tests = sorted({_folder(test) for test in tests})
    steps = [f"rowhouse test {' '.join(tests)}"]
    if any(change.file.startswith(_OF_THE_DATABASE) for change in listed):
        steps = ["rowhouse render", "rowhouse migrate up", *steps, "rowhouse accept"]
    say("\n  ".join(["next: edit them, then", *steps]))


def _folder(test: str) -> str:
    """Return the folder of a test of SQL; a test of a client stands for itself."""
    path = PurePosixPath(test)
    return test if path.suffix == ".py" else path.parent.as_posix()
