"""Tokens: their claims, and the errors without a secret."""

import uuid
from datetime import timedelta
from pathlib import Path

import jwt
import psycopg
import pytest
from click.testing import CliRunner
from psycopg.rows import DictRow

from glue import config
from glue.commands import token
from glue.commands.token import token_command
from glue.errors import ConfigError
from glue.http.tokens import Claims, local_secret, mint, parse_duration, user_id
from glue.postgres.server import Server
from glue.postgres.state import State

SECRET = "s" * 40


@pytest.fixture
def state(tmp_path: Path) -> State:
    state = State(tmp_path)
    state.ensure_secrets()
    return state


def _settings(
    database_url: str | None = None, supabase_jwt_secret: str | None = None
) -> config.Settings:
    return config.Settings.model_construct(
        database_url=database_url, supabase_jwt_secret=supabase_jwt_secret
    )


def test_a_token_names_its_user_role_and_app_roles() -> None:
    claims = Claims(user="ada", app_roles=["admin", "buyer"], expires_in=timedelta(minutes=5))
    read = jwt.decode(mint(SECRET, claims), SECRET, ["HS256"], audience="authenticated")
    assert read["sub"] == str(user_id("ada"))
    assert read["role"] == "authenticated"
    assert read["email"] == "ada@example.invalid"
    assert read["app_metadata"]["roles"] == ["admin", "buyer"]
    assert read["exp"] - read["iat"] == 300
    assert uuid.UUID(read["jti"])


def test_a_token_of_no_user_has_no_subject() -> None:
    read = jwt.decode(mint(SECRET, Claims("service_role")), options={"verify_signature": False})
    assert "sub" not in read
    assert read["role"] == "service_role"


@pytest.mark.parametrize("name", ["ada", "Grace H.", "naïve ☃"])
def test_the_same_name_is_the_same_user_as_in_sql(
    conn: psycopg.Connection[DictRow], name: str
) -> None:
    row = conn.execute("select tests.user(%s) as id", (name,)).fetchone()
    assert row is not None
    assert row["id"] == user_id(name)


@pytest.mark.parametrize(
    ("text", "seconds"), [("30s", 30), ("30m", 1800), ("1h", 3600), ("7d", 604800), ("2w", 1209600)]
)
def test_a_duration_is_a_number_and_a_unit(text: str, seconds: int) -> None:
    assert parse_duration(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize("text", ["", "1", "h", "0h", "-1h", "1.5h", "1h30m", "1 h", "9999999d"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match="not a duration"):
        parse_duration(text)


def test_the_local_secret_is_this_checkouts(state: State) -> None:
    secret = state.get("jwt_secret")
    assert local_secret(state, _settings()) == secret
    assert local_secret(state, _settings(supabase_jwt_secret=secret)) == secret


def test_no_token_for_another_database(state: State) -> None:
    with pytest.raises(ConfigError, match="DATABASE_URL"):
        local_secret(state, _settings(database_url="postgresql://elsewhere/db"))


def test_no_token_for_another_secret(state: State) -> None:
    with pytest.raises(ConfigError, match="SUPABASE_JWT_SECRET"):
        local_secret(state, _settings(supabase_jwt_secret="another"))


def test_no_token_before_the_first_start(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no local stack"):
        local_secret(State(tmp_path), _settings())


def test_the_command_prints_the_token_and_nothing_else(
    state: State, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(token, "Server", lambda: Server(tmp_path))
    monkeypatch.setattr(token, "settings", _settings)
    done = CliRunner().invoke(
        token_command, ["--user", "ada", "--app-role", "admin", "--expires-in", "7d"]
    )
    assert done.exit_code == 0, done.stderr
    assert done.stderr == ""
    read = jwt.decode(
        done.stdout.strip(), state.get("jwt_secret"), ["HS256"], audience="authenticated"
    )
    assert read["exp"] - read["iat"] == 7 * 86400
    assert read["app_metadata"]["roles"] == ["admin"]


def test_the_command_prints_the_id_of_a_user() -> None:
    shown = CliRunner().invoke(token_command, ["--user", "ada", "--id"])
    assert (shown.exit_code, shown.stdout) == (0, f"{user_id('ada')}\n")
    anonymous = CliRunner().invoke(token_command, ["--role", "anon", "--id"])
    assert (anonymous.exit_code, "add --user NAME" in anonymous.stderr) == (2, True)
