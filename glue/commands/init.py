"""rowhouse init: a project of its own, beside the modules that ship."""

from pathlib import Path

import click

from glue import paths
from glue.cli_options import json_option, print_table
from glue.skeletons.project import plan_project


@click.command("init")
@click.argument("folder", metavar="NAME", type=click.Path(path_type=Path))
@click.option("--modules", default="", help="Modules that ship with Rowhouse, joined by commas.")
@json_option
def init_command(folder: Path, modules: str, *, as_json: bool) -> None:
    r"""Make a project in a new folder: rowhouse.toml, empty folders, conventions, CI.

    A project has the modules that ship with Rowhouse, which it chooses, and its own.

    \b
    Example:
        rowhouse init shop --modules filters,commerce
    """
    chosen = [name.strip() for name in modules.split(",") if name.strip()]
    changes = plan_project(folder.absolute(), chosen)
    changes.write()
    rows = [{"file": f"{folder / change.file}", "change": "new"} for change in changes.listed()]
    print_table(rows, as_json=as_json)
    first = "" if paths.NODE_MODULES.is_dir() else f"  {paths.INSTALL}\n"
    click.echo(f"next:\n  cd {folder}\n{first}  rowhouse up", err=True)
