"""A double of PostgREST: the transaction that it runs for a request, not its HTTP.

A request is routed, its media type chosen and its statement written as PostgREST does it, run
by the role that it logs in as, and what comes back is a status and a body. `since_13` tells how
the arguments of a GET reach a function: through json_to_record, or as they are.

Not here, as nothing of ours asks for it: embedding, aggregates, CSV, raw bodies, OpenAPI.

`Postgrest` puts the same requests to PostgREST itself, where it is on PATH.
"""

import http.client
import json
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, LiteralString, Protocol
from urllib.parse import unquote_to_bytes, urlencode

import jwt
import psycopg
from psycopg import sql
from psycopg.rows import DictRow, class_row, dict_row

from glue.postgres.ports import free_port
from glue.waiting import wait_until

ANON = "anon"
SCHEMA = "api"
EXTRA_SEARCH_PATH = ("public", "extensions")
MOST_ROWS = 1000
PRE_REQUEST = ("core", "pre_request")
JSON = "application/json"
SINGLE = "application/vnd.pgrst.object+json"
ANYTHING, OCTETS = "*/*", "application/octet-stream"
READS = ("GET", "HEAD")

Query = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asks: the path as it is sent, the claims of a token that was verified."""

    method: str
    path: str
    query: Query = ()
    body: Any = None
    claims: Mapping[str, Any] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def role(self) -> str:
        """Return whom the token makes of the caller."""
        return str((self.claims or {}).get("role", ANON))

    def preference(self, name: str) -> str | None:
        """Return what the header Prefer says about a thing."""
        said = dict(
            one.strip().split("=", 1)
            for one in self.headers.get("prefer", "").split(",")
            if "=" in one
        )
        return said.get(name)

    def parameter(self, name: str) -> str | None:
        """Return a parameter of the query."""
        return dict(self.query).get(name)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a client is answered; `code` and `message` are those of an error."""

    status: int
    data: Any = None
    content_type: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def code(self) -> str | None:
        """Return the error's code."""
        return None if self.status < 400 else self.data["code"]

    @property
    def message(self) -> str | None:
        """Return the error's message."""
        return None if self.status < 400 else self.data["message"]


class Api(Protocol):
    """What answers requests: the double, or PostgREST itself."""

    def ask(self, request: Request) -> Answer:
        """Answer one request."""


