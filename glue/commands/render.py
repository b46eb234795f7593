"""rowhouse render: `.sql.j2` becomes `sql/rendered`."""

import click

from glue import paths
from glue.cli_options import name_checkout
from glue.errors import DriftError
from glue.templating.render import render_all


def render(*, check: bool) -> list[str]:
    """Write what is stale and remove what has no template; return the paths concerned."""
    results, orphans = render_all()
    stale = [rendered for rendered in results if not rendered.is_fresh]
    named = sorted(
        path.relative_to(paths.ROOT).as_posix()
        for path in [rendered.target for rendered in stale] + orphans
    )
    if check and named:
        raise DriftError("stale: " + ", ".join(named), "Run `rowhouse render` and commit.")
    for rendered in stale:
        rendered.target.parent.mkdir(parents=True, exist_ok=True)
        rendered.target.write_text(rendered.text)
    for orphan in orphans:
        orphan.unlink()
    return named


@click.command("render")
@click.option("--check", is_flag=True, help="Write nothing; exit 3 if a file is stale.")
def render_command(*, check: bool) -> None:
    r"""Render every template into sql/rendered.

    \b
    Example:
        rowhouse render --check
    """
    if not check:
        name_checkout()
    for name in render(check=check):
        click.echo(name)
