"""The gateway before the real API: limits, revocation, errors, types, clients that leave."""

import json
import shutil
import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import jwt
import pytest

from glue import db
from glue.http.tokens import Claims, mint, user_id
from glue.postgres.server import Server
from glue.schema.build import apply_stand_in
from glue.stack.api import LITE
from glue.waiting import wait_until
from tests.api.clients import Caller
from tests.api.conftest import RunningApi, running_api
from tests.clusters import FAST
from tests.poolers import IS_WANTED

pytestmark = pytest.mark.once

PATIENCE = 60.0
GIVEN = """
create function api.gate_types(
    out n numeric, out small numeric, out at timestamptz, out local timestamp, out day date,
    out flag boolean, out f float8, out bytes bytea
)
    language sql stable set search_path = pg_catalog, pg_temp
as $$
    select
        10.00, 0.1, timestamptz '2024-01-02 03:04:05.6+00', timestamp '2024-01-02 03:04:05',
        date '2024-01-02', true, float8 'NaN', bytea '\\x00ff'
$$;

create function api.gate_flag(enabled boolean) returns jsonb
    language sql stable set search_path = pg_catalog, pg_temp
    return jsonb_build_object('enabled', enabled);
create function api.gate_text(value text) returns text
    language sql stable set search_path = pg_catalog, pg_temp
    return value;

create function api.gate_json(value jsonb) returns jsonb
    language sql stable set search_path = pg_catalog, pg_temp
    return value;
create function api.gate_flags(flags boolean[]) returns jsonb
    language sql stable set search_path = pg_catalog, pg_temp
    return to_jsonb(flags);

create function api.gate_raise(state text) returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception using
        errcode = state, message = 'm', detail = 'd', hint = 'h';
end;
$$;

create function api.gate_sleep() returns int
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
    perform pg_sleep(3600);
    return 1;
end;
$$;
create function api.gate_short() returns int
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
    perform pg_sleep(3600);
    return 1;
end;
$$;
create function api.gate_timeout() returns text
    language sql stable set search_path = pg_catalog, pg_temp
    return current_setting('statement_timeout');

create table core.gate_things (
    id bigint primary key, name text not null check (name <> 'bad'), request_id text
);
create function core.tg_gate() returns trigger language plpgsql as $$
begin
    new.request_id := core.request_id();
    return new;
end;
$$;
create trigger t10 before insert or update on core.gate_things
    for each row execute function core.tg_gate();
create view api.gate_things with (security_invoker = true) as
    select t.id, t.name, t.request_id from core.gate_things as t;
grant usage on schema core to authenticated;
grant select, insert, update, delete on core.gate_things, api.gate_things to authenticated;
grant execute on all functions in schema api to authenticated;
grant execute on function api.gate_timeout() to anon;
notify pgrst, 'reload schema';
"""


@pytest.fixture(scope="module")
def gate(make_database: Callable[..., str], server: Server) -> Iterator[RunningApi]:
    server.set_passwords()
    database = make_database()
    with db.connect(database) as conn:
        conn.execute(GIVEN)
    with running_api(server, database) as running:
        yield running


def ask(
    gate: RunningApi, path: str, caller: Caller | None = None, method: str = "POST", **more: Any
) -> httpx.Response:
    who = caller or gate.user()
    headers = {"apikey": who.key, "Prefer": "return=representation"}
    if who.token:
        headers["Authorization"] = f"Bearer {who.token}"
    return httpx.request(
        method,
        f"{gate.api.rest_url}/{path}",
        headers=headers | more.pop("headers", {}),
        timeout=PATIENCE,
        **more,
    )


@pytest.fixture
def setting(gate: RunningApi) -> Iterator[Callable[[str, Any], None]]:
    """Set a setting, until the test is over."""
    names: list[str] = []

    def put(name: str, value: Any) -> None:
        names.append(name)
        with db.connect(gate.database) as conn:
            conn.execute(
                "update core.settings set value = %s where name = %s", (json.dumps(value), name)
            )

    yield put
    with db.connect(gate.database) as conn:
        conn.execute("update core.settings set value = null where name = any(%s)", (names,))
        conn.execute("truncate core.rate_limits")


