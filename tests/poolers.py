"""The pooler of a test process, where the suite runs through one: ROWHOUSE_POOLER=1.

It is strict: a session is wiped after each transaction, and the next one is another's. So what
depends on a session fails each time.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from glue.postgres.pooler import Limits, Pooler, Target
from glue.postgres.server import SUPERUSER, Server

IS_WANTED = bool(os.environ.get("ROWHOUSE_POOLER"))
LIMITS = Limits(default_pool_size=5)
_POOLERS: dict[Path, Pooler] = {}


def target_of(server: Server) -> Target:
    """Return a server as a target: one role is in the file and looks up the others."""
    password = server.state.get(f"password_{SUPERUSER}")
    return Target("127.0.0.1", server.port, {SUPERUSER: password}, auth_user=SUPERUSER)


@contextmanager
def pooling(server: Server, folder: Path, **options: object) -> Iterator[Pooler]:
    """Let a strict pooler run in front of a server until the block is left."""
    given = {"limits": LIMITS, "is_strict": True, **options}
    pooler = Pooler(folder, target_of(server), **given)  # type: ignore[arg-type]
    pooler.start()
    try:
        yield pooler
    finally:
        pooler.kill()


def way_through_pooler(server: Server) -> Callable[[str], str]:
    """Return what leads a URL through the pooler of this process, if the run wants one."""
    if not IS_WANTED:
        return lambda url: url
    if server.home not in _POOLERS:
        pooler = Pooler(server.home / "pooler", target_of(server), limits=LIMITS, is_strict=True)
        pooler.start()
        _POOLERS[server.home] = pooler
    return _POOLERS[server.home].url


def stop_poolers() -> None:
    """End what `way_through_pooler` started."""
    for pooler in _POOLERS.values():
        pooler.kill()
    _POOLERS.clear()
