"""What a gateway without a local stack is to do: every part is named by the environment."""

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from glue.config import check_url, replica_of, settings
from glue.errors import ConfigError
from glue.gateway.plan import FunctionsPart, GraphqlPart, Plan, ReadPart, RestPart
from glue.http.environment import keys_from_environment, read_environment, refuse_short
from glue.http.keys import Keys


class Parts(BaseSettings):
    """Each is an environment variable of the same name."""

    model_config = SettingsConfigDict(
        extra="ignore", env_ignore_empty=True, use_attribute_docstrings=True
    )

    gateway_database_url: str = Field(repr=False)
    """The database as `authenticator`, which becomes the role of each caller."""

    rest_url: str
    """PostgREST, such as http://rest:3000."""

    rest_jwt_secret: str = Field(repr=False)
    """A secret that only the gateway and PostgREST have (PGRST_JWT_SECRET there)."""

    rest_read_url: str | None = None
    """PostgREST on the replica of DATABASE_URL_READ."""

    realtime_url: str | None = None
    """The relay; clients of a Supabase Realtime connect to that itself."""

    functions_url: str | None = None
    """The edge functions."""

    graphql_url: str | None = None
    """PostGraphile, and `graphql_jwt_secret`, the secret that it shares with the gateway."""

    graphql_jwt_secret: str = Field(default="", repr=False)


def plan_from_environment(host: str, port: int, without_token: frozenset[str]) -> Plan:
    """Return the plan; raise where the environment lacks something.

    `without_token` names the edge functions that take requests without a token.
    """
    parts = read_environment(Parts)
    check_url(parts.gateway_database_url, "GATEWAY_DATABASE_URL")
    refuse_short(parts.rest_jwt_secret, "REST_JWT_SECRET")
    keys = keys_from_environment()
    if parts.rest_jwt_secret == keys.jwt_secret:
        raise ConfigError(
            "REST_JWT_SECRET is the secret that signs the tokens of clients",
            "Make another one, and give it to PostgREST as PGRST_JWT_SECRET: so the API believes"
            " the gateway alone.",
        )
    functions = parts.functions_url
    return Plan(
        port,
        parts.gateway_database_url,
        keys,
        _rest(parts.rest_url, parts),
        _base(parts.realtime_url) if parts.realtime_url else None,
        FunctionsPart(_base(functions), without_token) if functions else None,
        host=host,
        graphql=_graphql(parts),
        read=_read(parts),
    )


def _rest(url: str, parts: Parts) -> RestPart:
    # PostgREST reads tokens and has no API keys.
    return RestPart(_base(url), "", Keys(parts.rest_jwt_secret, "", ""))


def _graphql(parts: Parts) -> GraphqlPart | None:
    if parts.graphql_url is None:
        return None
    if not parts.graphql_jwt_secret:
        raise ConfigError(
            "GRAPHQL_URL is set and GRAPHQL_JWT_SECRET is not",
            "Set the secret that PostGraphile was started with.",
        )
    return GraphqlPart(_base(parts.graphql_url), parts.graphql_jwt_secret)


def _read(parts: Parts) -> ReadPart | None:
    if parts.rest_read_url is None:
        return None
    if settings().database_url_read is None:
        raise ConfigError(
            "REST_READ_URL is set and DATABASE_URL_READ is not",
            "Set DATABASE_URL_READ: the gateway asks the replica how far behind it is.",
        )
    database = replica_of(parts.gateway_database_url)
    return ReadPart(_rest(parts.rest_read_url, parts), database)


def _base(url: str) -> str:
    return url.rstrip("/")
