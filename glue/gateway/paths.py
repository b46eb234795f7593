"""Which part a request is for, by its raw path: nothing is decoded twice, nothing normalised."""

import re
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import unquote_to_bytes

from glue.gateway.problems import Problem, ProblemError, not_served

DOTS = (b".", b"..")

PATH = re.compile(r"[A-Za-z0-9._~!$&'()*+,;=:@%/-]*")
"""The characters of a path (RFC 3986); a URL parser reads others, as `\\`, in ways of its own."""

QUERY = re.compile(r"[!\"$-~]*")
"""What is printed, and starts no fragment; more than RFC 3986 has, as browsers send it."""


@dataclass(frozen=True, slots=True)
class Target:
    """A raw path and a raw query."""

    path: str
    query: str

    @property
    def raw(self) -> str:
        """Both, as they came."""
        return f"{self.path}?{self.query}" if self.query else self.path

    def below(self, prefix: str) -> str | None:
        """Return what follows a prefix; None when the path is another one's."""
        if self.path == prefix:
            return "/"
        if self.path.startswith(f"{prefix}/"):
            return self.path.removeprefix(prefix)
        return None

    def without_key(self) -> str:
        """Return the query without the API key: to an API it would be a filter."""
        kept = [part for part in self.query.split("&") if part.partition("=")[0] != "apikey"]
        return "&".join(kept)


def read_target(raw: str) -> Target:
    """Read the target of a request; a path that walks upwards is not served.

    A target has no fragment: a part behind may drop what was counted as a piece of a name.
    """
    if raw.startswith(("http://", "https://")):
        raw = re.sub(r"^https?://[^/?#]*", "", raw)
        raw = raw if raw.startswith("/") else f"/{raw}"
    path, _, query = raw.partition("?")
    if not (PATH.fullmatch(path) and QUERY.fullmatch(query)):
        raise _bad_target()
    if any(unquote_to_bytes(part) in DOTS for part in path.split("/")):
        raise not_served(path)
    return Target(path, query)


def check_rest_path(path: str) -> None:
    """Refuse what is neither the root, nor a table, nor a function, as PostgREST does.

    The segments are decoded once, as there. A name that holds a slash or a percent sign
    afterwards might be read in another way by what is behind, so it does not pass.
    """
    parts = path.split("/")[1:]
    names = [unquote_to_bytes(part) for part in parts]
    if any(not _is_text(name) for name in names):
        raise _bad_target()
    is_known = (
        names == [b""]
        or (len(names) == 1)
        or (len(names) == 2 and names[0] == b"rpc" and names[1] != b"")  # noqa: PLR2004
    )
    if not is_known or any(b"/" in name or b"%" in name or b"\0" in name for name in names):
        raise ProblemError(
            Problem(HTTPStatus.NOT_FOUND, "PGRST125", "Invalid path specified in request URL")
        )


def _is_text(name: bytes) -> bool:
    try:
        name.decode()
    except UnicodeDecodeError:
        return False
    return True


def _bad_target() -> ProblemError:
    return ProblemError(
        Problem(
            HTTPStatus.BAD_REQUEST,
            "bad_target",
            "an address is UTF-8, percent-encoded, and has no fragment",
        )
    )
