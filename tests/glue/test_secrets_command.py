"""rowhouse secrets: new values, for the eyes of one user."""

from pathlib import Path

import jwt
import pytest
from click.testing import CliRunner, Result

from glue.cli import main


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["secrets", *words])


def read(file: Path) -> dict[str, str]:
    return dict(line.split("=", 1) for line in file.read_text().splitlines())


def test_each_file_has_values_of_its_own_and_shows_none(tmp_path: Path) -> None:
    files = [tmp_path / "one", tmp_path / "two"]
    for file in files:
        done = run(str(file), "--address", "api.example.com")
        assert done.exit_code == 0, done.output
        assert file.stat().st_mode & 0o777 == 0o600
        assert all(value not in done.output for value in read(file).values() if "." not in value)
    one, two = map(read, files)
    assert one.keys() == two.keys()
    assert {name for name in one if one[name] == two[name]} == {"SITE_ADDRESS", "ACME_EMAIL"}
    assert one["SITE_ADDRESS"] == "api.example.com"


def test_a_value_needs_no_quoting_anywhere(tmp_path: Path) -> None:
    run(str(tmp_path / "it"))
    values = read(tmp_path / "it")
    assert [name for name, value in values.items() if set(value) & set(" '\"$#&%:/\\")] == []


def test_the_tokens_are_those_of_the_two_roles(tmp_path: Path) -> None:
    run(str(tmp_path / "it"))
    values = read(tmp_path / "it")
    for name, role in {"ANON_TOKEN": "anon", "SERVICE_TOKEN": "service_role"}.items():
        claims = jwt.decode(
            values[name],
            values["SUPABASE_JWT_SECRET"],
            algorithms=["HS256"],
            audience="authenticated",
        )
        assert claims["role"] == role
    assert len(values["REALTIME_ENC_KEY"]) == 16


@pytest.mark.parametrize("place", ["there", "absent/it"])
def test_what_cannot_be_written_is_refused_and_stays(tmp_path: Path, place: str) -> None:
    (tmp_path / "there").write_text("kept\n")
    done = run(str(tmp_path / place))
    assert done.exit_code == 2
    assert "Traceback" not in done.output
    assert (tmp_path / "there").read_text() == "kept\n"
