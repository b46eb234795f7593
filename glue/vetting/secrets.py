"""Secrets in committed files: detect-secrets, less the baseline `.secrets.baseline`.

The baseline holds hashes of what was looked at: keys of tests, made up for them, and
passwords in examples. It has no line numbers, so moving a line changes nothing.
"""

import json
import subprocess
from pathlib import Path
from typing import Any

from glue.errors import RowhouseError
from glue.vetting.programs import program

FILE = ".secrets.baseline"
# Generated from other files, which are read; or lists of hashes, as the baseline itself.
_NOT_READ = (
    r"^(\.secrets\.baseline|package-lock\.json|sql/rendered/|supabase/migrations/"
    r"|supabase/(openapi|asyncapi)\.json|supabase/types\.ts|docs/reference/|glue/clients/rpcs/"
    r"|tests/contracts/.*\.expected)"
)


def scan(root: Path) -> str:
    """Return a baseline of the files that git knows."""
    done = subprocess.run(
        [program("detect-secrets"), "scan", "--slim", "--exclude-files", _NOT_READ],
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RowhouseError(f"detect-secrets failed: {done.stderr.strip()}")
    said = json.loads(done.stdout)
    said.pop("generated_at", None)  # so that the same secrets are the same file
    return json.dumps(said, indent=2) + "\n"


def compare(baseline: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """Return what is new, and what the baseline lists for nothing."""
    known, there = _hashes(baseline), _hashes(found)
    return [
        f"{file}: detect-secrets finds a new {kind}. Take it out, and revoke it if it was real; "
        "if it is none, run `python -m glue.vetting --write`."
        for file, kind, _ in sorted(there - known)
    ] + [
        f"{FILE}: the {kind} of {file} is gone. Run `python -m glue.vetting --write`."
        for file, kind, _ in sorted(known - there)
    ]


def _hashes(of: dict[str, Any]) -> set[tuple[str, str, str]]:
    return {
        (file, one["type"], one["hashed_secret"])
        for file, found in of["results"].items()
        for one in found
    }


def find_faults(root: Path) -> list[str]:
    """Return what differs from the committed baseline."""
    return compare(json.loads((root / FILE).read_text()), json.loads(scan(root)))
