"""Messages kept after a restart of the relay, for clients that join again."""

import time
from collections import deque

from glue.relay.protocol import Broadcast
from glue.relay.rooms import Key


class RecentMessages:
    """Keeps the newest messages until so many seconds after `start`; none when not wanted."""

    def __init__(self, seconds: float, messages: int, *, is_wanted: bool) -> None:
        self.seconds = seconds
        self._until = float("inf") if is_wanted else float("-inf")
        self._kept: deque[tuple[Key, Broadcast]] = deque(maxlen=messages)

    def start(self) -> None:
        """Start the time: the backlog of the database has been read."""
        self._until = min(self._until, time.monotonic() + self.seconds)

    def add(self, key: Key, broadcast: Broadcast) -> None:
        """Keep a message until the time is over."""
        if self._is_time():
            self._kept.append((key, broadcast))

    def list_for(self, key: Key) -> list[Broadcast]:
        """Return what was kept for a room."""
        return [broadcast for of, broadcast in self._kept if of == key] if self._is_time() else []

    def _is_time(self) -> bool:
        if time.monotonic() < self._until:
            return True
        self._kept.clear()
        return False
