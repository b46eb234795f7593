"""Events of Ticketmaster's Discovery API: the key goes into the query."""

import time
from typing import Any

from glue.feeds.source import Answer, Send, Signed, Source
from glue.worker.handlers import Job, handler

_LIMITED = 429


class Ticketmaster(Source):
    """The Discovery API, version 2."""

    name = "ticketmaster"
    url = "https://app.ticketmaster.com"
    keys = ("ticketmaster_api_key",)

    def sign(self, send: Send) -> Signed:
        """Return the key."""
        del send
        return Signed(query={"apikey": self.values["ticketmaster_api_key"]})

    def asked_wait(self, answer: Answer) -> float | None:
        """Return Retry-After; else, when the quota of the day is used up, when it is new."""
        said = super().asked_wait(answer)
        left, reset = (answer.headers.get(f"rate-limit-{w}", "") for w in ("available", "reset"))
        if said is None and answer.status == _LIMITED and left == "0" and reset.isdecimal():
            return max(float(reset) / 1000 - time.time(), 0.0)
        return said


SOURCE = Ticketmaster


@handler("concerts.sync_ticketmaster")
def sync_ticketmaster(job: Job) -> dict[str, Any]:
    """Read the events of the days ahead."""
    from glue.feeds import jobs  # noqa: PLC0415

    return jobs.run_job(job, SOURCE)
