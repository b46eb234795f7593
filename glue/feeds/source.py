"""A source of a feed: where it is, how a request is signed, what its answers ask for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from glue.errors import RowhouseError
from glue.http.waits import retry_after


class FeedError(RowhouseError):
    """A source does not answer as its API says; the run goes on at its page."""


class KeyMissingError(FeedError):
    """A source has no key here, so it is not asked."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """What a source answered; the text holds no key."""

    status: int
    headers: Mapping[str, str]
    text: str


@dataclass(frozen=True, slots=True)
class Signed:
    """What a request gets beside its path and query."""

    headers: dict[str, str] = field(default_factory=dict, repr=False)
    query: dict[str, str] = field(default_factory=dict, repr=False)


Send = Callable[..., Answer]
"""Sends a request to any address of the source: send(method, url, headers=…, data=…)."""


class Source:
    """A source with its keys; each feed has a subclass."""

    name: ClassVar[str]
    url: ClassVar[str]
    """Where its API is, unless the environment variable <NAME>_URL says otherwise."""
    keys: ClassVar[tuple[str, ...]]
    """The names of its keys, in the environment (upper case) or in the vault."""
    attempts: ClassVar[int] = 3

    def __init__(self, values: Mapping[str, str], url: str | None = None) -> None:
        self.values = dict(values)
        self.base = (url or self.url).rstrip("/")

    def secrets(self) -> list[str]:
        """Return what no log and no table may hold."""
        return list(self.values.values())

    def sign(self, send: Send) -> Signed:
        """Return what signs the next request."""
        raise NotImplementedError

    def renews(self, answer: Answer) -> bool:
        """Return whether another attempt with a new token makes sense; forget the old one."""
        del answer
        return False

    def asked_wait(self, answer: Answer) -> float | None:
        """Return for how many seconds the answer asks to wait, if it says so."""
        return retry_after(answer.headers.get("retry-after"))


def describe(values: Mapping[str, Any]) -> str:
    """Return counts as words."""
    return ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in values.items())
