"""rowhouse open: what a browser is given holds no token that other users see."""

import stat
from pathlib import Path

import pytest

from glue import paths
from glue.commands import open as command


def test_a_browser_is_led_by_a_file_of_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "HOME", tmp_path)
    for token in ("first", "second"):
        file = command._leading_to(f'http://127.0.0.1/console/#token={token}&a="b"')  # noqa: SLF001
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert (
            f"url=http://127.0.0.1/console/#token={token}&amp;a=&quot;b&quot;" in file.read_text()
        )
        assert token not in file.as_uri()