class RefusedError(Exception):
    """A request that reaches no transaction, or is refused by what came out of it."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        body = {"code": code, "message": message, "details": None, "hint": None}
        self.answer = Answer(status, body, JSON)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a function; its type as the server prints it."""

    name: str
    type: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the exposed schema."""

    name: str
    volatility: str
    returns_void: bool
    returns_set: bool
    returns_rows: bool
    media_type: str | None
    media_schema: str
    arguments: list[dict[str, Any]]

    @property
    def parameters(self) -> list[Parameter]:
        """Return its parameters in order."""
        return [Parameter(**argument) for argument in self.arguments]

    def takes(self, names: set[str]) -> bool:
        """Return whether it can be called with exactly these arguments."""
        required = {p.name for p in self.parameters if p.is_required}
        return required <= names <= {p.name for p in self.parameters}


@dataclass(frozen=True, slots=True)
class Relation:
    """A table or view of the exposed schema: columns with types and defaults, and its key."""

    name: str
    columns: dict[str, str]
    defaults: dict[str, str]
    key: list[str]

    @property
    def identifier(self) -> sql.Identifier:
        """Return its name as a statement writes it."""
        return sql.Identifier(SCHEMA, self.name)


@dataclass(frozen=True, slots=True)
class Plan:
    """A statement, the mode of its transaction, and what its outcome makes of the status."""

    statement: sql.Composed
    is_read_only: bool
    media_type: str
    action: str
    has_body: bool = True


class PostgrestDouble:
    """Answers requests over one connection of the role authenticator."""

    def __init__(self, conn: psycopg.Connection[DictRow], *, since_13: bool) -> None:
        self._conn = conn
        self._since_13 = since_13
        self.functions: list[Function] = []
        self.relations: dict[str, Relation] = {}
        self._settings: list[dict[str, str]] = []
        self.reload()

    def reload(self) -> None:
        """Read the catalog, as PostgREST does when it starts and after a notice."""
        of = {"schema": SCHEMA}
        functions = self._conn.cursor(row_factory=class_row(Function))
        self.functions = functions.execute(_FUNCTIONS, of).fetchall()
        relations = self._conn.cursor(row_factory=class_row(Relation))
        self.relations = {r.name: r for r in relations.execute(_RELATIONS, of).fetchall()}
        settings = self._conn.cursor(row_factory=dict_row)
        self._settings = settings.execute(_ROLE_SETTINGS).fetchall()

    def ask(self, request: Request) -> Answer:
        """Answer one request, in one transaction."""
        try:
            plan = self._plan(request)
            with self._transaction(request, plan) as row:
                return _answer(request, plan, row)
        except RefusedError as refusal:
            return refusal.answer
        except psycopg.Error as error:
            return _refusal(error, is_anon=request.role == ANON)

    @contextmanager
    def _transaction(self, request: Request, plan: Plan) -> Iterator[DictRow]:
        mode = "read only" if plan.is_read_only else "read write"
        self._conn.execute(_say("begin isolation level read committed " + mode))
        ends_with = "rollback"
        try:
            self._conn.execute(self._variables(request))
            self._conn.execute(_say("select {}()", sql.Identifier(*PRE_REQUEST)))
            row = self._conn.execute(plan.statement).fetchone()
            assert row is not None
            yield row
            if request.preference("tx") == "rollback":
                self._conn.execute("set constraints all immediate")
            else:
                ends_with = "commit"
        finally:
            self._conn.execute(_say(ends_with))

    def _variables(self, request: Request) -> sql.Composed:
        """Return the one statement that sets what the transaction is about."""
        path = ", ".join(f'"{schema}"' for schema in (SCHEMA, *EXTRA_SEARCH_PATH))
        claims = {**(request.claims or {}), "role": request.role}
        headers = {name.lower(): value for name, value in request.headers.items()}
        zone = request.preference("timezone")
        pairs = [
            ("search_path", path),
            *((s["name"], s["value"]) for s in self._settings if s["role"] == request.role),
            ("role", request.role),
            ("request.jwt.claims", json.dumps(claims)),
            ("request.method", request.method),
            ("request.path", request.path),
            ("request.headers", json.dumps(headers)),
            ("request.cookies", "{}"),
            *([("timezone", zone)] if zone else []),
        ]
        return _say(
            "select {}", _list(_say("set_config({}, {}, true)", *map(_lit, p)) for p in pairs)
        )

    def _plan(self, request: Request) -> Plan:
        match route(request.path):
            case [name]:
                return self._plan_relation(request, name)
            case ["rpc", name]:
                return self._plan_call(request, name)
            case _:
                raise RefusedError(404, "PGRST125", "Invalid path specified in request URL")

    def _plan_call(self, request: Request, name: str) -> Plan:
        if request.method not in (*READS, "POST"):
            raise RefusedError(405, "PGRST101", f"Cannot use the {request.method} method on RPC")
        is_get = request.method in READS
        given = dict(request.query) if is_get else request.body or {}
        found = [f for f in self.functions if f.name == name and f.takes(set(given))]
        if len(found) != 1:
            code, status = ("PGRST203", 300) if found else ("PGRST202", 404)
            raise RefusedError(status, code, f"{len(found)} functions {name} take these arguments")
        (function,) = found
        media_type = negotiate(request.headers.get("accept", "*/*"), function.media_type)
        return Plan(
            self._write_call(function, given, media_type, as_json=not (is_get and self._since_13)),
            is_get or function.volatility != "v",
            media_type,
            "void" if function.returns_void else "call",
            request.method != "HEAD",
        )

    def _write_call(
        self, function: Function, given: Mapping[str, Any], media_type: str, *, as_json: bool
    ) -> sql.Composed:
        named = [p for p in function.parameters if p.name in given]
        body = sql.Identifier("pgrst_body")
        if not as_json:
            arguments = [
                _say("{} := {}::{}", _name(p.name), _lit(given[p.name]), _raw(p.type))
                for p in named
            ]
        else:
            arguments = [_say("{0} := {1}.{0}", _name(p.name), body) for p in named]
        function_name = sql.Identifier(SCHEMA, function.name)
        call = _say("{}({})", function_name, _list(arguments))
        if not function.returns_rows:
            call = _say("(select {} pgrst_scalar)", call)
        called = _say("{} pgrst_call", call)
        if as_json and named:
            types = {p.name: p.type for p in named}
            called = _say("{}, lateral {}", _from_json(dict(given), types), called)
        result = "pgrst_call.*" if function.returns_rows else "pgrst_call.pgrst_scalar"
        return _say(
            "with pgrst_source as (select {} from {}) "
            "select null::bigint as total, {} as page, {} as body, {} "
            "from (select s.* from pgrst_source as s limit {}) _postgrest_t",
            _raw(result),
            called,
            _raw("count(_postgrest_t)" if function.returns_set else "1"),
            _call_body(function, media_type),
            _raw(_RESPONSE),
            _raw(str(MOST_ROWS)),
        )

    def _plan_relation(self, request: Request, name: str) -> Plan:
        relation = self.relations.get(name)
        if relation is None:
            raise RefusedError(404, "PGRST205", f"There is no {name}")
        writers = {
            "GET": self._write_read,
            "HEAD": self._write_read,
            "POST": self._write_insert,
            "PUT": self._write_insert,
            "PATCH": self._write_update,
            "DELETE": self._write_delete,
        }
        if request.method not in writers:
            raise RefusedError(405, "PGRST117", f"Unsupported HTTP method: {request.method}")
        media_type = negotiate(request.headers.get("accept", "*/*"), None)
        statement = writers[request.method](relation, request)
        is_read = request.method in READS
        if not is_read:
            inserted = "nullif(current_setting('pgrst.inserted', true), '')::int"
            statement = _say(
                "with pgrst_source as ({}) select null::bigint as total, "
                "count(_postgrest_t) as page, {} as body, {}, {} as inserted "
                "from (select * from pgrst_source) _postgrest_t",
                statement,
                _rows_body(request, media_type),
                _raw(_RESPONSE),
                _raw(inserted),
            )
        return Plan(
            statement, is_read, media_type, request.method.lower(), request.method != "HEAD"
        )

    def _write_read(self, relation: Relation, request: Request) -> sql.Composed:
        wanted = request.parameter("select")
        selected = [_name(relation.name, column) for column in (wanted or "").split(",") if column]
        everything = _say("{}.*", _name(relation.name))
        order = [
            _order(relation, one) for one in (request.parameter("order") or "").split(",") if one
        ]
        limit = min(int(request.parameter("limit") or MOST_ROWS), MOST_ROWS)
        where = _where(relation, request)
        counted = request.preference("count") == "exact"
        return _say(
            "with pgrst_source as (select {} from {} {} {} limit {} offset {}) {} "
            "select {} as total, count(_postgrest_t) as page, {} as body, {} "
            "from (select * from pgrst_source) _postgrest_t",
            _list(selected or [everything]),
            relation.identifier,
            where,
            _say("order by {}", _list(order)) if order else _say(""),
            _lit(limit),
            _lit(int(request.parameter("offset") or 0)),
            _say(", counted as (select 1 from {} {})", relation.identifier, where)
            if counted
            else _say(""),
            _raw("(select count(*) from counted)" if counted else "null::bigint"),
            _say("''")
            if request.method == "HEAD"
            else _array_body(negotiate(request.headers.get("accept", "*/*"), None)),
            _raw(_RESPONSE),
        )

    def _write_insert(self, relation: Relation, request: Request) -> sql.Composed:
        columns = _columns(relation, request)
        names = _list(map(_name, columns))
        is_put = request.method == "PUT"
        resolution = "merge-duplicates" if is_put else request.preference("resolution")
        conflict = (request.parameter("on_conflict") or ",".join(relation.key)).split(",")
        conditions = []
        if resolution == "merge-duplicates":
            conditions.append(_count_inserted("+", "0"))
        if is_put:
            filters = _filters(request, sql.Identifier("pgrst_body"))
            asked = {column for column, _ in _filtered(request)}
            if asked != set(relation.key) or not relation.key:
                raise RefusedError(
                    405, "PGRST105", "Filters must include all and only primary key columns"
                )
            conditions += filters
        upsert = _say("")
        if resolution is not None and conflict != [""]:
            upsert = _say("on conflict ({}) do nothing", _list(map(_name, conflict)))
            if resolution == "merge-duplicates" and columns:
                upsert = _say(
                    "on conflict ({}) do update set {} where {}",
                    _list(map(_name, conflict)),
                    _list(_say("{0} = excluded.{0}", _name(column)) for column in columns),
                    _count_inserted("-", "-1"),
                )
        return _say(
            "insert into {} {} select {} from {} {} {} {}",
            relation.identifier,
            _say("({})", names) if columns else _say(""),
            _list(_name("pgrst_body", column) for column in columns),
            _body(relation, request, columns),
            _say("where {}", sql.SQL(" and ").join(conditions)) if conditions else _say(""),
            upsert,
            _returning(relation, request),
        )

    def _write_update(self, relation: Relation, request: Request) -> sql.Composed:
        columns = _columns(relation, request)
        if not columns:
            return _say("select from {} where false", relation.identifier)
        return _say(
            "update {} set {} from {} {} {}",
            relation.identifier,
            _list(_say("{} = {}", _name(c), _name("pgrst_body", c)) for c in columns),
            _body(relation, request, columns),
            _where(relation, request),
            _returning(relation, request),
        )

    def _write_delete(self, relation: Relation, request: Request) -> sql.Composed:
        return _say(
            "delete from {} {} {}",
            relation.identifier,
            _where(relation, request),
            _returning(relation, request),
        )


class Postgrest:
    """PostgREST itself, at a port of this machine."""

    def __init__(self, port: int, secret: str) -> None:
        self._port = port
        self._secret = secret

    def ask(self, request: Request) -> Answer:
        """Answer one request; its path is sent as it is."""
        path = request.path + ("?" + urlencode(request.query) if request.query else "")
        body = None if request.body is None else json.dumps(request.body).encode()
        headers = {"content-type": JSON, **request.headers}
        if request.claims is not None:
            headers["authorization"] = f"Bearer {jwt.encode(dict(request.claims), self._secret)}"
        link = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        try:
            link.request(request.method, path, body, headers)
            response = link.getresponse()
            text = response.read().decode()
        finally:
            link.close()
        said = dict(response.getheaders())
        content_type = said.get("Content-Type", "").split(";")[0] or None
        is_json = content_type is not None and content_type.endswith("json")
        data = json.loads(text) if is_json and text else text or None
        return Answer(response.status, data, content_type if text else None, said)


@contextmanager
def running_postgrest(program: str, folder: Path, url: str) -> Iterator[Postgrest]:
    """Run PostgREST before a database until the block is left."""
    secret, port = "s" * 40, free_port()
    values: dict[str, str | int] = {
        "db-uri": url,
        "db-schemas": SCHEMA,
        "db-extra-search-path": ", ".join(EXTRA_SEARCH_PATH),
        "db-anon-role": ANON,
        "db-max-rows": MOST_ROWS,
        "db-pre-request": ".".join(PRE_REQUEST),
        "db-tx-end": "commit-allow-override",
        "jwt-secret": secret,
        "server-host": "127.0.0.1",
        "server-port": port,
        "log-level": "error",
    }
    config = folder / "postgrest.conf"
    config.write_text("".join(f"{name} = {json.dumps(value)}\n" for name, value in values.items()))
    child = subprocess.Popen([program, str(config)])
    try:
        api = Postgrest(port, secret)
        assert wait_until(lambda: child.poll() is not None or _is_ready(api), 30)
        assert child.poll() is None
        yield api
    finally:
        child.terminate()
        child.wait(10)


def _is_ready(api: Postgrest) -> bool:
    try:
        return api.ask(Request("GET", "/")).status < 500
    except OSError:
        return False


def route(path: str) -> list[str]:
    """Split a raw path and decode each part once; what is not UTF-8 becomes no name."""
    if path in ("", "/"):
        return []
    return [
        unquote_to_bytes(part).decode("utf-8", "replace")
        for part in path.removeprefix("/").split("/")
    ]


def negotiate(accept: str, produced: str | None) -> str:
    """Choose what is sent: the first acceptable type, by quality, that can be made.

    A function that makes anything sends what it says, whatever is acceptable.
    """
    if produced == ANYTHING:
        return OCTETS
    able = {produced, JSON, SINGLE, ANYTHING} - {None}

    def rank(one: str) -> tuple[float, int]:
        name, _, quality = one.partition(";q=")
        value = re.match(r"[\d.]+", quality)
        return (float(value[0]) if value else 1.0, name.count(";") - name.count("*"))

    offers = sorted(accept.replace(" ", "").split(","), key=rank, reverse=True)
    for offer in offers:
        name = offer.split(";", 1)[0].lower()
        if name in able:
            return JSON if name == ANYTHING else name
    raise RefusedError(406, "PGRST107", f"None of these media types are available: {accept}")


def _answer(request: Request, plan: Plan, row: DictRow) -> Answer:
    """Make a status, headers and a body of what the statement said."""
    if plan.media_type == SINGLE and row["page"] != 1:
        raise RefusedError(406, "PGRST116", f"The result contains {row['page']} rows")
    if plan.action == "put" and row["page"] != 1:
        raise RefusedError(
            400, "PGRST115", "Payload values do not match URL in primary key column(s)"
        )
    is_whole = request.preference("return") == "representation"
    status = {
        "void": 204,
        "post": 200 if row.get("inserted") == 0 and _merges(request) else 201,
        "put": (201 if row.get("inserted") else 200) if is_whole else 204,
        "patch": 200 if is_whole else 204,
        "delete": 200 if is_whole else 204,
        "get": 206 if row["total"] is not None and row["page"] < row["total"] else 200,
    }.get(plan.action, 200)
    status = int(row["response_status"] or status)
    headers = {
        name: value
        for one in json.loads(row["response_headers"] or "[]")
        for name, value in one.items()
    }
    if row["total"] is not None:
        headers.setdefault("Content-Range", f"0-{row['page'] - 1}/{row['total']}")
    if status == 204 or not plan.has_body or row["body"] == "":
        return Answer(status, None, None, headers)
    is_json = plan.media_type in (JSON, SINGLE)
    data = json.loads(row["body"]) if is_json else row["body"]
    said = headers.get("Content-Type", plan.media_type).split(";")[0]
    return Answer(status, data, said, headers)


def _merges(request: Request) -> bool:
    return request.preference("resolution") == "merge-duplicates"


def _refusal(error: psycopg.Error, *, is_anon: bool) -> Answer:
    """Make of an error of the server's what PostgREST makes of it."""
    code, said = error.sqlstate or "", error.diag
    body = {
        "code": code,
        "message": said.message_primary,
        "details": said.message_detail,
        "hint": said.message_hint,
    }
    if code == "PGRST":
        wanted = json.loads(said.message_detail or "{}")
        body |= json.loads(said.message_primary or "{}")
        return Answer(wanted["status"], body, JSON, wanted.get("headers", {}))
    return Answer(status_of(code, said.message_primary or "", is_anon=is_anon), body, JSON)


