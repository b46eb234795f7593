"""Wakeups that come while a lane looks at none of them."""

import select
import threading

from glue.worker.wakeup import Wakeup

MANY = 1000
"""More than the buffer of a socket takes."""
PATIENCE = 10


def test_a_lane_that_never_waits_holds_up_nobody_who_wakes_it() -> None:
    """As the listener does with the lane of webhooks, and SIGTERM with every lane."""
    wakeup = Wakeup([])

    def interrupt() -> None:
        for _ in range(MANY):
            wakeup.interrupt()

    thread = threading.Thread(target=interrupt, daemon=True)
    thread.start()
    thread.join(PATIENCE)
    assert not thread.is_alive()
    readable, _, _ = select.select([wakeup.fileno()], [], [], 0)
    assert readable, "what did not fit is forgotten, that something came is not"
