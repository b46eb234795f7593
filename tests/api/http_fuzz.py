"""Generated calls through the gateway, judged by schemathesis against the OpenAPI document."""

import itertools
import json
import time
from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import httpx
import jwt
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.core import NOT_SET
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from glue import db
from glue.postgres.server import Server
from glue.schema.rpcs import Rpc
from tests.api.conftest import RunningApi, running_api
from tests.api.fuzz import fuzzed
from tests.api.sample import ROLES, Connection, only, prepare

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]

# A trigger on every table notes what was committed: a refused call leaves no note.
_NOTE_CHANGES = """
create schema fuzz;
create table fuzz.changes (id bigint generated always as identity, name text);
create function fuzz.note() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    insert into fuzz.changes (name) values (tg_table_schema || '.' || tg_table_name);
    return null;
end;
$$;
do $$
declare
    v_table regclass;
begin
    for v_table in
        select c.oid
        from pg_class as c
        inner join pg_namespace as n on c.relnamespace = n.oid
        where
            c.relkind in ('r', 'p')
            and c.relpersistence <> 't'
            and n.nspname not in ('pg_catalog', 'information_schema', 'fuzz')
            -- The gateway counts requests, refused ones too.
            and c.relname not in ('request_counts', 'request_totals')
            and not exists (select from pg_depend as d where d.objid = c.oid and d.deptype = 'e')
    loop
        execute format(
            'create trigger t99_fuzz after insert or update or delete or truncate on %s'
            ' for each statement execute function fuzz.note()', v_table
        );
    end loop;
end;
$$;
update core.settings set value = '{}' where name like 'core.rate_limits.%';
"""


class HttpFuzz:
    """Makes calls of every RPC as every role, and notes what the document does not allow."""

    def __init__(self, server: Server, rpcs: list[Rpc]) -> None:
        self.server = server
        self.rpcs = rpcs
        self.seen: Counter[str] = Counter()
        self.faults: dict[str, str] = {}
        self.changes = 0
        """Of all calls: without any, the notes of changes would prove nothing."""

    def run(self, database: str, count: int, salt: int = 0) -> None:
        """Call each RPC with so many bodies, by one role after another."""
        self.server.set_passwords()
        admin = self.server.url("supabase_admin", urlsplit(database).path[1:])
        with db.connect(database, autocommit=False) as conn:
            sound = prepare(conn)
            conn.commit()
        with (
            db.connect(admin, autocommit=True) as conn,
            running_api(self.server, database) as api,
            httpx.Client(base_url=f"{api.api.url}/rest/v1", timeout=60) as http,
        ):
            conn.execute(_NOTE_CHANGES)
            client = _Client(conn, http, api)
            turns = itertools.cycle(ROLES)
            for one in fuzzed(self.rpcs, sound):
                call = partial(self._call, client, one.rpc, turns)
                one.run(count, call, salt)
            self.changes += client.changes()

    def _call(
        self, client: "_Client", rpc: Rpc, turns: Iterator[str], case: Case[Any], body: Any
    ) -> None:
        role = next(turns)
        before = client.changes()
        response = client.post(rpc.name, role, body, _media_type(case))
        self.seen[str(response.status_code)] += 1
        fault = _fault(case, response)
        is_given = not (body is NOT_SET or isinstance(body, dict | bytes))
        if is_given and _code(response) != "body_not_object":
            fault = "the body is not an object, and is not refused as such"
        if not response.is_success and client.changes() != before:
            fault = f"refused, but it changed {client.changed_since(before)}"
        if fault is not None:
            kind = f"{rpc.name}: {response.status_code} {fault[:70]}"
            told = f"{fault} as {role} with {body!r:.500}: {response.text:.600}"
            self.faults.setdefault(kind, told)


def _media_type(case: Case[Any]) -> str:
    """Return the media type that the document gives the answer."""
    answer = case.operation.definition.raw["responses"].get("200", {})
    return next(iter(answer.get("content", {})), "application/json")


def _code(response: httpx.Response) -> str:
    answer = response.json()
    return str(answer.get("code")) if isinstance(answer, dict) else ""


def _fault(case: Case[Any], response: httpx.Response) -> str | None:
    try:
        case.validate_response(response, checks=CHECKS)
    except FailureGroup as group:
        return "; ".join(f"{one.title}: {one.message}" for one in group.exceptions)[:600]
    return None


class _Client:
    """Posts bodies as each role, and sees what was committed."""

    def __init__(self, conn: Connection, http: httpx.Client, api: RunningApi) -> None:
        self._conn = conn
        self._http = http
        self._headers = {role: _headers(api, claims) for role, claims in ROLES.items()}

    def post(self, name: str, role: str, body: Any, accept: str) -> httpx.Response:
        """Send a body: JSON, or the bytes that schemathesis made."""
        is_raw = isinstance(body, bytes)
        content = body if is_raw else b"" if body is NOT_SET else json.dumps(body).encode()
        headers = self._headers[role] | {"Accept": accept}
        return self._http.post(f"/rpc/{name}", content=content, headers=headers)

    def changes(self) -> int:
        """Return the last change that was committed."""
        return int(only(self._conn, "select coalesce(max(id), %s) from fuzz.changes", 0))

    def changed_since(self, change: int) -> str:
        """Return the tables that were changed after this."""
        names = "select string_agg(distinct name, ', ') from fuzz.changes where id > %s"
        return str(only(self._conn, names, change))


def _headers(api: RunningApi, claims: dict[str, Any]) -> dict[str, str]:
    """Return the headers of a caller: a user has a token besides the key."""
    secret, public = api.api.secret_key, api.api.publishable_key
    headers = {
        "apikey": secret if claims["role"] == "service_role" else public,
        "Content-Profile": "api",
        "Content-Type": "application/json",
    }
    if claims["role"] != "authenticated":
        return headers
    now = int(time.time())
    token = jwt.encode(
        claims | {"aud": "authenticated", "iat": now, "exp": now + 36_000},
        api.jwt_secret,
        algorithm="HS256",
    )
    return headers | {"Authorization": f"Bearer {token}"}
