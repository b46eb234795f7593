"""python -m glue.vetting: run every check; `make audit` calls it."""

from datetime import UTC, datetime

import click

from glue import paths
from glue.errors import RowhouseError
from glue.vetting import advisories, licences, secrets
from glue.vetting.exceptions import read_accepted
from glue.vetting.packages import list_python


@click.command(epilog="Example: python -m glue.vetting --write")
@click.option("--write", is_flag=True, help="Write docs/licences.md and .secrets.baseline anew.")
def vet(*, write: bool) -> None:
    """Check packages for known vulnerabilities and licences, and files for secrets."""
    root = paths.ROOT
    accepted = read_accepted(root)
    if write:
        (root / licences.PAGE).write_text(licences.write_page(root, accepted))
        (root / secrets.FILE).write_text(secrets.scan(root))
    faults, warnings = advisories.judge(
        [lambda: advisories.ask_pip(list_python(root)), lambda: advisories.ask_npm(root)],
        accepted.advisories,
        datetime.now(UTC).date(),
    )
    for warning in warnings:
        click.echo(f"warning: {warning}", err=True)
    faults += licences.find_faults(root, accepted) + secrets.find_faults(root)
    if faults:
        raise click.ClickException("\n".join([f"{len(faults)} found", *faults]))
    click.echo("Packages, licences and files were checked: nothing is wrong.")


if __name__ == "__main__":
    try:
        vet()
    except RowhouseError as exc:
        click.echo(f"Error: {exc}", err=True)
        raise SystemExit(1) from exc
