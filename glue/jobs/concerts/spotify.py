"""Artists of Spotify's Web API: a token of an hour, for the client id and secret."""

import json
from typing import Any

from glue.config import settings
from glue.feeds.source import Answer, FeedError, Send, Signed, Source
from glue.http.waits import retry_after
from glue.worker.handlers import Job, handler

_OK, _UNAUTHORIZED = 200, 401
_REFUSED = range(400, 404)
ACCOUNTS = "https://accounts.spotify.com"


class Spotify(Source):
    """The Web API, version 1."""

    name = "spotify"
    url = "https://api.spotify.com"
    keys = ("spotify_client_id", "spotify_client_secret")
    token = ""

    def secrets(self) -> list[str]:
        """Return the keys, and the token."""
        return [*super().secrets(), self.token]

    def sign(self, send: Send) -> Signed:
        """Return the token; ask for one where there is none."""
        if not self.token:
            answer = send(
                "POST",
                f"{settings().spotify_accounts_url or ACCOUNTS}/api/token",
                auth=(self.values["spotify_client_id"], self.values["spotify_client_secret"]),
                data={"grant_type": "client_credentials"},
            )
            self.token = _token_of(answer)
        return Signed({"authorization": f"Bearer {self.token}"})

    def renews(self, answer: Answer) -> bool:
        """Return whether the token was refused: it may have expired."""
        had_one = bool(self.token) and answer.status == _UNAUTHORIZED
        if had_one:
            self.token = ""
        return had_one


def _token_of(answer: Answer) -> str:
    from glue.feeds.fetching import PassingError  # noqa: PLC0415 - its client takes long

    if answer.status in _REFUSED:
        words = f"spotify refuses the client id and secret (HTTP {answer.status})"
        raise FeedError(words, "Look at SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET.")
    try:
        token = json.loads(answer.text)["access_token"] if answer.status == _OK else None
    except (ValueError, KeyError, TypeError):
        token = None
    if not isinstance(token, str) or not token:
        words = f"spotify gave no token (HTTP {answer.status})"
        raise PassingError("token", words, retry_after(answer.headers.get("retry-after")))
    return token


SOURCE = Spotify


@handler("concerts.sync_spotify")
def sync_spotify(job: Job) -> dict[str, Any]:
    """Read the artists with an id of Spotify."""
    from glue.feeds import jobs  # noqa: PLC0415

    return jobs.run_job(job, SOURCE)