# -- what runs before a request ------------------------------------------------------------


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_refused_call_costs_its_token(
    gate: RunningApi, setting: Callable[[str, Any], None], method: str
) -> None:
    setting("core.rate_limits.authenticated", {"requests": 3, "seconds": 36000})
    user = gate.user(f"counted {method}")
    answers = [ask(gate, "rpc/no_such_function", user, method) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [404, 404, 404, 429, 429]
    refusal = answers[-1]
    body = refusal.json()
    assert (body["code"], body["message"]) == ("PT429", "core.rate_limited")
    assert int(refusal.headers["Retry-After"]) > 0
    assert refusal.headers["RateLimit-Limit"] == "3"
    assert answers[0].headers["RateLimit-Remaining"] == "2"


def test_anon_is_limited_by_address_and_cannot_choose_it(
    gate: RunningApi, setting: Callable[[str, Any], None]
) -> None:
    setting("core.rate_limits.anon", {"requests": 3, "seconds": 36000})
    statuses = [
        ask(
            gate, "rpc/gate_timeout", gate.anon, headers={"X-Forwarded-For": f"9.9.9.{n}"}
        ).status_code
        for n in range(5)
    ]
    assert statuses == [200, 200, 200, 429, 429]


def test_a_revoked_user_is_refused_at_once(gate: RunningApi) -> None:
    user = gate.user("revoked")
    assert ask(gate, "gate_things", user, "GET").status_code == 200
    revoked = ask(gate, "rpc/revoke_user_tokens", user, json={"user_id": str(user_id("revoked"))})
    assert revoked.is_success, revoked.text
    refused = ask(gate, "gate_things", user, "GET")
    assert refused.status_code == 401
    assert refused.json()["message"] == "core.token_revoked"


def test_reads_of_guarded_rpcs_are_logged_with_their_request(
    gate: RunningApi, setting: Callable[[str, Any], None]
) -> None:
    setting("core.access_log.rpcs", ["gate_text"])
    for method, more in (("GET", {"params": {"value": "x"}}), ("POST", {"json": {"value": "x"}})):
        answer = ask(
            gate, "rpc/gate_text", None, method, headers={"X-Request-Id": f"r-{method}"}, **more
        )
        assert answer.json() == "x", answer.text
    with db.connect(gate.database) as conn:
        rows = conn.execute(
            "select request_id, address::text, actor_id from core.access_log"
            " where thing = 'rpc:gate_text' order by logged_at"
        ).fetchall()
    assert [row["request_id"] for row in rows] == ["r-GET", "r-POST"]
    assert {row["actor_id"] for row in rows} == {user_id("ada")}
    assert all(row["address"].startswith("127.0.0.1") for row in rows)


def test_a_write_knows_its_request(gate: RunningApi) -> None:
    headers = {"X-Request-Id": "trail-1"}
    made = ask(gate, "gate_things", json={"id": 100, "name": "x"}, headers=headers)
    assert made.json() == [{"id": 100, "name": "x", "request_id": "trail-1"}]


def test_nobody_passes_the_gateway_by(gate: RunningApi) -> None:
    """What a client holds is not believed at the port of the API itself."""
    for key in (gate.api.publishable_key, gate.api.secret_key):
        for token in (key, gate.user().token):
            answer = httpx.post(
                f"{gate.inner.url}{gate.inner.prefix}/rpc/gate_timeout",
                headers={"apikey": key, "Authorization": f"Bearer {token}"},
                json={},
            )
            assert answer.status_code == 401, answer.text


# -- the API behind, as PostgREST would be -----------------------------------------------------


def test_values_are_written_as_postgrest_writes_them(gate: RunningApi) -> None:
    answer = ask(gate, "rpc/gate_types", json={})
    assert answer.json() == {
        "n": 10,
        "small": 0.1,
        "at": "2024-01-02T03:04:05.6+00:00",
        "local": "2024-01-02T03:04:05",
        "day": "2024-01-02",
        "flag": True,
        "f": "NaN",
        "bytes": "\\x00ff",
    }


@pytest.mark.parametrize(
    ("value", "expected"),
    [(True, True), (False, False), ("true", True), ("false", False), ("on", True), ("0", False)],
)
def test_a_boolean_is_what_it_says(gate: RunningApi, value: Any, expected: bool) -> None:  # noqa: FBT001
    answer = ask(gate, "rpc/gate_flag", json={"enabled": value})
    assert answer.json() == {"enabled": expected}, answer.text


@pytest.mark.parametrize("value", [True, False, None, 5, "x", [True, False], {"a": True}])
def test_json_keeps_its_type(gate: RunningApi, value: Any) -> None:
    assert ask(gate, "rpc/gate_json", json={"value": value}).json() == value


@pytest.mark.parametrize("value", [[], [True, False], [None, True], ["on", "f"]])
def test_booleans_of_a_list_are_what_they_say(gate: RunningApi, value: list[Any]) -> None:
    told = {"on": True, "f": False}
    expected = [told.get(one, one) if isinstance(one, str) else one for one in value]
    assert ask(gate, "rpc/gate_flags", json={"flags": value}).json() == expected


@pytest.mark.parametrize("value", ["maybe", "", 5, [], {}, {"a": True}])
def test_what_is_no_boolean_is_refused(gate: RunningApi, value: Any) -> None:
    answer = ask(gate, "rpc/gate_flag", json={"enabled": value})
    assert (answer.status_code, answer.json()["code"]) == (400, "22P02"), answer.text


@pytest.mark.parametrize(
    ("value", "expected"), [({"a": 1}, '{"a":1}'), ([1], "[1]"), (5, "5"), (True, "true")]
)
def test_text_of_an_object_is_its_json(gate: RunningApi, value: Any, expected: str) -> None:
    answer = ask(gate, "rpc/gate_text", json={"value": value})
    assert answer.json().replace(" ", "") == expected


LONG = "y" * 900_000


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("rpc/changes_since", {"topics": [], "page_size": LONG}),
        ("rpc/revoke_user_tokens", {"user_id": LONG}),
        ("rpc/revoke_user_tokens", {"user_id": '"' + LONG}),
        ("rpc/gate_text", {LONG: 1}),
        ("rpc/gate_text", {f"k{number}": 1 for number in range(60_000)}),
        ("gate_things", {"id": LONG, "name": "x"}),
        ("gate_things", {LONG: 1}),
        ("gate_things", {"id": 1, "name": "x", "request_id": {"a": LONG}, "no": LONG}),
        ("rpc/gate_raise", {"state": LONG}),
        ("rpc/gate_flags", {"flags": LONG}),
    ],
    ids=lambda value: value if isinstance(value, str) else next(iter(value))[:20],
)
@pytest.mark.parametrize("is_inner", [False, True])
def test_an_error_repeats_little_of_what_was_sent(
    gate: RunningApi, path: str, body: dict[str, Any], *, is_inner: bool
) -> None:
    if is_inner:
        if gate.api.served_by != LITE:
            pytest.skip("PostgREST is answered for by the gateway")
        token = mint(gate.inner.keys.jwt_secret, Claims("authenticated", "ada"))
        answer = httpx.post(
            f"{gate.inner.url}{gate.inner.prefix}/{path}",
            headers={
                "apikey": gate.inner.keys.publishable_key,
                "Authorization": f"Bearer {token}",
            },
            json=body,
            timeout=PATIENCE,
        )
    else:
        answer = ask(gate, path, json=body)
    assert 400 <= answer.status_code < 500, answer.text[:500]
    assert len(answer.content) < 2_500
    assert set(answer.json()) == {"code", "message", "details", "hint"}


