"""Waiting: until a condition holds, and before another attempt."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from tenacity import Retrying, retry_if_result, stop_after_delay, wait_fixed


def wait_until(check: Callable[[], bool], seconds: float) -> bool:
    """Ask every 50 ms until the answer is yes; False when the time is over first."""
    ask = Retrying(
        stop=stop_after_delay(seconds),
        wait=wait_fixed(0.05),
        retry=retry_if_result(lambda yes: not yes),
        retry_error_callback=lambda _: False,
    )
    return ask(check)


@dataclass(frozen=True, slots=True)
class Backoff:
    """Exponential backoff with jitter: the wait doubles with each failure, up to a cap.

    Jitter keeps processes that failed at one moment from trying again at one moment.
    https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
    """

    first: float
    """Seconds after the first failure, without jitter."""

    cap: float
    """The longest wait in seconds."""

    fixed_share: float = 0.5
    """The share of a wait that is not random: 0 is full jitter."""

    chance: Callable[[], float] = random.random

    def seconds(self, failures: int) -> float:
        """Return the wait after so many failures in a row, counted from 1."""
        # The exponent is bounded: a float overflows after a night without a server.
        longest = min(self.cap, self.first * 2.0 ** min(failures - 1, 32))
        return longest * (self.fixed_share + (1 - self.fixed_share) * self.chance())
