"""A running API with its own database, on a free port."""

import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from glue import db
from glue.gateway.address import Address
from glue.gateway.plan import Plan, ReadPart, RestPart
from glue.gateway.server import Gateway
from glue.http.keys import Keys
from glue.http.tokens import Claims, mint
from glue.postgres.ports import free_port
from glue.postgres.server import Server
from glue.schema.modules import read_modules
from glue.stack.api import POSTGREST, Api, configure_api, make_api
from glue.waiting import wait_until
from tests.api.clients import Caller
from tests.gateways import running_gateway
from tests.poolers import IS_WANTED, way_through_pooler

# Given: two baskets of three lines, and functions that behave as RPCs may.
_LINES = """
create temporary table lines (
    basket text, store text, product text, brand text, brand_mark text,
    department text, category text,
    city_code text, store_class text, price text, quantity text, sold_at text
);
insert into lines values
    ('b1', 's1', 'p1', 'Acme', '', 'Grocery', 'Tea', '', 'A', '10.00', '1', '2024-01-01 10:00+00'),
    ('b1', 's1', 'p2', 'Zest', '', 'Grocery', 'Tea', '', 'A', '25.00', '2', '2024-01-01 10:00+00'),
    ('b2', 's2', 'p1', 'Acme', '', 'Grocery', 'Rice', '', 'B', '15.00', '1', '2024-01-02 10:00+00');
select filters._load_transactions('lines');
"""
_PROBES = """
-- These tests ask more often than nobody in particular may.
update core.settings set value = '{}' where name = 'core.rate_limits.anon';

create function api.probe_caller() returns jsonb
    language sql stable set search_path = pg_catalog, pg_temp
    return jsonb_build_object(
        'role', current_user, 'uid', auth.uid(), 'roles', auth.jwt() -> 'app_metadata' -> 'roles'
    );
grant execute on function api.probe_caller() to anon, authenticated, service_role;

create function api.probe_type(value jsonb) returns text
    language sql stable set search_path = pg_catalog, pg_temp
    return jsonb_typeof(value);
grant execute on function api.probe_type(jsonb) to authenticated;

create function api.probe_refusal() returns jsonb
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception sqlstate 'PT422'
        using message = 'core.probe', detail = 'a sentence', hint = 'a remedy';
end;
$$;
grant execute on function api.probe_refusal() to authenticated, service_role;

create function api.probe_becoming() returns text
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
    set local role service_role;
    return current_user;
end;
$$;
grant execute on function api.probe_becoming() to anon, authenticated;

create table api.probe_things (id bigint primary key);
insert into api.probe_things values (1);
alter table api.probe_things enable row level security;
grant select on api.probe_things to authenticated;
create policy select_everyone on api.probe_things for select to authenticated using (true);
"""


