"""rowhouse open: the link to a page, which signs its users in."""

import os
import sys
import webbrowser
from html import escape
from pathlib import Path

import click

from glue import paths
from glue.errors import ConfigError
from glue.stack.pages import PAGES, Page, served_pages
from glue.stack.stack import Stack


def find(name: str) -> Page:
    """Return a page that is served."""
    for page in served_pages():
        if page.name == name:
            return page
    raise ConfigError(
        f"there is no page of {name}: the module is not chosen",
        "`rowhouse module add` adds a module.",
    )


def has_browser() -> bool:
    """Return whether a person sits before a desktop: a browser in the terminal does not help."""
    if not sys.stdout.isatty():
        return False
    return sys.platform == "darwin" or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


@click.command("open")
@click.argument(
    "name", type=click.Choice([page.name for page in PAGES]), default="console", required=False
)
def open_command(*, name: str) -> None:
    r"""Print the link to a page, signed in, and open it where there is a browser.

    The default is the console. The tokens in the link are good for 12 hours.

    \b
    Example:
        rowhouse open console
    """
    page, stack = find(name), Stack()
    if not stack.is_up():
        raise ConfigError("the stack is not up", "Start it: `rowhouse up --detach`.")
    link = page.link(stack)
    click.echo(link)
    if has_browser():
        webbrowser.open(_leading_to(link).as_uri())


def _leading_to(link: str) -> Path:
    """Write a page of the user's own that leads to a link: arguments are seen by every user."""
    file = paths.HOME / "open.html"
    file.unlink(missing_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as written:
        written.write(f'<meta http-equiv="refresh" content="0; url={escape(link)}">\n')
    return file
