"""Secrets in committed files: detect-secrets, less the baseline `.secrets.baseline`.

Keys that this project makes have prefixes that detect-secrets does not know, so they are looked
for here. A remark in a line excuses nothing: what is accepted is in the baseline.

The baseline holds hashes of what was looked at: keys of tests, made up for them, and
passwords in examples. It has no line numbers, so moving a line changes nothing.
"""

import hashlib
import json
import re
import subprocess
from collections.abc import Iterator
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
_REMARKS = "detect_secrets.filters.allowlist.is_line_allowlisted"
_OWN = {
    "Secret Key of the API": re.compile(r"sb_secret_[A-Za-z0-9_-]{20,}"),
    "Secret of a Webhook": re.compile(r"whsec_[A-Za-z0-9+/]{24,}"),
    "Key of Backups": re.compile(r"AGE-SECRET-KEY-1[A-Z0-9]{20,}"),
}


def scan(root: Path) -> str:
    """Return a baseline of the files that git knows."""
    said = json.loads(
        _run(
            root, program("detect-secrets"), "scan", "--slim", "--exclude-files", _NOT_READ,
            "--disable-filter", _REMARKS,
        )
    )  # fmt: skip
    said.pop("generated_at", None)  # so that the same secrets are the same file
    for name in _run(root, "git", "ls-files", "-z").split("\0"):
        is_read = (root / name).is_file() and not re.match(_NOT_READ, name)
        if own := list(_own_keys(root, name)) if is_read else []:
            said["results"][name] = said["results"].get(name, []) + own
    said["results"] = dict(sorted(said["results"].items()))
    return json.dumps(said, indent=2) + "\n"


def _own_keys(root: Path, name: str) -> Iterator[dict[str, Any]]:
    text = (root / name).read_bytes().decode(errors="replace")
    for kind, form in _OWN.items():
        for key in sorted(set(form.findall(text))):
            yield {
                "type": kind,
                "filename": name,
                "hashed_secret": hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest(),
                "is_verified": False,
            }


def _run(root: Path, *command: str) -> str:
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RowhouseError(f"{Path(command[0]).name} failed: {done.stderr.strip()}")
    return done.stdout


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
