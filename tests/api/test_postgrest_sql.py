"""What PostgREST would do with us: each RPC and view, by the SQL that it writes, as each role.

The calls are made from the catalog, so a new RPC or view is among them by itself. Where
PostgREST is on PATH, it is asked the same.
"""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import pytest

from glue import db
from glue.http.tokens import user_id
from glue.postgres.server import Server
from tests.postgrest import (
    Api,
    Function,
    PostgrestDouble,
    Query,
    Request,
    negotiate,
    route,
    running_postgrest,
    status_of,
)

pytestmark = pytest.mark.needs("filters", "reading")

ADA, BOB = str(user_id("ada")), str(user_id("bob"))
Claims = dict[str, Any] | None
CALLERS: dict[str, Claims] = {
    "anon": None,
    "user": {"role": "authenticated", "sub": ADA, "app_metadata": {"roles": []}},
    "admin": {"role": "authenticated", "sub": ADA, "app_metadata": {"roles": ["admin"]}},
    "server": {"role": "service_role"},
}
ADA_SIGNED_IN = CALLERS["user"]
UNDONE = {"prefer": "tx=rollback"}

# What a caller sends who knows the types alone.
PLAUSIBLE: dict[str, Any] = {
    "bigint": 1,
    "bigint[]": [1],
    "boolean": True,
    "date": "2026-01-01",
    "integer": 1,
    "interval": "1 hour",
    "jsonb": {},
    "numeric": 1,
    "text": "x",
    "text[]": ["x"],
    "timestamp with time zone": "2040-01-01T00:00:00Z",
    "uuid": ADA,
    "uuid[]": [ADA],
}
# PromQL's own server asks so, versions 2 and 3.
PROMETHEUS = (
    (
        "application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1"
        ";q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2"
    ),
    (
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/"
        "openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,"
        "text/plain;version=0.0.4;q=0.3,*/*;q=0.2"
    ),
)
GIVEN = """
    update core.settings set value = '{}' where name = 'core.rate_limits.anon';
    create function api.t_act() returns text language sql volatile
        set search_path = pg_catalog, pg_temp return 'done';
    grant execute on function api.t_act() to anon, authenticated, service_role;
    create function api.t_look() returns text language sql stable
        set search_path = pg_catalog, pg_temp return 'seen';
    grant execute on function api.t_look() to anon, authenticated, service_role;
    -- A caller who may insert into a view finds an own row in it.
    insert into reading.progress (user_id, series_id, chapter, device_id)
    values (%(ada)s, 1, 3, 'phone'), (%(bob)s, 1, 5, 'desk');
"""


@pytest.fixture(scope="module")
def database(make_database: Callable[..., str], server: Server) -> str:
    """A database whose readers have begun."""
    server.set_passwords()
    url = make_database()
    with db.connect(url, autocommit=False) as conn:
        for statement in GIVEN.split(";"):
            if statement.strip():
                conn.execute(statement.encode(), {"ada": ADA, "bob": BOB})
    return url


@pytest.fixture(scope="module")
def double(database: str, server: Server) -> Iterator[PostgrestDouble]:
    """PostgREST 13 to 16, as far as its SQL goes."""
    with db.connect(server.url("authenticator", urlsplit(database).path[1:])) as conn:
        yield PostgrestDouble(conn, since_13=True)


@pytest.fixture(scope="module", params=["12", "13 to 16", "on PATH"])
def api(
    request: pytest.FixtureRequest,
    database: str,
    server: Server,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Api]:
    """Each PostgREST that there is."""
    login = server.url("authenticator", urlsplit(database).path[1:])
    if request.param != "on PATH":
        with db.connect(login) as conn:
            yield PostgrestDouble(conn, since_13=request.param != "12")
        return
    program = shutil.which("postgrest")
    if program is None:
        pytest.skip("postgrest is not on PATH")
    with running_postgrest(program, tmp_path_factory.mktemp("postgrest"), login) as real:
        yield real


