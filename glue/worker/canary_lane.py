"""The lane that measures how long a broadcast takes from its commit to a subscriber."""

from glue.worker.lane import Lane


class CanaryLane(Lane):
    """Measures in a loop of its own, so that a relay that is away holds up no other lane."""

    name = "canary"
    signals = ()

    def _run(self) -> None:
        # Here, not above: a client of Realtime takes long to import, and few workers need it.
        from glue.worker.canary_loop import measure  # noqa: PLC0415

        if self.plan.canary is not None:
            measure(self.plan.url_of_jobs, self.plan.canary, self.wakeup.fileno())
