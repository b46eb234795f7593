"""The files of a release: sdist, wheel, bill of materials, checksums.

They are made from a clone of the commit, so nothing that lies about in a checkout gets in,
and with the time of the commit. The same commit and the same tools make the same bytes.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from glue.errors import RowhouseError
from glue.release.bom import write_bom
from glue.release.versions import read_version
from glue.vetting.programs import program

SUMS = "SHA256SUMS"


def make_files(root: Path, folder: Path) -> list[Path]:
    """Make all files of the commit that is checked out; return them."""
    folder.mkdir(parents=True, exist_ok=True)
    if left := sorted(path.name for path in folder.iterdir()):
        raise RowhouseError(
            f"{folder} is not empty: {', '.join(left)}", "Give another folder, or empty it."
        )
    build(root, folder)
    judge(folder)
    write_bom(root, folder / f"rowhouse-{read_version(root)}.cdx.json")
    files = sorted(folder.iterdir())
    (folder / SUMS).write_text("".join(f"{_digest(path)}  {path.name}\n" for path in files))
    return [*files, folder / SUMS]


def build(root: Path, folder: Path) -> None:
    """Build sdist and wheel from a clone of the commit; the wheel from the sdist."""
    with tempfile.TemporaryDirectory(prefix="rowhouse-release-") as scratch:
        clone = Path(scratch, "rowhouse")
        _run("git", "clone", "--quiet", str(root), str(clone))
        _run(
            sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(clone),
            SOURCE_DATE_EPOCH=_run("git", "-C", str(clone), "log", "-1", "--format=%ct").strip(),
        )  # fmt: skip


def judge(folder: Path) -> None:
    """Raise where an index would refuse the metadata, or warn."""
    _run(program("twine"), "check", "--strict", *map(str, sorted(folder.iterdir())))


def _run(*words: str, **variables: str) -> str:
    done = subprocess.run(
        words, env=os.environ | variables, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RowhouseError(f"`{' '.join(words[:3])}` failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
