"""GraphQL behind a gateway, with a database of many shows, and gql to ask it."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from gql import Client, GraphQLRequest
from gql.transport.exceptions import TransportQueryError
from gql.transport.httpx import HTTPXTransport

from glue import db
from glue.gateway.plan import GraphqlPart
from glue.postgres.ports import free_port
from glue.postgres.server import Server
from glue.stack.graphql import ENVIRONMENT, configure_graphql, find_node, graphql_command
from glue.stack.stack import answers
from glue.waiting import wait_until
from tests.api.clients import Caller
from tests.api.conftest import RunningApi
from tests.gateways import running_gateway

# 120 artists that share popularities, each with a show in 2099 and a setlist of two songs.
MANY = """
insert into concerts.artists (id, name, popularity)
overriding system value
select 8000 + n, 'Band ' || n, 10 + n % 7 from generate_series(1, 120) as n
on conflict do nothing;
insert into concerts.shows (id, artist_id, venue_id, show_on, timezone)
overriding system value
select 8200 + n, 8000 + n, 2001, date '2099-07-01' + n, 'Asia/Manila'
from generate_series(1, 120) as n
on conflict do nothing;
insert into concerts.songs (id, artist_id, title)
overriding system value
select 8400 + n, 8000 + (n + 1) / 2, 'Song ' || n from generate_series(1, 240) as n
on conflict do nothing;
insert into concerts.setlists (id, show_id)
overriding system value
select 8700 + n, 8200 + n from generate_series(1, 120) as n
on conflict do nothing;
insert into concerts.setlist_songs (id, setlist_id, song_id, place)
overriding system value
select 8900 + n, 8700 + (n + 1) / 2, 8400 + n, n from generate_series(1, 240) as n
on conflict do nothing;
"""
COUNT = """
select coalesce(sum(s.calls), 0)::integer as calls
from extensions.pg_stat_statements as s
inner join pg_catalog.pg_database as d on s.dbid = d.oid
where d.datname = current_database() and s.query like '%%"api"."%%'
"""


@dataclass(frozen=True, slots=True)
class Graph:
    """GraphQL behind a gateway, with the documents that clients may run."""

    url: str
    inner_url: str
    admin: str
    documents: dict[str, tuple[str, str]]
    log: Path

    def ask(self, caller: Caller, request: GraphQLRequest) -> dict[str, Any]:
        """Send a request with gql."""
        headers = {"apikey": caller.key}
        if caller.token:
            headers["Authorization"] = f"Bearer {caller.token}"
        transport = HTTPXTransport(self.url, headers=headers, timeout=60)
        return Client(transport=transport).execute(request)

    def run(self, caller: Caller, name: str, **variables: Any) -> Any:
        """Run a listed document by its id, as Apollo's clients do; return its one field."""
        identity, text = self.documents[name]
        extensions = {"persistedQuery": {"version": 1, "sha256Hash": identity}}
        request = GraphQLRequest(text, variable_values=variables, extensions=extensions)
        (data,) = self.ask(caller, request).values()
        return data

    def refuse(self, caller: Caller, request: GraphQLRequest) -> str:
        """Send a request that is refused; return the message."""
        with pytest.raises(TransportQueryError) as refused:
            self.ask(caller, request)
        assert refused.value.errors
        return str(refused.value.errors[0]["message"])

    def fail(self, caller: Caller, name: str, **variables: Any) -> str:
        """Run a listed document that fails; return the message."""
        with pytest.raises(TransportQueryError) as failed:
            self.run(caller, name, **variables)
        assert failed.value.errors
        return str(failed.value.errors[0]["message"])

    def code(self, caller: Caller, body: dict[str, Any]) -> str:
        """Send a body that is refused; return the code of its one error."""
        headers = {"apikey": caller.key}
        if caller.token:
            headers["Authorization"] = f"Bearer {caller.token}"
        answer = httpx.post(self.url, json=body, headers=headers, timeout=60)
        (error,) = answer.json()["errors"]
        return str(error["extensions"]["code"])

    def count(self) -> int:
        """Return how many statements have read the views so far."""
        with db.connect(self.admin) as conn:
            row = conn.execute(COUNT).fetchone()
        assert row is not None
        return int(row["calls"])


def _read_documents(database: str) -> dict[str, tuple[str, str]]:
    with db.connect(database) as conn:
        conn.execute("select tests.small_tour()")
        conn.execute(MANY)
        rows = conn.execute("select name, id, document from concerts.persisted_queries").fetchall()
    return {row["name"]: (row["id"], row["document"]) for row in rows}


@contextmanager
def running_graphql(running: RunningApi, server: Server, folder: Path) -> Iterator[Graph]:
    """Serve the database of an API by PostGraphile, behind a gateway of its own."""
    documents = _read_documents(running.database)
    name = urlsplit(running.database).path[1:]
    admin = server.url("supabase_admin", name)
    with db.connect(admin) as conn:
        conn.execute("create extension if not exists pg_stat_statements with schema extensions")
    port, log = free_port(), folder / "graphql.log"
    part = GraphqlPart(f"http://127.0.0.1:{port}", "inner secret " * 4)
    config = folder / "postgraphile.json"
    configure_graphql(config, server.url("authenticator", name), port, part.secret)
    plan = replace(running.plan, port=free_port(), graphql=part)
    with log.open("wb") as words:
        command = graphql_command(find_node(), config)
        child = subprocess.Popen(command, stdout=words, stderr=subprocess.STDOUT, env=ENVIRONMENT)
    try:
        assert wait_until(lambda: child.poll() is not None or answers(f"{part.url}/health"), 60)
        assert child.poll() is None, log.read_text()
        with running_gateway(plan):
            url = f"http://127.0.0.1:{plan.port}/graphql/v1"
            yield Graph(url, f"{part.url}/graphql/v1", admin, documents, log)
    finally:
        child.terminate()
        child.wait(10)
