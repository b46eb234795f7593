"""A relay of one test, in the test's event loop, which can be stopped and started again."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from glue import db
from glue.http.tokens import Claims, mint, parse_duration
from glue.postgres.ports import free_port
from glue.postgres.server import Server
from glue.relay.callers import Keys
from glue.relay.limits import Limits
from glue.relay.relay import Plan, Relay

# Private topics: any user reads `probe`, and may send to and be present in `probe:open`. In
# `watch:room` any user sees who is present and hears nothing, but a curator hears it too.
RULES = """
insert into core.topic_rules (prefix, audience) values ('probe', 'users');
create policy insert_probe on realtime.messages for insert to authenticated
    with check ((select realtime.topic()) like 'probe:open%');
create policy select_probe_presence on realtime.messages for select to authenticated
    using (extension = 'presence' and (select realtime.topic()) like 'probe:open%');
create policy insert_watch on realtime.messages for insert to authenticated
    with check (extension = 'presence' and (select realtime.topic()) = 'watch:room');
create policy select_watch_presence on realtime.messages for select to authenticated
    using (extension = 'presence' and (select realtime.topic()) = 'watch:room');
create policy select_watch_broadcast on realtime.messages for select to authenticated
    using (
        extension = 'broadcast'
        and (select realtime.topic()) = 'watch:room'
        and (select core.has_role('curator'))
    );
create policy select_probe_broken on realtime.messages for select to authenticated
    using (
        case
            when (select realtime.topic()) = 'probe:broken' then 1 / (random() * 0)::integer = 1
            else false
        end
    );
"""


@dataclass(slots=True)
class RunningRelay:
    """A relay and the database behind it."""

    plan: Plan
    database: str
    relay: Relay | None = None

    @property
    def url(self) -> str:
        """The address for a client of the whole API."""
        return f"http://127.0.0.1:{self.plan.port}"

    @property
    def key(self) -> str:
        """The key of an anonymous caller."""
        return self.plan.keys.publishable_key

    def token(
        self,
        user: str | None = "ada",
        role: str = "authenticated",
        lasts: str = "1h",
        app_roles: Sequence[str] = (),
    ) -> str:
        """A token of a user, or of a role alone."""
        claims = Claims(role, user, app_roles, parse_duration(lasts))
        return mint(self.plan.keys.jwt_secret, claims)

    async def start(self) -> None:
        """Serve, and return when the database is heard."""
        self.relay = Relay(self.plan)
        await self.relay.start()
        await self.relay.hub.ready.wait()

    async def stop(self) -> None:
        """Serve no more."""
        if self.relay is not None:
            await self.relay.stop()
            self.relay = None

    def send(self, topic: str, payload: str = '{"a": 1}', *, private: bool = False) -> None:
        """Broadcast from the database, committed when this returns."""
        with db.connect(self.database) as conn:
            conn.execute("select realtime.send(%s, 'event', %s, %s)", (payload, topic, private))


def plan_relay(
    server: Server,
    database: str,
    folder: Path,
    limits: Mapping[str, Any] | None = None,
    port: int | None = None,
) -> Plan:
    """Return a plan for a relay of one database of a server."""
    state = server.state
    return Plan(
        server.url("rowhouse_relay", urlsplit(database).path[1:]),
        port or free_port(),
        Keys(state.get("jwt_secret"), state.get("publishable_key"), state.get("secret_key")),
        folder / "relay_cursor.json",
        limits=Limits(**(limits or {})),
    )


@asynccontextmanager
async def running_relay(
    server: Server, database: str, folder: Path, *, port: int | None = None, **limits: Any
) -> AsyncIterator[RunningRelay]:
    """Run a relay until the block is left."""
    running = RunningRelay(plan_relay(server, database, folder, limits, port), database)
    await running.start()
    try:
        yield running
    finally:
        await running.stop()
