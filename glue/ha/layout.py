"""What a local cluster consists of: members, ports, secrets and timings, kept in a file."""

import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from glue import paths
from glue.postgres.ports import free_port
from glue.postgres.state import State

HOST = "127.0.0.1"
SCOPE = "rowhouse"
PORTS = ("etcd", "etcd_peer", "primary", "replicas", "pooled")
SECRETS = ("rest", "replicator", "rewinder")


@dataclass(frozen=True, slots=True)
class Timings:
    """How long what may be away, in seconds; deploy/ha/patroni.yml.j2 gives the reasons."""

    ttl: int = 30
    loop_wait: int = 10
    retry_timeout: int = 10
    primary_start_timeout: int = 30
    check_seconds: int = 2
    wal_timeout: int = 30


PRODUCTION = Timings()
QUICK = Timings(
    ttl=20, loop_wait=1, retry_timeout=3, primary_start_timeout=5, check_seconds=1, wal_timeout=5
)
"""For one machine, where nothing is far away: as short as Patroni takes them."""

PROFILES = {"quick": QUICK, "production": PRODUCTION}


@dataclass(frozen=True, slots=True)
class Member:
    """One Postgres and its Patroni."""

    name: str
    host: str
    postgres_port: int
    rest_port: int
    home: Path

    @property
    def data(self) -> Path:
        """Its data directory."""
        return self.home / "postgres"

    @property
    def rest_url(self) -> str:
        """Its Patroni's REST API."""
        return f"http://{self.host}:{self.rest_port}"


class Layout:
    """The cluster in a folder: where each part is, and the words that open it."""

    def __init__(self, home: Path | None = None) -> None:
        self.home = home or paths.HOME / "ha"
        self.state = State(self.home)

    def choose(self, *, members: int = 3, profile: str = "quick", is_strict: bool = True) -> None:
        """Remember ports, secrets and timings, unless they are known."""
        self.state.ensure_secrets()
        if self.state.get("ha") is None:
            names = [f"node{n}" for n in range(1, members + 1)]
            ports = {name: free_port() for name in PORTS}
            nodes = {name: [free_port(), free_port()] for name in names}
            words = {name: secrets.token_urlsafe(24) for name in SECRETS}
            chosen = {"profile": profile, "is_strict": is_strict}
            self.state.put(ha={"ports": ports, "nodes": nodes, **chosen, **words})

    @property
    def is_known(self) -> bool:
        """Whether there ever was a cluster here."""
        return self.state.get("ha") is not None

    @property
    def profile(self) -> str:
        """The name of the timings that were chosen."""
        return str(self._known["profile"])

    @property
    def timings(self) -> Timings:
        """The timings that were chosen."""
        return PROFILES[self.profile]

    @property
    def is_strict(self) -> bool:
        """Whether commits wait where no replica is left."""
        return bool(self._known["is_strict"])

    @property
    def members(self) -> list[Member]:
        """The members, by name."""
        return [
            Member(name, HOST, postgres, rest, self.home / name)
            for name, (postgres, rest) in sorted(self._known["nodes"].items())
        ]

    def member(self, name: str) -> Member:
        """Return one of them."""
        return next(one for one in self.members if one.name == name)

    def port(self, name: str) -> int:
        """Return the port of a part that the members share."""
        return int(self._known["ports"][name])

    @property
    def secrets(self) -> Mapping[str, str]:
        """The passwords of the cluster's own roles and of the REST API."""
        words = {name: str(self._known[name]) for name in SECRETS}
        return {**words, "superuser": self.state.get("password_supabase_admin")}

    def url(self, role: str, *, port: int | str = "primary", database: str = "postgres") -> str:
        """Return a way to the database: through HAProxy, the pooler, or to one member."""
        number = self.port(port) if isinstance(port, str) else port
        password = quote(self.state.get(f"password_{role}"), safe="")
        return f"postgresql://{role}:{password}@{HOST}:{number}/{database}"

    def multi_host_url(self, role: str) -> str:
        """Return a URL with every member, of which libpq takes the one that may be written to."""
        password = quote(self.state.get(f"password_{role}"), safe="")
        hosts = ",".join(f"{one.host}:{one.postgres_port}" for one in self.members)
        return (
            f"postgresql://{role}:{password}@{hosts}/postgres"
            "?target_session_attrs=read-write&connect_timeout=3"
        )

    def remove(self) -> None:
        """Delete the cluster's folder."""
        shutil.rmtree(self.home)

    @property
    def _known(self) -> dict[str, Any]:
        known: dict[str, Any] = self.state.get("ha")
        return known
