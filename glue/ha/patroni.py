"""Patroni's REST API, as a cluster is watched and steered through it."""

from dataclasses import dataclass
from typing import Any

import httpx

from glue.errors import RowhouseError
from glue.ha.layout import Layout, Member

LEADER = "leader"
SYNCHRONOUS = ("quorum_standby", "sync_standby")
RUNNING = frozenset(["running", "streaming"])


@dataclass(frozen=True, slots=True)
class MemberStatus:
    """One member as Patroni sees it."""

    member: str
    role: str
    state: str
    timeline: int | None
    lag_bytes: int | None
    port: int

    @property
    def is_healthy(self) -> bool:
        """Whether it leads, or follows the leader and may take its place."""
        return self.state in RUNNING and self.role in (LEADER, *SYNCHRONOUS)


class Patroni:
    """The members of a cluster, any of which answers for all."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.auth = ("patroni", layout.secrets["rest"])

    def status(self) -> list[MemberStatus]:
        """Return every member, as the first of them that answers knows it."""
        for member in self.layout.members:
            answer = self._ask(member, "/cluster")
            if answer is not None:
                known = {one["name"]: one for one in answer.get("members", [])}
                return [_status(one, known.get(one.name, {})) for one in self.layout.members]
        return [_status(one, {}) for one in self.layout.members]

    def leader(self) -> str | None:
        """Return the member that says of itself that it leads and may be written to."""
        for member in self.layout.members:
            if self._ask(member, "/primary") is not None:
                return member.name
        return None

    def switchover(self, leader: str, candidate: str | None) -> None:
        """Ask the leader to hand over; return when it has."""
        body = {"leader": leader} | ({"candidate": candidate} if candidate else {})
        url = f"{self.layout.member(leader).rest_url}/switchover"
        try:
            answer = httpx.post(url, json=body, auth=self.auth, timeout=60, trust_env=False)
        except httpx.HTTPError as exc:
            raise RowhouseError(
                f"{leader} does not answer: {exc}", "`rowhouse ha status` shows the cluster."
            ) from exc
        if not answer.is_success:
            raise RowhouseError(
                f"{leader} refuses to hand over: {answer.text.strip()}",
                "`rowhouse ha status` shows who may take over.",
            )

    def _ask(self, member: Member, path: str) -> dict[str, Any] | None:
        try:
            answer = httpx.get(member.rest_url + path, timeout=2, trust_env=False)
        except httpx.HTTPError:
            return None
        found: dict[str, Any] = answer.json()
        return found if answer.is_success else None


def _status(member: Member, known: dict[str, Any]) -> MemberStatus:
    lag = known.get("lag")
    return MemberStatus(
        member.name,
        known.get("role", "unknown"),
        known.get("state", "down"),
        known.get("timeline"),
        0 if known.get("role") == LEADER else lag if isinstance(lag, int) else None,
        member.postgres_port,
    )
