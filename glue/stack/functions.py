"""The edge functions of supabase/functions: whether they can be served here, and how.

A project has its own beside those that ship; one of the same name takes the other's place.
"""

import shutil
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

from glue import paths

ROOTS = paths.roots(paths.ROOT)
FOLDERS = tuple(root / "supabase" / "functions" for root in ROOTS)
LAUNCHER = Path(__file__).parent / "functions.ts"


def find_deno() -> str | None:
    """Return Deno: that of our environment, else that of the PATH; None without functions."""
    if not any(path for folder in FOLDERS for path in folder.glob("*/index.ts")):
        return None
    ours = Path(sys.executable).with_name("deno")
    return str(ours) if ours.exists() else shutil.which("deno")


def functions_command(deno: str, port: int, folders: Sequence[Path] = FOLDERS) -> tuple[str, ...]:
    """Return the command that serves them all."""
    readable = ",".join(map(str, folders))
    flags = ("--no-lock", "--no-config", "--allow-net", "--allow-env", f"--allow-read={readable}")
    return (deno, "run", *flags, str(LAUNCHER), str(port), *map(str, folders))


def without_token(roots: Sequence[Path] = ROOTS) -> frozenset[str]:
    """Return the functions that say `verify_jwt = false`: they know their callers themselves."""
    listed: dict[str, dict[str, object]] = {}
    for root in roots:
        config = tomllib.loads((root / "supabase" / "config.toml").read_text())
        listed |= config.get("functions", {})
    return frozenset(name for name, one in listed.items() if one.get("verify_jwt") is False)
