"""The limits of the relay: those of a self-hosted Supabase Realtime, each may be set."""

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

REPLAY_MESSAGES = 25
"""More are never replayed."""


class Limits(BaseSettings):
    """Each is an environment variable: `max_connections` is RELAY_MAX_CONNECTIONS."""

    model_config = SettingsConfigDict(env_prefix="RELAY_", extra="ignore")

    max_connections: int = 200
    """Sockets open at a time."""

    max_messages_per_second: float = 100
    """Messages in and deliveries out, the mean of a minute."""

    max_joins_per_second: float = 100
    """Joins, the mean of a minute."""

    max_channels_per_connection: int = 100
    """Channels that one socket may have joined."""

    max_payload_bytes: int = 3_000_500
    """The payload of one broadcast."""

    max_name_bytes: int = 255
    """A topic, an event or a presence key, as in the header of a binary frame."""

    max_frame_bytes: int = 5_000_000
    """One frame from a client."""

    max_presence_per_second: float = 1_000
    """Presence messages, the mean of a minute."""

    max_presence_calls: int = 5
    """Presence messages of one socket in 30 seconds."""

    max_presence_bytes: int = 64_000
    """A tracked object: every member keeps it, and every newcomer gets all of them."""

    max_presence_keys: int | None = None
    """Keys of a tracked object; no limit when not set."""

    max_buffer_bytes: int = 1_000_000
    """What may wait for a slow client; one with more is dropped."""

    idle_seconds: float = 60
    """A socket that is silent for longer is closed."""

    body_seconds: float = 30
    """How long the body of a request may take to arrive."""

    poll_seconds: float = 5
    """How often the table is read past the cursor, should a notification have been lost."""

    keep_seconds: float = 60
    """How long after a restart messages are kept for those who join again."""

    keep_messages: int = 10_000
    """How many are kept then, the newest."""

    ready_seconds: float = 60
    """How long `replication_ready` waits for the database."""

    drain_delay: float = Field(default=0, ge=0)
    """Seconds after SIGTERM in which requests are still taken, while `/ready` is 503: a load
    balancer has to see that first."""

    drain_seconds: float = Field(default=25, ge=0)
    """How long the sockets are closed one by one after that."""
