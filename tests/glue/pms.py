"""A simulated PMS: a real HTTP server on loopback with a state of its own.

It has the API of docs/sync.md and an address for webhooks, and misbehaves as `trouble` says: it
answers 429 or 500, drops the connection before or after it has acted, and cuts pages short.
"""

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from copy import deepcopy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

Key = tuple[str, str]
Trouble = Callable[[str, str], str]
TOKEN = "s3cret"


class Pms:
    """The records of the PMS, by entity and key: {field: {value, version, at, seen}}."""

    def __init__(self) -> None:
        self.records: dict[Key, dict[str, dict[str, Any]]] = {}
        self.answered: dict[str, bytes] = {}
        self.requests: list[str] = []
        self.trouble: Trouble = lambda _method, _path: ""
        self.lock = threading.RLock()
        self.port = 0

    @property
    def url(self) -> str:
        """Return where it listens."""
        return f"http://127.0.0.1:{self.port}/v1"

    def edit(self, entity: str, external_id: str, at: str, **fields: Any) -> list[dict[str, Any]]:
        """Change fields here; return the changes as the PMS sends them."""
        with self.lock:
            record = self.records.setdefault((entity, external_id), {})
            version = self._next(record)
            changes = []
            for name, value in fields.items():
                seen = record.get(name, {}).get("seen", 0)
                record[name] = {"value": value, "version": version, "at": at, "seen": seen}
                changes.append(
                    {
                        "entity": entity,
                        "external_id": external_id,
                        "version": version,
                        "at": at,
                        "seen": seen,
                        "fields": {name: value},
                    }
                )
            return changes

    def take(self, change: dict[str, Any]) -> dict[str, Any]:
        """Take over the fields of a change that has seen what stands here."""
        with self.lock:
            key = (change["entity"], change["external_id"])
            record = self.records.setdefault(key, {})
            version = self._next(record)
            outcome = "applied"
            for name, state in change["fields"].items():
                held = record.get(name, {"version": 0, "seen": 0})
                if state["seen"] < held["version"]:
                    outcome = "stale"
                elif state["version"] > held["seen"]:
                    record[name] = {
                        "value": state["value"],
                        "version": version,
                        "at": state["at"],
                        "seen": state["version"],
                    }
            return {
                "entity": key[0],
                "external_id": key[1],
                "outcome": outcome,
                "fields": deepcopy(record),
            }

    def values(self) -> dict[Key, dict[str, Any]]:
        """Return what it shows; null is left out."""
        with self.lock:
            return {
                key: {n: s["value"] for n, s in record.items() if s["value"] is not None}
                for key, record in self.records.items()
            }

    def digest(self, entity: str, after: str, most: int) -> dict[str, Any]:
        """Answer GET /digests."""
        keys = sorted(k for e, k in self.records if e == entity and k > after)
        shown = {k: v for k in keys[:most] if (v := self.values()[entity, k])}
        text = json.dumps(shown, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return {
            "until": keys[most - 1] if len(keys) > most else None,
            "count": len(shown),
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
        }

    def page(self, entity: str, after: str, until: str | None, most: int) -> dict[str, Any]:
        """Answer GET /records."""
        keys = sorted(
            k
            for e, k in self.records
            if e == entity and k > after and (until is None or k <= until)
        )
        records = [{"external_id": k, "fields": self.records[entity, k]} for k in keys[:most]]
        return {"records": records, "next": keys[most - 1] if len(keys) > most else None}

    @staticmethod
    def _next(record: dict[str, dict[str, Any]]) -> int:
        version: int = max((state["version"] for state in record.values()), default=0) + 1
        return version


class _Handler(BaseHTTPRequestHandler):
    pms: Pms

    def do_GET(self) -> None:
        self._answer("GET")

    def do_POST(self) -> None:
        self._answer("POST")

    def log_message(self, *_: object) -> None:
        pass

    def _answer(self, method: str) -> None:
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        with self.pms.lock:
            self.pms.requests.append(f"{method} {parts.path}")
            trouble = self.pms.trouble(method, parts.path)
            if trouble == "drop":
                self.close_connection = True
                return
            if trouble.isdigit():
                self._say(int(trouble), b"{}", {"retry-after": "1"} if trouble == "429" else {})
                return
            is_known = self.headers.get("authorization") == f"Bearer {TOKEN}"
            if not is_known and not parts.path.endswith("/events"):
                self._say(401, b"{}")
                return
            said = self._act(method, parts.path, dict(parse_qsl(parts.query)), body, trouble)
        if trouble == "drop after":
            self.close_connection = True
            return
        self._say(200, said)

    def _act(
        self, method: str, path: str, query: dict[str, str], body: bytes, trouble: str
    ) -> bytes:
        if path.endswith("/events"):
            self.pms.take(json.loads(body)["data"])
            return b"{}"
        if method == "POST":
            key = self.headers["idempotency-key"]
            if key not in self.pms.answered:
                results = [self.pms.take(change) for change in json.loads(body)["changes"]]
                self.pms.answered[key] = json.dumps({"results": results}).encode()
            return self.pms.answered[key]
        entity, after = query["entity"], query.get("after", "")
        if path.endswith("/digests"):
            return json.dumps(self.pms.digest(entity, after, int(query["limit"]))).encode()
        most = 1 if trouble == "short" else 1000
        return json.dumps(self.pms.page(entity, after, query.get("until"), most)).encode()

    def _say(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        with suppress(OSError):
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)


@contextmanager
def running_pms() -> Iterator[Pms]:
    """Serve on a free port until the block is left."""
    pms = Pms()
    handler = type("Handler", (_Handler,), {"pms": pms})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    pms.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield pms
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
