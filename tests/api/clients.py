"""The clients that apps use, behind one interface: call an RPC as a user or a server."""

import atexit
import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any

import httpx
from postgrest.exceptions import APIError
from supabase import create_client
from supabase.lib.client_options import SyncClientOptions

from glue.gateway.address import Address
from glue.node import node_scripts


@dataclass(frozen=True, slots=True)
class Answer:
    """What a client made of a response, and the status that the response had.

    A client may take a 404 without a body for an answer without data; here it is none.
    """

    data: Any
    code: str | None
    message: str | None
    status: int

    def __post_init__(self) -> None:
        """Refuse an error that looks like a success, or the other way about."""
        assert (self.code is None) == (200 <= self.status < 300), self


@dataclass(frozen=True, slots=True)
class Caller:
    """The caller: an API key, and a token if a user is signed in."""

    key: str
    token: str | None = None


Call = Callable[[Address, Caller, str, dict[str, Any]], Answer]


def call_with_python(api: Address, caller: Caller, name: str, body: dict[str, Any]) -> Answer:
    """Call with supabase-py."""
    headers = {"Authorization": f"Bearer {caller.token}"} if caller.token else {}
    statuses: list[int] = []

    def note(response: httpx.Response) -> None:
        statuses.append(response.status_code)

    with httpx.Client(event_hooks={"response": [note]}, timeout=60) as http:
        options = SyncClientOptions(schema="api", headers=headers, httpx_client=http)
        client = create_client(api.url, caller.key, options)
        try:
            data = client.rpc(name, body).execute().data
        except APIError as exc:
            return Answer(None, exc.code, exc.message, statuses[-1])
    return Answer(data, None, None, statuses[-1])


class JavaScript:
    """A node process that calls with supabase-js; it ends when its stdin is closed."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._node: subprocess.Popen[str] | None = None

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """Send a request and return its answer; the first one starts node."""
        with self._lock:
            node = self._node or self._start()
            assert node.stdin is not None
            assert node.stdout is not None
            node.stdin.write(json.dumps(request) + "\n")
            node.stdin.flush()
            line = node.stdout.readline()
        assert line, f"node ended with exit code {node.wait()}"
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _start(self) -> "subprocess.Popen[str]":
        self._node = subprocess.Popen(
            ["node", node_scripts("calls") / "call.mjs"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        atexit.register(self._node.communicate)
        return self._node


_JAVASCRIPT = JavaScript()


def call_with_javascript(api: Address, caller: Caller, name: str, body: dict[str, Any]) -> Answer:
    """Call with supabase-js."""
    request = {
        "url": api.url,
        "key": caller.key,
        "token": caller.token,
        "name": name,
        "body": body,
    }
    return Answer(**_JAVASCRIPT.ask(request))
