"""The options of a gateway: what the stack plans and the gateway serves.

No import of the server, so that a command which only plans starts quickly.
"""

from dataclasses import dataclass, field

from glue.gateway.limits import Limits
from glue.http.cors import Cors
from glue.http.keys import Keys
from glue.storage.folder import FolderStore


@dataclass(frozen=True, slots=True)
class RestPart:
    """The API behind: where it is, below which path, and what it believes in."""

    url: str
    prefix: str
    keys: Keys
    """A secret of the gateway and the API: the API refuses every other caller."""

    def key_of(self, role: str) -> str:
        """Return the key for a caller: an API that has keys answers none without."""
        return self.keys.secret_key if role == "service_role" else self.keys.publishable_key


@dataclass(frozen=True, slots=True)
class ReadPart:
    """An API on a replica, and the replica itself as the login of the gateway."""

    rest: RestPart
    database: str


@dataclass(frozen=True, slots=True)
class FunctionsPart:
    """The edge functions: where they are, and which of them take no token of ours."""

    url: str
    without_token: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class GraphqlPart:
    """GraphQL: where it is, and the secret that the two share."""

    url: str
    secret: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The options of a gateway."""

    port: int
    database: str
    keys: Keys
    rest: RestPart
    realtime: str | None = None
    functions: FunctionsPart | None = None
    cors: Cors = field(default_factory=Cors.from_settings)
    limits: Limits = field(default_factory=Limits)
    host: str = "127.0.0.1"
    media: FolderStore | None = None
    """The images that `/media` serves, where they are in a local folder."""

    graphql: GraphqlPart | None = None
    read: ReadPart | None = None
    """What answers some RPCs instead of `rest`, while it is near enough."""
