"""The gateway before a backend that responds as PostgREST or the relay might."""

import asyncio
import gzip
import json
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import jwt
import psycopg
import pytest
from aiohttp import WSCloseCode, WSMsgType, web

from glue import db
from glue.gateway.problems import from_database
from glue.http.cors import Cors
from glue.http.tokens import Claims, mint, parse_duration
from glue.json_log import JsonLines
from glue.postgres.ports import free_port
from glue.postgres.server import Server
from tests.gateways import INNER, KEYS, Answer, Standing, standing

pytestmark = pytest.mark.once

# Given: a pre_request that writes down what it sees, and raises what a header says.
SEEN = """
create table core.seen (
    id bigint generated always as identity primary key,
    role text, method text, path text, claims jsonb, headers jsonb
);
grant insert on core.seen to anon, authenticated, service_role;
create or replace function core.pre_request() returns void
    language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_headers constant jsonb := current_setting('request.headers')::jsonb;
begin
    insert into core.seen (role, method, path, claims, headers) values (
        current_user, current_setting('request.method'), current_setting('request.path'),
        current_setting('request.jwt.claims')::jsonb, v_headers
    );
    perform set_config('response.headers', '[{"RateLimit-Remaining": "7"}]', true);
    case v_headers ->> 'x-raise'
        when 'PT429' then
            raise exception sqlstate 'PT429'
                using message = 'core.rate_limited', detail = 'a sentence', hint = 'a remedy';
        when 'PGRST' then
            raise exception sqlstate 'PGRST' using
                message = '{"code": "PT429", "message": "m", "details": "d", "hint": "h"}',
                detail = '{"status": 429, "headers": {"Retry-After": "3"}}';
        when '42501' then
            raise exception sqlstate '42501' using message = 'permission denied';
        when 'slow' then
            set local statement_timeout = '50ms';
            perform pg_sleep(60);
        else null;
    end case;
end;
$$;
"""


@pytest.fixture(scope="module")
def owner(make_database: Callable[..., str], server: Server) -> str:
    server.set_passwords()
    url = make_database()
    with db.connect(url) as conn:
        conn.execute(SEEN)
    return url


@pytest.fixture
def database(owner: str, server: Server) -> str:
    """The database as the gateway logs in; nothing was seen yet."""
    with db.connect(owner) as conn:
        conn.execute("truncate core.seen")
    return server.url("authenticator", urlsplit(owner).path[1:])


def seen(owner: str) -> list[dict[str, Any]]:
    with db.connect(owner) as conn:
        return conn.execute("select * from core.seen order by id").fetchall()


class Recorder:
    """A part that answers 200 and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []

    async def __call__(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer."""
        self.asked.append(
            {
                "method": request.method,
                "target": request.raw_path,
                "headers": request.headers,
                "body": await request.content.read(),
            }
        )
        response = web.Response(body=b"[]", content_type="application/json")
        response.headers.add("Set-Cookie", "a=1")
        response.headers.add("Set-Cookie", "b=2")
        response.headers["Content-Range"] = "0-0/*"
        return response

    @property
    def last(self) -> dict[str, Any]:
        """The newest request."""
        return self.asked[-1]

    def claims(self) -> dict[str, Any]:
        """Whom the newest request came from, verified as the API behind does."""
        token = self.last["headers"]["Authorization"].removeprefix("Bearer ")
        read: dict[str, Any] = jwt.decode(
            token, INNER.jwt_secret, ["HS256"], options={"verify_aud": False}
        )
        return read


def play(
    database: str, answer: Answer, scene: Callable[[Standing], Awaitable[None]], **options: Any
) -> None:
    async def act() -> None:
        async with asyncio.timeout(120), standing(database, answer, **options) as stand:
            await scene(stand)

    asyncio.run(act())


def token_of(name: str = "ada", role: str = "authenticated", lasts: str = "1h") -> str:
    return mint(KEYS.jwt_secret, Claims(role, name, expires_in=parse_duration(lasts)))


# -- keys and tokens ----------------------------------------------------------------------


def test_a_key_is_needed_and_must_be_one_of_the_stack(database: str, owner: str) -> None:
    part = Recorder()

    async def scene(stand: Standing) -> None:
        async with stand.ask("/rest/v1/things", key=None) as answer:
            assert answer.status == 401
            body = await answer.json()
            assert body["message"] == "No API key found in request"
            assert set(body) == {"code", "message", "details", "hint"}
        user = {"Authorization": f"Bearer {token_of()}"}
        async with stand.ask("/rest/v1/things", key=None, headers=user) as answer:
            assert answer.status == 401
        for key in ("x", "sb_secret_x", INNER.secret_key, token_of(), "a.b.c"):
            async with stand.ask("/rest/v1/things", key=key) as answer:
                assert answer.status == 401, key
                assert (await answer.json())["message"] == "Invalid API key"

    play(database, part, scene)
    assert part.asked == []
    assert seen(owner) == []


@pytest.mark.parametrize(
    ("key", "bearer", "role"),
    [
        (KEYS.publishable_key, None, "anon"),
        (KEYS.publishable_key, KEYS.publishable_key, "anon"),
        (KEYS.secret_key, None, "service_role"),
        (KEYS.publishable_key, KEYS.secret_key, "service_role"),
        (None, KEYS.publishable_key, "anon"),
        (None, KEYS.secret_key, "service_role"),
        (KEYS.publishable_key, "user", "authenticated"),
        (KEYS.secret_key, "user", "authenticated"),
        ("legacy anon", None, "anon"),
        ("legacy service_role", None, "service_role"),
        ("legacy anon", "user", "authenticated"),
    ],
)
def test_a_key_becomes_a_token_and_a_users_token_wins(
    database: str, owner: str, key: str | None, bearer: str | None, role: str
) -> None:
    part = Recorder()
    user = token_of("ada")
    if key and key.startswith("legacy"):
        key = mint(KEYS.jwt_secret, Claims(key.split()[1]))
    headers = {"Authorization": f"Bearer {user if bearer == 'user' else bearer}"} if bearer else {}

    async def scene(stand: Standing) -> None:
        async with stand.ask("/rest/v1/things", key=key, headers=headers) as answer:
            assert answer.status == 200
        assert part.claims()["role"] == role
        # The claims are the same, the token is another: the API's port is for the gateway alone.
        if bearer == "user":
            assert part.claims() == jwt.decode(user, options={"verify_signature": False})
        sent = part.last["headers"]
        assert user not in sent["Authorization"]
        inner = INNER.secret_key if role == "service_role" else INNER.publishable_key
        assert sent["apikey"] == inner

    play(database, part, scene)
    (row,) = seen(owner)
    assert (row["role"], row["claims"]["role"]) == (role, role)
    assert "apikey" not in row["headers"]


