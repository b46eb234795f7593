"""Templates and macros saved by an editor on another system."""

import os
from pathlib import Path

import pytest

from glue.errors import ConfigError
from glue.schema.texts import replace_text
from glue.templating.render import render_all
from tests.conftest import SqlPath


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a folder with one template and the macro that it imports."""
    files = {
        "sql/macros/shout.sql.j2": "--% macro shout(word)\nselect '{{ word }}';\n--% endmacro\n",
        "functions/zoo/loud.sql.j2": (
            '--% from "sql/macros/shout.sql.j2" import shout\n{{ shout("hé") }}\n'
        ),
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_a_byte_order_mark_is_passed_over(root: Path) -> None:
    ((before,), _) = render_all(root)
    for path in root.rglob("*.j2"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    ((after,), _) = render_all(root)
    assert "select 'hé';" in after.text
    assert after.text == before.text


@pytest.mark.parametrize("name", ["sql/macros/shout.sql.j2", "functions/zoo/loud.sql.j2"])
def test_a_byte_that_is_not_utf_8_is_named_with_its_place(root: Path, name: str) -> None:
    content = (root / name).read_bytes()
    (root / name).write_bytes(content + b"-- \xe9\n")
    with pytest.raises(ConfigError, match=rf"{name}:\d:4: byte 0xe9 is not UTF-8"):
        render_all(root)


def test_a_template_that_is_not_there_is_named(root: Path) -> None:
    (root / "sql/macros/shout.sql.j2").unlink()
    with pytest.raises(ConfigError, match=r"sql/macros/shout\.sql\.j2"):
        render_all(root)


def test_a_test_in_sql_is_read_as_a_source_is(tmp_path: Path) -> None:
    (tmp_path / "a.sql").write_bytes(b"\xef\xbb\xbfselect 1;\r\n")
    assert SqlPath(tmp_path / "a.sql").read_text() == "select 1;\n"


def test_a_file_that_cannot_be_written_whole_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, write = tmp_path / "rowhouse.toml", Path.write_text
    file.write_text("modules = []\n")

    def fail_half_way(path: Path, text: str) -> int:
        write(path, text[:3])
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_text", fail_half_way)
    with pytest.raises(OSError, match="No space left"):
        replace_text(file, 'modules = ["reading"]\n')
    assert [(path, path.read_text()) for path in tmp_path.iterdir()] == [(file, "modules = []\n")]


def test_what_a_link_leads_to_is_replaced(tmp_path: Path) -> None:
    file, link = tmp_path / "file", tmp_path / "link"
    file.write_text("old")
    link.symlink_to(file)
    replace_text(link, "new")
    assert (file.read_text(), link.is_symlink()) == ("new", True)


def test_a_replaced_file_keeps_its_mode_and_its_owner(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("old")
    file.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(file, 65534, 65534)
    before = file.stat()
    replace_text(file, "new")
    after = file.stat()
    assert file.read_text() == "new"
    assert (after.st_mode, after.st_uid, after.st_gid) == (
        before.st_mode,
        before.st_uid,
        before.st_gid,
    )


@pytest.mark.parametrize("kind", ["folder", "pipe", "itself", "nowhere"])
def test_only_a_file_is_replaced(tmp_path: Path, kind: str) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    match kind:
        case "folder":
            target.mkdir()
        case "pipe":
            os.mkfifo(target)
        case "itself":
            target = link
        case _:
            target = target / "file"
    link.symlink_to(target)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(ConfigError, match="link is"):
        replace_text(link, "new")
    assert sorted(tmp_path.iterdir()) == before
    assert not target.is_file()
