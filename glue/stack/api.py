"""The HTTP API: PostgREST where it is on PATH, else @supabase/lite; chosen and configured here.

Behind the gateway it believes in keys that the gateway alone knows, and the gateway runs
`pre_request`. Alone (`rowhouse api`) it believes in the keys of the clients.
"""

import json
import os
import shutil
import ssl
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from glue import paths
from glue.config import settings
from glue.db import connect
from glue.errors import ConfigError
from glue.http.keys import Keys, postgrest_secret
from glue.http.tokens import Claims, mint, parse_duration
from glue.node import node_scripts
from glue.postgres.state import State

LOCAL = httpx.Client(
    timeout=5,
    verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
    limits=httpx.Limits(max_keepalive_connections=0),
)
"""Asks parts of the stack, over plain HTTP: the certificates of authorities are not read, which
takes longer than the request."""

POOL = 10
POSTGREST, LITE = "postgrest", "@supabase/lite"

POSTGREST_LIMITS: tuple[str, ...] = (
    "a client that leaves does not end its query: the statement_timeout of its role does",
)
LITE_LIMITS = (
    "bodies other than JSON are refused; a string that holds JSON arrives as that JSON",
    "numbers of more than 15 digits are rounded",
    "of several Set-Cookie only the last is sent; count=exact of an RPC stops at 1000 rows",
)


@dataclass(frozen=True, slots=True)
class Api:
    """One way to serve the API, ready to be started."""

    name: str
    command: tuple[str, ...]
    port: int
    keys: Keys
    is_alone: bool = False

    @property
    def url(self) -> str:
        """Its own address; clients have the gateway's."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def prefix(self) -> str:
        """The path below which it answers."""
        return "" if self.name == POSTGREST else "/rest/v1"

    @property
    def limits(self) -> tuple[str, ...]:
        """What it does otherwise than Supabase."""
        return POSTGREST_LIMITS if self.name == POSTGREST else LITE_LIMITS

    def is_healthy(self) -> bool:
        """Return whether it answers an ordinary request."""
        token = mint(self.keys.jwt_secret, Claims("service_role", expires_in=parse_duration("1m")))
        headers = {"apikey": self.keys.secret_key, "Authorization": f"Bearer {token}"}
        try:
            return LOCAL.get(f"{self.url}{self.prefix}/", headers=headers).is_success
        except httpx.HTTPError:
            return False


@dataclass(frozen=True, slots=True)
class Way:
    """How an API reaches the database: by both URLs the same, unless there is a pooler."""

    url: str
    url_session: str

    @property
    def is_pooled(self) -> bool:
        """Whether a pooler lends the connections of `url`."""
        return self.url != self.url_session

    @property
    def prepares(self) -> bool:
        """Whether statements may be prepared on the connections of `url`."""
        return not self.is_pooled or settings().database_pooler_prepares


def choose_program() -> tuple[str, str]:
    """Return the API that this machine can run: its name, and the program that serves it."""
    found = shutil.which("postgrest")
    if found is not None:
        return POSTGREST, found
    node = shutil.which("node")
    if node is None or not (paths.NODE_MODULES / "@supabase" / "lite").is_dir():
        raise ConfigError(
            "neither postgrest nor node with @supabase/lite is there to serve the API",
            f"Run `{paths.INSTALL}`, or put postgrest on PATH.",
        )
    return LITE, node


def remember_program(state: State, *, is_alone: bool = False) -> None:
    """Choose once: every later command finds the same API, whatever its own PATH is."""
    name, program = choose_program()
    state.put(api=name, api_program=program, api_is_alone=is_alone)


def make_api(home: Path, state: State, port: int, keys: Keys) -> Api:
    """Return the API that was chosen, with the keys that it believes in."""
    name, program = state.get("api"), state.get("api_program")
    if name is None:
        name, program = choose_program()
    run = home / "run"
    command = (
        (program, str(run / "postgrest.conf"))
        if name == POSTGREST
        else (program, str(node_scripts("lite") / "lite.mjs"), str(run / "lite.json"))
    )
    return Api(name, command, port, keys, bool(state.get("api_is_alone")))


def configure_api(
    api: Api,
    url: str,
    published: Sequence[dict[str, Any]] = (),
    *,
    url_session: str | None = None,
) -> None:
    """Write the configuration that its command names, readable by its owner only.

    With `url_session`, the other URL leads through a pooler in transaction mode.
    """
    way = Way(url, url_session or url)
    words = (
        postgrest_config(api, way, published) if api.name == POSTGREST else lite_config(api, way)
    )
    write_private(Path(api.command[-1]), words)


def write_private(target: Path, words: str) -> None:
    """Write a file that only its owner reads."""
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


def postgrest_config(api: Api, way: Way, published: Sequence[dict[str, Any]] = ()) -> str:
    """Return PostgREST's configuration file.

    It listens where it asks. Behind a pooler it hears nothing, so it reads the schema anew on
    SIGUSR1 or at a restart only.
    """
    exposed = read_exposed()
    values: dict[str, str | int | bool] = {
        "db-uri": way.url,
        "db-schemas": ", ".join(exposed["schemas"]),
        "db-extra-search-path": ", ".join(exposed["extra_search_path"]),
        "db-pool": POOL,
        "db-prepared-statements": way.prepares,
        "db-channel-enabled": not way.is_pooled,
        "db-max-rows": exposed["max_rows"],
        "jwt-secret": postgrest_secret(api.keys.jwt_secret, published),
        "server-host": "127.0.0.1",
        "server-port": api.port,
        "openapi-mode": "follow-privileges",
        "log-level": "warn",
    }
    if api.is_alone:
        values["db-anon-role"] = "anon"
        if has_pre_request(way.url):
            values["db-pre-request"] = "core.pre_request"
    else:
        # The gateway runs it; a setting in the database would make it run twice.
        values["db-config"] = False
    return "".join(f"{name} = {json.dumps(value)}\n" for name, value in values.items())


def lite_config(api: Api, way: Way) -> str:
    """Return the configuration that glue/stack/lite.mjs reads."""
    exposed = read_exposed()
    values = {
        "url": way.url,
        "url_session": way.url_session,
        "prepare": way.prepares,
        "port": api.port,
        "schemas": exposed["schemas"],
        "extra_search_path": exposed["extra_search_path"],
        "max_rows": exposed["max_rows"],
        "pool": POOL,
        "jwt_secret": api.keys.jwt_secret,
        "publishable_key": api.keys.publishable_key,
        "secret_key": api.keys.secret_key,
    }
    return json.dumps(values, indent=1) + "\n"


def has_pre_request(url: str) -> bool:
    """Return whether there is one; asked of the catalog, as the login may not use its schema."""
    with connect(url) as conn:
        found = conn.execute(
            "select from pg_catalog.pg_proc as p"
            " join pg_catalog.pg_namespace as n on n.oid = p.pronamespace"
            " where p.proname = 'pre_request' and p.pronargs = 0 and n.nspname = 'core'"
        )
        return found.rowcount > 0
