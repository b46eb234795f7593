"""The database of a stack: our own server, or that of DATABASE_URL, and its logins."""

from urllib.parse import quote, urlsplit, urlunsplit

from glue import paths
from glue.config import admin_url, database_url, is_local, pooled_of, session_of, settings
from glue.db import connect, set_password
from glue.http.signing import publish
from glue.postgres import pgtap
from glue.postgres.server import Server
from glue.schema.build import apply_stand_in, run_file
from glue.stack.api import POSTGREST, Api
from glue.stack.parts import (
    Say,
)

OWN_LOGINS = {"lite_rest": "50_lite_rest.sql", "rowhouse_relay": "60_relay.sql"}
"""Login roles that no server has before us, and what makes each."""


class StackDatabase:
    """How each part of a stack reaches the database, and what brings it up to a release."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.state = server.state
        self.home = server.home

    def prepare(self, say: Say) -> None:
        """Bring the database up to this release: start, stand-in, passwords, migrations."""
        self.state.ensure_secrets()
        publish(self.state)
        if is_local():
            self.home.mkdir(parents=True, exist_ok=True)
            if pgtap.is_there():
                pgtap.unpack_pgtap(self.home)
            say("starting Postgres")
            self.server.start()
            say("applying the stand-in")
            apply_stand_in(self.server.url("supabase_admin"))
            self.server.set_passwords()
        else:
            say("preparing the database of DATABASE_URL")
            self._prepare_foreign()
        from glue.migrate.runner import migrate_up  # noqa: PLC0415 - a parser, slow to load

        say("migrating")
        migrate_up(self.url())
        if is_local():
            # A first release made the role of the worker.
            self.server.set_passwords()

    def url(self) -> str:
        """Return the database as the role that owns it."""
        return self.server.url() if is_local() else database_url()

    def _prepare_foreign(self) -> None:
        """Create on another server only what it lacks; its own roles keep their passwords."""
        with connect(admin_url()) as conn:
            row = conn.execute("select to_regprocedure('auth.uid()') as it").fetchone()
        if row is None or row["it"] is None:
            apply_stand_in(admin_url())
        with connect(admin_url(), autocommit=False) as conn:
            for name, file in OWN_LOGINS.items():
                login = paths.STAND_IN / file
                run_file(conn, login.name, login.read_text())
                # Where Supabase's own Realtime is, there is no relay.
                if conn.execute("select from pg_roles where rolname = %s", (name,)).rowcount:
                    set_password(conn, name, self.state.get(f"password_{name}"))

    def api_login(self, api: Api) -> str:
        """Return the database as the login of the API."""
        if is_local() and api.name == POSTGREST:
            return self.server.url("authenticator")
        return self._login("lite_rest")

    def gateway_login(self) -> str:
        """Return the database as the login that becomes the role of each caller."""
        return self.server.url("authenticator") if is_local() else self._login("lite_rest")

    def _login(self, role: str) -> str:
        """Return the database as one of the roles whose password is ours."""
        if is_local():
            return self.server.url(role)
        parts = urlsplit(pooled_of(database_url()))
        password = quote(self.state.get(f"password_{role}"), safe="")
        host = f"{role}:{password}@{parts.netloc.rpartition('@')[2]}"
        return urlunsplit(parts._replace(netloc=host))

    def relay_url(self) -> str:
        """Return the database as the relay sees it."""
        return settings().relay_database_url or session_of(self._login("rowhouse_relay"))

    def has_relay(self) -> bool:
        """Return whether the database is one that the relay stands in for."""
        with connect(self.url()) as conn:
            row = conn.execute("select to_regnamespace('relay') as it").fetchone()
        return row is not None and row["it"] is not None