def test_no_line_of_the_apis_log_is_long(gate: RunningApi) -> None:
    ask(gate, "rpc/gate_text", json={LONG: 1})
    ask(gate, "rpc/revoke_user_tokens", json={"user_id": LONG})
    lines = gate.log.read_text(errors="replace").splitlines()
    assert max(map(len, lines), default=0) < 2_000


@pytest.mark.parametrize("path", ["rpc/gate_text", "rpc/gate_json", "rpc/gate_flag"])
@pytest.mark.parametrize("value", ["a\0b", {"a": "\0"}, ["\0"], {"\0": 1}], ids=ascii)
def test_nul_in_a_value_is_the_callers_mistake(gate: RunningApi, path: str, value: Any) -> None:
    argument = "enabled" if path == "rpc/gate_flag" else "value"
    answer = ask(gate, path, json={argument: value})
    # The JSON of an object that holds NUL is a text without one.
    is_json_as_text = path == "rpc/gate_text" and not isinstance(value, str)
    assert answer.status_code == (200 if is_json_as_text else 400), answer.text
    assert len(answer.content) < 1_000


@pytest.mark.parametrize("name", ["iat", "nbf"])
def test_a_clock_that_is_a_little_ahead_is_believed(gate: RunningApi, name: str) -> None:
    claims = {"sub": str(user_id("ada")), "role": "authenticated", name: int(time.time()) + 20}
    token = jwt.encode(claims, gate.jwt_secret)
    user = Caller(gate.api.publishable_key, token)
    assert ask(gate, "rpc/gate_text", user, json={"value": "x"}).json() == "x"


