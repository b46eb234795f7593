"""The clients that apps use, behind one shape: call an RPC as somebody, get what came back."""

import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from postgrest.exceptions import APIError
from supabase import create_client
from supabase.lib.client_options import SyncClientOptions

from glue.gateway.address import Address

CALL = Path(__file__).parent / "call.mjs"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a client made of a response."""

    data: Any
    code: str | None
    message: str | None


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls: an API key, and a token when somebody is signed in."""

    key: str
    token: str | None = None


Call = Callable[[Address, Caller, str, dict[str, Any]], Answer]


def call_with_python(api: Address, caller: Caller, name: str, body: dict[str, Any]) -> Answer:
    """Call with supabase-py."""
    headers = {"Authorization": f"Bearer {caller.token}"} if caller.token else {}
    options = SyncClientOptions(schema="api", headers=headers, httpx_client=httpx.Client())
    client = create_client(api.url, caller.key, options)
    try:
        return Answer(client.rpc(name, body).execute().data, None, None)
    except APIError as exc:
        return Answer(None, exc.code, exc.message)


def call_with_javascript(api: Address, caller: Caller, name: str, body: dict[str, Any]) -> Answer:
    """Call with supabase-js."""
    request = {
        "url": api.url,
        "key": caller.key,
        "token": caller.token,
        "calls": [{"name": name, "body": body}],
    }
    done = subprocess.run(
        ["node", CALL], input=json.dumps(request), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    (answer,) = json.loads(done.stdout)
    return Answer(answer["data"], answer["code"], answer["message"])
