"""Where the canary of a worker subscribes: the environment, checked."""

from dataclasses import dataclass, field

from glue.config import Settings
from glue.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Target:
    """Where the canary subscribes, and as who."""

    realtime_url: str
    key: str = field(repr=False)
    """The API key of the subscriber; the token, where there is no secret."""

    secret: str | None = field(repr=False)
    """What tokens are signed with there."""


def canary_target(settings: Settings) -> Target | None:
    """Return where the canary subscribes; None where it is not configured."""
    if not settings.canary_url:
        return None
    if not settings.canary_url.startswith(("http://", "https://")):
        raise ConfigError("CANARY_URL is not the URL of an API", "Write https://HOST.")
    if not settings.canary_key:
        raise ConfigError(
            "CANARY_URL is set and CANARY_KEY is not",
            "Set CANARY_KEY to the API key of a subscriber.",
        )
    address = settings.canary_url.rstrip("/").replace("http", "ws", 1)
    secret = settings.supabase_jwt_secret
    return Target(f"{address}/realtime/v1", settings.canary_key, secret)