@pytest.fixture
def settings(database: str) -> Iterator[Callable[[str, object], None]]:
    """Set settings for one test, which has full buckets."""
    names: list[str] = []

    def set_one(name: str, value: object) -> None:
        names.append(name)
        with db.connect(database) as conn:
            conn.execute(
                "update core.settings set value = %s where name = %s", (json.dumps(value), name)
            )

    with db.connect(database) as conn:
        conn.execute("delete from core.rate_limits where true")
    yield set_one
    with db.connect(database) as conn:
        conn.execute(
            "update core.settings set value = case name when 'core.rate_limits.anon' then '{}'"
            " else default_value end where name = any(%s)",
            (names,),
        )


def rows(database: str, query: str) -> list[dict[str, Any]]:
    """Return what a query finds, as the owner."""
    with db.connect(database) as conn:
        return conn.execute(query.encode()).fetchall()


def functions_of(double: PostgrestDouble) -> list[Function]:
    """Return what is exposed, without the functions of these tests."""
    return [function for function in double.functions if not function.name.startswith("t_")]


def arguments_of(function: Function) -> dict[str, Any]:
    """Return a plausible value for each argument that must be there."""
    return {p.name: PLAUSIBLE[p.type] for p in function.parameters if p.is_required}


def as_query(arguments: Mapping[str, Any]) -> Query:
    """Return arguments as a GET carries them."""
    return [(name, _as_parameter(value)) for name, value in arguments.items()]


def _as_parameter(value: Any) -> str:
    if isinstance(value, list):
        return "{" + ",".join(map(str, value)) + "}"
    return value if isinstance(value, str) else json.dumps(value)


def may_execute(database: str, role: str) -> set[str]:
    """Return the exposed functions that a role may execute."""
    with db.connect(database) as conn:
        found = conn.execute(
            "select p.proname from pg_proc as p where p.pronamespace = 'api'::regnamespace"
            " and has_function_privilege(%s, p.oid, 'execute')",
            (role,),
        ).fetchall()
    return {row["proname"] for row in found}


def role_of(caller: str) -> str:
    """Return the database role of a caller."""
    return str((CALLERS[caller] or {"role": "anon"})["role"])


@pytest.mark.parametrize("caller", CALLERS)
def test_each_rpc_is_there_for_whom_it_is_granted_to(
    api: Api, double: PostgrestDouble, database: str, caller: str
) -> None:
    allowed = may_execute(database, role_of(caller))
    for function in functions_of(double):
        body = arguments_of(function)
        request = Request("POST", f"/rpc/{function.name}", (), body, CALLERS[caller], UNDONE)
        answer = api.ask(request)
        if function.name in allowed:
            # It may refuse what was sent, in its own words; it is there.
            assert answer.code is None or answer.code.startswith("PT"), (function.name, answer)
            assert answer.status not in (401, 404) or answer.message is not None
        else:
            refused = (401 if caller == "anon" else 403, "42501")
            assert (answer.status, answer.code) == refused, function.name


def test_what_needs_an_app_role_says_so_and_an_admin_has_it(
    api: Api, double: PostgrestDouble, database: str
) -> None:
    documented = {
        row["proname"]
        for row in rows(
            database,
            "select p.proname from pg_proc as p where p.pronamespace = 'api'::regnamespace"
            " and obj_description(p.oid, 'pg_proc') like '%core.not_permitted%'",
        )
    }
    refused = set()
    for function in functions_of(double):
        for caller in ("user", "admin"):
            body = arguments_of(function)
            answer = api.ask(
                Request("POST", f"/rpc/{function.name}", (), body, CALLERS[caller], UNDONE)
            )
            if (answer.code, answer.message) == ("PT403", "core.not_permitted"):
                assert caller == "user", function.name
                refused.add(function.name)
    assert refused <= documented
    assert {"metrics", "revert_change", "list_history", "register_dimension"} <= refused


@pytest.mark.parametrize("caller", ["admin", "server"])
def test_a_get_of_a_stable_rpc_answers_as_a_post(
    api: Api, double: PostgrestDouble, database: str, caller: str
) -> None:
    allowed = may_execute(database, role_of(caller))
    asked = [f for f in functions_of(double) if f.volatility != "v" and f.name in allowed]
    assert len(asked) > 5
    for function in asked:
        path, required = f"/rpc/{function.name}", arguments_of(function)
        # Each argument that may be left out, given alone.
        for more in ({}, *({p.name: PLAUSIBLE[p.type]} for p in function.parameters)):
            body = required | more
            posted = api.ask(Request("POST", path, (), body, CALLERS[caller]))
            got = api.ask(Request("GET", path, as_query(body), None, CALLERS[caller]))
            told = (posted.status, posted.code, posted.message, posted.content_type)
            assert (got.status, got.code, got.message, got.content_type) == told, (path, body)


