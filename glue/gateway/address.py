"""What a client of the stack is given."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Address:
    """One URL for everything, and the two keys."""

    url: str
    publishable_key: str
    secret_key: str
    served_by: str

    @property
    def rest_url(self) -> str:
        """The API."""
        return f"{self.url}/rest/v1"

    @property
    def realtime_url(self) -> str:
        """Realtime."""
        return f"{self.url}/realtime/v1"

    @property
    def graphql_url(self) -> str:
        """GraphQL, where it is started."""
        return f"{self.url}/graphql/v1"

    @property
    def functions_url(self) -> str:
        """The edge functions."""
        return f"{self.url}/functions/v1"
