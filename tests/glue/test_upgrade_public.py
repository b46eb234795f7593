"""What breaks templates and scripts: macros and commands of two releases."""

from pathlib import Path

import click
import pytest

from glue import paths
from glue.cli import main
from glue.reference.commands import read_commands
from glue.schema.public import Public, read_public
from glue.templating.macros import read_macros, used_macros
from glue.upgrade.public import Used, public_differences
from glue.upgrade.surface import Difference

FILE = "touch.sql.j2"
USED: Used = {(FILE, "touch"): ["triggers/library/loans.sql.j2"]}


def macros(**of: list[str]) -> Public:
    """Return a release with these macros."""
    return Public({FILE: of}, {})


def commands(**options: str) -> Public:
    """Return a release with one command."""
    return Public({}, {"jobs list": {name.replace("_", "-"): it for name, it in options.items()}})


@pytest.mark.parametrize(
    ("arguments", "breaks"),
    [
        (["table", "generated?", "more?"], False),
        (["table?", "generated?"], False),
        (["table", "generated?", "more"], True),
        (["table", "generated"], True),
        (["generated?", "table"], True),
        (["table"], True),
    ],
)
def test_other_arguments_of_a_macro(arguments: list[str], *, breaks: bool) -> None:
    old, new = macros(touch=["table", "generated?"]), macros(touch=arguments)
    (found,) = public_differences(old, new, USED)
    assert found.is_breaking is breaks
    assert "it takes (" in found.change
    assert ("triggers/library/loans.sql.j2 use it" in found.change) is breaks
    assert public_differences(old, old, USED) == []


def test_a_macro_that_is_gone_breaks_the_templates_that_use_it() -> None:
    old = macros(touch=["table"])
    name = "touch of sql/macros/touch.sql.j2"
    (used,) = public_differences(old, macros(), USED)
    assert used == Difference(
        "macro", name, "gone; triggers/library/loans.sql.j2 use it", is_breaking=True
    )
    (whole,) = public_differences(old, macros(), {(FILE, "*"): ["a.sql.j2"]})
    assert whole.is_breaking
    assert public_differences(old, macros(), {}) == [Difference("macro", name, "gone")]
    assert public_differences(macros(), old, USED) == [Difference("macro", name, "new")]


@pytest.mark.parametrize(
    ("new", "changes"),
    [
        ({"__json": "flag", "KIND": "optional", "__url": "text"}, []),
        ({"__json": "flag", "KIND": "optional"}, ["--url is gone"]),
        ({"__json": "text", "KIND": "required", "__url": "required text"},
         ["--json is text, not flag"]),
        ({"__json": "flag", "KIND": "required", "__url": "text", "__more": "required text"},
         ["a required --more"]),
    ],
)  # fmt: skip
def test_other_options_of_a_command(new: dict[str, str], changes: list[str]) -> None:
    old = commands(__json="flag", KIND="required", __url="required text")
    found = public_differences(old, commands(**new), {})
    assert [it.change for it in found if it.is_breaking] == changes


def test_a_command_that_is_gone_breaks_scripts() -> None:
    gone = public_differences(commands(), Public({}, {}), {})
    assert gone == [Difference("command", "jobs list", "gone", is_breaking=True)]
    assert public_differences(Public({}, {}), commands(), {})[0].change == "new"
    assert public_differences(None, commands(), {}) == []


def test_the_list_that_ships_is_fresh() -> None:
    wanted = Public(read_macros(paths.ROOT), read_commands(main))
    assert read_public() == wanted, "stale: run `rowhouse docs` and commit"


def test_commands_are_read_from_click() -> None:
    @click.group(invoke_without_command=True)
    def group() -> None: ...

    @group.command()
    @click.option("--to", "-t", type=int, required=True)
    @click.option("--yes/--no")
    @click.argument("files", nargs=-1)
    def run() -> None: ...

    @group.command(hidden=True)
    def secret() -> None: ...

    top = click.Group(commands={"top": group})
    assert read_commands(top) == {
        "top run": {
            "--to": "required integer", "-t": "required integer",
            "--yes": "flag", "--no": "flag", "FILES": "optional",
        },
        "top": {},
    }  # fmt: skip
    assert {run.name, secret.name} == {"run", "secret"}


def test_the_macros_that_templates_use_are_found(tmp_path: Path) -> None:
    (tmp_path / "rowhouse.toml").write_text('release = "0.1.0"\nmodules = []\n')
    for name, text in {
        "triggers/zoo/a.sql.j2": "--% from 'sql/macros/touch.sql.j2' import touch as t, x\n",
        "sql/macros/own.sql.j2": "--% import 'sql/macros/audit.sql.j2' as audit\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(text)
    assert used_macros(tmp_path) == {
        ("touch.sql.j2", "touch"): ["triggers/zoo/a.sql.j2"],
        ("touch.sql.j2", "x"): ["triggers/zoo/a.sql.j2"],
        ("audit.sql.j2", "*"): ["sql/macros/own.sql.j2"],
    }