@pytest.mark.parametrize("caller", CALLERS)
def test_a_get_of_a_volatile_rpc_writes_nothing_and_breaks_nothing(
    api: Api, double: PostgrestDouble, database: str, caller: str
) -> None:
    allowed = may_execute(database, role_of(caller))
    refused_to_write = []
    for function in functions_of(double):
        if function.volatility != "v":
            continue
        answer = api.ask(
            Request(
                "GET", f"/rpc/{function.name}", as_query(arguments_of(function)), None,
                CALLERS[caller],
            )
        )  # fmt: skip
        if function.name not in allowed:
            assert answer.code == "42501", function.name
        elif answer.code == "25006":
            assert answer.status == 405
            refused_to_write.append(function.name)
        else:
            assert answer.code is None or answer.code.startswith("PT"), (function.name, answer)
            assert answer.status < 500, (function.name, answer)
    assert caller == "anon" or refused_to_write != []


def test_pre_request_is_no_rpc(api: Api) -> None:
    for claims in CALLERS.values():
        answer = api.ask(Request("POST", "/rpc/pre_request", (), {}, claims))
        assert (answer.status, answer.code) == (404, "PGRST202")


@pytest.mark.parametrize("caller", CALLERS)
def test_each_view_is_there_for_whom_it_is_granted_to(
    api: Api, double: PostgrestDouble, database: str, caller: str
) -> None:
    assert double.relations != {}
    for relation in double.relations.values():
        with db.connect(database) as conn:
            row = conn.execute(
                "select has_table_privilege(%(role)s, %(view)s, 'select') as can_select,"
                " has_any_column_privilege(%(role)s, %(view)s, 'insert') as can_insert,"
                " has_any_column_privilege(%(role)s, %(view)s, 'update') as can_update,"
                " has_table_privilege(%(role)s, %(view)s, 'delete') as can_delete",
                {"role": role_of(caller), "view": f"api.{relation.name}"},
            ).fetchone()
        assert row is not None
        # An id that the database gives is refused before any right is asked for.
        changed = columns_of(database, relation.name, "authenticated", "update")
        one = dict.fromkeys((changed or relation.key)[:1])
        nowhere = [(column, "is.null") for column in relation.key[:1]]
        asked = {
            "can_select": Request("GET", f"/{relation.name}", (), None, CALLERS[caller]),
            "can_insert": Request("POST", f"/{relation.name}", (), [], CALLERS[caller]),
            "can_update": Request("PATCH", f"/{relation.name}", nowhere, one, CALLERS[caller]),
            "can_delete": Request("DELETE", f"/{relation.name}", nowhere, None, CALLERS[caller]),
        }
        for right, request in asked.items():
            answer = api.ask(request)
            if row[right]:
                assert answer.status < 300, (request, answer)
            else:
                refused = (401 if caller == "anon" else 403, "42501")
                assert (answer.status, answer.code) == refused, request


def columns_of(database: str, view: str, role: str, right: str) -> list[str]:
    """Return the columns of a view on which a role has a right."""
    with db.connect(database) as conn:
        found = conn.execute(
            "select a.attname from pg_attribute as a where a.attrelid = %(view)s::regclass"
            " and a.attnum > 0"
            " and has_column_privilege(%(role)s, %(view)s::regclass, a.attnum, %(right)s)"
            " order by a.attnum",
            {"view": f"api.{view}", "role": role, "right": right},
        ).fetchall()
    return [row["attname"] for row in found]


def insertable(database: str, view: str) -> list[str]:
    """Return the columns of a view that a signed-in user may insert."""
    return columns_of(database, view, "authenticated", "insert")