def test_a_fragment_does_not_call_a_function(
    gate: RunningApi, setting: Callable[[str, Any], None]
) -> None:
    setting("core.access_log.rpcs", ["gate_text"])
    address = urlsplit(gate.api.url)
    user = gate.user()
    for name in ("gate_text#", "gate_text#x", "gate_text\\"):
        head = (
            f"POST /rest/v1/rpc/{name} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            f"apikey: {user.key}\r\nAuthorization: Bearer {user.token}\r\nConnection: close\r\n"
            'Content-Length: 13\r\n\r\n{"value":"x"}'
        )
        with socket.create_connection((address.hostname or "", address.port or 0)) as client:
            client.sendall(head.encode())
            assert client.makefile("rb").readline().split()[1] == b"400", name


def test_a_deep_body_is_the_callers_mistake(gate: RunningApi) -> None:
    for depth in (5_000, 200_000):
        body = '{"value":' + "[" * depth + "]" * depth + "}"
        answer = ask(
            gate, "rpc/gate_text", content=body, headers={"Content-Type": "application/json"}
        )
        assert 400 <= answer.status_code < 500, answer.text[:200]
    # Brackets inside a text are a text.
    value = "[" * 5_000 + '"\\'
    assert ask(gate, "rpc/gate_text", json={"value": value}).json() == value


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("P0001", 400),
        ("ZX001", 400),
        ("PT418", 418),
        ("22023", 400),
        ("23505", 409),
        ("23514", 400),
        ("42501", 403),
        ("42P01", 404),
        ("42883", 404),
        ("25006", 405),
        ("21000", 500),
        ("40P01", 500),
        ("54001", 500),
        ("57014", 500),
        ("XX000", 500),
        ("53100", 503),
        ("28000", 403),
    ],
)
def test_an_error_keeps_its_code_detail_and_hint(gate: RunningApi, state: str, status: int) -> None:
    answer = ask(gate, "rpc/gate_raise", json={"state": state})
    body = {"code": state, "message": "m", "details": "d", "hint": "h"}
    assert (answer.status_code, answer.json()) == (status, body)


def test_a_failed_check_is_a_400_with_its_code(gate: RunningApi) -> None:
    answer = ask(gate, "gate_things", json={"id": 1, "name": "bad"})
    assert (answer.status_code, answer.json()["code"]) == (400, "23514"), answer.text


def test_an_upsert_finds_the_key_of_the_table_below_a_view(gate: RunningApi) -> None:
    headers = {"Prefer": "return=representation,resolution=merge-duplicates"}
    for name in ("first", "second"):
        answer = ask(gate, "gate_things", json=[{"id": 7, "name": name}], headers=headers)
        assert answer.is_success, answer.text
        assert answer.json()[0]["name"] == name
    assert len(ask(gate, "gate_things?id=eq.7", method="GET").json()) == 1


