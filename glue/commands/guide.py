"""rowhouse guide: the pages of documentation that came with this Rowhouse."""

import sys
from difflib import get_close_matches
from pathlib import Path

import click

from glue import paths
from glue.errors import ConfigError

INDEX = "README"


def find_page(name: str) -> Path:
    """Return the file of a page, named as an error or another page names it."""
    folder = paths.SHIPPED / "docs"
    pages = {
        file.relative_to(folder).with_suffix("").as_posix().lower(): file
        for file in folder.rglob("*.md")
    }
    wanted = name.partition("#")[0].removeprefix("docs/").removesuffix(".md").lower()
    if wanted not in pages:
        close = get_close_matches(wanted, pages, n=1)
        meant = f"Is {close[0]} meant? " if close else ""
        raise ConfigError(f"there is no page {name}", f"{meant}`rowhouse guide` lists the pages.")
    return pages[wanted]


@click.command("guide")
@click.argument("page", default=INDEX)
@click.option(
    "--path", "only_path", is_flag=True, help="Print where the file is, not what it says."
)
def guide_command(page: str, *, only_path: bool) -> None:
    r"""Show a page of the documentation of this release; without PAGE, the list of all.

    A page may be named as an error names it: docs/upgrade.md#before.

    \b
    Example:
        rowhouse guide
        rowhouse guide upgrade
        rowhouse guide reference/errors --path
    """
    file = find_page(page)
    if only_path:
        click.echo(file)
    elif sys.stdout.isatty():
        click.echo_via_pager(file.read_text())
    else:
        click.echo(file.read_text(), nl=False)
