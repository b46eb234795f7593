"""A cluster on this machine: etcd, the members under Patroni, HAProxy."""

import importlib.util
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import psycopg

from glue.errors import RowhouseError
from glue.ha import config
from glue.ha.layout import HOST, Layout
from glue.ha.patroni import Patroni
from glue.ha.process import Daemon
from glue.ha.programs import patroni, program
from glue.postgres.os_user import ensure_os_user, open_the_way, os_user, own
from glue.postgres.pooler import Pooler, Target
from glue.postgres.processes import end_at_once
from glue.postgres.server import SUPERUSER, Server, ensure_owner
from glue.postgres.state import PASSWORDS
from glue.waiting import wait_until

START_SECONDS = 90.0
Say = Callable[[str], object]


class Cluster:
    """Starts, watches and stops the parts; each may also be started or ended alone."""

    def __init__(self, layout: Layout, *, etcd: Mapping[str, str] | None = None) -> None:
        self.layout = layout
        self.server = Server(layout.home)
        self.etcd = Daemon(layout.home, "etcd")
        self.haproxy = Daemon(layout.home, "haproxy")
        self.pooler = Daemon(layout.home, "pgbouncer")
        self.nodes = {one.name: Daemon(layout.home, one.name) for one in layout.members}
        self._ways = dict(etcd or {})
        """Ways to etcd that are not the direct one, by member."""

    @property
    def patroni(self) -> Patroni:
        """The REST API of the members."""
        return Patroni(self.layout)

    # -- start and stop --------------------------------------------------------

    def up(self, say: Say) -> None:
        """Start what does not run, and wait until the leader may be written to."""
        self._prepare_folders()
        say("starting etcd")
        self.start_etcd()
        say(f"starting {len(self.nodes)} Postgres under Patroni")
        for name in self.nodes:
            self.start_node(name)
        self.start_haproxy()
        self.start_pooler()
        parts = [*self.nodes.values(), self.haproxy]
        self._await("the leader", self.is_writable, parts)
        say("waiting for the replicas")
        self._await("a replica", self.are_members_healthy, parts)
        ensure_owner(self.layout.url(SUPERUSER))

    def down(self) -> bool:
        """Stop every part, the leader after its replicas; False when nothing ran."""
        leader = self.patroni.leader()
        replicas = [node for node in self.nodes.values() if node.name != leader]
        leaders = [node for node in self.nodes.values() if node.name == leader]
        stopped = [stop_together([self.pooler, self.haproxy])]
        for group in (replicas, leaders):
            stopped.append(stop_together(group))
            self._end_left_servers([node.name for node in group])
        return any([*stopped, stop_together([self.etcd])])

    def start_etcd(self) -> None:
        """Start etcd, and wait until it answers."""
        file = self.layout.home / "etcd.yml"
        config.write_private(file, config.etcd_config(self.layout))
        command = (program("etcd"), "--config-file", str(file))
        self.etcd.start(command, folder=self.layout.home)
        self._await("etcd", self._etcd_is_ready, [self.etcd])

    def start_node(self, name: str) -> None:
        """Start one member."""
        member = self.layout.member(name)
        file = member.home / "patroni.yml"
        words = config.patroni_config(self.layout, member, self.server, self._ways.get(name))
        config.write_private(file, words)
        self.nodes[name].start((*patroni(), str(file)), folder=member.home)

    def start_haproxy(self) -> None:
        """Start HAProxy, in whose place clients see one address."""
        file = self.layout.home / "haproxy.cfg"
        config.write_private(file, config.haproxy_config(self.layout))
        self.haproxy.start((program("haproxy"), "-db", "-f", str(file)), folder=self.layout.home)

    def start_pooler(self) -> None:
        """Start PgBouncer before HAProxy, for requests that need no session."""
        if self.pooler.process is not None:
            return
        users = {role: self.layout.state.get(f"password_{role}") for role in PASSWORDS}
        target = Target(HOST, self.layout.port("primary"), users)
        pooler = Pooler(self.layout.home, target, port=self.layout.port("pooled"))
        command = pooler.command()
        self.pooler.start(command, folder=self.layout.home)

    def _etcd_is_ready(self) -> bool:
        """Return whether etcd knows its own version.

        It listens before that, as version 3.0.0, and Patroni would speak an older protocol to it.
        """
        url = f"http://{HOST}:{self.layout.port('etcd')}/version"
        try:
            known = httpx.get(url, timeout=2, trust_env=False).json()
        except (httpx.HTTPError, ValueError):
            return False
        return bool(known["etcdcluster"].split(".")[:2] == known["etcdserver"].split(".")[:2])

    # -- facts -----------------------------------------------------------------

    def is_writable(self) -> bool:
        """Return whether HAProxy leads to a server that may be written to."""
        try:
            with psycopg.connect(self.layout.url(SUPERUSER), connect_timeout=3) as conn:
                row = conn.execute("select not pg_is_in_recovery()").fetchone()
        except psycopg.Error:
            return False
        return row == (True,)

    def are_members_healthy(self) -> bool:
        """Return whether one member leads, and each other may take its place."""
        return all(one.is_healthy for one in self.patroni.status())

    def switchover(self, candidate: str | None = None) -> tuple[str, str]:
        """Let another member lead; return who led and who leads."""
        before = self.patroni.leader()
        if before is None:
            raise self._leaderless()
        self.patroni.switchover(before, candidate)
        if not wait_until(lambda: self.patroni.leader() not in (None, before), START_SECONDS):
            raise RowhouseError(
                "no other member leads yet", "`rowhouse ha status` shows the cluster."
            )
        return before, self.patroni.leader() or ""

    def _leaderless(self) -> RowhouseError:
        """Return why no member can hand over, and what helps."""
        parts = [self.etcd, *self.nodes.values()]
        down = [part.name for part in parts if part.process is None]
        if down:
            verb = "is" if len(down) == 1 else "are"
            return RowhouseError(
                f"no member leads: {', '.join(down)} {verb} down",
                "Start what does not run: `rowhouse ha up`.",
            )
        return RowhouseError(
            "no member leads, though all run",
            f"Wait {self.layout.timings.ttl} s: then one is elected, or `rowhouse ha status` shows"
            " what it lacks.",
        )

    # -- parts -----------------------------------------------------------------

    def _prepare_folders(self) -> None:
        home = self.layout.home
        (home / "etcd").mkdir(parents=True, exist_ok=True)
        (home / "etcd").chmod(0o700)
        for member in self.layout.members:
            member.home.mkdir(exist_ok=True)
            member.home.chmod(0o700)
        if os_user() is not None:
            ensure_os_user()
            open_the_way(home, self.server.bin, *_code())
            for folder in (home / "etcd", *(one.home for one in self.layout.members)):
                own(folder)

    def _end_left_servers(self, names: Sequence[str]) -> None:
        """End each Postgres that its Patroni has left running.

        A Patroni that was killed, as one is that does not stop in time, leaves its Postgres.
        """
        for name in names:
            end_at_once(self.layout.member(name).data, self.server.bin)

    def _await(self, what: str, check: Callable[[], bool], parts: list[Daemon]) -> None:
        def is_gone() -> bool:
            return any(part.process is None for part in parts)

        wait_until(lambda: is_gone() or check(), START_SECONDS)
        if not check():
            tails = "\n".join(f"-- {part.log}\n{part.words()}" for part in parts)
            raise RowhouseError(f"{what} did not come up\n{tails}", "Read these logs.")


def stop_together(parts: Sequence[Daemon]) -> bool:
    """Stop several at a time; False when none ran."""
    with ThreadPoolExecutor() as threads:
        return any(list(threads.map(Daemon.stop, parts)))


def _code() -> list[Path]:
    """Return what the OS user of the members reads to run Patroni."""
    spec = importlib.util.find_spec("patroni")
    interpreter = Path(sys.executable)
    # That of a virtual environment is a link to one that may stand in a private folder.
    found = [interpreter.parent, interpreter.resolve().parent, Path(os.__file__).parent]
    return found + ([Path(spec.origin).parent] if spec and spec.origin else [])
