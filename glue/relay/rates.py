"""How often something happens, and whether that is too often. Pure: the time is passed in."""

from collections import deque

BUCKET_SECONDS = 5
BUCKETS = 12


class Rate:
    """A rate per second: the mean of a minute, counted in buckets of five seconds."""

    def __init__(self, limit: float) -> None:
        self.limit = limit
        self._buckets = [0] * BUCKETS
        self._now = 0

    def add(self, number: int, now: float) -> None:
        """Count so many more."""
        self._advance(now)
        self._buckets[self._now % BUCKETS] += number

    def is_over(self, now: float, more: int = 0) -> bool:
        """Return whether the limit is exceeded, or would be with so many more."""
        self._advance(now)
        return sum(self._buckets) + more > self.limit * BUCKETS * BUCKET_SECONDS

    def _advance(self, now: float) -> None:
        bucket = int(now // BUCKET_SECONDS)
        for passed in range(max(self._now + 1, bucket - BUCKETS + 1), bucket + 1):
            self._buckets[passed % BUCKETS] = 0
        self._now = max(self._now, bucket)


class Window:
    """At most so many calls in a span of time."""

    def __init__(self, limit: int, seconds: float) -> None:
        self.limit = limit
        self.seconds = seconds
        self._calls: deque[float] = deque()

    def take(self, now: float) -> bool:
        """Count a call; False when it is one too many."""
        while self._calls and self._calls[0] <= now - self.seconds:
            self._calls.popleft()
        if len(self._calls) >= self.limit:
            return False
        self._calls.append(now)
        return True
