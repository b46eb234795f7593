"""The lane that listens for the others, where these reach the database through a pooler.

A notification goes to the session that listens, and a pooler in transaction mode gives no
client one of its own. So one connection around it listens for the whole process. What is
notified while it is away costs no more than a poll, and it wakes the others when it is back.
"""

from collections.abc import Sequence

from glue.db import connect, with_patience
from glue.worker.lane import CONNECT_SECONDS, Conn, Lane, Process
from glue.worker.wakeup import Wakeup

_LOOK_SECONDS = 60.0


class ListenerLane(Lane):
    """Passes notifications on to the lanes of this process."""

    name = "listener"
    signals = ()

    def __init__(self, process: Process, url: str, wakeups: Sequence[Wakeup]) -> None:
        super().__init__(process)
        self.url = url
        self.others = wakeups

    def connect(self) -> Conn:
        """Open a session, and listen there."""
        conn = connect(with_patience(self.url, CONNECT_SECONDS))
        self.wakeup.listen(conn)
        return conn

    def begin(self, conn: Conn) -> None:
        """Let every lane look: it may have missed something."""
        del conn
        self._wake()

    def turn(self, conn: Conn) -> None:
        """Wait for a notification, and wake all lanes: each looks for its own work."""
        if self.wakeup.wait(conn, _LOOK_SECONDS):
            self._wake()

    def _wake(self) -> None:
        for wakeup in self.others:
            wakeup.interrupt()