@pytest.mark.parametrize("resolution", ["merge-duplicates", "ignore-duplicates"])
@pytest.mark.parametrize("conflict", [True, False], ids=["on_conflict", "its key"])
def test_each_view_that_is_inserted_into_takes_an_upsert_of_what_it_shows(
    api: Api, double: PostgrestDouble, database: str, resolution: str, *, conflict: bool
) -> None:
    # A view whose key is given by the database, as the id of a record, takes no upsert.
    views = [r for r in double.relations.values() if {*r.key} <= {*insertable(database, r.name)}]
    assert views != []
    for view in views:
        seen = api.ask(Request("GET", f"/{view.name}", (), None, ADA_SIGNED_IN))
        assert seen.data, view.name
        columns = insertable(database, view.name)
        body = [{column: row[column] for column in columns} for row in seen.data]
        headers = {"prefer": f"resolution={resolution},return=representation,tx=rollback"}
        query = [("on_conflict", ",".join(view.key))] if conflict else []
        for payload in (body, body[0]):
            answer = api.ask(
                Request("POST", f"/{view.name}", query, payload, ADA_SIGNED_IN, headers)
            )
            assert answer.code is None, answer
            shown = [{column: row[column] for column in columns} for row in answer.data]
            merged = resolution == "merge-duplicates"
            assert shown == ((payload if payload is body else [payload]) if merged else [])
            assert answer.status == (200 if merged else 201)


def progress_of(database: str) -> list[tuple[str, int, float, str]]:
    """Return the progress, as (reader, series, chapter, device)."""
    found = rows(
        database,
        "select user_id::text, series_id, chapter::float, device_id from reading.progress"
        " order by user_id, series_id",
    )
    return sorted((r["user_id"], r["series_id"], r["chapter"], r["device_id"]) for r in found)


def progress(
    method: str, query: Query, body: Any, prefer: str = "", claims: Claims = ADA_SIGNED_IN
) -> Request:
    """Return a request for api.reading_progress."""
    return Request(method, "/reading_progress", query, body, claims, {"prefer": prefer})


@pytest.fixture
def begun(database: str) -> list[tuple[str, int, float, str]]:
    """Ada and Bob have begun one series each."""
    with db.connect(database) as conn:
        conn.execute("delete from reading.progress where series_id <> 1")
        conn.execute("delete from reading.tombstones where true")
        conn.execute("update reading.progress set chapter = 3, device_id = 'phone' where true")
    return progress_of(database)


MERGE = "resolution=merge-duplicates"


@pytest.mark.parametrize("query", [[], [("on_conflict", "user_id,series_id")]], ids=str)
def test_an_upsert_moves_a_reader_on(
    api: Api, database: str, begun: list[Any], query: Query
) -> None:
    body = {"user_id": ADA, "series_id": 1, "chapter": 9, "device_id": "desk"}
    answer = api.ask(progress("POST", query, body, f"{MERGE},return=representation"))
    assert (answer.status, answer.data[0]["chapter"]) == (200, 9)
    bulk = [body | {"chapter": 10}, body | {"series_id": 2, "chapter": 1}]
    answer = api.ask(progress("POST", query, bulk, MERGE))
    assert (answer.status, answer.data) == (201, None)
    # Without user_id, it is the caller.
    mine = {"series_id": 1, "chapter": 11, "device_id": "desk"}
    assert api.ask(progress("POST", query, mine, MERGE)).status == 200
    assert set(progress_of(database)) - set(begun) == {
        (ADA, 1, 11.0, "desk"), (ADA, 2, 1.0, "desk"),
    }  # fmt: skip


def test_a_put_of_one_row_is_an_upsert_too(api: Api, database: str, begun: list[Any]) -> None:
    body = {"user_id": ADA, "series_id": 1, "chapter": 4, "device_id": "desk"}
    key = [("user_id", f"eq.{ADA}"), ("series_id", "eq.1")]
    assert api.ask(progress("PUT", key, body)).status == 204
    assert api.ask(progress("PUT", [key[0], ("series_id", "eq.2")], body)).code == "PGRST115"
    assert set(progress_of(database)) - set(begun) == {(ADA, 1, 4.0, "desk")}


def test_an_insert_ignores_what_is_there(api: Api, database: str, begun: list[Any]) -> None:
    body = {"user_id": ADA, "series_id": 1, "chapter": 4, "device_id": "desk"}
    assert api.ask(progress("POST", [], body, "resolution=ignore-duplicates")).status == 201
    refused = api.ask(progress("POST", [], body))
    assert (refused.status, refused.code) == (409, "23505")
    assert progress_of(database) == begun


