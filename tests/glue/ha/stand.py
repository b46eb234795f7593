"""A cluster of three with Rowhouse on it, as a soak sees a stack."""

import contextlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from glue import db
from glue.ha import stack as working
from glue.ha.cluster import Cluster
from glue.ha.layout import HOST, Layout
from glue.http.tokens import Claims, mint
from glue.postgres.server import SUPERUSER, set_passwords
from glue.stack.parts import ProcessRecord
from glue.stack.stack import Stack
from tests.glue.ha.proxy import Proxy
from tests.glue.receivers import Receiver, running_receiver
from tests.glue.soak.stand import give_rows

HEARD = """
insert into core.topic_rules (prefix, audience, is_broadcast)
values ('core:thing', 'users', true)
on conflict (prefix) do update set audience = 'users', is_broadcast = true;
"""
LEDGER = """
create table ledgers.lines (
    writer text not null, number bigint not null, primary key (writer, number)
)
"""


@dataclass(frozen=True, slots=True)
class ClusterStand:
    """The cluster, what works on it, a receiver of webhooks, and a folder for clients."""

    cluster: Cluster
    stack: Stack
    receiver: Receiver
    clients: Path
    proxies: dict[str, Proxy] = field(default_factory=dict)

    @property
    def layout(self) -> Layout:
        """Where its parts are."""
        return self.cluster.layout

    @property
    def url(self) -> str:
        """The database, as its owner."""
        return self.layout.url("postgres")

    @property
    def admin_url(self) -> str:
        """The database, as a superuser."""
        return self.layout.url(SUPERUSER)

    def token(self, user: str, *app_roles: str) -> str:
        """Return a token that outlives the run."""
        claims = Claims(user=user, app_roles=app_roles, expires_in=timedelta(days=1))
        return mint(self.stack.jwt_secret, claims)

    def is_up(self) -> bool:
        """Return whether every part answers, and every member leads or follows."""
        return (
            self.cluster.are_members_healthy()
            and self.cluster.is_writable()
            and self.stack.gateway_answers()
            and self.stack.relay_answers()
            and ProcessRecord(self.layout.home, "worker").process() is not None
        )

    def logs(self) -> str:
        """Return the end of each part's log."""
        logs = sorted((self.layout.home / "log").glob("*.log"))
        return "\n".join(f"-- {log.name}\n{log.read_text()[-3000:]}" for log in logs)

    def pids(self) -> dict[str, int | None]:
        """Return the processes of ours, which outlive a drill.

        The API is started again where its library fails on a connection that ends.
        """
        return {
            part: ProcessRecord(self.layout.home, part).read().get("pid")
            for part in ("worker", "relay", "gateway")
        }


@contextlib.contextmanager
def standing(
    home: Path, *, profile: str = "quick", is_bare: bool = False
) -> Iterator[ClusterStand]:
    """Start a cluster in a folder, and stop it when the block is left.

    Unless it is bare, it has a release, rows for a load, and the API, relay and worker.
    """
    layout = Layout(home)
    layout.choose(profile=profile)
    proxies = {member.name: Proxy() for member in layout.members}
    for proxy in proxies.values():
        proxy.target = layout.port("etcd")
    ways = {name: f"{HOST}:{proxy.port}" for name, proxy in proxies.items()}
    cluster = Cluster(layout, etcd=ways)
    with running_receiver() as receiver, tempfile.TemporaryDirectory() as clients:
        try:
            cluster.up(_quietly)
            set_passwords(layout.url(SUPERUSER), layout.state)
            with db.connect(layout.url("postgres")) as conn:
                conn.execute("create schema ledgers")
                conn.execute(LEDGER)
            stack = Stack(home)
            if not is_bare:
                working.prepare(layout, _quietly)
                give_rows(layout.url(SUPERUSER), receiver, HEARD)
                stack = working.start(layout, _quietly)
            yield ClusterStand(cluster, stack, receiver, Path(clients), proxies)
        finally:
            working.stop(layout)
            cluster.down()
            for proxy in proxies.values():
                proxy.close()


def _quietly(_words: str) -> None:
    """Say nothing."""