def status_of(code: str, message: str, *, is_anon: bool) -> int:
    """Return the status of a SQLSTATE."""
    if code.startswith("PT"):
        return int(code[2:]) if code[2:].isdecimal() else 500
    if code == "42501":
        return 401 if is_anon else 403
    if code == "21000" and message.endswith("requires a WHERE clause"):
        return 400
    if code == "22023" and re.fullmatch("role .* does not exist", message):
        return 401
    return next((status for start, status in _STATUSES.items() if code.startswith(start)), 400)


# The first start of a code that is here decides; what none is a start of is a 400.
_STATUSES = {
    "23503": 409, "23505": 409, "25006": 405, "21000": 500, "53400": 500, "57P01": 503,
    "P0001": 400, "42883": 404, "42P01": 404, "42P17": 500,
    "08": 503, "09": 500, "0L": 403, "0P": 403, "25": 500, "28": 403, "2D": 500, "38": 500,
    "39": 500, "3B": 500, "40": 500, "53": 503, "54": 500, "55": 500, "57": 500, "58": 500,
    "F0": 500, "HV": 500, "P0": 500, "XX": 500,
}  # fmt: skip


def _columns(relation: Relation, request: Request) -> list[str]:
    """Return the columns that a payload sets, those that its first object names."""
    rows = request.body if isinstance(request.body, list) else [request.body]
    given = request.parameter("columns")
    if given is None and any(set(row) != set(rows[0]) for row in rows):
        raise RefusedError(400, "PGRST102", "All object keys must match")
    columns = given.split(",") if given else sorted(rows[0] if rows else {})
    for column in columns:
        if column not in relation.columns:
            raise RefusedError(400, "PGRST204", f"Could not find the '{column}' column")
    return columns