BESIDE_A_POOLER = frozenset(["test_relay.py", "test_replica.py", "test_typescript.py"])
"""Relay and replica have connections of their own; the third asks what other clients ask."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Behind a pooler, leave out what asks no API, and browsers: they ask what others ask, too."""
    if not IS_WANTED:
        return
    left_out = [item for item in items if _is_of_api(item) and not _passes_pooler(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def _is_of_api(item: pytest.Item) -> bool:
    return item.path.is_relative_to(Path(__file__).parent)


def _passes_pooler(item: pytest.Item) -> bool:
    """Return whether the module of a test asks an API by itself."""
    names = vars(item.getparent(pytest.Module).obj)  # type: ignore[union-attr]
    is_for_browsers = "opened" in names
    asks = RunningApi in names.values() and not is_for_browsers
    return asks and item.path.name not in BESIDE_A_POOLER


@dataclass(frozen=True, slots=True)
class RunningApi:
    """What clients are given, the database behind it, and the secret that signs tokens."""

    api: Address
    database: str
    jwt_secret: str
    inner: Api
    """What the gateway passes requests on to."""

    plan: Plan
    relay_port: int
    log: Path
    """What the API behind writes."""

    gateway: Gateway

    @property
    def anon(self) -> Caller:
        """Return an anonymous caller."""
        return Caller(self.api.publishable_key)

    @property
    def service(self) -> Caller:
        """Return a caller with the secret key."""
        return Caller(self.api.secret_key)

    def user(self, name: str = "ada", *app_roles: str) -> Caller:
        """Return a signed-in caller."""
        token = mint(self.jwt_secret, Claims(user=name, app_roles=app_roles))
        return Caller(self.api.publishable_key, token)


@contextmanager
def running_api(
    server: Server,
    database: str,
    replica: Server | None = None,
    through: Callable[[str], str] | None = None,
) -> Iterator[RunningApi]:
    """Serve a database until the block is left; its relay is whoever takes the relay's port.

    What leads a URL through a pooler may be given; else it is the pooler of the run, if any.
    """
    way = through or way_through_pooler(server)
    with running_read_part(server, database, replica) as read:
        yield from _running_api(server, database, read, way)


def _running_api(
    server: Server, database: str, read: ReadPart | None, through: Callable[[str], str]
) -> Iterator[RunningApi]:
    with tempfile.TemporaryDirectory(prefix="rowhouse-api-") as folder:
        state = server.state
        keys = Keys(state.get("jwt_secret"), state.get("publishable_key"), state.get("secret_key"))
        inner = Keys(
            state.get("inner_jwt_secret"),
            state.get("inner_publishable_key"),
            state.get("inner_secret_key"),
        )
        api = make_api(Path(folder), state, free_port(), inner)
        name = urlsplit(database).path[1:]
        role = "authenticator" if api.name == POSTGREST else "lite_rest"
        direct = server.url(role, name)
        configure_api(api, through(direct), url_session=direct)
        relay_port = free_port()
        plan = Plan(
            free_port(),
            through(server.url("authenticator", name)),
            keys,
            RestPart(api.url, api.prefix, inner),
            f"http://127.0.0.1:{relay_port}",
            read=read,
        )
        log = Path(folder) / "api.log"
        with log.open("wb") as words:
            child = subprocess.Popen(api.command, stdout=words, stderr=subprocess.STDOUT)
        try:
            assert wait_until(lambda: child.poll() is not None or api.is_healthy(), 30)
            assert child.poll() is None, log.read_text()
            address = Address(
                f"http://127.0.0.1:{plan.port}", keys.publishable_key, keys.secret_key, api.name
            )
            with running_gateway(plan) as gateway:
                yield RunningApi(
                    address, database, keys.jwt_secret, api, plan, relay_port, log, gateway
                )
        finally:
            has_ended = child.poll() is not None
            child.terminate()
            child.wait(10)
        assert not has_ended, f"the API ended by itself\n{log.read_text()[-3000:]}"


@contextmanager
def running_read_part(
    server: Server, database: str, replica: Server | None
) -> Iterator[ReadPart | None]:
    """Run an API on a replica; None where there is none."""
    if replica is None:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="rowhouse-api-") as folder:
        state = server.state
        inner = Keys(
            state.get("inner_jwt_secret"),
            state.get("inner_publishable_key"),
            state.get("inner_secret_key"),
        )
        api = make_api(Path(folder), state, free_port(), inner)
        name = urlsplit(database).path[1:]
        role = "authenticator" if api.name == POSTGREST else "lite_rest"
        configure_api(api, replica.url(role, name), url_session=server.url(role, name))
        log = Path(folder) / "api.log"
        with log.open("wb") as words:
            child = subprocess.Popen(api.command, stdout=words, stderr=subprocess.STDOUT)
        try:
            assert wait_until(lambda: child.poll() is not None or api.is_healthy(), 30)
            assert child.poll() is None, log.read_text()
            yield ReadPart(RestPart(api.url, api.prefix, inner), replica.url("authenticator", name))
        finally:
            child.terminate()
            child.wait(10)


@pytest.fixture(scope="session")
def running(make_database: Callable[..., str], server: Server) -> Iterator[RunningApi]:
    """Start the API; it is gone when the session is over."""
    server.set_passwords()
    database = make_database()
    with db.connect(server.url("supabase_admin", urlsplit(database).path[1:])) as conn:
        conn.execute("set role postgres")
        if "filters" in read_modules().chosen:
            conn.execute(_LINES)
        conn.execute(_PROBES)
    with running_api(server, database) as api:
        yield api
