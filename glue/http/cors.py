"""Which pages of a browser may read our answers: the setting CORS_ORIGINS, for every part."""

from collections.abc import Mapping
from dataclasses import dataclass

from glue.config import settings

METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"
REQUEST_HEADERS = (
    "authorization, apikey, content-type, x-client-info, x-request-id, prefer, range, range-unit, "
    "accept-profile, content-profile, if-none-match, traceparent, x-min-version"
)
RESPONSE_HEADERS = (
    "content-range, content-location, content-profile, location, preference-applied, etag, "
    "retry-after, ratelimit-limit, ratelimit-remaining, ratelimit-reset, ratelimit-policy, "
    "x-request-id, x-served-by"
)
MAX_AGE = "3600"


@dataclass(frozen=True, slots=True)
class Cors:
    """The origins that may read."""

    origins: frozenset[str]

    @classmethod
    def of(cls, listed: str) -> "Cors":
        """Read a list that is separated by commas."""
        return cls(frozenset(one.strip().rstrip("/") for one in listed.split(",") if one.strip()))

    @classmethod
    def from_settings(cls) -> "Cors":
        """Return what the environment says."""
        return cls.of(settings().cors_origins)

    def headers(self, origin: str | None) -> dict[str, str]:
        """Return what an answer to a page of this origin needs; nothing when it may not read."""
        if "*" in self.origins:
            return {
                "Access-Control-Allow-Origin": "*",
                "Access-Control-Expose-Headers": RESPONSE_HEADERS,
            }
        if origin is None or origin not in self.origins:
            return {"Vary": "Origin"}
        return {
            "Access-Control-Allow-Origin": origin,
            "Access-Control-Expose-Headers": RESPONSE_HEADERS,
            "Vary": "Origin",
        }

    def preflight(self, asked: Mapping[str, str]) -> dict[str, str]:
        """Return the answer to what a browser asks before a request, which has headers only.

        The headers that it names are allowed.
        """
        allowed = self.headers(asked.get("Origin"))
        if "Access-Control-Allow-Origin" in allowed:
            allowed["Access-Control-Allow-Methods"] = METHODS
            wanted = asked.get("Access-Control-Request-Headers")
            allowed["Access-Control-Allow-Headers"] = wanted or REQUEST_HEADERS
            allowed["Access-Control-Max-Age"] = MAX_AGE
        return allowed