@pytest.mark.parametrize(
    ("claims", "code"),
    [
        ({"role": "authenticated", "exp": 1}, "PGRST303"),
        ({"role": "authenticated", "exp": "soon"}, "PGRST303"),
        ({"role": "authenticated", "exp": True}, "PGRST303"),
        ({"role": "authenticated", "nbf": 99999999999}, "PGRST303"),
        ({"role": "authenticated", "iat": 99999999999}, "PGRST303"),
        ({"role": "authenticated", "iat": 10**400}, "PGRST303"),
        ({"role": "none"}, "PGRST303"),
        ({"role": ""}, "PGRST303"),
        ({"role": ["anon"]}, "PGRST303"),
        ({"role": "authenticated", "x": float("nan")}, "PGRST303"),
        ({"role": "postgres"}, "42501"),
        ({"role": "no_such_role"}, "22023"),
    ],
    ids=str,
)
def test_a_token_that_does_not_hold_is_refused(
    database: str, claims: dict[str, Any], code: str
) -> None:
    part = Recorder()
    token = jwt.PyJWS().encode(json.dumps(claims).encode(), KEYS.jwt_secret, "HS256")

    async def scene(stand: Standing) -> None:
        headers = {"Authorization": f"Bearer {token}"}
        async with stand.ask("/rest/v1/things", headers=headers) as answer:
            assert answer.status in (401, 403), await answer.text()
            assert (await answer.json())["code"] == code

    play(database, part, scene)
    assert part.asked == []


@pytest.mark.parametrize("text", ["a\0", "\ud800", "x\udfff", "\\\0"], ids=ascii)
@pytest.mark.parametrize("name", ["role", "sub", "jti", "session_id", "supplier_id", "deep"])
def test_claims_that_are_no_text_of_postgres_are_refused(
    database: str, owner: str, name: str, text: str
) -> None:
    part = Recorder()
    claims: dict[str, Any] = {"role": "authenticated", name: text}
    if name == "deep":
        claims = {"role": "authenticated", "a": [{text: 1}]}
    token = jwt.PyJWS().encode(json.dumps(claims).encode(), KEYS.jwt_secret, "HS256")

    async def scene(stand: Standing) -> None:
        headers = {"Authorization": f"Bearer {token}"}
        async with stand.ask("/rest/v1/things", headers=headers) as answer:
            assert (answer.status, (await answer.json())["code"]) == (401, "PGRST303")

    play(database, part, scene)
    assert part.asked == []
    assert seen(owner) == []


def test_a_backslash_in_a_claim_is_text(database: str, owner: str) -> None:
    part = Recorder()
    claims = {"role": "authenticated", "x": "\\u0000", "é": "😀"}
    token = jwt.PyJWS().encode(json.dumps(claims).encode(), KEYS.jwt_secret, "HS256")

    async def scene(stand: Standing) -> None:
        headers = {"Authorization": f"Bearer {token}"}
        async with stand.ask("/rest/v1/things", headers=headers) as answer:
            assert answer.status == 200
        assert part.claims() == claims

    play(database, part, scene)
    assert seen(owner)[0]["claims"] == claims


@pytest.mark.parametrize("name", ["iat", "nbf"])
def test_a_clock_that_is_ahead_is_not_ahead_for_the_api(
    database: str, owner: str, name: str
) -> None:
    part = Recorder()
    ahead = int(time.time()) + 20
    token = jwt.encode({"role": "authenticated", name: ahead}, KEYS.jwt_secret)

    async def scene(stand: Standing) -> None:
        headers = {"Authorization": f"Bearer {token}"}
        async with stand.ask("/rest/v1/things", headers=headers) as answer:
            assert answer.status == 200

    play(database, part, scene)
    inner = jwt.decode(
        part.last["headers"]["Authorization"].removeprefix("Bearer "),
        options={"verify_signature": False},
    )
    assert inner[name] <= time.time()
    # What decides on revoked tokens sees the claim as it was signed.
    assert seen(owner)[0]["claims"][name] == ahead


def test_a_token_without_a_role_is_anons(database: str) -> None:
    part = Recorder()

    async def scene(stand: Standing) -> None:
        token = jwt.encode({"jti": "x"}, KEYS.jwt_secret)
        headers = {"Authorization": f"Bearer {token}"}
        async with stand.ask("/rest/v1/things", headers=headers) as answer:
            assert answer.status == 200
        assert part.claims() == {"jti": "x", "role": "anon"}
        # Another scheme is not a token: the key counts.
        headers = {"Authorization": "Basic eDp5"}
        async with stand.ask("/rest/v1/things", headers=headers) as answer:
            assert answer.status == 200
        assert part.claims() == {"role": "anon"}

    play(database, part, scene)


def test_the_secret_key_does_not_work_in_a_browser(database: str) -> None:
    async def scene(stand: Standing) -> None:
        headers = {"User-Agent": "Mozilla/5.0 (X11)"}
        async with stand.ask("/rest/v1/x", key=KEYS.secret_key, headers=headers) as answer:
            assert answer.status == 401
        async with stand.ask("/rest/v1/x", headers=headers) as answer:
            assert answer.status == 200

    play(database, Recorder(), scene)


def test_the_key_of_an_address_is_not_a_filter(database: str) -> None:
    part = Recorder()

    async def scene(stand: Standing) -> None:
        path = f"/rest/v1/things?id=eq.1&apikey={KEYS.publishable_key}&name=eq.%2Fa+b"
        async with stand.ask(path, key=None) as answer:
            assert answer.status == 200
        assert part.last["target"] == "/things?id=eq.1&name=eq.%2Fa+b"

    play(database, part, scene)


JSON = {"Content-Type": "application/json; charset=utf-8"}


@pytest.mark.parametrize("body", [b"[]", b" \n[{}]", b"1", b'"x"', b"null", b"\xef\xbb\xbf{}"])
def test_a_body_of_an_rpc_that_is_no_object_is_refused(database: str, body: bytes) -> None:
    async def in_pieces() -> AsyncIterator[bytes]:
        for place in range(len(body)):
            yield body[place : place + 1]

    async def scene(stand: Standing) -> None:
        for data in (body, in_pieces()):
            ask = stand.ask("/rest/v1/rpc/f", "POST", data=data, headers=JSON)
            async with ask as answer:
                assert (answer.status, (await answer.json())["code"]) == (400, "body_not_object")

    play(database, Recorder(), scene)


