"""How the client behaves where apps differ, and what a test puts in place of clock and chance."""

import logging
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from glue.clients.conflicts import Policy
from glue.clients.queue import Queued
from glue.waiting import Backoff

LOG = logging.getLogger("rowhouse.live")


def _now() -> datetime:
    return datetime.now(UTC)


def _log_rejected(queued: Queued) -> None:
    LOG.error("edit %s of series %s is rejected: %s", queued.id, queued.series_id, queued.rejected)


@dataclass(frozen=True, slots=True)
class Options:
    """Timings in seconds, policies per series (`lww` where none is named), callbacks.

    While live a poll in `live_poll_seconds` still finds changes that no later message announced: a
    message may be lost, and the last one has none after it.
    """

    backoff_base_seconds: float = 0.5
    backoff_cap_seconds: float = 30.0
    poll_seconds: float = 5.0
    live_poll_seconds: float = 60.0
    join_seconds: int = 10
    ready_seconds: float = 5.0
    steady_seconds: float = 30.0
    policies: Mapping[int, Policy] = field(default_factory=dict)
    on_rejected: Callable[[Queued], object] = _log_rejected
    clock: Callable[[], datetime] = _now
    chance: Callable[[], float] = random.random

    def delay(self, failures: int) -> float:
        """Return how long to wait after so many failures: anything up to a doubling, capped.

        Full jitter: devices that lost the server at one moment come back spread out.
        """
        backoff = Backoff(
            self.backoff_base_seconds, self.backoff_cap_seconds, fixed_share=0, chance=self.chance
        )
        return backoff.seconds(failures)

    def between_polls(self, *, is_live: bool) -> float:
        """Return the time to the next poll, a fifth more or less."""
        seconds = self.live_poll_seconds if is_live else self.poll_seconds
        return seconds * (0.8 + 0.4 * self.chance())