def _body(relation: Relation, request: Request, columns: Sequence[str]) -> sql.Composed:
    types = {column: relation.columns[column] for column in columns}
    defaults = None
    if request.preference("missing") == "default":
        defaults = {c: relation.defaults[c] for c in columns if c in relation.defaults}
    return _from_json(request.body, types, defaults)


def _from_json(
    body: object, types: Mapping[str, str], defaults: Mapping[str, str] | None = None
) -> sql.Composed:
    """Return the payload as a relation pgrst_body of typed columns."""
    form = "json" if defaults is None else "jsonb"
    is_object = not isinstance(body, list)
    data, with_defaults = _raw("pgrst_payload.json_data"), _say("")
    if defaults is not None:
        made = _say(
            "jsonb_build_object({})",
            _list(_say("{}, {}", _lit(c), _raw(value)) for c, value in defaults.items()),
        )
        data = _raw("pgrst_json_defs.val")
        with_defaults = _say(
            "lateral (select {} || pgrst_payload.json_data as val) pgrst_json_defs, "
            if is_object
            else "lateral (select jsonb_agg({} || elem) as val"
            " from jsonb_array_elements(pgrst_payload.json_data) as elem) pgrst_json_defs, ",
            made,
        )
    if types:
        to_rows = f"{form}_to_record" if is_object else f"{form}_to_recordset"
        source = _say(
            "{}({}) as _({})",
            _raw(to_rows),
            data,
            _list(_say("{} {}", _name(c), _raw(kind)) for c, kind in types.items()),
        )
    elif is_object:
        source = _say("(values (1)) as _")
    else:
        source = _say("{}({}) as _", _raw(f"{form}_array_elements"), data)
    return _say(
        "(select {}::{} as json_data) pgrst_payload, {} lateral (select {} from {}) pgrst_body",
        _lit(json.dumps(body)),
        _raw(form),
        with_defaults,
        _list(map(_name, types)),
        source,
    )