def test_nothing_of_another_reader_is_written(api: Api, database: str, begun: list[Any]) -> None:
    theirs = {"user_id": BOB, "series_id": 1, "chapter": 99, "device_id": "desk"}
    both = [theirs, theirs | {"user_id": ADA}]
    for body in (theirs, theirs | {"series_id": 7}, both):
        for resolution in (MERGE, "resolution=ignore-duplicates", "return=representation"):
            answer = api.ask(progress("POST", [], body, resolution))
            assert (answer.status, answer.code) == (403, "42501"), (body, resolution)
    key = [("user_id", f"eq.{BOB}"), ("series_id", "eq.1")]
    assert api.ask(progress("PUT", key, theirs)).code == "42501"
    whole = "return=representation"
    assert api.ask(progress("PATCH", key, {"chapter": 99}, whole)).data == []
    assert api.ask(progress("DELETE", key, None, whole)).data == []
    for change in ({"user_id": BOB}, {"series_id": 7}, {"user_id": BOB, "series_id": 7}):
        for claims in (ADA_SIGNED_IN, CALLERS["server"]):
            answer = api.ask(progress("PATCH", [("user_id", f"eq.{ADA}")], change, "", claims))
            assert (answer.status, answer.message) == (409, "core.fixed_key"), change
    assert api.ask(progress("POST", [], theirs, MERGE, None)).status == 401
    assert progress_of(database) == begun


def test_a_row_is_patched_deleted_counted_and_read_in_part(
    api: Api, database: str, begun: list[Any]
) -> None:
    mine = [("series_id", "eq.1"), ("select", "series_id,chapter")]
    patched = api.ask(progress("PATCH", mine, {"chapter": 8}, "return=representation"))
    assert patched.data == [{"series_id": 1, "chapter": 8}] or patched.data[0]["chapter"] == 8
    counted = api.ask(progress("GET", [("chapter", "gte.1"), ("limit", "1")], None, "count=exact"))
    assert counted.headers["Content-Range"] == "0-0/1"
    one = api.ask(
        Request(
            "GET", "/reading_progress", mine, None, ADA_SIGNED_IN,
            {"accept": "application/vnd.pgrst.object+json"},
        )
    )  # fmt: skip
    assert one.data == {"series_id": 1, "chapter": 8}
    assert api.ask(progress("DELETE", [("series_id", "eq.1")], None)).status == 204
    assert [reader for reader, *_ in progress_of(database)] == [BOB]
    again = {"series_id": 1, "chapter": 3, "device_id": "phone"}
    assert api.ask(progress("POST", [], again, "missing=default")).status == 201
    assert progress_of(database) == begun


# Every spelling that PostgREST routes to the RPC, and some that it does not.
SPELLINGS = {
    "/rpc/t_act": True,
    "/rpc/t%5Fact": True,
    "/rpc/t%5fact": True,
    "/rpc/%74_act": True,
    "/rpc/%74%5f%61%63%74": True,
    "/%72pc/t_act": True,
    "/%72%70%63/%74%5F%61%63%74": True,
    "/rpc/t%255Fact": False,
    "/rpc/T_ACT": False,
    "/RPC/t_act": False,
    "/rpc/t_act/": False,
    "//rpc/t_act": False,
    "/rpc%2Ft_act": False,
    "/rpc/t+act": False,
    "/rpc/t_act%20": False,
    "/rpc/t_act%00": False,
    "/rpc/t%C1%9Fact": False,
    "/rpc/t%zzact": False,
    "/rest/v1/rpc/t_act": False,
}


@pytest.mark.parametrize("path", [path for path, is_routed in SPELLINGS.items() if is_routed])
def test_a_limit_and_the_log_hold_however_the_path_is_spelt(
    api: Api, database: str, settings: Callable[[str, object], None], path: str
) -> None:
    settings("core.rate_limits.rpcs", {"t_act": {"requests": 2, "seconds": 36000}})
    settings("core.access_log.rpcs", ["t_act"])
    with db.connect(database) as conn:
        conn.execute("truncate core.access_log")
    spelt = Request("POST", path, (), {}, ADA_SIGNED_IN)
    plain = Request("POST", "/rpc/t_act", (), {}, ADA_SIGNED_IN)
    assert [api.ask(request).status for request in (spelt, plain, spelt)] == [200, 200, 429]
    logged = rows(database, "select thing from core.access_log")
    assert logged == [{"thing": "rpc:t_act"}] * 2
    get = api.ask(Request("GET", path, (), None, ADA_SIGNED_IN))
    assert (get.status, get.message) == (405, "core.post_only")


