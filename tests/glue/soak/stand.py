"""A stack of this checkout in a folder of its own, with the small rows of the tests."""

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from glue import db, paths
from glue.http.tokens import Claims, mint
from glue.postgres.server import SUPERUSER
from glue.stack.stack import Stack
from glue.stack.status import status_of
from tests.glue.receivers import Receiver, running_receiver

SUPPORT = paths.ROOT / "tests/support"
GIVEN = (
    "schema",
    "user",
    "commerce/reserve",
    "commerce/small_stock",
    "concerts/small_tour",
    "suppliers/small_project",
)
# Jobs and events that are counted: each adds one row for its number.
SETUP = """
select tests.small_stock(), tests.small_tour(), tests.small_project();
-- Webhooks are sent while their owner is a user with the right to read.
select tests.user('dora');
update auth.users set raw_app_meta_data = '{"roles": ["admin"]}'
where email = 'dora@example.invalid';
-- Given to other tests as a fault of its own.
delete from concerts.artist_heats where artist_id = 1002;
create table core.t_intents (key text primary key, job bigint not null, event bigint not null);
create table core.t_effects (key text not null);
alter table core.t_intents enable row level security;
alter table core.t_effects enable row level security;
create function core.t_work(p_job core.jobs) returns void
language sql volatile security invoker set search_path = pg_catalog, pg_temp as $$
    insert into core.t_effects values (p_job.payload ->> 'key')
$$;
insert into core.job_kinds (
    kind, handler, sql_function, backoff_seconds, backoff_cap_seconds, max_attempts, description
)
values ('core.t_work', 'sql', 'core.t_work', 0, 1, 1000, 'A soak''s.');
create function core.t_intend(p_key text) returns void
language sql volatile security invoker set search_path = pg_catalog, pg_temp as $$
    insert into core.t_intents values (
        p_key,
        core.enqueue('core.t_work', jsonb_build_object('key', p_key)),
        core.emit('core.thing.made', 'core:thing', p_key, '{}')
    )
$$;
update core.settings set value = '{}' where name in (
    'commerce.hold_limits', 'commerce.hold_rate', 'concerts.vote_rate',
    'core.rate_limits.anon', 'core.rate_limits.authenticated'
);
update core.settings set value = '["127.0.0.1/32"]' where name = 'core.webhook_allowed_networks';
update core.settings set value = '[0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]'
where name = 'core.webhook_ladder_seconds';
"""


@dataclass(frozen=True, slots=True)
class Stand:
    """The stack that is fired at, a receiver of webhooks, and a folder for clients."""

    home: Path
    stack: Stack
    receiver: Receiver
    clients: Path
    """What clients keep is not on the disk that fills up."""

    @property
    def url(self) -> str:
        """The database, as its owner."""
        return self.stack.server.url()

    @property
    def admin_url(self) -> str:
        """The database, as a superuser."""
        return self.stack.server.url(SUPERUSER)

    def token(self, user: str, *app_roles: str) -> str:
        """Return a token that outlives the run, and moves of the clock."""
        claims = Claims(user=user, app_roles=app_roles, expires_in=timedelta(days=1))
        return mint(self.stack.jwt_secret, claims)

    def is_up(self) -> bool:
        """Return whether every part answers."""
        return all(part.status == "up" for part in status_of(self.stack))

    def logs(self) -> str:
        """Return the end of each part's log."""
        logs = sorted((self.home / "log").glob("*.log"))
        return "\n".join(f"-- {log.name}\n{log.read_text()[-2000:]}" for log in logs)


@contextlib.contextmanager
def standing(home: Path) -> Iterator[Stand]:
    """Start the stack in a folder, with rows, and stop it when the block is left."""
    with running_receiver() as receiver, tempfile.TemporaryDirectory() as clients:
        _rowhouse(home, "up", "--detach")
        stack = Stack(home)
        try:
            give_rows(stack.server.url(SUPERUSER), receiver)
            yield Stand(home, stack, receiver, Path(clients))
        finally:
            _rowhouse(home, "down")


def give_rows(admin_url: str, receiver: Receiver, more: str = "") -> None:
    """Give a migrated database what the writers work on."""
    with db.connect(admin_url) as conn:
        conn.execute("set role postgres")
        for name in GIVEN:
            conn.execute(db.script((SUPPORT / f"{name}.sql").read_text()))
        conn.execute(db.script(SETUP + more))
        conn.execute(
            "update core.settings set value = %s where name = 'core.webhook_ports'",
            (f"[{receiver.port}]",),
        )


def _rowhouse(home: Path, *arguments: str) -> None:
    mine = {name: value for name, value in os.environ.items() if "DATABASE_URL" not in name}
    done = subprocess.run(
        [sys.executable, "-m", "glue", *arguments],
        cwd=paths.ROOT,
        env=mine | {"ROWHOUSE_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )
    assert done.returncode == 0, f"{arguments}: {done.stdout}\n{done.stderr}"
