"""What happens to a cluster; each act ends what it began, and the drill waits for every member."""

import contextlib
import os
import signal
import time
from collections.abc import Callable

import psutil
import psycopg

from glue import db
from glue.postgres.processes import postmaster_of
from glue.waiting import wait_until
from tests.glue.ha.stand import ClusterStand
from tests.glue.soak.chaos import fill

Act = Callable[[ClusterStand], None]
AWAY_SECONDS = 60.0


def leader_of(stand: ClusterStand) -> str:
    """Return who leads."""
    leader = stand.cluster.patroni.leader()
    assert leader is not None, stand.logs()
    return leader


def processes(stand: ClusterStand, name: str) -> list[psutil.Process]:
    """Return Patroni and every process of Postgres of a member."""
    patroni = stand.cluster.nodes[name].process
    roots = [patroni, postmaster_of(stand.layout.member(name).data)]
    found: dict[int, psutil.Process] = {}
    for root in roots:
        with contextlib.suppress(psutil.NoSuchProcess):
            if root is not None:
                found |= {one.pid: one for one in (root, *root.children(recursive=True))}
    return list(found.values())


def send(stand: ClusterStand, name: str, number: signal.Signals) -> None:
    """Send a signal to a whole member."""
    for process in processes(stand, name):
        with contextlib.suppress(ProcessLookupError):
            os.kill(process.pid, number)


def kill(stand: ClusterStand, name: str) -> None:
    """Lose a member at once, as its machine's power cut would."""
    mine = processes(stand, name)
    for process in mine:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(mine, 10)


def await_other_leader(stand: ClusterStand, before: str) -> None:
    """Wait until another member leads and may be written to."""
    led = wait_until(
        lambda: (
            stand.cluster.patroni.leader() not in (None, before) and stand.cluster.is_writable()
        ),
        AWAY_SECONDS,
    )
    assert led, f"no other member leads\n{stand.logs()}"


def kill_leader(stand: ClusterStand) -> None:
    """The leader's machine is lost, and comes back later."""
    leader = leader_of(stand)
    kill(stand, leader)
    await_other_leader(stand, leader)
    stand.cluster.start_node(leader)


def lose_leader(stand: ClusterStand) -> None:
    """The leader's machine is lost."""
    leader = leader_of(stand)
    kill(stand, leader)
    await_other_leader(stand, leader)


def fill_disk(stand: ClusterStand) -> None:
    """The disk of the leader is full, so it cannot write its log; another leads. Then it has room.

    Its folder must be a small file system.
    """
    leader = leader_of(stand)
    filler = stand.layout.member(leader).home / "filler"
    deadline = time.monotonic() + AWAY_SECONDS
    try:
        while stand.cluster.patroni.leader() in (None, leader):
            assert time.monotonic() < deadline, f"a full disk changed nothing\n{stand.logs()}"
            fill(filler)
            with contextlib.suppress(psycopg.Error), db.connect(_short(stand.admin_url)) as conn:
                conn.execute("select pg_switch_wal()")
            time.sleep(0.1)
        await_other_leader(stand, leader)
    finally:
        filler.unlink(missing_ok=True)


def _short(url: str) -> str:
    return f"{url}?connect_timeout=2&options=-cstatement_timeout%3D2000"


def freeze_leader(stand: ClusterStand) -> None:
    """The leader stands still: its sockets are open and nothing answers; later it goes on."""
    leader = leader_of(stand)
    send(stand, leader, signal.SIGSTOP)
    try:
        await_other_leader(stand, leader)
    finally:
        send(stand, leader, signal.SIGCONT)


def cut_leader_off(stand: ClusterStand) -> None:
    """The leader cannot reach etcd, and clients reach the leader; later it can."""
    leader = leader_of(stand)
    stand.proxies[leader].cut()
    try:
        await_other_leader(stand, leader)
    finally:
        stand.proxies[leader].mend()


def lose_two(stand: ClusterStand) -> None:
    """Both replicas are lost: commits wait until one is back."""
    leader = leader_of(stand)
    others = [name for name in stand.cluster.nodes if name != leader]
    for name in others:
        kill(stand, name)
    time.sleep(15)
    for name in others:
        stand.cluster.start_node(name)


def switch_over(stand: ClusterStand) -> None:
    """Another member takes over, as asked."""
    stand.cluster.switchover()


def upgrade(stand: ClusterStand) -> None:
    """Each member starts again, the leader last, after a switchover.

    The same binaries stand in for those of a new minor version.
    """
    leader = leader_of(stand)
    for name in [name for name in stand.cluster.nodes if name != leader]:
        restart(stand, name)
    stand.cluster.switchover()
    restart(stand, leader)


def restart(stand: ClusterStand, name: str) -> None:
    """Stop a member, as an upgrade of its packages does, and start it again."""
    stand.cluster.nodes[name].stop()
    stand.cluster.start_node(name)
    assert wait_until(stand.cluster.are_members_healthy, AWAY_SECONDS), stand.logs()
