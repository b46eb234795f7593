"""Which API is chosen, and what its configuration says."""

import stat
from pathlib import Path

import psycopg
import pytest

from glue import paths
from glue.api import choose_api, configure_api
from glue.errors import ConfigError
from glue.state import State


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


def test_postgrest_goes_first(
    state: State, tmp_path: Path, worker_db: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", _only_on_path(tmp_path / "bin", "postgrest", "node"))
    secret = state.get("jwt_secret")
    api = choose_api(tmp_path, state, 3000, secret)
    assert api.name == "postgrest"
    configure_api(api, worker_db, secret)
    config = Path(api.command[-1])
    assert stat.S_IMODE(config.stat().st_mode) == 0o600
    lines = config.read_text().splitlines()
    assert f'db-uri = "{worker_db}"' in lines
    assert 'db-schemas = "api"' in lines
    assert 'db-anon-role = "anon"' in lines
    assert 'server-host = "127.0.0.1"' in lines
    assert f'jwt-secret = "{secret}"' in lines


def test_a_pre_request_is_named_when_there_is_one(
    state: State, tmp_path: Path, db_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:

    monkeypatch.setenv("PATH", _only_on_path(tmp_path / "bin", "postgrest"))
    with psycopg.connect(db_url) as conn:
        conn.execute(
            "create or replace function core.pre_request() returns void "
            "language sql stable begin atomic; end"
        )
    api = choose_api(tmp_path, state, 3000, "s" * 40)
    configure_api(api, db_url, "s" * 40)
    assert 'db-pre-request = "core.pre_request"' in Path(api.command[-1]).read_text()


def test_without_postgrest_it_is_lite(
    state: State, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", _only_on_path(tmp_path / "bin", "node"))
    api = choose_api(tmp_path, state, 3000, "s" * 40)
    assert api.name == "@supabase/lite"
    assert api.limits
    configure_api(api, "postgresql://lite_rest:x@127.0.0.1:1/db", "s" * 40)
    assert stat.S_IMODE(Path(api.command[-1]).stat().st_mode) == 0o600


@pytest.mark.parametrize("has_node", [True, False])
def test_with_neither_the_remedy_is_named(
    state: State, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, has_node: bool
) -> None:
    monkeypatch.setenv("PATH", _only_on_path(tmp_path / "bin", *(["node"] if has_node else [])))
    monkeypatch.setattr(paths, "NODE_MODULES", tmp_path / "none")
    with pytest.raises(ConfigError, match="neither postgrest nor node") as caught:
        choose_api(tmp_path, state, 3000, "s" * 40)
    assert "make install" in caught.value.remedy