@pytest.mark.parametrize("path", [path for path, is_routed in SPELLINGS.items() if not is_routed])
def test_any_other_spelling_calls_nothing(api: Api, path: str) -> None:
    answer = api.ask(Request("POST", path, (), {}, ADA_SIGNED_IN))
    assert answer.status in (400, 404, 405), answer


def test_a_stable_rpc_that_is_limited_or_logged_says_what_to_do(
    api: Api, settings: Callable[[str, object], None]
) -> None:
    settings("core.rate_limits.rpcs", {"t_look": {"requests": 2, "seconds": 60}})
    for method in ("POST", "GET"):
        answer = api.ask(Request(method, "/rpc/t_look", (), {} if method == "POST" else None))
        assert (answer.status, answer.message) == (405, "core.must_be_volatile")
        assert answer.data["hint"].startswith("Make the RPC volatile")
    settings("core.rate_limits.rpcs", {})
    settings("core.access_log.rpcs", ["t_look"])
    answer = api.ask(Request("POST", "/rpc/t_look", (), {}))
    assert (answer.status, answer.message) == (405, "core.must_be_volatile")


def test_of_40_anonymous_requests_exactly_30_pass(
    api: Api, settings: Callable[[str, object], None]
) -> None:
    settings("core.rate_limits.anon", {"requests": 30, "seconds": 36000})
    request = Request("POST", "/rpc/t_act", (), {}, None, {"x-forwarded-for": "203.0.113.9"})
    answers = [api.ask(request) for _ in range(40)]
    assert [answer.status for answer in answers] == [200] * 30 + [429] * 10
    refusal = answers[-1]
    assert (refusal.code, refusal.message) == ("PT429", "core.rate_limited")
    assert int(refusal.headers["Retry-After"]) > 0
    # The same address in another notation has no tokens of its own, another address has.
    for address, status in {
        "::ffff:cb00:7109": 429, "[::ffff:203.0.113.9]:443": 429, "::ffff:cb00:710a": 200,
    }.items():  # fmt: skip
        headers = {"x-forwarded-for": address}
        assert api.ask(Request("POST", "/rpc/t_act", (), {}, None, headers)).status == status


def test_a_revoked_token_is_refused_also_on_a_get(api: Api, database: str) -> None:
    claims = {"role": "authenticated", "sub": str(user_id("rae")), "iat": 1, "jti": "t-gone"}
    with db.connect(database) as conn:
        conn.execute(
            "insert into core.revoked_tokens (jti, revoked_at, expires_at)"
            " values ('t-gone', now(), now() + interval '1 day') on conflict do nothing"
        )
    for method, path in (
        ("GET", "/reading_progress"),
        ("GET", "/rpc/t_look"),
        ("POST", "/rpc/t_act"),
    ):
        answer = api.ask(Request(method, path, (), {} if method == "POST" else None, claims))
        assert (answer.status, answer.message) == (401, "core.token_revoked")