def _returning(relation: Relation, request: Request) -> sql.Composed:
    if request.preference("return") != "representation":
        return _say("returning 1")
    wanted = [column for column in (request.parameter("select") or "").split(",") if column]
    if not wanted:
        return _say("returning {}.*", relation.identifier)
    columns = dict.fromkeys([*wanted, *relation.key])
    return _say("returning {}", _list(_name(SCHEMA, relation.name, column) for column in columns))


_NO_FILTERS = {"select", "order", "limit", "offset", "columns", "on_conflict"}
_OPERATORS = {
    "eq": "=", "neq": "<>", "gt": ">", "gte": ">=", "lt": "<", "lte": "<=",
    "like": "like", "ilike": "ilike",
}  # fmt: skip


def _filtered(request: Request) -> list[tuple[str, str]]:
    return [(name, value) for name, value in request.query if name not in _NO_FILTERS]


def _filters(request: Request, table: sql.Composable) -> list[sql.Composed]:
    return [_filter(table, column, said) for column, said in _filtered(request)]


def _filter(table: sql.Composable, column: str, said: str) -> sql.Composed:
    """Return `column.operator.value` as a condition."""
    negation = "not " if said.startswith("not.") else ""
    operator, _, value = said.removeprefix("not.").partition(".")
    field_ = _say("{}.{}", table, _name(column))
    if operator == "is":
        return _say("{}{} is {}", _raw(negation), field_, _raw({"null": "null"}[value]))
    if operator == "in":
        values = "{" + value.removeprefix("(").removesuffix(")") + "}"
        return _say("{}{} = any ({})", _raw(negation), field_, _lit(values))
    if "like" in operator:
        value = value.replace("*", "%")
    return _say("{}{} {} {}", _raw(negation), field_, _raw(_OPERATORS[operator]), _lit(value))


