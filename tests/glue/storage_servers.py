"""Servers on loopback that speak as Supabase Storage and as Cloudinary do, and verify."""

import base64
import email
import email.policy
import hashlib
import json
import re
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from PIL import Image

CLOUD, API_KEY, API_SECRET = "Shop1", "123456789", "s3cr/t&"
SERVICE_KEY = "sb_secret_of_a_test"
HOUR = 3600


@dataclass(frozen=True)
class Asked:
    """A request."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    def form(self) -> tuple[dict[str, str], dict[str, tuple[bytes, str]]]:
        """Return the fields and the files of a form."""
        kind = self.headers.get("content-type", "")
        if kind.startswith("application/x-www-form-urlencoded"):
            return {name: values[0] for name, values in parse_qs(self.body.decode()).items()}, {}
        head = f"Content-Type: {kind}\r\n\r\n".encode()
        message = email.message_from_bytes(head + self.body, policy=email.policy.HTTP)
        fields, files = {}, {}
        for part in message.iter_parts():
            name = str(part.get_param("name", header="content-disposition"))
            content = part.get_payload(decode=True)
            assert isinstance(content, bytes)
            if part.get_filename() is None:
                fields[name] = content.decode()
            else:
                files[name] = (content, part.get_content_type())
        return fields, files


@dataclass(frozen=True)
class Said:
    """An answer."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


def as_json(status: int, value: object) -> Said:
    """Answer JSON."""
    return Said(status, json.dumps(value).encode(), {"Content-Type": "application/json"})


