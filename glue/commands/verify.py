"""rowhouse verify: every invariant, each alone, none able to hold up the others."""

import json
from collections import Counter
from dataclasses import asdict

import click

from glue.cli_options import counted, json_option, url_option
from glue.schema.invariants import Verdict, verify


@click.command("verify")
@url_option
@json_option
@click.option("--module", help="Only the invariants of this module.")
@click.option(
    "--timeout",
    "timeout_seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=60,
    show_default=True,
    metavar="SECONDS",
    help="What each invariant may take.",
)
def verify_command(*, url: str, as_json: bool, module: str | None, timeout_seconds: float) -> None:
    r"""Run every invariant; print what violates it and how to repair that.

    Exit 1 when one of severity `error` is broken or cannot answer; a broken `warning`
    is shown and exits 0.

    \b
    Example:
        rowhouse verify --module filters
    """
    verdicts = verify(url, module=module, timeout_seconds=timeout_seconds)
    if as_json:
        rows = [{**asdict(verdict), "state": verdict.state} for verdict in verdicts]
        click.echo(json.dumps(rows, ensure_ascii=False))
    else:
        for verdict in verdicts:
            if verdict.state != "ok":
                _explain(verdict)
    count = Counter(verdict.state for verdict in verdicts)
    click.echo(
        f"{count['ok']} of {len(verdicts)} invariants hold, "
        f"{counted(count['error'], 'error')}, {counted(count['warning'], 'warning')}",
        err=True,
    )
    if count["error"]:
        raise SystemExit(1)


def _explain(verdict: Verdict) -> None:
    """Print one broken invariant: what, which rows, what to do.

    One that gave no answer has no repair: nothing is known to be broken.
    """
    reason = verdict.failure or f"{verdict.violations} rows"
    click.echo(f"{verdict.state}: {verdict.name}: {reason}")
    for row in verdict.shown:
        click.echo(f"    {json.dumps(row, ensure_ascii=False)}")
    if verdict.violations > len(verdict.shown):
        click.echo(f"    … {verdict.violations - len(verdict.shown)} more")
    if not verdict.failure:
        click.echo(f"  repair: {verdict.repair}")