def test_the_timeout_of_a_role_is_kept(gate: RunningApi) -> None:
    assert ask(gate, "rpc/gate_timeout", json={}).json() == "8s"
    assert ask(gate, "rpc/gate_timeout", gate.anon, json={}).json() == "3s"
    with db.connect(gate.database) as conn:
        name = urlsplit(gate.database).path[1:]
        conn.execute(f'alter role authenticated in database "{name}" set statement_timeout = 100')
        try:
            answer = ask(gate, "rpc/gate_short", json={})
        finally:
            conn.execute(f'alter role authenticated in database "{name}" reset statement_timeout')
    assert (answer.status_code, answer.json()["code"]) == (500, "57014")


def _sleepers(gate: RunningApi) -> int:
    with db.connect(gate.database) as conn:
        row = conn.execute(
            "select count(*) as n from pg_stat_activity where datname = current_database()"
            " and state = 'active' and wait_event = 'PgSleep'"
        ).fetchone()
    assert row is not None
    return int(row["n"])


def test_a_client_that_leaves_ends_its_query(gate: RunningApi) -> None:
    if gate.api.served_by != LITE:
        pytest.skip("PostgREST does not notice: the statement_timeout of the role ends it")
    if IS_WANTED:
        pytest.skip("the pooler has fewer connections than the pool of the API")
    name = urlsplit(gate.database).path[1:]
    with db.connect(gate.database) as conn:
        conn.execute(f'alter role authenticated in database "{name}" set statement_timeout = 0')
    address = urlsplit(gate.api.url)
    user = gate.user()
    head = (
        "POST /rest/v1/rpc/gate_sleep HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        f"apikey: {user.key}\r\nAuthorization: Bearer {user.token}\r\nContent-Length: 2\r\n\r\n{{}}"
    )
    try:
        # More than the pool has: some wait for a connection when they leave.
        clients = []
        for _ in range(15):
            client = socket.create_connection((address.hostname or "", address.port or 0))
            client.sendall(head.encode())
            clients.append(client)
        assert wait_until(lambda: _sleepers(gate) == 10, PATIENCE)
        for client in clients:
            client.close()
        assert wait_until(lambda: _sleepers(gate) == 0, PATIENCE)
        assert ask(gate, "rpc/gate_text", json={"value": "x"}).json() == "x"
    finally:
        with db.connect(gate.database) as conn:
            conn.execute(f'alter role authenticated in database "{name}" reset statement_timeout')


# Given: a server that may be stopped.
@pytest.fixture
def lone() -> Iterator[Server]:
    home = Path(tempfile.mkdtemp(prefix="rowhouse-lone-"))
    home.chmod(0o711)
    server = Server(home, settings=FAST)
    server.start()
    yield server
    server.stop()
    shutil.rmtree(home)


def test_without_postgres_it_is_503_until_it_is_back(lone: Server) -> None:
    apply_stand_in(lone.url("supabase_admin"))
    lone.set_passwords()
    with db.connect(lone.url("supabase_admin")) as conn:
        conn.execute(
            "create schema api; grant usage on schema api to anon, authenticated, service_role;"
            "create function api.f() returns int language sql stable return 1;"
            "create table api.t (id int primary key); grant select on api.t to service_role;"
            "grant execute on function api.f() to service_role"
        )
    with running_api(lone, lone.url()) as running:

        def status(path: str) -> int:
            return ask(running, path, running.service, "GET").status_code

        assert {status("rpc/f"), status("t")} == {200}
        lone.stop()
        answer = ask(running, "rpc/f", running.service, "GET")
        assert (answer.status_code, answer.json()["code"]) == (503, "PGRST000")
        assert status("t") == 503
        assert status("no_such_table") == 503
        # The API behind says the same, should Postgres go between the two.
        token = mint(running.inner.keys.jwt_secret, Claims("service_role"))
        inner = httpx.get(
            f"{running.inner.url}{running.inner.prefix}/t",
            headers={"apikey": running.inner.keys.secret_key, "Authorization": f"Bearer {token}"},
            timeout=PATIENCE,
        )
        assert inner.status_code == 503, inner.text
        lone.start()
        assert wait_until(lambda: status("rpc/f") == status("t") == 200, PATIENCE)