@contextmanager
def serving(answer: Callable[[Asked], Said]) -> Iterator[str]:
    """Serve on a free port; yield the URL."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            target = urlsplit(self.path)
            asked = Asked(
                self.command,
                unquote(target.path),
                {name: values[0] for name, values in parse_qs(target.query).items()},
                {name.lower(): value for name, value in self.headers.items()},
                self.rfile.read(int(self.headers.get("Content-Length", 0))),
            )
            said = answer(asked)
            self.send_response(said.status)
            for name, value in said.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(said.body)))
            self.end_headers()
            self.wfile.write(said.body)

        do_GET = do_POST = do_PUT = do_DELETE = _answer  # noqa: N815 - names of the library

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class FakeSupabase:
    """Two buckets: objects by bucket and path, with type and caching."""

    objects: dict[tuple[str, str], tuple[bytes, str, str]] = field(default_factory=dict)
    tokens: dict[str, tuple[str, str]] = field(default_factory=dict)
    buckets: tuple[str, ...] = ("media", "media-incoming")
    public: tuple[str, ...] = ("media",)

    def answer(self, asked: Asked) -> Said:
        """Answer as the routes of the storage API do."""
        path = asked.path.removeprefix("/storage/v1/object/")
        if path.startswith("upload/sign/"):
            return self._sign(asked, *path.removeprefix("upload/sign/").split("/", 1))
        if path.startswith("sign/"):
            return self._sign_download(asked, *path.removeprefix("sign/").split("/", 1))
        if path.startswith("public/"):
            bucket, name = path.removeprefix("public/").split("/", 1)
            return self._show(bucket, name) if bucket in self.public else _refused("404", "Bucket")
        if asked.headers.get("authorization") != f"Bearer {SERVICE_KEY}":
            return _refused("403", "Unauthorized")
        return self._serve(asked, path)

    def _serve(self, asked: Asked, path: str) -> Said:
        bucket, _, name = path.removeprefix("info/").partition("/")
        if bucket not in self.buckets:
            return _refused("404", "Bucket not found")
        if asked.method == "DELETE":
            for one in json.loads(asked.body)["prefixes"]:
                self.objects.pop((bucket, one), None)
            return as_json(200, [])
        if asked.method == "GET":
            return (self._info if path.startswith("info/") else self._show)(bucket, name)
        if (bucket, name) in self.objects and asked.headers.get("x-upsert") != "true":
            return _refused("409", "The resource already exists")
        fields, files = asked.form()
        content, kind = files["file"]
        self.objects[bucket, name] = (content, kind, f"max-age={fields['cacheControl']}")
        return as_json(200, {"Key": f"{bucket}/{name}", "Id": "1"})

    def _sign(self, asked: Asked, bucket: str, name: str) -> Said:
        if asked.method == "POST":
            if asked.headers.get("authorization") != f"Bearer {SERVICE_KEY}":
                return _refused("403", "Unauthorized")
            if bucket not in self.buckets:
                return _refused("404", "Bucket not found")
            token = secrets.token_urlsafe()
            self.tokens[token] = (bucket, name)
            return as_json(200, {"url": f"/object/upload/sign/{bucket}/{name}?token={token}"})
        if self.tokens.get(asked.query.get("token", "")) != (bucket, name):
            return _refused("400", "Invalid token")
        kind = asked.headers.get("content-type", "")
        self.objects[bucket, name] = (asked.body, kind, "no-cache")
        return as_json(200, {"Key": f"{bucket}/{name}"})

    def _sign_download(self, asked: Asked, bucket: str, name: str) -> Said:
        if asked.method == "POST":
            if asked.headers.get("authorization") != f"Bearer {SERVICE_KEY}":
                return _refused("403", "Unauthorized")
            if (bucket, name) not in self.objects:
                return _refused("404", "Object not found")
            token = secrets.token_urlsafe()
            self.tokens[token] = (bucket, name)
            return as_json(200, {"signedURL": f"/object/sign/{bucket}/{name}?token={token}"})
        if self.tokens.get(asked.query.get("token", "")) != (bucket, name):
            return _refused("400", "Invalid token")
        return self._show(bucket, name)

    def _info(self, bucket: str, name: str) -> Said:
        if (bucket, name) not in self.objects:
            return _refused("404", "Object not found")
        content, kind, _ = self.objects[bucket, name]
        return as_json(200, {"name": name, "size": len(content), "content_type": kind})

    def _show(self, bucket: str, name: str) -> Said:
        if (bucket, name) not in self.objects:
            return _refused("404", "Object not found")
        content, kind, caching = self.objects[bucket, name]
        return Said(200, content, {"Content-Type": kind, "Cache-Control": caching})


def _refused(status: str, message: str) -> Said:
    """Refuse as the storage does: the status is in the body."""
    error = "not_found" if status == "404" else message
    return as_json(400, {"statusCode": status, "error": error, "message": message})


@dataclass
class FakeCloudinary:
    """Assets by kind, type and public id; every signature is verified."""

    algorithm: str = "sha256"
    assets: dict[tuple[str, str, str], tuple[bytes, str]] = field(default_factory=dict)
    refusals: list[str] = field(default_factory=list)

    def answer(self, asked: Asked) -> Said:
        """Answer as the Upload API and the delivery do."""
        call = re.fullmatch(rf"/v1_1/{CLOUD}/(raw|image)/(upload|destroy)", asked.path)
        if call and asked.method == "POST":
            return self._call(asked, *call.groups())
        if asked.method == "GET" and asked.path == f"/v1_1/{CLOUD}/raw/download":
            return self._download(asked.query)
        seen = re.fullmatch(
            rf"/{CLOUD}/(raw|image)/(upload|authenticated)/(?:s--(.{{8}})--/)?v1/(.+)", asked.path
        )
        if seen and asked.method == "GET":
            return self._deliver(*seen.groups())
        return self._refuse(404, f"no such route: {asked.method} {asked.path}")

    def _call(self, asked: Asked, kind: str, call: str) -> Said:
        fields, files = asked.form()
        fault = self._fault(fields)
        if fault is not None:
            return fault
        if not time.time() - HOUR < int(fields["timestamp"]) <= time.time() + 1:
            return self._refuse(400, "Stale request")
        key = (kind, fields.get("type", "upload"), fields["public_id"])
        if call == "destroy":
            gone = self.assets.pop(key, None)
            return as_json(200, {"result": "ok" if gone else "not found"})
        content, _ = files["file"]
        extension = ""
        if kind == "image":
            try:
                extension = str(Image.open(BytesIO(content)).format).lower()
            except OSError:
                return self._refuse(400, "Invalid image file")
        self.assets[key] = (content, extension.replace("jpeg", "jpg"))
        return as_json(200, {"public_id": fields["public_id"], "bytes": len(content)})

    def _fault(self, fields: dict[str, str]) -> Said | None:
        left_out = ("file", "api_key", "signature", "resource_type", "cloud_name")
        signed = "&".join(f"{name}={fields[name]}" for name in sorted(fields.keys() - {*left_out}))
        wanted = hashlib.new(self.algorithm, (signed + API_SECRET).encode()).hexdigest()
        if fields.get("api_key") != API_KEY or fields.get("signature") != wanted:
            return self._refuse(401, f"Invalid Signature. String to sign - '{signed}'.")
        return None

    def _download(self, query: dict[str, str]) -> Said:
        fault = self._fault(query)
        found = self.assets.get(("raw", query.get("type", "upload"), query["public_id"]))
        if fault is not None:
            return fault
        if found is None or not time.time() < int(query["expires_at"]) <= time.time() + HOUR:
            return Said(404)
        return Said(200, found[0])

    def _deliver(self, kind: str, access: str, signature: str | None, name: str) -> Said:
        digest = hashlib.new(self.algorithm, (name + API_SECRET).encode()).digest()
        wanted = base64.urlsafe_b64encode(digest).decode()[:8]
        if signature != wanted and (signature or access == "authenticated"):
            return self._refuse(401, f"bad signature of {name}")
        public_id, _, extension = name.rpartition(".") if kind == "image" else (name, "", "")
        found = self.assets.get((kind, access, public_id))
        if found is None or (kind == "image" and found[1] != extension):
            return Said(404)
        return Said(200, found[0], {"Cache-Control": "public, max-age=2592000"})

    def _refuse(self, status: int, message: str) -> Said:
        self.refusals.append(message)
        return as_json(status, {"error": {"message": message}})
