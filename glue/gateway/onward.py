"""Where a request goes next."""

from collections.abc import Mapping
from dataclasses import dataclass

from multidict import CIMultiDict


@dataclass(frozen=True, slots=True)
class Onward:
    """Where a request goes: a part, its URL, the headers for it, and those for the answer."""

    part: str
    url: str
    headers: CIMultiDict[str]
    added: Mapping[str, str]
    most_bytes: int
    """A longer body is refused."""

    sender: str | None
    """Whose large bodies are counted together; None for those that are not."""

    read: bytes | None = None
    """The body, where it was read already."""

    cuts_errors: bool = False
    """Whether a long error of this part is cut before it is passed back."""

    takes_object: bool = False
    """Whether a body must be a JSON object, as that of an RPC."""
