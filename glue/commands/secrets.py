"""rowhouse secrets: what a new installation keeps to itself."""

import os
import secrets
from datetime import timedelta
from pathlib import Path

import click

from glue.errors import ConfigError
from glue.http.tokens import Claims, mint

YEARS = timedelta(days=3650)
PRIVATE = 0o600


def make_secrets(address: str, email: str) -> dict[str, str]:
    """Return new values for one installation; each may stand in a URL as it is."""
    signing = secrets.token_urlsafe(48)
    return {
        "SITE_ADDRESS": address,
        "ACME_EMAIL": email,
        "POSTGRES_PASSWORD": secrets.token_urlsafe(24),
        "API_PASSWORD": secrets.token_urlsafe(24),
        "WORKER_PASSWORD": secrets.token_urlsafe(24),
        "RELAY_PASSWORD": secrets.token_urlsafe(24),
        "SUPABASE_JWT_SECRET": signing,
        "REST_JWT_SECRET": secrets.token_urlsafe(48),
        "SUPABASE_PUBLISHABLE_KEY": f"sb_publishable_{secrets.token_urlsafe(24)}",
        "SUPABASE_SECRET_KEY": f"sb_secret_{secrets.token_urlsafe(24)}",
        # What the two keys stand for where a part knows tokens only, as Supabase's own do.
        "ANON_TOKEN": mint(signing, Claims("anon", expires_in=YEARS)),
        "SERVICE_TOKEN": mint(signing, Claims("service_role", expires_in=YEARS)),
        # Realtime asks for exactly so many characters.
        "REALTIME_ENC_KEY": secrets.token_hex(8),
        "REALTIME_SECRET_KEY_BASE": secrets.token_urlsafe(48),
        "REALTIME_METRICS_SECRET": secrets.token_urlsafe(48),
        "GRAFANA_PASSWORD": secrets.token_urlsafe(24),
    }


def write_secrets(file: Path, values: dict[str, str]) -> None:
    """Write an environment file that its owner alone reads; refuse to replace one."""
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE)
    except FileExistsError as exc:
        raise ConfigError(
            f"{file} is there already",
            "Keep it: its passwords are in the database. For another installation name"
            " another file.",
        ) from exc
    except OSError as exc:
        raise ConfigError(f"cannot write {file}: {exc.strerror}", "Name another file.") from exc
    with os.fdopen(handle, "w") as target:
        target.writelines(f"{name}={value}\n" for name, value in values.items())


@click.command("secrets")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--address",
    default="localhost",
    show_default=True,
    help="The host name at which clients reach it.",
)
@click.option(
    "--email",
    default="admin@localhost",
    show_default=True,
    help="Whom the authority that issues certificates writes to.",
)
def secrets_command(*, file: Path, address: str, email: str) -> None:
    r"""Make the passwords and keys of a new installation, and write them to FILE.

    The file is what deploy/compose and deploy/kubernetes read. Each value is random, none is
    printed, and a file that is there is never replaced.

    \b
    Example:
        rowhouse secrets deploy/compose/.env --address api.example.com --email ops@example.com
    """
    write_secrets(file, make_secrets(address, email))
    click.echo(f"{file} is written: keep a copy where only you can read it", err=True)