@pytest.mark.parametrize(
    ("path", "headers", "body"),
    [
        ("/rest/v1/rpc/f", JSON, b""),
        ("/rest/v1/rpc/f", JSON, b' \r\n\t{"a": [1]}'),
        ("/rest/v1/rpc/f", JSON | {"Prefer": "params=single-object"}, b"[1]"),
        ("/rest/v1/rpc/f", {"Content-Type": "application/octet-stream"}, b"[1]"),
        ("/rest/v1/rpc/f", {"Content-Type": "text/csv"}, b"a,b"),
        ("/rest/v1/rpc/f", JSON | {"Content-Encoding": "gzip"}, b"\x1f\x8b"),
        ("/rest/v1/things", JSON, b"[{}]"),
    ],
)
def test_another_body_is_passed_on(
    database: str, path: str, headers: dict[str, str], body: bytes
) -> None:
    part = Recorder()

    async def scene(stand: Standing) -> None:
        async with stand.ask(path, "POST", data=body, headers=headers) as answer:
            assert answer.status == 200
        assert part.last["body"] == body

    play(database, part, scene)


# -- paths --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "passed"),
    [
        ("/rest/v1", "/"),
        ("/rest/v1/", "/"),
        ("/rest/v1/rpc/%72evoke%5Ftoken?a=%20b", "/rpc/%72evoke%5Ftoken?a=%20b"),
        ("/rest/v1/%72pc/revoke_token", "/%72pc/revoke_token"),
        ("/rest/v1/things?select=*,other(*)", "/things?select=*,other(*)"),
    ],
)
def test_a_path_is_passed_on_raw(database: str, owner: str, path: str, passed: str) -> None:
    part = Recorder()

    async def scene(stand: Standing) -> None:
        async with stand.ask(path) as answer:
            assert answer.status == 200

    play(database, part, scene)
    assert part.last["target"] == passed
    assert seen(owner)[0]["path"] == passed.partition("?")[0]


@pytest.mark.parametrize(
    "target",
    [
        "/rest/v1/../realtime/v1/api/broadcast",
        "/rest/v1/..",
        "/rest/v1/%2e%2e/realtime/v1",
        "/rest/v1/%2E./x",
        "/./rest/v1/x",
        "//rest/v1/x",
        "/rest//v1/x",
        "/rest/v1//x",
        "/rest/v1//rpc/f",
        "/rest/v1/rpc//f",
        "/rest/v1/rpc/f/",
        "/rest/v1/rpc/",
        "/rest/v1/rpc%2Ff",
        "/rest/v1/rpc/f%2Fg",
        "/rest/v1/rpc/%2572evoke",
        "/rest/v1/rpc/f%00",
        "/rest/v1/x/",
        "/rest/v1x/y",
        "/REST/v1/x",
        "/",
        "/graphql/v1/",
        "/storage/v1/object",
        "/studio",
        "/etc/passwd",
    ],
)
def test_other_paths_are_not_served(database: str, owner: str, target: str) -> None:
    part = Recorder()

    async def scene(stand: Standing) -> None:
        head = f"GET {target} HTTP/1.1\nHost: x\nConnection: close\napikey: {KEYS.publishable_key}"
        text = await stand.ask_raw(head)
        assert text.startswith("HTTP/1.1 404 "), text
        body = json.loads(text.partition("\r\n\r\n")[2])
        assert set(body) == {"code", "message", "details", "hint"}

    play(database, part, scene)
    assert part.asked == []
    assert seen(owner) == []


@pytest.mark.parametrize(
    "target",
    [
        "/rest/v1/rpc/f#",
        "/rest/v1/rpc/f#x",
        "/rest/v1/rpc/f#?x",
        "/rest/v1/rpc/f?a=1#",
        "http://x#/rest/v1/rpc/f",
        "/rest/v1/rpc\\f",
        "\\rest/v1/rpc/f",
        "/rest/v1/rpc/f\x7f",
        "/rest/v1/rpc/\xc3\xa9",
        "/rest/v1/rpc/%C0%5F",
        "/rest/v1/%ff",
        '/rest/v1/rpc/"f"',
        "/health#",
    ],
)
def test_an_address_that_may_be_read_in_two_ways_is_refused(
    database: str, owner: str, target: str
) -> None:
    part = Recorder()

    async def scene(stand: Standing) -> None:
        head = f"POST {target} HTTP/1.1\nHost: x\nConnection: close\napikey: {KEYS.publishable_key}"
        text = await stand.ask_raw(head)
        assert " 400 " in text.splitlines()[0], text
        body = json.loads(text.partition("\r\n\r\n")[2])
        # Some are not HTTP already.
        assert body["code"] in ("bad_target", "bad_request")

    play(database, part, scene)
    assert part.asked == []
    assert seen(owner) == []


def test_an_absolute_target_is_its_path(database: str) -> None:
    part = Recorder()

    async def scene(stand: Standing) -> None:
        target = "http://elsewhere.example/rest/v1/x?a=1"
        head = f"GET {target} HTTP/1.1\nHost: y\nConnection: close\napikey: {KEYS.secret_key}"
        assert (await stand.ask_raw(head)).startswith("HTTP/1.1 200 ")
        assert part.last["target"] == "/x?a=1"

    play(database, part, scene)


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/auth/v1/signup", 501, "auth_not_served"),
        ("/auth/v1/token?grant_type=password", 501, "auth_not_served"),
        ("/functions/v1/webhooks", 503, "functions_not_started"),
        ("/graphql/v1", 503, "graphql_not_started"),
        ("/storage/v1/bucket", 404, "not_served_yet"),
    ],
)
def test_what_is_not_part_of_the_stack_says_so(
    database: str, path: str, status: int, code: str
) -> None:
    async def scene(stand: Standing) -> None:
        async with stand.ask(path, "POST", json={}) as answer:
            assert answer.status == status
            assert (await answer.json())["code"] == code

    play(database, Recorder(), scene)


def test_functions_want_a_key_unless_they_know_their_callers(database: str) -> None:
    part = Recorder()

    async def scene(stand: Standing) -> None:
        for path, key, status in (
            ("/functions/v1/open/pms", None, 200),
            ("/functions/v1/shut", None, 401),
            ("/functions/v1/shut", KEYS.publishable_key, 200),
            ("/functions/v1/%6fpen", None, 401),
            ("/functions/v1/", None, 401),
        ):
            async with stand.ask(path, "POST", key=key, data=b"x") as answer:
                assert answer.status == status, path

    play(database, part, scene, without_token=frozenset({"open"}))
    assert part.asked[0]["target"] == "/functions/v1/open/pms"


