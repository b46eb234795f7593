"""rowhouse setup: the npm packages that an installed Rowhouse runs."""

import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import click

from glue import paths
from glue.cli_options import unasked_option
from glue.errors import ConfigError, RowhouseError
from glue.node import node_scripts

_MEGABYTES = 750
"""What they take on a disk."""


def read_pinned() -> dict[str, dict[str, Any]]:
    """Return package.json and its lock file, without what only tests of Rowhouse itself need.

    `npm ci` compares both with each other, whole, even where it leaves packages out.
    """
    package, lock = (
        json.loads((paths.SHIPPED / name).read_text())
        for name in ("package.json", "package-lock.json")
    )
    for top in (package, lock["packages"][""]):
        top.pop("devDependencies", None)
    found = {name: one for name, one in lock["packages"].items() if not one.get("dev")}
    return {"package.json": package, "package-lock.json": {**lock, "packages": found}}


def install(pinned: dict[str, dict[str, Any]]) -> None:
    """Install what is pinned into the cache: whole, or not at all."""
    npm = shutil.which("npm")
    if npm is None:
        raise ConfigError(
            "npm is not there", "Install Node 20 or newer, which brings it; then repeat."
        )
    paths.NODE.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".draft-", dir=paths.NODE.parent) as folder:
        draft = Path(folder) / "node"
        draft.mkdir()
        for name, content in pinned.items():
            (draft / name).write_text(json.dumps(content))
        command = (npm, "ci", "--no-audit", "--no-fund", "--loglevel=error")
        if subprocess.run(command, cwd=draft, check=False).returncode:
            raise RowhouseError("npm did not install the packages", "Nothing was changed.")
        shutil.rmtree(paths.NODE, ignore_errors=True)
        draft.rename(paths.NODE)


@click.command("setup")
@unasked_option
def setup_command(*, yes: bool) -> None:
    r"""Install the npm packages of this release into the cache of your user.

    They serve the API where PostgREST is not on PATH (@supabase/lite), GraphQL and the pages,
    compare schemas (`migrate new`, `check`, `drift`) and bring pgTAP (`test`). Their versions
    and checksums are pinned. Nothing outside of the cache is changed.

    \b
    Example:
        rowhouse setup --yes
    """
    if not paths.IS_PACKED:
        raise ConfigError(
            f"this Rowhouse runs from {paths.SHIPPED}", "Run `make install` there instead."
        )
    if paths.NODE_MODULES.is_dir():
        click.echo(f"nothing to do: {paths.NODE} has them", err=True)
    else:
        _ask_and_install(yes=yes)
    for name in paths.RUN_BY_NODE:
        node_scripts(name)


def _ask_and_install(*, yes: bool) -> None:
    pinned = read_pinned()
    count = len(pinned["package-lock.json"]["packages"]) - 1
    question = f"Install {count} npm packages, up to {_MEGABYTES} MB, into {paths.NODE}?"
    if not yes and not click.confirm(question, err=True):
        raise ConfigError("nothing was installed", "`rowhouse setup --yes` does not ask.")
    install(pinned)
    click.echo(str(paths.NODE))
