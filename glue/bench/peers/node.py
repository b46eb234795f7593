"""Peers from npm: installed once into a cache, outside of the checkout's own packages."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from glue import paths
from glue.errors import ConfigError, RowhouseError

HERE = Path(__file__).parent
FILES = ("package.json", "package-lock.json", "boss.mjs", "graphile.mjs")
OLDEST = (22, 18)
CACHE = paths.HOME / "peers"
SECONDS = 600.0


def is_installed(cache: Path = CACHE) -> bool:
    """Return whether the cache has the versions that the lock file names."""
    lock = cache / "package-lock.json"
    has_all = (cache / "node_modules" / ".package-lock.json").exists()
    return has_all and lock.read_bytes() == (HERE / "package-lock.json").read_bytes()


def install(cache: Path = CACHE) -> None:
    """Install the peers as the lock file names them; it needs the network."""
    npm = shutil.which("npm")
    if npm is None:
        raise ConfigError("npm is not on the PATH", "Install Node.js 22.18 or newer, with npm.")
    cache.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        shutil.copyfile(HERE / name, cache / name)
    done = subprocess.run(
        [npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"],
        cwd=cache, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RowhouseError(f"npm could not install the peers: {done.stderr.strip()[-500:]}")


def find_node() -> str | None:
    """Return a Node that the peers run on: the one of our packages, else that of the PATH."""
    return next((node for node in _nodes() if _version(node) >= OLDEST), None)


def _nodes() -> Iterator[str]:
    own = paths.NODE_MODULES / ".bin" / "node"
    if own.exists():
        yield str(own)
    found = shutil.which("node")
    if found is not None:
        yield found


def _version(node: str) -> tuple[int, ...]:
    done = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    return tuple(map(int, re.findall(r"\d+", done.stdout)[:2]))


def start(script: str, verb: str, url: str, cache: Path = CACHE) -> "subprocess.Popen[str]":
    """Start a script of a peer; its output is what it has to say."""
    node = find_node()
    if node is None:
        raise ConfigError("the peers of npm need Node 22.18 or newer", "Run `make install`.")
    shutil.copyfile(HERE / script, cache / script)
    return subprocess.Popen(
        [node, script, verb, url], cwd=cache, env=dict(os.environ),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def run(script: str, verb: str, url: str, cache: Path = CACHE) -> str:
    """Run a script of a peer; return what it printed."""
    said, fault = (child := start(script, verb, url, cache)).communicate(timeout=SECONDS)
    if child.returncode:
        raise RowhouseError(f"{script} {verb} failed: {fault.strip()[-500:]}")
    return said
