"""rowhouse doctor: what is wrong with this installation, and what to do."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict

import click

from glue.cli_options import counted, given_url_option, json_option, say
from glue.doctor.findings import ERROR, WARNING, Finding
from glue.doctor.running import diagnose
from glue.doctor.target import find_target
from glue.terminal import printable


def _print(findings: Sequence[Finding]) -> None:
    for finding in findings:
        click.echo(f"{finding.severity}: {finding.area}: {printable(finding.what)}")
        click.echo(f"  why:    {printable(finding.why)}")
        click.echo(f"  remedy: {printable(finding.remedy)}")


@click.command("doctor")
@given_url_option
@json_option
@click.option("--deep", is_flag=True, help="Also run every invariant and compare the catalog.")
def doctor_command(*, url: str | None, as_json: bool, deep: bool) -> None:
    r"""Say what is wrong with this installation, why it matters, and what to do.

    It looks at the release, roles, grants, exposure, settings, worker, partitions, health,
    clock, secrets, and, of the local stack, at disk and ports. Nothing is changed. --deep
    takes about a minute: it builds this release in a scratch database beside this one.

    Exit 1 when a finding is an error; warnings are shown and exit 0.

    \b
    Example:
        rowhouse doctor
        rowhouse doctor --json --url "$DATABASE_URL"
    """
    findings = diagnose(find_target(url), is_deep=deep, say=say)
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
    else:
        _print(findings)
    count = Counter(finding.severity for finding in findings)
    click.echo(f"{counted(count[ERROR], 'error')}, {counted(count[WARNING], 'warning')}", err=True)
    if count[ERROR]:
        raise SystemExit(1)