# -- headers ------------------------------------------------------------------------------


def test_headers_come_through_and_those_of_a_hop_do_not(database: str) -> None:
    part = Recorder()
    given = {
        "Prefer": "return=representation, count=exact",
        "Range": "0-9",
        "Range-Unit": "items",
        "Accept": "application/vnd.pgrst.object+json",
        "Accept-Profile": "api",
        "Content-Profile": "api",
        "If-None-Match": '"x"',
        "User-Agent": "a test",
        "X-Client-Info": "test/1",
        "traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    }
    of_the_hop = {
        "Connection": "keep-alive, X-Secret",
        "X-Secret": "not further",
        "Keep-Alive": "timeout=5",
        "TE": "trailers",
        "Proxy-Authorization": "Basic eA==",
        "Forwarded": "for=6.6.6.6",
        "X-Real-IP": "6.6.6.6",
    }

    async def scene(stand: Standing) -> None:
        async with stand.ask("/rest/v1/x", headers=given | of_the_hop) as answer:
            assert answer.status == 200
            assert answer.headers.getall("Set-Cookie") == ["a=1", "b=2"]
            assert answer.headers["Content-Range"] == "0-0/*"
        sent = part.last["headers"]
        assert {name: sent[name] for name in given} == given
        assert not set(of_the_hop) - {"Connection"} & set(sent)
        assert sent["Host"] == f"127.0.0.1:{stand.part.port}"
        assert sent["X-Forwarded-Host"] == f"127.0.0.1:{stand.plan.port}"
        assert sent["X-Forwarded-Proto"] == "http"

    play(database, part, scene)


@pytest.mark.parametrize(
    ("trusted", "expected"),
    [(0, "127.0.0.1"), (1, "9.9.9.9, 127.0.0.1"), (2, "6.6.6.6, 9.9.9.9, 127.0.0.1")],
)
def test_the_address_of_a_client_is_not_its_own_word(
    database: str, owner: str, trusted: int, expected: str
) -> None:
    part = Recorder()

    async def scene(stand: Standing) -> None:
        headers = {"X-Forwarded-For": "1.1.1.1, 6.6.6.6,9.9.9.9"}
        async with stand.ask("/rest/v1/x", headers=headers) as answer:
            assert answer.status == 200

    play(database, part, scene, trusted_proxies=trusted)
    assert part.last["headers"].getall("X-Forwarded-For") == [expected]
    assert seen(owner)[0]["headers"]["x-forwarded-for"] == expected


def test_a_request_has_an_id(database: str, owner: str) -> None:
    part = Recorder()

    async def scene(stand: Standing) -> None:
        for given, kept in (("abc-1", True), ("x" * 129, False), ("a b", False), ("", False)):
            async with stand.ask("/rest/v1/x", headers={"X-Request-Id": given}) as answer:
                told = answer.headers["X-Request-Id"]
                assert (told == given) is kept
                assert part.last["headers"]["X-Request-Id"] == told
        async with stand.ask("/nowhere") as answer:
            assert answer.headers["X-Request-Id"]

    play(database, part, scene)
    assert seen(owner)[0]["headers"]["x-request-id"] == "abc-1"
    assert seen(owner)[1]["headers"]["x-request-id"] == part.asked[1]["headers"]["X-Request-Id"]


def test_bytes_that_are_no_text_do_not_hide_a_caller(database: str, owner: str) -> None:
    async def scene(stand: Standing) -> None:
        head = (
            f"GET /rest/v1/x HTTP/1.1\nHost: x\nConnection: close\napikey: {KEYS.publishable_key}\n"
            "X-Odd: \xff\xfe"
        )
        assert (await stand.ask_raw(head)).startswith("HTTP/1.1 200 ")

    play(database, Recorder(), scene)
    assert seen(owner)[0]["headers"]["x-forwarded-for"] == "127.0.0.1"


@pytest.mark.parametrize(
    ("listed", "origin", "allowed"),
    [
        ("*", "https://a.example", "*"),
        ("https://a.example, https://b.example/", "https://b.example", "https://b.example"),
        ("https://a.example", "https://evil.example", None),
        ("https://a.example", "null", None),
        ("", "https://a.example", None),
    ],
)
def test_pages_of_listed_origins_may_read(
    database: str, listed: str, origin: str, allowed: str | None
) -> None:
    async def answer(_request: web.BaseRequest) -> web.StreamResponse:
        return web.Response(headers={"Access-Control-Allow-Origin": "*", "Vary": "Accept"})

    async def scene(stand: Standing) -> None:
        page = {"Origin": origin}
        asks = {
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "apikey, x-mine",
        }
        for path in ("/rest/v1/x", "/realtime/v1/api/broadcast", "/nowhere"):
            async with stand.ask(path, headers=page) as got:
                assert got.headers.getall("Access-Control-Allow-Origin", []) == (
                    [allowed] if allowed else []
                ), path
            # A browser asks before without a key.
            async with stand.ask(path, "OPTIONS", key=None, headers=page | asks) as got:
                assert got.status == 204
                assert got.headers.get("Access-Control-Allow-Origin") == allowed
                wanted = "apikey, x-mine" if allowed else None
                assert got.headers.get("Access-Control-Allow-Headers") == wanted

    play(database, answer, scene, cors=Cors.of(listed))


def test_an_options_that_no_page_asks_is_passed_on(database: str) -> None:
    part = Recorder()

    async def scene(stand: Standing) -> None:
        async with stand.ask("/rest/v1/x", "OPTIONS") as answer:
            assert answer.status == 200
        assert part.last["method"] == "OPTIONS"
        async with stand.ask("/rest/v1/x", "OPTIONS", key=None) as answer:
            assert answer.status == 401

    play(database, part, scene)


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND"])
def test_other_methods_are_405(database: str, owner: str, method: str) -> None:
    part = Recorder()

    async def scene(stand: Standing) -> None:
        head = f"{method} /rest/v1/x HTTP/1.1\nHost: x\nConnection: close\napikey: x"
        text = await stand.ask_raw(head)
        assert text.startswith("HTTP/1.1 405 "), text

    play(database, part, scene)
    assert part.asked == []
    assert seen(owner) == []


# -- what is not HTTP -----------------------------------------------------------------------

SECRET = "sb_secret_never_to_be_told"
NOT_HTTP = {
    "a bare LF": b"GET /rest/v1/x HTTP/1.1\nHost: x\napikey: %s\n\n",
    "a bad name": b"GET /rest/v1/x HTTP/1.1\r\napikey: %s\r\nb ad: %s\r\n\r\n",
    "a bad version": b"GET /%s HTTP/9\r\n\r\n",
    "no method": b"%s\r\n\r\n",
    "a long line": b"GET /%s" + b"x" * 70_000 + b" HTTP/1.1\r\n\r\n",
    "two lengths": (
        b"POST /%s HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"
    ),
    "a bad chunk": (
        b"POST /rest/v1/x HTTP/1.1\r\nHost: x\r\napikey: %k\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n%s\r\n"
    ),
}


@pytest.mark.parametrize("kind", NOT_HTTP)
def test_what_is_not_http_is_neither_repeated_nor_logged(
    database: str, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    async def scene(stand: Standing) -> None:
        given = NOT_HTTP[kind].replace(b"%s", SECRET.encode())
        given = given.replace(b"%k", KEYS.publishable_key.encode())
        text = await _send(stand, given)
        assert " 400 " in text.splitlines()[0], text
        body = json.loads(text.partition("\r\n\r\n")[2])
        assert set(body) == {"code", "message", "details", "hint"}
        assert SECRET not in text

    play(database, Recorder(), scene)
    lines = [JsonLines().format(record) for record in caplog.records]
    assert SECRET not in "".join(lines)
    assert max(map(len, lines)) < 1000


async def _send(stand: Standing, given: bytes) -> str:
    reader, writer = await asyncio.open_connection("127.0.0.1", stand.plan.port)
    writer.write(given)
    try:
        async with asyncio.timeout(60):
            return (await reader.read()).decode(errors="replace")
    finally:
        writer.close()


def test_a_line_of_a_log_is_short(caplog: pytest.LogCaptureFixture) -> None:
    log = logging.getLogger("rowhouse.gateway")
    log.warning("x" * 10_000, extra={"facts": {"topic": "é" * 10_000, "many": ["y" * 10_000]}})
    log.error("a request failed", exc_info=ValueError("z" * 100_000))
    for record in caplog.records:
        line = JsonLines().format(record)
        assert len(line) < 6000
        assert json.loads(line)["event"][0] in "xa"


@pytest.mark.parametrize("sent", ["GET /rest", "GET / HTTP/1.1\r\nHost: x\r\n"])
def test_a_head_has_a_deadline_however_slowly_it_comes(database: str, sent: str) -> None:
    async def scene(stand: Standing) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", stand.plan.port)
        writer.write(sent.encode())
        ended = asyncio.ensure_future(reader.read())
        while not ended.done():
            writer.write(b"x")
            await asyncio.wait({ended}, timeout=0.05)
        assert ended.exception() or ended.result() == b""
        writer.close()

    play(database, Recorder(), scene, head_seconds=0.5)


def test_a_connection_that_asks_nothing_more_is_closed(database: str) -> None:
    async def scene(stand: Standing) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", stand.plan.port)
        writer.write(b"GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n")
        assert b" 404 " in await reader.read()
        writer.close()

    play(database, Recorder(), scene, head_seconds=0.5)


@pytest.mark.parametrize(
    ("exc", "status"),
    [
        (psycopg.DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes"), 400),
        (psycopg.OperationalError("the connection is closed"), 503),
        (psycopg.InterfaceError("the connection is lost"), 503),
        (psycopg.errors.AdminShutdown("ended"), 503),
        (psycopg.errors.UntranslatableCharacter("\\u0000 cannot be converted to text"), 400),
    ],
)
def test_only_a_lost_connection_is_a_database_that_is_away(exc: psycopg.Error, status: int) -> None:
    assert from_database(exc, "anon").problem.status == status


# -- before the request -------------------------------------------------------------------


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PATCH", "DELETE"])
def test_every_method_is_seen_first_and_its_headers_are_answered(
    database: str, owner: str, method: str
) -> None:
    async def scene(stand: Standing) -> None:
        async with stand.ask("/rest/v1/rpc/f", method) as answer:
            assert answer.status == 200
            assert answer.headers["RateLimit-Remaining"] == "7"

    play(database, Recorder(), scene)
    assert [(row["method"], row["path"]) for row in seen(owner)] == [(method, "/rpc/f")]


def test_what_is_counted_stays_counted_when_the_call_fails(database: str, owner: str) -> None:
    async def refuse(_request: web.BaseRequest) -> web.StreamResponse:
        return web.json_response({"code": "PT422"}, status=422)

    async def scene(stand: Standing) -> None:
        async with stand.ask("/rest/v1/rpc/f", "POST", json={}) as answer:
            assert answer.status == 422
        await stand.part.stop()
        async with stand.ask("/rest/v1/rpc/f", "POST", json={}) as answer:
            assert answer.status == 503

    play(database, refuse, scene)
    assert len(seen(owner)) == 2


REFUSALS: dict[str, tuple[int, dict[str, Any], dict[str, str]]] = {
    "PT429": (
        429,
        {
            "code": "PT429",
            "message": "core.rate_limited",
            "details": "a sentence",
            "hint": "a remedy",
        },
        {},
    ),
    "PGRST": (
        429,
        {"code": "PT429", "message": "m", "details": "d", "hint": "h"},
        {"Retry-After": "3"},
    ),
    "42501": (
        401,
        {"code": "42501", "message": "permission denied", "details": None, "hint": None},
        {},
    ),
}


@pytest.mark.parametrize("raised", REFUSALS)
def test_a_refusal_before_has_the_answer_of_postgrest(
    database: str, owner: str, raised: str
) -> None:
    part = Recorder()
    status, body, headers = REFUSALS[raised]

    async def scene(stand: Standing) -> None:
        async with stand.ask("/rest/v1/x", headers={"X-Raise": raised}) as answer:
            assert (answer.status, await answer.json()) == (status, body)
            assert headers.items() <= answer.headers.items()
            assert answer.headers["Access-Control-Allow-Origin"] == "*"

    play(database, part, scene)
    assert part.asked == []
    assert seen(owner) == []


def test_a_slow_look_ends_in_time(database: str) -> None:
    async def scene(stand: Standing) -> None:
        async with stand.ask("/rest/v1/x", headers={"X-Raise": "slow"}) as answer:
            assert (answer.status, (await answer.json())["code"]) == (504, "57014")
        async with stand.ask("/rest/v1/x") as answer:
            assert answer.status == 200

    play(database, Recorder(), scene)


def test_without_pre_request_a_request_is_passed_on(blank_url: str, server: Server) -> None:
    part = Recorder()

    async def scene(stand: Standing) -> None:
        async with stand.ask("/rest/v1/x") as answer:
            assert answer.status == 200

    play(server.url("authenticator", urlsplit(blank_url).path[1:]), part, scene)
    assert len(part.asked) == 1


def test_a_database_that_is_away_is_503_and_comes_back(database: str, owner: str) -> None:
    """The port is nobody's at first; then there is a way to Postgres behind it."""
    port = free_port()
    parts = urlsplit(database)
    elsewhere = database.replace(f":{parts.port}/", f":{port}/")

    async def through(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        back, onward = await asyncio.open_connection("127.0.0.1", parts.port)

        async def pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
            while data := await source.read(65536):
                sink.write(data)
            sink.close()

        await asyncio.gather(pump(reader, onward), pump(back, writer))

    async def scene(stand: Standing) -> None:
        async with stand.ask("/rest/v1/x") as answer:
            assert (answer.status, (await answer.json())["code"]) == (503, "PGRST000")
            assert answer.headers["Retry-After"]
        async with stand.ask("/health") as answer:
            assert answer.status == 503
        way = await asyncio.start_server(through, "127.0.0.1", port)
        async with way:
            while True:
                async with stand.ask("/rest/v1/x") as answer:
                    if answer.status == 200:
                        break
            async with stand.ask("/health") as answer:
                assert answer.status == 200

    play(elsewhere, Recorder(), scene, database_seconds=0.5)
    assert len(seen(owner)) == 1


def test_connections_that_broke_are_replaced(database: str, owner: str) -> None:
    async def scene(stand: Standing) -> None:
        for _ in range(3):
            async with stand.ask("/rest/v1/x") as answer:
                assert answer.status == 200
            with psycopg.connect(owner) as conn:
                conn.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity"
                    " where application_name = 'rowhouse gateway'"
                    " and datname = current_database()"
                )

    play(database, Recorder(), scene)


# -- bodies -------------------------------------------------------------------------------

LARGE = b"x" * (10 * 1024 * 1024)


def test_10_mb_go_there_and_back(database: str) -> None:
    async def echo(request: web.BaseRequest) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        async for chunk in request.content.iter_any():
            await response.write(chunk)
        return response

    async def chunks() -> Any:
        for start in range(0, len(LARGE), 100_000):
            yield LARGE[start : start + 100_000]

    async def scene(stand: Standing) -> None:
        for body in (LARGE, chunks()):
            async with stand.ask("/rest/v1/rpc/f", "POST", data=body) as answer:
                assert await answer.read() == LARGE

    play(database, echo, scene, max_body_bytes=len(LARGE))


def test_what_is_compressed_stays_so(database: str) -> None:
    packed = gzip.compress(b"[1]")

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        assert await request.content.read() == packed
        return web.Response(body=packed, headers={"Content-Encoding": "gzip"})

    async def scene(stand: Standing) -> None:
        headers = {"Content-Encoding": "gzip", "Accept-Encoding": "gzip"}
        async with stand.ask("/rest/v1/x", "POST", data=packed, headers=headers) as got:
            assert got.headers["Content-Encoding"] == "gzip"
            assert await got.read() == packed

    play(database, answer, scene)


def test_a_body_that_is_too_long_is_refused(database: str) -> None:
    part = Recorder()

    async def endless() -> Any:
        while True:
            yield b"x" * 1000

    async def scene(stand: Standing) -> None:
        async with stand.ask("/rest/v1/rpc/f", "POST", data=b"x" * 10_001) as answer:
            assert (answer.status, (await answer.json())["code"]) == (413, "body_too_large")
        head = (
            f"POST /rest/v1/x HTTP/1.1\nHost: x\napikey: {KEYS.publishable_key}\n"
            "Transfer-Encoding: chunked"
        )
        chunk = b"3e8\r\n" + b"x" * 1000 + b"\r\n"
        text = await stand.ask_raw(head, chunk * 11)
        assert text.startswith("HTTP/1.1 413 "), text
        async with stand.ask("/rest/v1/rpc/f", "POST", data=b"x" * 10_000) as answer:
            assert answer.status == 200

    play(database, part, scene, max_body_bytes=10_000)
    # What was cut off never was a whole request there.
    assert [len(asked["body"]) for asked in part.asked] == [10_000]


@pytest.mark.parametrize(
    ("path", "length", "status"),
    [
        ("/rest/v1/things", 1000, 200),
        ("/rest/v1/things", 1001, 413),
        ("/rest/v1/rpc/filter_options", 1001, 413),
        ("/rest/v1/rpc/ingest_transactions", 5000, 200),
        ("/rest/v1/rpc/%69ngest_transactions", 5000, 200),
        ("/rest/v1/rpc/ingest_transactions", 5001, 413),
        ("/rest/v1/ingest_transactions", 1001, 413),
        ("/rest/v1/rpc/push_progress", 5000, 200),
        ("/rest/v1/rpc/receive_webhook", 5000, 200),
        ("/realtime/v1/api/broadcast", 3000, 200),
        ("/realtime/v1/api/broadcast", 3001, 413),
        ("/functions/v1/f", 1001, 413),
    ],
)
@pytest.mark.parametrize("chunked", [False, True])
def test_only_what_takes_rows_takes_a_large_body(
    database: str, path: str, length: int, status: int, *, chunked: bool
) -> None:
    async def pieces() -> Any:
        for _ in range(length):
            yield b"x"

    async def scene(stand: Standing) -> None:
        body = pieces() if chunked else b"x" * length
        async with stand.ask(path, "POST", data=body) as answer:
            assert answer.status == status, await answer.text()

    play(
        database,
        Recorder(),
        scene,
        without_token=frozenset(),
        max_body_bytes=1000,
        max_rows_bytes=5000,
        max_broadcast_bytes=3000,
    )


@pytest.mark.parametrize("chunked", [False, True])
def test_large_bodies_of_one_caller_wait_for_each_other(database: str, *, chunked: bool) -> None:
    arrived: asyncio.Queue[None] = asyncio.Queue()
    may_answer = asyncio.Event()

    async def hold(request: web.BaseRequest) -> web.StreamResponse:
        await request.content.read()
        if request.raw_path == "/rpc/push_progress":
            arrived.put_nowait(None)
            await may_answer.wait()
        return web.Response()

    async def pieces(length: int) -> Any:
        for _ in range(length // 100):
            yield b"x" * 100

    async def scene(stand: Standing) -> None:
        async def post(
            name: str | None, length: int = 2000, key: str = KEYS.publishable_key
        ) -> int:
            headers = {"Authorization": f"Bearer {token_of(name)}"} if name else {}
            body = pieces(length) if chunked else b"x" * length
            path = "/rest/v1/rpc/push_progress" if length > 1000 else "/rest/v1/x"
            async with stand.ask(path, "POST", key=key, headers=headers, data=body) as answer:
                if answer.status == 429:
                    assert (await answer.json())["code"] == "too_many_large_bodies"
                return int(answer.status)

        held = [asyncio.create_task(post("ada")) for _ in range(2)]
        for _ in held:
            await arrived.get()
        assert await post("ada") == 429
        assert await post("ada", 1000) == 200
        # Another user, an address without a user, and the secret key have their own.
        others = [asyncio.create_task(post("grace")), asyncio.create_task(post(None))]
        others += [asyncio.create_task(post(None, key=KEYS.secret_key)) for _ in range(3)]
        for _ in others:
            await arrived.get()
        may_answer.set()
        assert set(await asyncio.gather(*held, *others)) == {200}
        assert await post("ada") == 200

    play(database, hold, scene, max_body_bytes=1000, max_rows_bytes=5000)


@pytest.mark.parametrize("length", [100, 1_900, 3_000_000])
@pytest.mark.parametrize("field", ["message", "details", "hint", "code"])
def test_a_long_error_of_the_api_is_cut(database: str, field: str, length: int) -> None:
    body = {"code": "22P02", "message": "m", "details": None, "hint": "h", field: "y" * length}

    async def answer(_request: web.BaseRequest) -> web.StreamResponse:
        return web.json_response(body, status=400, headers={"X-Kept": "1"})

    async def scene(stand: Standing) -> None:
        async with stand.ask("/rest/v1/x") as got:
            assert (got.status, got.headers["X-Kept"]) == (400, "1")
            text = await got.text()
            told = json.loads(text)
        assert len(text) <= 2000
        assert set(told) == set(body)
        if length < 2000:
            assert told == body
        async with stand.ask("/rest/v1/x", "HEAD") as got:
            assert got.status == 400

    play(database, answer, scene)


def test_an_error_that_is_cut_keeps_its_other_fields(database: str) -> None:
    async def answer(_request: web.BaseRequest) -> web.StreamResponse:
        body = {"code": "PGRST202", "message": "m" * 10_000, "details": [{"a": 1}], "hint": None}
        return web.json_response(body, status=404)

    async def scene(stand: Standing) -> None:
        async with stand.ask("/rest/v1/x") as got:
            told = await got.json()
        assert told["message"] == "m" * 400 + "…"
        assert (told["code"], told["details"], told["hint"]) == ("PGRST202", '[{"a": 1}]', None)

    play(database, answer, scene)


@pytest.mark.parametrize("limit", ["silence_seconds", "upload_seconds"])
def test_a_body_that_never_ends_is_ended(database: str, limit: str) -> None:
    part = Recorder()

    async def scene(stand: Standing) -> None:
        head = (
            f"POST /rest/v1/x HTTP/1.1\nHost: x\napikey: {KEYS.publishable_key}\n"
            "Content-Length: 100"
        )
        text = await stand.ask_raw(head, b"{")
        assert text.startswith("HTTP/1.1 408 "), text

    play(database, part, scene, **{limit: 0.3})
    assert part.asked == []


def test_head_has_no_body_and_its_length(database: str) -> None:
    async def answer(_request: web.BaseRequest) -> web.StreamResponse:
        return web.Response(body=b"12345", headers={"Content-Range": "0-4/*"})

    async def scene(stand: Standing) -> None:
        async with stand.ask("/rest/v1/x", "HEAD") as got:
            assert (got.status, await got.read()) == (200, b"")
            assert got.headers["Content-Length"] == "5"

    play(database, answer, scene)


@pytest.mark.parametrize("status", [201, 204, 206, 304, 406, 416, 500])
def test_a_status_is_the_parts_own(database: str, status: int) -> None:
    async def answer(_request: web.BaseRequest) -> web.StreamResponse:
        return web.Response(status=status, reason="as it is")

    async def scene(stand: Standing) -> None:
        async with stand.ask("/rest/v1/x") as got:
            assert (got.status, got.reason) == (status, "as it is")

    play(database, answer, scene)


def test_a_redirect_is_the_clients_to_follow(database: str) -> None:
    async def answer(_request: web.BaseRequest) -> web.StreamResponse:
        return web.Response(status=302, headers={"Location": "http://10.0.0.1/"})

    async def scene(stand: Standing) -> None:
        async with stand.ask("/rest/v1/x") as got:
            assert (got.status, got.headers["Location"]) == (302, "http://10.0.0.1/")

    play(database, answer, scene)


# -- parts that fail ----------------------------------------------------------------------


def test_a_part_that_breaks_off_is_502_and_half_an_answer_is_none(database: str) -> None:
    async def die(request: web.BaseRequest) -> web.StreamResponse:
        assert request.transport is not None
        if request.raw_path == "/half":
            response = web.StreamResponse(headers={"Content-Length": "100"})
            await response.prepare(request)
            await response.write(b"half")
        request.transport.abort()
        return web.Response()

    async def scene(stand: Standing) -> None:
        async with stand.ask("/rest/v1/x", "POST", json={}) as answer:
            assert (answer.status, (await answer.json())["code"]) == (502, "part_broke_off")
        with pytest.raises(aiohttp.ClientError):
            async with stand.ask("/rest/v1/half") as answer:
                await answer.read()

    play(database, die, scene)


@pytest.mark.parametrize("said", [b"not HTTP\r\n\r\n", b"HTTP/1.1 200 OK\r\nb ad: 1\r\n\r\n", b""])
def test_a_part_that_speaks_no_http_is_502_and_no_token_is_logged(
    database: str, said: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    async def babble(request: web.BaseRequest) -> web.StreamResponse:
        assert isinstance(request.transport, asyncio.Transport)
        request.transport.write(said)
        request.transport.close()
        await asyncio.Event().wait()
        return web.Response()

    async def scene(stand: Standing) -> None:
        async with stand.ask("/rest/v1/x") as answer:
            assert (answer.status, (await answer.json())["code"]) == (502, "part_broke_off")

    play(database, babble, scene)
    lines = "".join(JsonLines().format(record) for record in caplog.records)
    assert "a part failed" in lines
    assert "Bearer" not in lines
    assert "sb_" not in lines


def test_a_part_that_is_away_is_503_and_comes_back(database: str) -> None:
    part = Recorder()

    async def scene(stand: Standing) -> None:
        for _ in range(2):
            async with stand.ask("/rest/v1/x", "POST", json={}) as answer:
                assert answer.status == 200
            await stand.part.stop()
            for path in ("/rest/v1/x", "/realtime/v1/api/broadcast"):
                async with stand.ask(path, "POST", json={}) as answer:
                    assert (answer.status, (await answer.json())["code"]) == (503, "part_away")
            with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
                await stand.http.ws_connect(f"{stand.url}/realtime/v1/websocket")
            assert caught.value.status == 503
            await stand.part.start()

    play(database, part, scene)


def test_a_part_that_is_silent_is_504(database: str) -> None:
    async def silent(_request: web.BaseRequest) -> web.StreamResponse:
        await asyncio.Event().wait()
        return web.Response()

    async def scene(stand: Standing) -> None:
        for method in ("GET", "POST"):
            async with stand.ask("/rest/v1/x", method) as answer:
                assert (answer.status, (await answer.json())["code"]) == (504, "part_too_slow")

    play(database, silent, scene, answer_seconds=0.3)


def test_a_client_that_leaves_ends_its_request_behind(database: str) -> None:
    begun, ended = asyncio.Event(), asyncio.Event()

    async def wait(_request: web.BaseRequest) -> web.StreamResponse:
        begun.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            ended.set()
            raise
        return web.Response()

    async def scene(stand: Standing) -> None:
        _, writer = await asyncio.open_connection("127.0.0.1", stand.plan.port)
        writer.write(
            b"GET /rest/v1/x HTTP/1.1\r\nHost: x\r\napikey: "
            + KEYS.publishable_key.encode()
            + b"\r\n\r\n"
        )
        await begun.wait()
        writer.transport.abort()
        await ended.wait()

    play(database, wait, scene)


# -- sockets ------------------------------------------------------------------------------


class Parrot:
    """Says again what is said; `close N why` closes, `die` breaks off."""

    def __init__(self) -> None:
        self.ended: asyncio.Queue[int | None] = asyncio.Queue()

    async def __call__(self, request: web.BaseRequest) -> web.StreamResponse:
        """Hold a conversation."""
        if "refused" in request.raw_path:
            return web.json_response({"error": "API key is missing"}, status=401)
        socket = web.WebSocketResponse(protocols=("two", "one"), max_msg_size=0)
        await socket.prepare(request)
        came_from = request.headers.get("X-Forwarded-For")
        await socket.send_str(json.dumps([request.raw_path, came_from]))
        async for message in socket:
            if message.type is WSMsgType.BINARY:
                await socket.send_bytes(message.data)
            elif message.data.startswith("close "):
                _, code, why = message.data.split()
                await socket.close(code=int(code), message=why.encode())
            elif message.data == "die":
                assert request.transport is not None
                request.transport.abort()
            else:
                await socket.send_str(message.data)
        self.ended.put_nowait(socket.close_code)
        return socket


def test_a_socket_speaks_both_ways(database: str) -> None:
    parrot = Parrot()

    async def scene(stand: Standing) -> None:
        url = f"{stand.url}/realtime/v1/websocket?apikey=a%2Bb&vsn=2.0.0"
        async with stand.http.ws_connect(url, protocols=("one", "three"), max_msg_size=0) as socket:
            assert socket.protocol == "one"
            path, came_from = json.loads(await socket.receive_str())
            assert path == "/realtime/v1/websocket?apikey=a%2Bb&vsn=2.0.0"
            assert came_from == "127.0.0.1"
            await socket.send_str("é" * 1000)
            assert await socket.receive_str() == "é" * 1000
            for size in (0, 1, 125, 126, 65_536, 3_000_000):
                data = bytes(number % 256 for number in range(size % 1000)) + b"\0" * (size // 2)
                await socket.send_bytes(data)
                assert await socket.receive_bytes() == data
            await socket.ping(b"there?")
            await socket.close(code=4321, message=b"enough")
        assert await parrot.ended.get() == 4321

    play(database, parrot, scene)


def test_a_socket_that_a_part_closes_is_closed_with_its_words(database: str) -> None:
    async def scene(stand: Standing) -> None:
        url = f"{stand.url}/realtime/v1/websocket"
        async with stand.http.ws_connect(url, autoclose=False) as socket:
            await socket.receive_str()
            await socket.send_str("close 1008 silent")
            message = await socket.receive()
            assert (message.type, message.data, message.extra) == (WSMsgType.CLOSE, 1008, "silent")
        async with stand.http.ws_connect(url) as socket:
            await socket.receive_str()
            await socket.send_str("die")
            message = await socket.receive()
            assert message.type in (WSMsgType.CLOSED, WSMsgType.ERROR)
            assert not isinstance(message.data, int)

    play(database, Parrot(), scene)


def test_a_client_that_vanishes_ends_its_socket_behind(database: str) -> None:
    parrot = Parrot()

    async def scene(stand: Standing) -> None:
        socket = await stand.http.ws_connect(f"{stand.url}/realtime/v1/websocket")
        await socket.receive_str()
        socket._response.close()  # noqa: SLF001 - the library has no other way to vanish
        await parrot.ended.get()

    play(database, parrot, scene)


def test_a_message_that_is_too_long_ends_its_socket(database: str) -> None:
    async def scene(stand: Standing) -> None:
        url = f"{stand.url}/realtime/v1/websocket"
        async with stand.http.ws_connect(url, autoclose=False) as socket:
            await socket.receive_str()
            await socket.send_bytes(b"x" * 20_000)
            message = await socket.receive()
            assert (message.type, message.data) == (WSMsgType.CLOSE, WSCloseCode.MESSAGE_TOO_BIG)

    play(database, Parrot(), scene, max_frame_bytes=10_000)


def test_a_refused_socket_is_refused_in_the_parts_words(database: str) -> None:
    async def scene(stand: Standing) -> None:
        headers = {"Connection": "Upgrade", "Upgrade": "websocket"}
        shake = {"Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA=="}
        path = "/realtime/v1/refused"
        async with stand.ask(path, key=None, headers=headers | shake) as answer:
            assert answer.status == 401
            assert await answer.json() == {"error": "API key is missing"}

    play(database, Parrot(), scene)
