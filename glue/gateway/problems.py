"""What the gateway refuses, in the shape in which PostgREST refuses."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import psycopg
from aiohttp import web


@dataclass(frozen=True, slots=True)
class Problem:
    """An answer that is an error."""

    status: int
    code: str
    message: str
    details: str | None = None
    hint: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def response(self) -> web.Response:
        """Return it as an answer."""
        body = {
            "code": self.code,
            "message": self.message,
            "details": self.details,
            "hint": self.hint,
        }
        return web.json_response(body, status=self.status, headers=self.headers)


class ProblemError(Exception):
    """A request ends here."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.code}: {problem.message}")
        self.problem = problem


def no_api_key() -> ProblemError:
    """Refuse a request without a key, in Supabase's words."""
    return ProblemError(
        Problem(
            HTTPStatus.UNAUTHORIZED,
            "no_api_key",
            "No API key found in request",
            hint="No `apikey` request header or url param was found.",
        )
    )


def invalid_api_key() -> ProblemError:
    """Refuse a key that is not one of this stack, in Supabase's words."""
    return ProblemError(
        Problem(
            HTTPStatus.UNAUTHORIZED,
            "invalid_api_key",
            "Invalid API key",
            hint="Double check your Supabase `anon` or `service_role` API key.",
        )
    )


def secret_in_browser() -> ProblemError:
    """Refuse the secret key of a page, as Supabase does."""
    return ProblemError(
        Problem(
            HTTPStatus.UNAUTHORIZED,
            "secret_api_key_in_browser",
            "Forbidden use of secret API key in browser",
            hint="Use the publishable key in pages; the secret key passes every policy.",
        )
    )


def bad_token(code: str, message: str) -> ProblemError:
    """Refuse a token, in PostgREST's words."""
    challenge = f'Bearer error="invalid_token", error_description="{message}"'
    return ProblemError(
        Problem(HTTPStatus.UNAUTHORIZED, code, message, headers={"WWW-Authenticate": challenge})
    )


def not_served(path: str, *, graphql: bool = False) -> ProblemError:
    """Say what is served instead; GraphQL where it is."""
    served = ["/rest/v1", "/realtime/v1", "/functions/v1", *(["/graphql/v1"] if graphql else [])]
    return ProblemError(
        Problem(
            HTTPStatus.NOT_FOUND,
            "not_served",
            f"nothing is served at {path[:60]}",
            hint=", ".join([*served, "/auth/v1/.well-known/jwks.json", "/demo"]),
        )
    )


def functions_not_started() -> ProblemError:
    """Say how edge functions are served."""
    return ProblemError(
        Problem(
            HTTPStatus.SERVICE_UNAVAILABLE,
            "functions_not_started",
            "edge functions are not served by this stack",
            hint="Install deno (`pip install rowhouse[dev]`), then `rowhouse up` again.",
        )
    )


def graphql_not_started() -> ProblemError:
    """Say how GraphQL is served."""
    return ProblemError(
        Problem(
            HTTPStatus.SERVICE_UNAVAILABLE,
            "graphql_not_started",
            "GraphQL is not served by this stack",
            hint="Start it with `rowhouse up --graphql`.",
        )
    )


def part_away(part: str) -> ProblemError:
    """Say that a part does not accept connections now."""
    return ProblemError(
        Problem(
            HTTPStatus.SERVICE_UNAVAILABLE,
            "part_away",
            f"{part} does not answer at this moment",
            hint="`rowhouse status` shows each part.",
            headers={"Retry-After": "1"},
        )
    )


def database_away() -> ProblemError:
    """Say so as PostgREST does."""
    return ProblemError(
        Problem(
            HTTPStatus.SERVICE_UNAVAILABLE,
            "PGRST000",
            "Database connection error. Retrying the connection.",
            hint="`rowhouse status` shows each part.",
            headers={"Retry-After": "1"},
        )
    )


def from_database(exc: psycopg.Error, role: str) -> ProblemError:
    """Turn what `pre_request` raised into the answer that PostgREST would give."""
    state = exc.sqlstate
    if state is None and not isinstance(exc, psycopg.OperationalError | psycopg.InterfaceError):
        # The driver refused a value before it was sent.
        return ProblemError(
            Problem(
                HTTPStatus.BAD_REQUEST, "bad_value", "the request holds a value that is not text"
            )
        )
    if state is None or state.startswith("08") or state in _GOING_AWAY:
        return database_away()
    words = exc.diag
    if state == "PGRST":
        return _from_pgrst(words.message_primary or "", words.message_detail or "")
    message = words.message_primary or str(exc)
    status = status_of(state, message, role)
    return ProblemError(Problem(status, state, message, words.message_detail, words.message_hint))


_GOING_AWAY = {"57P01", "57P02", "57P03", "53300"}
_BY_STATE = {
    "25006": HTTPStatus.METHOD_NOT_ALLOWED,
    "23503": HTTPStatus.CONFLICT,
    "23505": HTTPStatus.CONFLICT,
    "42883": HTTPStatus.NOT_FOUND,
    "42P01": HTTPStatus.NOT_FOUND,
    "42P17": HTTPStatus.INTERNAL_SERVER_ERROR,
    "57014": HTTPStatus.GATEWAY_TIMEOUT,
    "P0001": HTTPStatus.BAD_REQUEST,
}
_BY_CLASS = {
    "28": HTTPStatus.FORBIDDEN,
    "0L": HTTPStatus.FORBIDDEN,
    "0P": HTTPStatus.FORBIDDEN,
    "53": HTTPStatus.SERVICE_UNAVAILABLE,
    **dict.fromkeys(
        ("09", "25", "2D", "38", "39", "3B", "40", "54", "55", "57", "58", "F0", "HV", "P0", "XX"),
        HTTPStatus.INTERNAL_SERVER_ERROR,
    ),
}
_FIRST_STATUS, _LAST_STATUS = 200, 599


def status_of(state: str, message: str, role: str) -> int:
    """Return the status of an SQLSTATE, by PostgREST's table."""
    chosen = re.fullmatch(r"PT(\d{3})", state)
    if chosen and _FIRST_STATUS <= int(chosen[1]) <= _LAST_STATUS:
        return int(chosen[1])
    if state == "22023" and message.startswith("role "):
        return HTTPStatus.UNAUTHORIZED
    if state == "42501":
        return HTTPStatus.UNAUTHORIZED if role == "anon" else HTTPStatus.FORBIDDEN
    return _BY_STATE.get(state) or _BY_CLASS.get(state[:2]) or HTTPStatus.BAD_REQUEST


def _from_pgrst(message: str, detail: str) -> ProblemError:
    """Read `raise sqlstate 'PGRST'`: the body in its message, status and headers in its detail."""
    try:
        body: dict[str, Any] = json.loads(message)
        more: dict[str, Any] = json.loads(detail)
        return ProblemError(
            Problem(
                int(more["status"]),
                str(body["code"]),
                str(body["message"]),
                body.get("details"),
                body.get("hint"),
                {str(name): str(value) for name, value in more.get("headers", {}).items()},
            )
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return ProblemError(
            Problem(
                HTTPStatus.INTERNAL_SERVER_ERROR,
                "PGRST121",
                "Could not parse JSON in the \"RAISE SQLSTATE 'PGRST'\" error",
            )
        )
