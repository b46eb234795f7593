"""The list of released files: what becomes of it in an editor, in a merge, in a kill."""

from pathlib import Path

import pytest

from glue.errors import ConfigError
from glue.migrate import history
from tests.glue.project import Project


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of migrations of a small project, frozen."""
    project = Project.create(tmp_path, "")
    found = project.root / "migrations"
    assert len(history.freeze(found)) == 2
    return found


@pytest.mark.parametrize(
    "left", ["<<<<<<< HEAD\n", "=======\n", "0123  a.sql\n", "f" * 64 + " a.sql\n"]
)
def test_what_a_merge_left_is_named_with_its_line(folder: Path, left: str) -> None:
    frozen = folder / "frozen.txt"
    frozen.write_text(frozen.read_text() + left)
    with pytest.raises(ConfigError, match=r"frozen\.txt:3 is not"):
        history.read_migrations(folder.parent)
    with pytest.raises(ConfigError, match=r"frozen\.txt:3 is not"):
        history.freeze(folder)


def test_exported_files_are_compared_where_any_are(folder: Path) -> None:
    exported = folder.parent / "supabase" / "migrations"
    exported.mkdir(parents=True)
    (file := exported / "20260101000101_repeatables.sql").write_text("select 1;\n")
    assert history.freeze(folder) == [f"../supabase/migrations/{file.name}"]
    file.unlink()
    with pytest.raises(ConfigError, match="frozen, and gone"):
        history.read_migrations(folder.parent)
    exported.rmdir()
    assert len(history.read_migrations(folder.parent)) == 1


def test_the_ends_of_lines_are_an_editors(folder: Path) -> None:
    for path in folder.iterdir():
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert len(history.read_migrations(folder.parent)) == 1
    assert history.freeze(folder) == []


def test_a_list_that_cannot_be_written_stays_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (folder / "frozen.txt").read_text()
    (folder / "0002.zoo.more.sql").write_text("select 1;\n")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_text", full)
        with pytest.raises(OSError, match="No space"):
            history.freeze(folder)
    assert (folder / "frozen.txt").read_text() == before
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        history.freeze(folder)
    assert (folder / "frozen.txt").read_text() == before
