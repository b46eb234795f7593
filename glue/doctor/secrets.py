"""Secrets that others know: defaults, those of examples, those of the local stack."""

from collections.abc import Iterator

import jwt

from glue.config import settings
from glue.db import connect
from glue.doctor.findings import ERROR, Finding
from glue.doctor.target import Target
from glue.postgres.state import PASSWORDS, State

KNOWN_SECRETS = {
    "super-secret-jwt-token-with-at-least-32-characters-long",
    "your-super-secret-jwt-token-with-at-least-32-characters-long",
    "reallyreallyreallyreallyverysafe",
}
"""From the documentation and the example files of Supabase and PostgREST."""

KNOWN_PASSWORDS = {
    "admin",
    "changeme",
    "password",
    "postgres",
    "root",
    "secret",
    "supabase",
    "your-super-secret-and-long-postgres-password",
}
SHORTEST = 32
"""Bytes of a secret for HS256 (RFC 7518, section 3.2)."""

NEW = "openssl rand -base64 48"


def examine(target: Target) -> Iterator[Finding]:
    """Judge the secrets; the server of this checkout is left out, since it makes its own.

    A loopback address says nothing: the API beside a database may be open to all.
    """
    if target.is_own_server:
        return
    state = State(target.home)
    yield from _jwt_secret(target, state)
    yield from _password(target, state)
    yield from _service_key()


def _jwt_secret(target: Target, state: State) -> Iterator[Finding]:
    given = {settings().supabase_jwt_secret or "", stored_secret(target)} - {""}
    for secret in sorted(given):
        found = None
        if secret in KNOWN_SECRETS:
            found = "jwt_secret_known", "is the one of an example"
        elif secret == state.get("jwt_secret"):
            found = "jwt_secret_local", "is the one of the local stack of this checkout"
        elif len(secret.encode()) < SHORTEST:
            found = "jwt_secret_short", f"has less than {SHORTEST} bytes"
        if found:
            yield Finding(
                "secrets",
                found[0],
                ERROR,
                f"The secret that tokens are signed with {found[1]}.",
                "Who knows or guesses it signs tokens of any user and role.",
                f"{NEW}; then set it in PostgREST and in SUPABASE_JWT_SECRET",
            )


def stored_secret(target: Target) -> str:
    """Return the secret that Supabase keeps in the settings of a self-hosted database."""
    with connect(target.url) as conn:
        row = conn.execute("select current_setting('app.settings.jwt_secret', true) as it")
        return str((row.fetchone() or {})["it"] or "")


def _password(target: Target, state: State) -> Iterator[Finding]:
    # Without one in the address, a passfile or a certificate may prove who logs in.
    if not target.password:
        return
    ours = {state.get(f"password_{role}") for role in PASSWORDS}
    if target.password in KNOWN_PASSWORDS | {target.user} or target.password in ours:
        yield Finding(
            "secrets",
            "password_known",
            ERROR,
            f"The password of {target.user or 'the login'} is a default, or the local stack's.",
            "Who reaches the port is in.",
            f"{NEW}; then alter role {target.user} password '…', in psql: \\password",
        )


def _service_key() -> Iterator[Finding]:
    try:
        claims = jwt.decode(
            settings().supabase_service_role_key or "", options={"verify_signature": False}
        )
    except jwt.PyJWTError:
        return
    if claims.get("iss") == "supabase-demo":
        yield Finding(
            "secrets",
            "service_key_known",
            ERROR,
            "SUPABASE_SERVICE_ROLE_KEY is the one of Supabase's examples.",
            "It is published, and it passes every policy.",
            "Make new keys at Supabase, then set SUPABASE_SERVICE_ROLE_KEY",
        )
