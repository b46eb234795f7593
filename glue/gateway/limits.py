"""The limits of the gateway; each may be set."""

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from glue.http.deadlines import HEAD_SECONDS

ROWS_RPCS = frozenset({"ingest_transactions", "push_progress", "receive_webhook"})
"""The RPCs whose body may be large."""


class Limits(BaseSettings):
    """Each is an environment variable: `max_body_bytes` is GATEWAY_MAX_BODY_BYTES."""

    model_config = SettingsConfigDict(env_prefix="GATEWAY_", extra="ignore")

    max_body_bytes: int = 1024 * 1024
    """A longer body is refused (413), but for the three kinds below; no part parses it."""

    max_rows_bytes: int = 8 * 1024 * 1024
    """The body of an RPC that takes many rows, or a webhook of 1 MB with each character escaped."""

    max_broadcast_bytes: int = 4 * 1024 * 1024
    """The body of a broadcast: the relay has a limit of its own, a little lower."""

    max_upload_bytes: int = 32 * 1024 * 1024
    """An image that is put into the local folder; a job refuses it at a limit of its own."""

    large_at_once: int = 2
    """Bodies above `max_body_bytes` of one user, or of one address, at a time (429)."""

    head_seconds: float = HEAD_SECONDS
    """How long a head may take, and a connection may wait for its next request."""

    max_frame_bytes: int = 8 * 1024 * 1024
    """A longer WebSocket message ends its socket (1009)."""

    max_head_bytes: int = 32 * 1024
    """One line of a request's head: its address, or one header."""

    silence_seconds: float = 15
    """How long a body may pause (408)."""

    upload_seconds: float = 120
    """How long a body may take as a whole (408)."""

    answer_seconds: float = 60
    """How long a part may take to begin its answer (504)."""

    connect_seconds: float = 5
    """How long a part may take to accept a connection (503)."""

    database_seconds: float = 5
    """How long a request waits for a connection to the database (503)."""

    replica_seconds: float = 5
    """How long a replica may take to answer; then the primary is asked."""

    max_replica_bytes: int = 8 * 1024 * 1024
    """A longer answer comes from the primary, which streams it: one of a replica is held in
    memory until it is known to be new enough."""

    trusted_proxies: int = 0
    """How many entries of a request's X-Forwarded-For are kept, from the right."""

    count_seconds: float = Field(default=10, gt=0)
    """How often counts of requests are written to the database."""

    pool: int = 8
    """Connections for `pre_request`."""

    drain_delay: float = Field(default=0, ge=0)
    """Seconds after SIGTERM in which requests are still taken, while `/ready` is 503: a load
    balancer has to see that first."""

    drain_seconds: float = Field(default=25, ge=0)
    """How long requests that run may take to end after that."""

    def of_rpc(self, name: str) -> int:
        """Return how long the body of a request to the API may be; no name is a table."""
        return self.max_rows_bytes if name in ROWS_RPCS else self.max_body_bytes
