"""The HTTP API: PostgREST where it is on PATH, else @supabase/lite; chosen and configured here."""

import json
import os
import shutil
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from glue import paths
from glue.db import connect
from glue.errors import ConfigError
from glue.state import State
from glue.tokens import Claims, mint, parse_duration

POOL = 10
LITE = Path(__file__).parent / "lite.mjs"

POSTGREST_LIMITS = (
    "no gateway before it: it answers at /, not below /rest/v1; its keys are tokens",
    "Realtime has an address of its own: give it to the client's Realtime part",
    "the demo page of filters is not served",
)
LITE_LIMITS = (
    "own error codes (not PTnnn, not PGRST), failed checks and deadlocks answer 500, no detail",
    "a role's statement_timeout is not applied",
    "core.pre_request() is not run: no revocation, no rate limit, no access log",
    "bodies other than JSON are refused; JSON spelled inside a string arrives as what it spells",
    "of several Set-Cookie only the last is sent; count=exact of an RPC stops at 1000 rows",
)


@dataclass(frozen=True, slots=True)
class Api:
    """One way to serve the API, ready to be started."""

    name: str
    command: tuple[str, ...]
    port: int
    rest_url: str
    publishable_key: str
    secret_key: str
    limits: tuple[str, ...]

    @property
    def url(self) -> str:
        """The address that a client library is given."""
        return f"http://127.0.0.1:{self.port}"

    def is_healthy(self) -> bool:
        """Tell whether it answers an ordinary request."""
        headers = {"apikey": self.secret_key}
        if self.name == "postgrest":
            headers["Authorization"] = f"Bearer {self.secret_key}"
        try:
            return httpx.get(f"{self.rest_url}/", headers=headers, timeout=5).is_success
        except httpx.HTTPError:
            return False


def choose_api(home: Path, state: State, port: int, jwt_secret: str) -> Api:
    """Return the API that this machine can run."""
    found = shutil.which("postgrest")
    if found is not None:
        forever = parse_duration("520w")
        return Api(
            "postgrest",
            (found, str(home / "run" / "postgrest.conf")),
            port,
            f"http://127.0.0.1:{port}",
            mint(jwt_secret, Claims("anon", expires_in=forever)),
            mint(jwt_secret, Claims("service_role", expires_in=forever)),
            POSTGREST_LIMITS,
        )
    node = shutil.which("node")
    if node is None or not (paths.NODE_MODULES / "@supabase" / "lite").is_dir():
        raise ConfigError(
            "neither postgrest nor node with @supabase/lite is there to serve the API",
            "Run `make install`, or put postgrest on PATH.",
        )
    return Api(
        "@supabase/lite",
        (node, str(LITE), str(home / "run" / "lite.json")),
        port,
        f"http://127.0.0.1:{port}/rest/v1",
        state.get("publishable_key"),
        state.get("secret_key"),
        LITE_LIMITS,
    )


def configure_api(api: Api, url: str, jwt_secret: str, relay_port: int | None = None) -> None:
    """Write the configuration that its command names, readable by its owner only."""
    words = (
        postgrest_config(api, url, jwt_secret)
        if api.name == "postgrest"
        else lite_config(api, url, jwt_secret, relay_port)
    )
    target = Path(api.command[-1])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(words)


def read_exposed() -> dict[str, Any]:
    """Return what supabase/config.toml exposes: every API of ours exposes the same."""
    config = tomllib.loads((paths.ROOT / "supabase" / "config.toml").read_text())
    exposed: dict[str, Any] = config["api"]
    return exposed


def postgrest_config(api: Api, url: str, jwt_secret: str) -> str:
    """Return PostgREST's configuration file."""
    exposed = read_exposed()
    values: dict[str, str | int] = {
        "db-uri": url,
        "db-schemas": ", ".join(exposed["schemas"]),
        "db-extra-search-path": ", ".join(exposed["extra_search_path"]),
        "db-anon-role": "anon",
        "db-pool": POOL,
        "db-max-rows": exposed["max_rows"],
        "jwt-secret": jwt_secret,
        "server-host": "127.0.0.1",
        "server-port": api.port,
        "openapi-mode": "follow-privileges",
        "log-level": "warn",
    }
    if _has_pre_request(url):
        values["db-pre-request"] = "core.pre_request"
    return "".join(f"{name} = {json.dumps(value)}\n" for name, value in values.items())


def lite_config(api: Api, url: str, jwt_secret: str, relay_port: int | None) -> str:
    """Return the configuration that glue/lite.mjs reads."""
    exposed = read_exposed()
    values = {
        "url": url,
        "port": api.port,
        "schemas": exposed["schemas"],
        "max_rows": exposed["max_rows"],
        "pool": POOL,
        "jwt_secret": jwt_secret,
        "publishable_key": api.publishable_key,
        "secret_key": api.secret_key,
        "relay_port": relay_port,
    }
    return json.dumps(values, indent=1) + "\n"


def _has_pre_request(url: str) -> bool:
    with connect(url) as conn:
        row = conn.execute("select to_regprocedure('core.pre_request()') as it").fetchone()
    return row is not None and row["it"] is not None