@pytest.mark.parametrize("accept", ["text/plain", *PROMETHEUS], ids=["plain", "2", "3"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_prometheus_is_given_what_it_asks_for(api: Api, accept: str, method: str) -> None:
    body: dict[str, Any] | None = {} if method == "POST" else None
    for caller in ("server", "admin"):
        answer = api.ask(
            Request(method, "/rpc/metrics", (), body, CALLERS[caller], {"accept": accept})
        )
        assert (answer.status, answer.content_type) == (200, "text/plain")
        assert answer.data.startswith("# HELP rowhouse_")
        assert answer.data.endswith("\n")
    promtool = shutil.which("promtool")
    if promtool is not None:
        done = subprocess.run(
            [promtool, "check", "metrics"], input=answer.data, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_a_client_that_wants_json_gets_the_metrics_as_a_string(api: Api) -> None:
    for accept in ("application/json", "*/*"):
        answer = api.ask(
            Request("GET", "/rpc/metrics", (), None, CALLERS["server"], {"accept": accept})
        )
        assert (answer.status, answer.content_type) == (200, "application/json")
        assert answer.data.startswith("# HELP rowhouse_")
    refused = api.ask(
        Request("GET", "/rpc/metrics", (), None, CALLERS["server"], {"accept": "image/png"})
    )
    assert (refused.status, refused.code) == (406, "PGRST107")
    other = api.ask(Request("GET", "/rpc/t_look", (), None, None, {"accept": "text/plain"}))
    assert (other.status, other.code) == (406, "PGRST107")


@pytest.mark.needs("suppliers")
@pytest.mark.parametrize("accept", ["*/*", "text/calendar", "application/json"])
def test_a_calendar_is_sent_to_whoever_has_its_token(api: Api, database: str, accept: str) -> None:
    with db.connect(database) as conn:
        conn.execute("delete from suppliers.calendar_tokens where true")
        conn.execute(
            "insert into suppliers.calendar_tokens (user_id, name, token_hash, created_at)"
            " values (%s, 'Phone', sha256('t-feed'), now())",
            (ADA,),
        )
    query: Query = (("token", "t-feed"),)
    answer = api.ask(Request("GET", "/rpc/calendar_feed", query, None, None, {"accept": accept}))
    assert (answer.status, answer.content_type) == (200, "text/calendar")
    assert answer.data.startswith("BEGIN:VCALENDAR\r\n")
    lost = api.ask(Request("GET", "/rpc/calendar_feed", (("token", "t-x"),), None, None))
    assert (lost.status, lost.message) == (404, "suppliers.unknown_feed")


def test_a_change_is_taken_back_by_an_admin_alone(api: Api, database: str) -> None:
    with db.connect(database) as conn:
        conn.execute(
            "insert into master.brands (brand_key, name) values ('t_back', 'One')"
            " on conflict (brand_key) do update set name = 'One'"
        )
        conn.execute("update master.brands set name = 'Two' where brand_key = 't_back'")
        row = conn.execute("select max(id) as id from core.audit_entries").fetchone()
        assert row is not None
    body = {"entry_id": row["id"]}
    for caller, status in {"anon": 401, "user": 403, "admin": 200}.items():
        answer = api.ask(Request("POST", "/rpc/revert_change", (), body, CALLERS[caller]))
        assert answer.status == status, answer
    assert answer.data["name"] == "One"
    again = api.ask(Request("POST", "/rpc/revert_change", (), body, CALLERS["server"]))
    assert (again.status, again.message) == (409, "core.row_moved_on")


# What the double knows of PostgREST itself.


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("/", []),
        ("/things", ["things"]),
        ("/rpc/a%2Fb", ["rpc", "a/b"]),
        ("/rpc/a/", ["rpc", "a", ""]),
        ("/rpc/%E9", ["rpc", "\ufffd"]),
        ("/rpc/%%41+", ["rpc", "%A+"]),
    ],
)
def test_a_path_is_decoded_once_in_parts(path: str, parts: list[str]) -> None:
    assert route(path) == parts


def test_the_first_acceptable_type_by_quality_is_sent() -> None:
    assert negotiate("text/plain;q=0.1, application/json;q=0.2", "text/plain") == "application/json"
    assert negotiate("*/*, text/plain", "text/plain") == "text/plain"
    assert negotiate("image/png, */*;q=0.1", None) == "application/json"


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("PT422", 422), ("PTabc", 500), ("42501", 403), ("25006", 405), ("25001", 500),
        ("P0001", 400), ("P0002", 500), ("23505", 409), ("23514", 400), ("22P02", 400),
        ("54001", 500), ("57014", 500), ("ZX001", 400), ("0LP01", 403), ("53300", 503),
    ],
)  # fmt: skip
def test_a_sqlstate_has_its_status(code: str, status: int) -> None:
    assert status_of(code, "", is_anon=False) == status
    assert status_of("42501", "", is_anon=True) == 401
    assert status_of("21000", "UPDATE requires a WHERE clause", is_anon=False) == 400
    assert status_of("22023", 'role "x" does not exist', is_anon=False) == 401
