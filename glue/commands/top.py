"""rowhouse top: jobs, locks, sessions, statements and lags, live."""

import json
import os
from dataclasses import asdict

import click
from rich.console import Console
from rich.live import Live

from glue.cli_options import json_option, url_option
from glue.db import connect
from glue.top.frame import read_frame
from glue.top.keys import is_pressed, single_keys
from glue.top.view import draw

PIPE_COLUMNS = 160
"""A pipe or a file has no width of its own."""


def watch(url: str, console: Console, *, interval: float, rows: int) -> None:
    """Show a frame after the other, until q or Ctrl-C."""
    hint = f"every {interval:g} s, q leaves"
    with (
        connect(url) as conn,
        single_keys(),
        Live(console=console, screen=True, auto_refresh=False) as live,
    ):
        while True:
            live.update(draw(read_frame(conn, rows=rows), hint=hint), refresh=True)
            if is_pressed("q", interval):
                return


@click.command("top")
@click.option("--once", is_flag=True, help="Print one frame and leave.")
@click.option(
    "--interval",
    type=click.FloatRange(0.2, 3600),
    default=2.0,
    show_default=True,
    metavar="SECONDS",
    help="Time between two frames.",
)
@click.option("--rows", type=click.IntRange(1, 100), default=10, show_default=True)
@json_option
@url_option
def top_command(*, once: bool, interval: float, rows: int, as_json: bool, url: str) -> None:
    r"""Show jobs by queue, lock waits, sessions, slow statements and lags, live.

    q or Ctrl-C leaves. Without a terminal, and with --json, one frame is printed. Texts of
    statements end before their first literal.

    \b
    Example:
        rowhouse top --interval 1
        rowhouse top --once --json
    """
    console = Console()
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = PIPE_COLUMNS
    if as_json or once or not console.is_terminal:
        with connect(url) as conn:
            frame = read_frame(conn, rows=rows)
        if as_json:
            click.echo(json.dumps(asdict(frame), default=str, ensure_ascii=False))
        else:
            console.print(draw(frame))
        return
    try:
        watch(url, console, interval=interval, rows=rows)
    except KeyboardInterrupt:
        return