def _where(relation: Relation, request: Request) -> sql.Composed:
    filters = _filters(request, relation.identifier)
    return _say("where {}", sql.SQL(" and ").join(filters)) if filters else _say("")


def _order(relation: Relation, said: str) -> sql.Composed:
    column, _, direction = said.partition(".")
    way = {"": "", "asc": "asc", "desc": "desc"}[direction]
    return _say("{} {}", _name(relation.name, column), _raw(way))


def _count_inserted(sign: str, other: str) -> sql.Composed:
    """Return the condition by which PostgREST counts what an upsert inserts."""
    return _say(
        "set_config('pgrst.inserted', (coalesce(nullif(current_setting('pgrst.inserted', true), "
        "'')::int, 0) {} 1)::text, true) <> {}",
        _raw(sign),
        _lit(other),
    )


def _call_body(function: Function, media_type: str) -> sql.Composable:
    if media_type not in (JSON, SINGLE):
        # The type's name as a function is a cast to it.
        handler = sql.Identifier(function.media_schema, function.media_type or media_type)
        return _say("{}(_postgrest_t.pgrst_scalar)", handler)
    if function.returns_set:
        row = "_postgrest_t" if function.returns_rows else "_postgrest_t.pgrst_scalar"
        return _raw(f"coalesce(json_agg({row}), '[]')::text")
    row = "_postgrest_t" if function.returns_rows else "_postgrest_t.pgrst_scalar"
    return _raw(f"coalesce(json_agg({row}) -> 0, 'null')::text")


