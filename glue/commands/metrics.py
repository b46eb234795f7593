"""rowhouse metrics: every figure, as Prometheus reads it."""

import click

from glue.cli_options import url_option
from glue.db import connect


def metrics(url: str) -> str:
    """Return the figures in Prometheus's text exposition format."""
    with connect(url) as conn:
        row = conn.execute("select core.metrics() as text").fetchone()
    return str((row or {})["text"])


@click.command("metrics")
@url_option
def metrics_command(*, url: str) -> None:
    r"""Print every figure in Prometheus's text exposition format.

    For a node exporter's textfile collector, or to look at; over HTTP ask rpc/metrics with
    `Accept: text/plain`.

    \b
    Example:
        rowhouse metrics > /var/lib/node_exporter/rowhouse.prom
    """
    click.echo(metrics(url), nl=False)
