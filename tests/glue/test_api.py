"""The choice of the API, and its configuration."""

import json
import stat
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from glue import paths
from glue.errors import ConfigError
from glue.http.keys import Keys
from glue.postgres.server import Server
from glue.postgres.state import State
from glue.stack.api import Api, choose_program, configure_api, make_api, remember_program


@pytest.fixture
def state(tmp_path: Path) -> State:
    state = State(tmp_path / "home")
    state.ensure_secrets()
    return state


def _only_on_path(folder: Path, *names: str) -> str:
    folder.mkdir()
    for name in names:
        (folder / name).write_text("#!/bin/sh\n")
        (folder / name).chmod(0o755)
    return str(folder)


def _api(home: Path, state: State, *, is_alone: bool = False) -> Api:
    remember_program(state, is_alone=is_alone)
    return make_api(home, state, 3000, Keys("s" * 40, "sb_publishable_x", "sb_secret_x"))


def _lines(api: Api, url: str, *published: dict[str, str]) -> list[str]:
    configure_api(api, url, published)
    config = Path(api.command[-1])
    assert stat.S_IMODE(config.stat().st_mode) == 0o600
    return config.read_text().splitlines()


def test_postgrest_goes_first(
    state: State, tmp_path: Path, worker_db: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", _only_on_path(tmp_path / "bin", "postgrest", "node"))
    api = _api(tmp_path, state)
    assert (api.name, api.prefix) == ("postgrest", "")
    lines = _lines(api, worker_db)
    assert f'db-uri = "{worker_db}"' in lines
    assert 'db-schemas = "api"' in lines
    assert 'server-host = "127.0.0.1"' in lines
    assert f'jwt-secret = "{"s" * 40}"' in lines
    # The gateway runs pre_request, also where the database names one; no other code calls it.
    assert "db-config = false" in lines
    assert not any(line.startswith(("db-pre-request", "db-anon-role")) for line in lines)


def test_alone_postgrest_answers_clients_and_runs_pre_request(
    state: State, tmp_path: Path, db_url: str, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", _only_on_path(tmp_path / "bin", "postgrest"))
    api = _api(tmp_path, state, is_alone=True)
    # As the login that PostgREST has: it inherits nothing and may not use the schema.
    url = server.url("authenticator", urlsplit(db_url).path[1:])
    server.set_passwords()
    lines = _lines(api, url, {"kid": "k"})
    assert 'db-anon-role = "anon"' in lines
    assert 'db-pre-request = "core.pre_request"' in lines
    (secret,) = [line for line in lines if line.startswith("jwt-secret")]
    assert [key.get("kid") for key in json.loads(json.loads(secret[13:]))["keys"]] == [None, "k"]


def test_without_pre_request_none_is_named(
    state: State, tmp_path: Path, blank_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", _only_on_path(tmp_path / "bin", "postgrest"))
    lines = _lines(_api(tmp_path, state, is_alone=True), blank_url)
    assert not any(line.startswith("db-pre-request") for line in lines)


def test_without_postgrest_it_is_lite(
    state: State, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", _only_on_path(tmp_path / "bin", "node"))
    api = _api(tmp_path, state)
    assert (api.name, api.prefix) == ("@supabase/lite", "/rest/v1")
    assert api.limits
    _lines(api, "postgresql://lite_rest:x@127.0.0.1:1/db")


def test_what_was_chosen_is_remembered(
    state: State, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", _only_on_path(tmp_path / "bin", "postgrest"))
    chosen = _api(tmp_path, state)
    monkeypatch.setenv("PATH", _only_on_path(tmp_path / "other", "node"))
    again = make_api(tmp_path, State(tmp_path / "home"), 3000, chosen.keys)
    assert again == chosen
    assert _api(tmp_path, state).name == "@supabase/lite"


@pytest.mark.parametrize("has_node", [True, False])
def test_with_neither_the_remedy_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, has_node: bool
) -> None:
    monkeypatch.setenv("PATH", _only_on_path(tmp_path / "bin", *(["node"] if has_node else [])))
    monkeypatch.setattr(paths, "NODE_MODULES", tmp_path / "none")
    with pytest.raises(ConfigError, match="neither postgrest nor node") as caught:
        choose_program()
    assert "make install" in caught.value.remedy
