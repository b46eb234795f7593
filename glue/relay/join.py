"""What the payload of a join asks for."""

from typing import Any

from pydantic import BaseModel, Field, ValidationError

from glue.relay.authorize import RefusedError
from glue.relay.limits import REPLAY_MESSAGES


class Replay(BaseModel):
    """From when on messages are wanted again, in milliseconds, and how many."""

    since: int = Field(ge=0, le=10**14)
    limit: int = Field(default=REPLAY_MESSAGES, ge=1, le=REPLAY_MESSAGES)


class BroadcastConfig(BaseModel):
    """How broadcasts are wanted."""

    ack: bool = False
    is_self: bool = Field(default=False, alias="self")
    replay: dict[str, Any] | None = None
    replication_ready: bool = False


class PresenceConfig(BaseModel):
    """How presence is wanted."""

    key: str = Field(default="", max_length=255)
    enabled: bool = False


class Config(BaseModel):
    """What a join asks for."""

    broadcast: BroadcastConfig = BroadcastConfig()
    presence: PresenceConfig = PresenceConfig()
    private: bool = False
    postgres_changes: list[Any] = []
    access_token: str | None = None
    """The token of the join; an empty one is not none, it is malformed."""


def read_config(payload: Any) -> Config:
    """Read what a join asks for; raise when it is none, or asks for what is not here."""
    if not isinstance(payload, dict):
        payload = {}
    given = payload.get("config") or {}
    try:
        wanted = {key: value for key, value in dict(given).items() if value is not None}
        token = payload.get("access_token")
        config = Config(
            **wanted | {"access_token": payload.get("user_token") if token is None else token}
        )
    except (ValidationError, ValueError, TypeError) as exc:
        raise RefusedError("UnknownErrorOnChannel", "Unknown Error on Channel") from exc
    if config.postgres_changes:
        raise RefusedError(
            "UnknownErrorOnChannel",
            "postgres_changes is not served here: use broadcasts from the database",
        )
    return config
