"""rowhouse setup: the npm packages that an installed Rowhouse runs."""

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

import click

from glue import paths
from glue.cli_options import yes_option
from glue.errors import ConfigError, RowhouseError

_PINNED = ("package.json", "package-lock.json")


def packages() -> int:
    """Return how many npm packages are pinned, without those of tests of Rowhouse itself."""
    lock = json.loads((paths.SHIPPED / "package-lock.json").read_text())
    return sum(1 for name, one in lock["packages"].items() if name and not one.get("dev"))


def install() -> None:
    """Install what is pinned into the cache: whole, or not at all."""
    npm = shutil.which("npm")
    if npm is None:
        raise ConfigError(
            "npm is not there", "Install Node 22 or newer, which brings it; then repeat."
        )
    paths.NODE.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".draft-", dir=paths.NODE.parent) as folder:
        draft = Path(folder) / "node"
        draft.mkdir()
        for name in _PINNED:
            shutil.copy(paths.SHIPPED / name, draft)
        command = (npm, "ci", "--omit=dev", "--no-audit", "--no-fund", "--loglevel=error")
        if subprocess.run(command, cwd=draft, check=False).returncode:
            raise RowhouseError("npm did not install the packages", "Nothing was changed.")
        copy_scripts(draft)
        shutil.rmtree(paths.NODE, ignore_errors=True)
        draft.rename(paths.NODE)


def copy_scripts(folder: Path) -> None:
    """Copy what Node runs beside its packages, where it looks for them."""
    for name, source in paths.RUN_BY_NODE.items():
        (folder / name).mkdir()
        for script in source.glob("*.mjs"):
            shutil.copy(script, folder / name)


@click.command("setup")
@yes_option
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
        return
    question = f"Install {packages()} npm packages into {paths.NODE}?"
    if not yes and not click.confirm(question, err=True):
        raise ConfigError("nothing was installed", "`rowhouse setup --yes` does not ask.")
    install()
    click.echo(str(paths.NODE))