def _array_body(media_type: str) -> sql.Composable:
    return _raw(
        "coalesce(json_agg(_postgrest_t) -> 0, 'null')::text"
        if media_type == SINGLE
        else "coalesce(json_agg(_postgrest_t), '[]')::text"
    )


def _rows_body(request: Request, media_type: str) -> sql.Composable:
    is_whole = request.preference("return") == "representation"
    return _array_body(media_type) if is_whole else _raw("''::text")


def _say(text: str, *values: sql.Composable) -> sql.Composed:
    return sql.SQL(text).format(*values)


def _raw(text: str) -> sql.SQL:
    """Return text of the catalog's, or of this file, as it is."""
    return sql.SQL(text)


def _lit(value: object) -> sql.Literal:
    """Return a value as a parameter without a type, which is what PostgREST sends."""
    return sql.Literal(value)


def _name(*names: str) -> sql.Identifier:
    return sql.Identifier(*names)


def _list(parts: Iterable[sql.Composable]) -> sql.Composed:
    joined: sql.Composed = sql.SQL(", ").join(parts)
    return joined


_RESPONSE = (
    "nullif(current_setting('response.headers', true), '') as response_headers, "
    "nullif(current_setting('response.status', true), '') as response_status"
)

_FUNCTIONS: LiteralString = r"""
    select
        p.proname as name,
        p.provolatile::text as volatility,
        p.prorettype = 'void'::regtype as returns_void,
        p.proretset as returns_set,
        coalesce(b.typtype = 'c' or p.proargmodes::text[] && '{t,b,o}', false)
            as returns_rows,
        case
            when t.typname ~ '^([A-Za-z0-9.-]+/[A-Za-z0-9.+-]+|\*/\*)$'
                then lower(t.typname)
        end as media_type,
        t.typnamespace::regnamespace::text as media_schema,
        coalesce(
            (
                select jsonb_agg(jsonb_build_object(
                    'name', a.name,
                    'type', a.type::regtype::text,
                    'is_required', a.place <= p.pronargs - p.pronargdefaults
                ) order by a.place)
                from unnest(p.proargnames, p.proargtypes) with ordinality
                    as a (name, type, place)
                where a.type is not null
            ),
            '[]'
        ) as arguments
    from pg_catalog.pg_proc as p
    inner join pg_catalog.pg_type as t on p.prorettype = t.oid
    inner join pg_catalog.pg_type as b on coalesce(nullif(t.typbasetype, 0), t.oid) = b.oid
    where p.pronamespace = %(schema)s::regnamespace and p.prokind = 'f'
    order by p.proname
"""

