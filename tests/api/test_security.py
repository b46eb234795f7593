"""The API never grants more than the database does, also after it has served requests."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import httpx
import pytest

from glue import db
from glue.http.tokens import Claims, mint
from glue.waiting import wait_until
from tests.api.clients import Caller
from tests.api.conftest import RunningApi


def _headers(caller: Caller | None) -> dict[str, str]:
    if caller is None:
        return {}
    return {"apikey": caller.key, "Authorization": f"Bearer {caller.token or caller.key}"}


def _call(running: RunningApi, caller: Caller | None, name: str, **more: str) -> httpx.Response:
    return httpx.post(
        f"{running.api.rest_url}/rpc/{name}", headers=_headers(caller) | more, json={}, timeout=30
    )


def test_without_any_key_nobody_is_a_server(running: RunningApi) -> None:
    answer = _call(running, None, "probe_caller")
    # PostgREST has no keys, so there is no anonymous caller; before lite it is refused.
    assert answer.status_code == 401 or answer.json()["role"] == "anon"


def test_a_refusal_has_the_status_and_the_body_of_postgrest(running: RunningApi) -> None:
    answer = _call(running, running.user(), "probe_refusal")
    assert answer.status_code == 422
    assert answer.json() == {
        "code": "PT422",
        "message": "core.probe",
        "details": "a sentence",
        "hint": "a remedy",
    }


@pytest.mark.parametrize(
    ("secret", "expires_in", "role"),
    [
        ("x" * 64, timedelta(hours=1), "authenticated"),
        ("x" * 64, timedelta(hours=1), "service_role"),
        (None, timedelta(hours=-1), "authenticated"),
    ],
    ids=["forged user", "forged server", "expired"],
)
def test_a_token_that_is_not_valid_is_refused(
    running: RunningApi, secret: str | None, expires_in: timedelta, role: str
) -> None:
    claims = Claims(role, "ada", expires_in=expires_in)
    token = mint(secret or running.jwt_secret, claims)
    answer = _call(running, Caller(running.api.publishable_key, token), "probe_caller")
    assert answer.status_code == 401
    assert answer.json()["code"].startswith("PGRST30")


@pytest.mark.parametrize("token", ["garbage", "a.b", "a.b.c", "e30.e30."])
def test_what_is_no_token_is_refused(running: RunningApi, token: str) -> None:
    answer = _call(running, Caller(running.api.publishable_key, token), "probe_caller")
    assert answer.status_code == 401


@pytest.mark.parametrize(
    ("role", "code"),
    [("postgres", "42501"), ("supabase_admin", "42501"), ("no_such_role", "22023")],
)
def test_a_token_can_not_name_any_other_role(running: RunningApi, role: str, code: str) -> None:
    token = mint(running.jwt_secret, Claims(role, "ada"))
    answer = _call(running, Caller(running.api.publishable_key, token), "probe_caller")
    assert (answer.is_success, answer.json()["code"]) == (False, code)
    assert "uid" not in answer.text


@pytest.mark.parametrize("schema", ["public", "core", "filters", "auth", "pg_catalog"])
def test_no_other_schema_is_exposed(running: RunningApi, schema: str) -> None:
    answer = httpx.get(
        f"{running.api.rest_url}/error_codes",
        headers=_headers(running.service) | {"Accept-Profile": schema},
    )
    assert answer.status_code == 406
    assert answer.json()["code"] == "PGRST106"


def test_a_table_obeys_its_grants_and_policies(running: RunningApi) -> None:
    url = f"{running.api.rest_url}/probe_things"
    seen = httpx.get(url, headers=_headers(running.user()))
    assert seen.json() == [{"id": 1}]
    assert httpx.get(url, headers=_headers(running.anon)).status_code in (401, 403)
    for refused in (running.anon, running.user()):
        answer = httpx.post(url, headers=_headers(refused), json={"id": 2})
        assert answer.status_code in (401, 403)
        assert answer.json()["code"] == "42501"


def test_a_revoke_holds_while_the_api_serves(running: RunningApi) -> None:
    assert _call(running, running.user(), "probe_refusal").status_code == 422
    function = "api.probe_refusal()"
    with db.connect(running.database) as conn:
        conn.execute(f"revoke execute on function {function} from authenticated")
        answer = _call(running, running.user(), "probe_refusal")
        conn.execute(f"grant execute on function {function} to authenticated")
    assert answer.status_code == 403
    assert answer.json()["code"] == "42501"


def test_serving_changed_nothing_in_the_database(running: RunningApi) -> None:
    owned = """
        select count(*) as n from pg_class where relowner = 'lite_rest'::regrole
        union all select count(*) from pg_namespace where nspowner = 'lite_rest'::regrole
        union all select count(*) from pg_proc where proowner = 'lite_rest'::regrole
        union all select count(*) from pg_namespace where nspname = 'supabase_migrations'
        union all select count(*) from information_schema.role_table_grants
            where grantee in ('anon', 'authenticated') and table_schema in ('core', 'auth')
            and privilege_type <> 'SELECT'
    """
    with db.connect(running.database) as conn:
        assert [row["n"] for row in conn.execute(owned.encode())] == [0] * 5


def test_many_first_requests_at_once_are_all_answered(running: RunningApi) -> None:
    with ThreadPoolExecutor(20) as pool:
        answers = list(
            pool.map(lambda _: _call(running, running.user(), "probe_caller"), range(60))
        )
    assert {answer.status_code for answer in answers} == {200}


def test_a_new_function_is_served_after_a_notice(running: RunningApi) -> None:
    assert _call(running, running.user(), "probe_late").status_code == 404
    with db.connect(running.database) as conn:
        conn.execute(
            "create function api.probe_late() returns int language sql stable return 1;"
            "grant execute on function api.probe_late() to authenticated;"
            "notify pgrst, 'reload schema'"
        )

    def answer() -> Any:
        return _call(running, running.user(), "probe_late").status_code

    assert wait_until(lambda: answer() == 200, 30)
