"""rowhouse accept: what is generated is fresh, and what changed is named."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from glue.cli import main
from glue.commands.accept import differing, generated_files

pytestmark = pytest.mark.once


def test_the_checkout_is_fresh() -> None:
    done = CliRunner().invoke(main, ["accept", "--check", "--json"])
    assert done.exit_code == 0, done.output
    assert done.stdout.strip() == "[]"
    assert "exporting migrations" in done.stderr


def test_files_that_came_went_or_changed_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "sql" / "rendered" / "functions"
    folder.mkdir(parents=True)
    for name in ("gone", "kept", "changed"):
        (folder / f"{name}.sql").write_text("select 1;")
    (folder / "note.txt").write_text("not generated")
    before = generated_files(tmp_path)
    (folder / "gone.sql").unlink()
    (folder / "changed.sql").write_text("select 2;")
    (tmp_path / "supabase").mkdir()
    (tmp_path / "supabase" / "types.ts").write_text("export type Database = {}")
    assert differing(before, generated_files(tmp_path)) == [
        "sql/rendered/functions/changed.sql",
        "sql/rendered/functions/gone.sql",
        "supabase/types.ts",
    ]
