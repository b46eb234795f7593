"""rowhouse bench peers: ours beside what others have built."""

import sys
from pathlib import Path

import click
from rich.console import Console

from glue.bench.peers import node
from glue.bench.peers.audits import Files
from glue.bench.peers.suite import measure_peers
from glue.cli_options import url_option
from glue.commands.bench_report import figures_option, report, scale_option, table_option

_file = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("peers")
@click.option("--pgmq", type=_file, help="SQL of pgmq: pgmq-extension/sql/pgmq.sql there.")
@click.option("--supa-audit", type=_file, help="SQL of supa_audit: supa_audit--<version>.sql.")
@click.option("--audit-trigger", type=_file, help="SQL of 2ndQuadrant/audit-trigger: audit.sql.")
@click.option("--install", is_flag=True, help="Install the peers of npm first, without asking.")
@scale_option
@figures_option
@table_option
@url_option
def peers_command(  # noqa: PLR0913 - each is an option
    *,
    pgmq: Path | None,
    supa_audit: Path | None,
    audit_trigger: Path | None,
    install: bool,
    scale: float,
    file: Path | None,
    is_page: bool,
    url: str,
) -> None:
    r"""Ours and its peers in the same run: job queues, audit triggers, lists of filters.

    procrastinate comes with the extra `peers`; graphile-worker and pg-boss are installed from
    npm, into a cache beside the local stack, after a question. The SQL of the others is given as
    files of their repositories. A peer that is not there is named and left out.

    \b
    Examples:
        pip install 'rowhouse[peers]'
        rowhouse bench peers --install --pgmq pgmq.sql --audit-trigger audit.sql
        rowhouse bench peers --scale 0.05 --markdown
    """
    if not node.is_installed() and (install or _agrees()):
        node.install()
    files = Files(pgmq, supa_audit, audit_trigger)
    with Console(stderr=True).status("measuring") as status:
        figures, left_out = measure_peers(url, scale, files, status.update)
    for name, reason in left_out.items():
        click.echo(f"{name} was left out: {reason}", err=True)
    report(figures, file, is_page=is_page)


def _agrees() -> bool:
    """Ask whether packages may be fetched, on a terminal only."""
    question = f"Install graphile-worker and pg-boss from npm into {node.CACHE}?"
    return sys.stdin.isatty() and click.confirm(question, err=True)
