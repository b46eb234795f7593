"""Setlists of setlist.fm: names of places in English, JSON only where it is asked for."""

from typing import Any

from glue.feeds.source import Send, Signed, Source
from glue.worker.handlers import Job, handler


class Setlistfm(Source):
    """The API of setlist.fm, version 1.0."""

    name = "setlistfm"
    url = "https://api.setlist.fm"
    keys = ("setlistfm_api_key",)

    def sign(self, send: Send) -> Signed:
        """Return the headers."""
        del send
        key = self.values["setlistfm_api_key"]
        return Signed({"x-api-key": key, "accept": "application/json", "accept-language": "en"})


SOURCE = Setlistfm


@handler("concerts.sync_setlistfm")
def sync_setlistfm(job: Job) -> dict[str, Any]:
    """Read the setlists of artists."""
    from glue.feeds import jobs  # noqa: PLC0415

    return jobs.run_job(job, SOURCE)
