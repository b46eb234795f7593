"""A real HTTP server on loopback that misbehaves as the path of the URL asks."""

import asyncio
import ssl
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

BLOCK = b"x" * 65536
EMPTY = "Content-Length: 0\r\n\r\n"
NO_CONTENT = b"HTTP/1.1 204 Fine\r\n\r\n"
OK = b"HTTP/1.1 200 OK\r\n"
BEGINNINGS = {
    "/drip": OK + b"Content-Length: 100000\r\n\r\n",
    "/drip-head": OK,
    "/huge": OK + b"\r\n",
    "/huge-head": OK,
    "/nul": OK + b"Content-Length: 4\r\n\r\n\x00\xff\xc3\x00",
    "/gzip": OK + b"Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope",
    "/garbage": b"SSH-2.0-OpenSSH_9.2\r\n\r\n",
    "/short": OK + b"Content-Length: 100\r\n\r\nnot a hundred",
}
ENDLESS = {
    "/drip": (b".", 0.02),
    "/drip-head": (b"X-More: 1\r\n", 0.02),
    "/huge": (BLOCK, 0),
    "/huge-head": (b"X-More: " + BLOCK + b"\r\n", 0),
}


@dataclass
class Request:
    """A received request."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """The server, what it got, and how many requests it had at once."""

    port: int = 0
    requests: list[Request] = field(default_factory=list)
    names: list[str | None] = field(default_factory=list)
    at_once: Counter[str] = field(default_factory=Counter)
    most_at_once: Counter[str] = field(default_factory=Counter)
    scheme: str = "http"
    loop: asyncio.AbstractEventLoop | None = None
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def release(self) -> None:
        """Answer what waits at /held, and what comes there from now on."""
        assert self.loop is not None
        self.loop.call_soon_threadsafe(self.released.set)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """Return the URL of one behaviour."""
        return f"{self.scheme}://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """Return the paths that were asked for, in order."""
        return [request.path for request in self.requests]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one connection."""
        tls = writer.get_extra_info("ssl_object")
        self.names.append(getattr(tls, "row_name", None))
        path = ""
        with suppress(ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            path = head[0].split(" ")[1]
            headers = {
                name.lower(): value.strip()
                for name, _, value in (line.partition(":") for line in head[1:] if line)
            }
            body = await reader.readexactly(int(headers.get("content-length", 0)))
            self.requests.append(Request(path, headers, body))
            self.at_once[path] += 1
            self.most_at_once[path] = max(self.most_at_once[path], self.at_once[path])
            await self.behave(path, writer)
        if path:
            self.at_once[path] -= 1
        writer.close()

    async def behave(self, path: str, writer: asyncio.StreamWriter) -> None:
        """Do what the path says."""

        async def say(text: bytes) -> None:
            writer.write(text)
            await writer.drain()

        await say(self.beginning(path))
        if path in ENDLESS:
            more, seconds = ENDLESS[path]
            while True:
                await say(more)
                await asyncio.sleep(seconds)
        if path == "/silent":
            await asyncio.sleep(60)
        if path.startswith("/held"):
            await self.released.wait()
            await say(NO_CONTENT)
        if path.startswith("/pause"):
            await asyncio.sleep(0.05)
            await say(NO_CONTENT)

    def beginning(self, path: str) -> bytes:
        """Return what is said first."""
        if path.startswith("/status/"):
            code, *header = path.removeprefix("/status/").split("/")
            extra = f"{header[0]}: {header[1]}\r\n" if header else ""
            return f"HTTP/1.1 {code} Said\r\n{extra}Content-Length: 4\r\n\r\nwell".encode()
        if path == "/redirect":
            target = self.url("/status/200")
            return f"HTTP/1.1 302 Found\r\nLocation: {target}\r\n{EMPTY}".encode()
        return BEGINNINGS.get(path, b"")


@contextmanager
def running_receiver(
    host: str = "127.0.0.1", context: ssl.SSLContext | None = None
) -> Iterator[Receiver]:
    """Serve on a free port until the block is left."""
    receiver = Receiver(scheme="https" if context else "http")
    if context is not None:
        context.sni_callback = lambda tls, name, _: setattr(tls, "row_name", name)
    loop = receiver.loop = asyncio.new_event_loop()
    ready = threading.Event()
    stop = asyncio.Event()

    async def main() -> None:
        server = await asyncio.start_server(receiver.serve, host, 0, ssl=context)
        receiver.port = server.sockets[0].getsockname()[1]
        ready.set()
        await stop.wait()
        server.close()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    thread = threading.Thread(target=loop.run_until_complete, args=(main(),), daemon=True)
    thread.start()
    assert ready.wait(5)
    try:
        yield receiver
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(5)
        loop.close()
