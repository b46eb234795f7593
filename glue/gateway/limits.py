"""The limits of the gateway; each may be set."""

from pydantic_settings import BaseSettings, SettingsConfigDict


class Limits(BaseSettings):
    """Each is an environment variable: `max_body_bytes` is GATEWAY_MAX_BODY_BYTES."""

    model_config = SettingsConfigDict(env_prefix="GATEWAY_", extra="ignore")

    max_body_bytes: int = 16 * 1024 * 1024
    """A longer body is refused (413)."""

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

    trusted_proxies: int = 0
    """How many entries of a request's X-Forwarded-For are kept, from the right."""

    pool: int = 8
    """Connections for `pre_request`."""
