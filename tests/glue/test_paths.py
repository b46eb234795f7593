"""Where commands work: odd files, removed folders, users without a home."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from glue import paths
from glue.schema.modules import read_modules, release_of, write_release

TOML = 'release = "0.1.0"\nmodules = []\n'


def run(folder: Path, *words: str, **variables: str) -> tuple[int, str]:
    """Run a command in a folder; return its code, and what it said."""
    environment = {name: text for name, text in os.environ.items() if name != "ROWHOUSE_ROOT"}
    done = subprocess.run(
        [sys.executable, "-m", "glue", *words],
        cwd=folder,
        env={**environment, "PYTHONPATH": str(paths.ROOT), **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    "content",
    [
        TOML.encode("utf-8-sig"),
        TOML.replace("\n", "\r\n").encode("utf-8-sig"),
        TOML.replace("release", '"release"').encode(),
        TOML.replace("release", "  'release'").encode(),
    ],
)
def test_a_project_is_known_however_its_file_was_saved(content: bytes, tmp_path: Path) -> None:
    (tmp_path / paths.CHOICE).write_bytes(content)
    assert paths.is_project(tmp_path)
    assert release_of(tmp_path) == "0.1.0"
    write_release(tmp_path, "0.2.0")
    assert release_of(tmp_path) == "0.2.0"
    assert read_modules(tmp_path).chosen == {"core"}


def test_a_file_in_utf_16_is_named(tmp_path: Path) -> None:
    (tmp_path / paths.CHOICE).write_text(TOML, encoding="utf-16")
    code, said = run(tmp_path, "module", "list")
    assert code == 2
    assert "is encoded in UTF-16" in said


def test_a_file_that_may_not_be_read_is_of_a_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / paths.CHOICE).write_text(TOML)

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert paths.is_project(tmp_path)
    assert not paths.is_project(tmp_path / "other")

    def forbid(_: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_file", forbid)
    assert not paths.is_project(tmp_path)


def test_a_folder_that_was_removed_meanwhile(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    done = subprocess.run(
        [
            "/bin/sh", "-c", f'rmdir {gone} && exec "$0" -m glue --version', sys.executable,
        ],
        cwd=gone,
        env={**os.environ, "PYTHONPATH": str(paths.ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "version" in done.stdout


def test_a_user_whom_no_system_knows_has_a_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", unknown)
    assert paths._cache().is_relative_to(paths.HOME)  # noqa: SLF001 - it is read at the import


def test_another_tree_that_is_none_is_named(tmp_path: Path) -> None:
    code, said = run(tmp_path, "--version", ROWHOUSE_SHIPPED=str(tmp_path / "nowhere"))
    assert code == 1
    assert "Correct ROWHOUSE_SHIPPED" in said
