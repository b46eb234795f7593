"""rowhouse health: every check with its figure."""

import json
from dataclasses import asdict

import click

from glue.cli_options import json_option, print_table, url_option
from glue.schema.health import health, overall


@click.command("health")
@url_option
@json_option
@click.option("--module", help="Only the checks of this module.")
def health_command(*, url: str, as_json: bool, module: str | None) -> None:
    r"""Report the health of the installation: every check with its figure.

    Exit 1 when a check fails or cannot answer; a warning is shown and exits 0.

    \b
    Example:
        rowhouse health --module core
    """
    checks = health(url, module=module)
    status = overall(checks)
    if as_json:
        answer = {"status": status, "checks": [asdict(check) for check in checks]}
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        print_table(
            [
                {
                    "check": check.name,
                    "status": check.status,
                    "value": check.value,
                    "unit": check.unit,
                    "detail": check.detail,
                }
                for check in checks
            ],
            as_json=False,
        )
        click.echo(status, err=True)
    if status == "down":
        raise SystemExit(1)
