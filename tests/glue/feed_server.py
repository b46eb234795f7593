"""The three APIs of concerts on loopback, with records of this file's own making.

They page, filter and refuse as the real ones do, and misbehave as `trouble` says: it is given
the path of a request, and returns a status, or a word: `hang`, `drop`, `truncate`, `nul`.
"""

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

Trouble = Callable[[str], int | str | None]

TICKETMASTER_KEY = "tm-key-0123456789abcdef"
SETLISTFM_KEY = "sl-key-0123456789abcdef"
SPOTIFY_ID, SPOTIFY_SECRET = "sp-id-0123456789", "sp-secret-0123456789"
OK, NOT_MODIFIED, BAD, UNAUTHORIZED, FORBIDDEN, NOT_FOUND, LIMITED = (
    200,
    304,
    400,
    401,
    403,
    404,
    429,
)
DEPTH = 1000
TODAY = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
MUSIC = {"segment": {"id": "KZFzniwnSyZfZ7v7nJ", "name": "Music"}, "genre": {"name": "Rock"}}
SPORTS = {"segment": {"id": "KZFzniwnSyZfZ7v7nE", "name": "Sports"}}


@dataclass(frozen=True)
class Asked:
    """A request."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]


@dataclass
class FeedServer:
    """What the sources have, what they were asked, and how they misbehave."""

    port: int = 0
    events: dict[str, dict[str, Any]] = field(default_factory=dict)
    setlists: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    artists: dict[str, dict[str, Any]] = field(default_factory=dict)
    is_extended: bool = True
    token: str = "sp-token-0123456789"
    asked: list[Asked] = field(default_factory=list)
    trouble: Trouble = lambda _: None
    retry_after: str | None = None
    headers: dict[str, str] = field(default_factory=dict)
    """What every answer has beside its own headers, instead of its ETag."""
    after: Callable[[Asked], None] = lambda _: None
    """Called after an answer was made, before it is sent."""
    released: threading.Event = field(default_factory=threading.Event)
    lock: threading.RLock = field(default_factory=threading.RLock)

    @property
    def url(self) -> str:
        """Return where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def environment(self) -> dict[str, str]:
        """Return the variables that lead a feed here."""
        return {
            "TICKETMASTER_URL": self.url,
            "TICKETMASTER_API_KEY": TICKETMASTER_KEY,
            "SPOTIFY_URL": self.url,
            "SPOTIFY_ACCOUNTS_URL": self.url,
            "SPOTIFY_CLIENT_ID": SPOTIFY_ID,
            "SPOTIFY_CLIENT_SECRET": SPOTIFY_SECRET,
            "SETLISTFM_URL": self.url,
            "SETLISTFM_API_KEY": SETLISTFM_KEY,
        }

    def add_event(self, number: int, days: float, **changed: Any) -> dict[str, Any]:
        """Add an event so many days ahead, of one of 40 artists at one of 7 venues."""
        made = event(number, days) | changed
        self.events[made["id"]] = made
        return made

    def answer(self, asked: Asked) -> tuple[int, Any]:
        """Return the status and the body of an answer."""
        with self.lock:
            if asked.path == "/discovery/v2/events.json":
                return self._events(asked)
            if asked.path == "/api/token":
                return OK, {"access_token": self.token, "expires_in": 3600}
            if asked.path.startswith("/v1/artists"):
                return self._artists(asked)
            if asked.path.startswith("/rest/1.0/artist/"):
                return self._setlists(asked)
            return NOT_FOUND, {}

    def _events(self, asked: Asked) -> tuple[int, Any]:
        if asked.query.get("apikey") != TICKETMASTER_KEY:
            return UNAUTHORIZED, {"fault": {"faultstring": f"Invalid ApiKey {asked.query}"}}
        page, size = int(asked.query["page"]), int(asked.query["size"])
        if page * size >= DEPTH:
            return BAD, {"errors": [{"code": "DIS1035"}]}
        begin, end = asked.query["startDateTime"], asked.query["endDateTime"]
        found = sorted(
            (e for e in self.events.values() if begin <= at(e) <= end),
            key=lambda e: (at(e), e["id"]),
        )
        shown = found[page * size : (page + 1) * size]
        total = {
            "size": size,
            "totalElements": len(found),
            "totalPages": -(-len(found) // size),
            "number": page,
        }
        self_link = f"/discovery/v2/events?apikey={asked.query['apikey']}"
        body: dict[str, Any] = {"_links": {"self": {"href": self_link}}, "page": total}
        if shown:
            body["_embedded"] = {"events": shown}
        return OK, body

    def _artists(self, asked: Asked) -> tuple[int, Any]:
        if asked.headers.get("authorization") != f"Bearer {self.token}":
            return UNAUTHORIZED, {"error": {"status": 401, "message": "The token expired"}}
        if "ids" in asked.query:
            ids = asked.query["ids"].split(",")
            if not self.is_extended:
                return FORBIDDEN, {"error": {"status": 403, "message": "Forbidden"}}
            assert len(ids) <= 50
            return OK, {"artists": [self.artists.get(number) for number in ids]}
        found = self.artists.get(asked.path.rpartition("/")[2])
        if found is None:
            return NOT_FOUND, {"error": {"status": 404, "message": "Resource not found"}}
        hidden = () if self.is_extended else ("popularity", "followers")
        return OK, {name: value for name, value in found.items() if name not in hidden}

    def _setlists(self, asked: Asked) -> tuple[int, Any]:
        if asked.headers.get("x-api-key") != SETLISTFM_KEY:
            return FORBIDDEN, {"message": "Forbidden"}
        assert asked.headers["accept"] == "application/json"
        assert asked.headers["accept-language"] == "en"
        page, mbid = int(asked.query["p"]), asked.path.split("/")[4]
        found = self.setlists.get(mbid, [])
        shown = found[(page - 1) * 20 : page * 20]
        if not shown:
            return NOT_FOUND, {"code": 404, "status": "Not Found", "message": "not found"}
        return OK, {"itemsPerPage": 20, "page": page, "total": len(found), "setlist": shown}


def at(given: dict[str, Any]) -> str:
    """Return when an event begins."""
    return str(given["dates"]["start"]["dateTime"])


def event(number: int, days: float) -> dict[str, Any]:
    """Return an event in the form of the Discovery API."""
    begin = TODAY + timedelta(days=days)
    artist, venue = number % 40, number % 7
    return {
        "id": f"E{number:05}",
        "name": f"Band {artist} live",
        "type": "event",
        "test": False,
        "url": f"https://tickets.example/{number}",
        "dates": {
            "start": {
                "localDate": f"{begin:%Y-%m-%d}",
                "localTime": f"{begin:%H:%M:%S}",
                "dateTime": f"{begin:%Y-%m-%dT%H:%M:%SZ}",
                "timeTBA": False,
                "noSpecificTime": False,
            },
            "timezone": "UTC",
            "status": {"code": "onsale"},
        },
        "sales": {"public": {"startDateTime": "1900-01-01T18:00:00Z"}},
        "classifications": [{"primary": True, **MUSIC}],
        "_embedded": {
            "venues": [
                {
                    "id": f"V{venue}",
                    "name": f"Hall {venue}",
                    "city": {"name": "Köln"},
                    "country": {"countryCode": "DE"},
                    "timezone": "Europe/Berlin",
                    "location": {"latitude": "50.9", "longitude": "6.9"},
                }
            ],
            "attractions": [
                {
                    "id": f"A{artist}",
                    "name": f"Band {artist}",
                    "classifications": [MUSIC],
                    "images": [{"url": "http://img.example/a.jpg", "width": 640}],
                    "externalLinks": {
                        "musicbrainz": [{"id": mbid(artist)}],
                        "spotify": [{"url": f"https://open.spotify.com/artist/{spotify(artist)}"}],
                    },
                }
            ],
        },
    }


def mbid(artist: int) -> str:
    """Return the MusicBrainz id of a band."""
    return f"00000000-0000-4000-8000-{artist:012}"


def spotify(artist: int) -> str:
    """Return the id of a band at Spotify."""
    return f"sp{artist:020}"


def spotify_artist(artist: int, popularity: float | None = 50) -> dict[str, Any]:
    """Return a band in the form of the Web API."""
    return {
        "id": spotify(artist),
        "name": f"Band {artist}",
        "type": "artist",
        "genres": ["Rock", "indie"],
        "popularity": popularity,
        "followers": {"href": None, "total": 5},
        "images": [{"url": f"https://img.example/{artist}.jpg", "width": 640, "height": 640}],
    }


def setlist(number: int, artist: int, days: int, songs: list[Any]) -> dict[str, Any]:
    """Return a setlist in the form of setlist.fm, of so many days ago."""
    return {
        "id": f"s{number:06}",
        "versionId": f"v{number}",
        "eventDate": f"{TODAY - timedelta(days=days):%d-%m-%Y}",
        "lastUpdated": "2026-01-02T03:04:05.000+0000",
        "artist": {"mbid": mbid(artist), "name": f"Band {artist}"},
        "venue": {
            "id": "hall",
            "name": "Hall 0",
            "city": {"name": "Köln", "country": {"code": "DE"}, "coords": {"lat": 50.9}},
        },
        "sets": {"set": songs},
        "url": f"https://www.setlist.fm/setlist/{number}.html",
    }


class _Handler(BaseHTTPRequestHandler):
    api: FeedServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer, or misbehave."""
        target = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.rfile.read(int(headers.get("content-length", 0)))
        asked = Asked(target.path, dict(parse_qsl(target.query)), headers)
        with self.api.lock:
            self.api.asked.append(asked)
            step = self.api.trouble(asked.path)
        if step == "hang":
            self.api.released.wait(60)
        if step in ("hang", "drop"):
            self.close_connection = True
            return
        status, body = self.api.answer(asked)
        if isinstance(step, int):
            # As a gateway of Ticketmaster does, it repeats what it was sent.
            status, body = step, {"fault": {"faultstring": f"Identifier : {asked.query}"}}
        self.api.after(asked)
        text = b"{\0}" if step == "nul" else json.dumps(body).encode()
        self._answer(asked, status, text, is_cut=step == "truncate")

    do_POST = do_GET  # noqa: N815 - the name that the library calls

    def _answer(self, asked: Asked, status: int, text: bytes, *, is_cut: bool) -> None:
        etag = f'"{hashlib.sha256(text).hexdigest()}"'
        if status == OK and asked.headers.get("if-none-match") == etag:
            status, text = NOT_MODIFIED, b""
        text = text[: len(text) // 2] if is_cut else text
        self.send_response(status)
        for name, value in self.api.headers.items():
            self.send_header(name, value)
        if status in (OK, NOT_MODIFIED) and not is_cut and not self.api.headers:
            self.send_header("ETag", etag)
        if status not in (OK, NOT_MODIFIED) and self.api.retry_after is not None:
            self.send_header("Retry-After", self.api.retry_after)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """Say nothing of a client that went away."""


@contextmanager
def running_feeds() -> Iterator[FeedServer]:
    """Serve on a free port until the block is left."""
    api = FeedServer()
    handler = type("Handler", (_Handler,), {"api": api})
    with _Server(("127.0.0.1", 0), handler) as server:
        api.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield api
        finally:
            api.released.set()
            server.shutdown()
            with suppress(RuntimeError):
                thread.join(20)
