"""GraphQL of the local stack: PostGraphile, on a Node that is new enough for it."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from glue import paths
from glue.errors import ConfigError
from glue.node import node_scripts
from glue.schema.modules import read_modules
from glue.stack.api import POOL, write_private

OLDEST_NODE = 22
PACKAGES = ("postgraphile", "@grafserv/persisted", "postgraphile-plugin-connection-filter")
ENVIRONMENT = {"GRAPHILE_ENV": "production"}


def find_node(node_modules: Path = paths.NODE_MODULES) -> str:
    """Return a Node that PostGraphile runs on: the one of our packages, else that of the PATH."""
    if "concerts" not in read_modules().chosen:
        raise ConfigError(
            "GraphQL shows the module concerts, which is not chosen",
            "Run `rowhouse module add concerts` first.",
        )
    missing = [name for name in PACKAGES if not (node_modules / name).is_dir()]
    if missing:
        raise ConfigError(
            f"GraphQL needs {missing[0]}, which is not installed", f"`{paths.INSTALL}`"
        )
    for program in _programs(node_modules):
        if _major(program) >= OLDEST_NODE:
            return program
    raise ConfigError(
        f"GraphQL needs Node {OLDEST_NODE} or newer; neither the npm package node nor the PATH"
        " has one",
        f"Run `{paths.INSTALL}`, which installs the package.",
    )


def _programs(node_modules: Path) -> Iterator[str]:
    yield str(node_modules / "node" / "bin" / "node")
    found = shutil.which("node")
    if found is not None:
        yield found


def _major(program: str) -> int:
    """Return the major version of a Node; 0 when it does not run."""
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return 0
    found = re.match(r"v(\d+)\.", said.stdout)
    return int(found[1]) if found else 0


def graphql_command(program: str, config: Path, *flags: str) -> tuple[str, ...]:
    """Return the command that serves GraphQL as a file says."""
    return (program, str(node_scripts("graphql") / "server.mjs"), str(config), *flags)


def configure_graphql(config: Path, url: str, port: int, secret: str) -> None:
    """Write that file: the database, the port, and the secret of the gateway."""
    values = {"url": url, "port": port, "jwt_secret": secret, "pool": POOL}
    write_private(config, json.dumps(values, indent=1) + "\n")


def print_schema(url: str, folder: Path) -> str:
    """Return the schema of a database, in GraphQL's own language."""
    config = folder / "postgraphile.json"
    configure_graphql(config, url, 0, "")
    said = subprocess.run(
        graphql_command(find_node(), config, "--schema"),
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    config.unlink()
    if said.returncode:
        raise ConfigError(f"PostGraphile made no schema: {said.stderr.strip()[-500:]}")
    return said.stdout
