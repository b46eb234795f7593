"""The edge functions of supabase/functions: whether they can be served here, and how."""

import shutil
import sys
import tomllib
from pathlib import Path

from glue import paths

_PLACE = Path("supabase") / "functions"
_HAS_OWN = any((paths.ROOT / _PLACE).glob("*/index.ts"))
FOLDER = (paths.ROOT if _HAS_OWN else paths.SHIPPED) / _PLACE
"""A project's own, or those that ship."""

LAUNCHER = Path(__file__).parent / "functions.ts"


def find_deno() -> str | None:
    """Return Deno: that of our environment, else that of the PATH; None without functions."""
    if not any(FOLDER.glob("*/index.ts")):
        return None
    ours = Path(sys.executable).with_name("deno")
    return str(ours) if ours.exists() else shutil.which("deno")


def functions_command(deno: str, port: int) -> tuple[str, ...]:
    """Return the command that serves them all."""
    allowed = ("--allow-net", "--allow-env", f"--allow-read={FOLDER}")
    flags = ("--no-lock", "--no-config", *allowed)
    return (deno, "run", *flags, str(LAUNCHER), str(FOLDER), str(port))


def without_token() -> frozenset[str]:
    """Return the functions that say `verify_jwt = false`: they know their callers themselves."""
    config = tomllib.loads((paths.ROOT / "supabase" / "config.toml").read_text())
    listed = config.get("functions", {})
    return frozenset(name for name, one in listed.items() if one.get("verify_jwt") is False)
