"""rowhouse guide: pages by the names that errors and other pages give them."""

import pytest
from click.testing import CliRunner

from glue import paths
from glue.commands.guide import guide_command
from glue.errors import ConfigError

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("given", "file"),
    [
        ([], "README.md"),
        (["upgrade"], "upgrade.md"),
        (["docs/upgrade.md#before"], "upgrade.md"),
        (["conventions"], "CONVENTIONS.md"),
        (["reference/errors"], "reference/errors.md"),
    ],
)
def test_a_page_is_shown(given: list[str], file: str) -> None:
    page = paths.ROOT / "docs" / file
    assert CliRunner().invoke(guide_command, given).stdout == page.read_text()
    assert CliRunner().invoke(guide_command, [*given, "--path"]).stdout == f"{page}\n"


@pytest.mark.parametrize("name", ["upgrad", "../README", "/etc/hosts", ""])
def test_what_is_not_a_page_is_refused(name: str) -> None:
    with pytest.raises(ConfigError, match="there is no page") as refused:
        guide_command.main([name], standalone_mode=False)
    assert "`rowhouse guide`" in refused.value.remedy
    assert ("Is upgrade meant?" in refused.value.remedy) == (name == "upgrad")
