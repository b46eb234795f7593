"""The address of a file: `kind/module/object`, whichever area of its module it is in."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from glue.errors import ConfigError
from glue.migrate.history import read_migrations
from glue.migrate.ledger import items_of
from glue.schema.rpcs import read_rpcs
from glue.schema.sources import address_of, path_of, read_sources, refuse_transaction_control
from glue.templating.audited_tables import read_audited_table
from glue.templating.signatures import read_signature

FUNCTION = "create function core.f() returns int language sql return 1;\n"


def write(root: Path, path: str) -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(FUNCTION)
    return file


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("functions/core/f.sql", "functions/core/f"),
        ("functions/core/jobs/f.sql", "functions/core/f"),
        ("functions/api/core.sql.j2", "functions/api/core"),
        ("sql/cluster/schemas.sql", "cluster/schemas"),
        ("sql/seeds/core/settings.sql", "seeds/core/settings"),
        ("triggers/core/jobs/jobs.sql.j2", "triggers/core/jobs"),
    ],
)
def test_an_area_is_not_part_of_an_address(path: str, address: str) -> None:
    root = Path("/somewhere")
    assert address_of(root / path, root) == address


def test_the_file_of_an_address_is_found_in_its_area(tmp_path: Path) -> None:
    flat = write(tmp_path, "functions/core/f.sql")
    deep = write(tmp_path, "functions/core/jobs/g.sql")
    assert path_of("functions/core/f", tmp_path) == flat
    assert path_of("functions/core/g", tmp_path) == deep
    assert path_of("functions/core/h", tmp_path) is None


def test_a_star_depends_on_the_files_of_every_module(tmp_path: Path) -> None:
    first = write(tmp_path, "sql/seeds/core/a.sql")
    first.write_text(f"-- depends: seeds/*/tasks\n{FUNCTION}")
    write(tmp_path, "sql/seeds/one/tasks.sql")
    write(tmp_path, "sql/seeds/two/tasks.sql")
    order = [source.address for source in read_sources(tmp_path)]
    assert order == ["seeds/one/tasks", "seeds/two/tasks", "seeds/core/a"]


def test_two_files_of_one_address_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "functions/core/jobs/f.sql")
    write(tmp_path, "functions/core/limits/f.sql")
    with pytest.raises(ConfigError, match=r"limits/f\.sql and .*jobs/f\.sql have the same address"):
        read_sources(tmp_path)


def test_an_area_has_no_folders(tmp_path: Path) -> None:
    write(tmp_path, "functions/core/jobs/deep/f.sql")
    with pytest.raises(ConfigError, match="too deep"):
        read_sources(tmp_path)


def test_the_end_of_a_transaction_is_named_with_its_line() -> None:
    text = "-- 🌍ñ\nselect 1;\n\n-- Ends it: 🌍.\nCOMMIT;\nselect '🌍';\n"
    with pytest.raises(ConfigError, match="f:5: `commit` is not for a file that Rowhouse runs"):
        refuse_transaction_control("f", text)


def test_the_signature_of_a_function_has_the_columns_of_its_table(tmp_path: Path) -> None:
    write(tmp_path, "functions/core/f.sql").write_text(
        "create function core.f(p_day date) returns table (day date, n bigint)\n"
        "    language sql stable return null;\n"
        "comment on function core.f(date) is 'A day.';\n"
    )
    signature = read_signature(tmp_path, "core.f")
    assert signature.returns == "table (day date, n bigint)"
    assert signature.public_parameters == "day date"
    assert signature.types == "date"


@pytest.mark.parametrize(
    ("path", "read"),
    [
        ("sql/views/core/v.sql", read_sources),
        ("functions/core/f.sql", lambda root: items_of(read_sources(root))),
        ("functions/core/f.sql", lambda root: read_signature(root, "core.f")),
        ("functions/api/core.sql", read_rpcs),
        ("sql/tables/core/t.sql", lambda root: read_audited_table(root, "core.t", (), ())),
        (
            "migrations/0001.core.add_f.sql",
            lambda root: [m.statements for m in read_migrations(root)],
        ),
    ],
)
@pytest.mark.parametrize("fault", ["slect 1;", "select ("])
def test_what_the_parser_refuses_is_named(
    tmp_path: Path, path: str, read: Callable[[Path], object], fault: str
) -> None:
    text = f"-- 🌍\nselect 1;\n{fault}"
    write(tmp_path, path).write_text(text)
    if path.startswith("migrations"):
        write(tmp_path, path.replace(".sql", ".rollback.sql")).write_text("select 1;")
    name = Path(path).stem
    with pytest.raises(ConfigError, match=rf"{re.escape(name)}(\.sql)?:3: syntax error"):
        read(tmp_path)


def test_a_link_to_a_folder_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    write(tmp_path, "sql/cluster/schemas.sql").write_text("select 1;")
    elsewhere = tmp_path / "elsewhere"
    write(elsewhere, "orders.sql").write_text("select 1;")
    (tmp_path / "triggers").mkdir()
    (tmp_path / "triggers" / "public").symlink_to(elsewhere)
    with pytest.raises(ConfigError, match="triggers/public is a link to a folder"):
        read_sources(tmp_path)
