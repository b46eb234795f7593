"""What a wheel holds beside the modules of Python; all else is in pyproject.toml.

The tree of SQL, and what runs beside it, becomes `glue/tree`: glue/paths.py finds it there. An
editable install has the checkout itself.

Wheel and sdist are reproducible: their bytes follow from the files and from SOURCE_DATE_EPOCH,
not from owners, rights and times of the checkout.
"""

import gzip
import os
import shutil
import tarfile
import time
from collections.abc import Iterator
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist

CODE = ("deploy", "functions", "migrations", "policies", "sql", "supabase", "triggers")
FILES = (
    ".sqlfluff",
    ".squawk.toml",
    "docs/reference/examples.json",
    "docs/reference/public.json",
    "package-lock.json",
    "package.json",
    "pyproject.toml",
)
EXPORTED = Path("supabase", "migrations")
PAGES = ("docs/*.md", "docs/*.svg", "docs/reference/*.md")
BENCH = ("tests/*.py", "tests/api/*.py", "tests/api/*.mjs", "tests/support/**/*.sql")
"""What tests of a project run on."""


def tree() -> Iterator[Path]:
    """Yield the files of the tree."""
    for folder in CODE:
        yield from (path for path in Path(folder).rglob("*") if EXPORTED not in path.parents)
    yield from map(Path, FILES)
    for pattern in PAGES:
        yield from Path().glob(pattern)
    for pattern in BENCH:
        yield from (path for path in Path().glob(pattern) if not path.name.startswith("test_"))


class BuildWithTree(build_py):
    """Copies the modules of Python, what lies beside them, and the tree."""

    def run(self) -> None:
        """Copy everything into the folder that becomes the wheel."""
        super().run()
        if self.editable_mode:
            return
        target = Path(self.build_lib)
        for path in Path("glue").rglob("*"):
            if path.suffix not in {".py", ".pyc"}:
                _copy(path, target / path)
        for path in tree():
            _copy(path, target / "glue" / "tree" / path)
        for path in target.rglob("*"):
            path.chmod(_mode(path))


class PlainSdist(sdist):
    """Packs files in the order of their names, without what a checkout adds to them."""

    def make_archive(self, base_name: str, *_: object, **given: object) -> str:
        """Write the archive; setuptools asks for `.tar.gz` alone."""
        made = int(os.environ.get("SOURCE_DATE_EPOCH", time.time()))
        file = f"{base_name}.tar.gz"

        def plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
            member.mtime, member.mode = made, _mode(Path(member.name))
            member.uid = member.gid = 0
            member.uname = member.gname = ""
            return member

        with (
            Path(file).open("wb") as raw,
            gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=made) as packed,
            tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
        ):
            for path in sorted(Path(str(given["base_dir"])).rglob("*")):
                archive.add(path, recursive=False, filter=plain)
        return file


def _mode(path: Path) -> int:
    """Return the rights of a file, which every user can read, and its owner can change."""
    is_program = path.is_dir() or path.stat().st_mode & 0o100
    return 0o755 if is_program else 0o644


def _copy(path: Path, target: Path) -> None:
    if path.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


os.umask(0o022)  # the backend's own files have the rights that `_mode` gives to ours
setup(cmdclass={"build_py": BuildWithTree, "sdist": PlainSdist})