# The key of a view is that of a table whose key it shows, under the same names.
_RELATIONS: LiteralString = """
    select
        c.relname as name,
        (
            select jsonb_object_agg(a.attname, format_type(a.atttypid, null))
            from pg_catalog.pg_attribute as a
            where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        ) as columns,
        coalesce(
            (
                select jsonb_object_agg(a.attname, pg_get_expr(d.adbin, d.adrelid))
                from pg_catalog.pg_attrdef as d
                inner join pg_catalog.pg_attribute as a
                    on d.adrelid = a.attrelid and d.adnum = a.attnum
                where d.adrelid = c.oid
            ),
            '{}'
        ) as defaults,
        array(
            select distinct k.attname::text
            from pg_catalog.pg_index as i
            inner join pg_catalog.pg_attribute as k
                on i.indrelid = k.attrelid and k.attnum = any (i.indkey)
            where
                i.indisprimary
                and (
                    i.indrelid = c.oid
                    or exists (
                        select
                        from pg_catalog.pg_rewrite as r
                        inner join pg_catalog.pg_depend as d
                            on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
                        where
                            r.ev_class = c.oid
                            and d.refclassid = 'pg_class'::regclass
                            and d.refobjid = i.indrelid
                            and d.refobjsubid = k.attnum
                    )
                )
            order by k.attname::text
        ) as key
    from pg_catalog.pg_class as c
    where
        c.relnamespace = %(schema)s::regnamespace
        and c.relkind in ('r', 'v', 'm', 'f', 'p')
        and not c.relispartition
"""

_ROLE_SETTINGS: LiteralString = """
    select
        r.rolname as role,
        split_part(s.setting, '=', 1) as name,
        substr(s.setting, strpos(s.setting, '=') + 1) as value
    from pg_catalog.pg_auth_members as m
    inner join pg_catalog.pg_roles as r on m.roleid = r.oid
    cross join unnest(r.rolconfig) as s (setting)
    inner join pg_catalog.pg_settings as g on split_part(s.setting, '=', 1) = g.name
    where m.member = current_user::regrole and g.context = 'user'
"""
