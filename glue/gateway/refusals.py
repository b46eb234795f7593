"""What the gateway does not serve, and how it says so."""

from http import HTTPStatus

from aiohttp import web

from glue.gateway.paths import Target
from glue.gateway.problems import Problem, ProblemError, not_served

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
AUTH = "/auth/v1"
LATER = ("/storage/v1", "/console")


def bad_method() -> ProblemError:
    """Return the answer to a method that is not one of `METHODS`."""
    return ProblemError(
        Problem(
            HTTPStatus.METHOD_NOT_ALLOWED,
            "bad_method",
            "this method is not served",
            headers={"Allow": ", ".join(METHODS)},
        )
    )


def refusal_of(target: Target, *, graphql: bool) -> ProblemError:
    """Return the answer to a path that no part serves; `graphql` says whether that is on."""
    if target.below(AUTH) is not None:
        return ProblemError(
            Problem(
                HTTPStatus.NOT_IMPLEMENTED,
                "auth_not_served",
                "sign-up and sign-in are not part of the local stack",
                hint="`rowhouse token --user NAME` prints a token.",
            )
        )
    if any(target.below(prefix) is not None for prefix in LATER):
        return ProblemError(
            Problem(
                HTTPStatus.NOT_FOUND,
                "not_served_yet",
                f"{target.path[:60]} is not part of the local stack",
                hint="Supabase serves it; this gateway does not.",
            )
        )
    return not_served(target.path, graphql=graphql)


def is_preflight(request: web.BaseRequest) -> bool:
    """Return whether a browser asks what a page may ask."""
    return request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
