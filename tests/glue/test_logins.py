"""A login that the database refuses: it ends a process that starts, and one that runs says so."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

import httpx
import psycopg
import pytest

from glue import db
from glue.postgres.ports import free_port
from glue.postgres.server import SUPERUSER, Server
from glue.waiting import wait_until
from tests.glue.test_alone import INNER, PATIENCE, SECRETS, login, running

pytestmark = pytest.mark.once

REFUSED = "the database refuses the login"


class Case(NamedTuple):
    """A process and its login."""

    command: str
    variable: str
    role: str
    option: str
    more: dict[str, str]


WORK = Case("work", "DATABASE_URL", "app_worker", "--health-port", {})
GATEWAY = Case(
    "gateway",
    "GATEWAY_DATABASE_URL",
    "authenticator",
    "--port",
    SECRETS
    | {
        "REST_URL": "http://127.0.0.1:1",
        "REST_JWT_SECRET": INNER,
        "GATEWAY_DATABASE_SECONDS": "1",
    },
)
RELAY = Case("relay", "RELAY_DATABASE_URL", "rowhouse_relay", "--port", SECRETS)


@pytest.fixture(scope="module")
def database(make_database: Callable[..., str], server: Server) -> Iterator[str]:
    server.set_passwords()
    yield make_database()
    server.set_passwords()


def with_login(url: str, user: str, database: str | None = None) -> str:
    """Return a URL with another user and password, and another database if given."""
    parts = urlsplit(url)
    place = f"{user}:wrong@{parts.hostname}:{parts.port}"
    path = parts.path if database is None else f"/{database}"
    return urlunsplit(parts._replace(netloc=place, path=path))


def start_of(case: Case, url: str, home: Path) -> tuple[tuple[str, ...], dict[str, str], int]:
    port = free_port()
    environment = case.more | {case.variable: url, "RELAY_CURSOR_FILE": str(home / "cursor.json")}
    return (case.command, case.option, str(port)), environment, port


def ended(case: Case, url: str, home: Path) -> tuple[int, str]:
    """Start a process; return its exit code and its words once it has ended by itself."""
    command, environment, _ = start_of(case, url, home)
    with running(home, *command, environment=environment) as child:
        _, words = child.communicate(timeout=PATIENCE)
        return child.returncode, words


@pytest.mark.parametrize("case", [WORK, GATEWAY, RELAY], ids=lambda case: case.command)
def test_a_wrong_password_ends_a_process_that_starts(
    case: Case, database: str, tmp_path: Path
) -> None:
    code, words = ended(case, with_login(database, case.role), tmp_path)
    assert code == 1
    assert f'password authentication failed for user "{case.role}"' in words
    assert "Correct the user or the password in the URL." in words
    assert "Traceback" not in words


def test_a_database_that_is_not_there_ends_a_worker_that_starts(
    database: str, server: Server, tmp_path: Path
) -> None:
    absent = db.with_database(login(server, database, "app_worker"), "no_such_database")
    code, words = ended(WORK, absent, tmp_path)
    assert code == 1
    assert 'database "no_such_database" does not exist' in words


@pytest.mark.parametrize("case", [WORK, GATEWAY, RELAY], ids=lambda case: case.command)
def test_a_process_says_that_its_password_is_not_right_any_more(
    case: Case, database: str, server: Server, tmp_path: Path
) -> None:
    command, environment, port = start_of(case, login(server, database, case.role), tmp_path)
    ready = f"http://127.0.0.1:{port}/ready"

    def status() -> str:
        try:
            words: str = httpx.get(ready, timeout=PATIENCE).json()["status"]
        except httpx.TransportError:
            return ""
        return words

    with running(tmp_path, *command, environment=environment) as child:
        assert wait_until(lambda: status() == "ok", PATIENCE)
        with db.connect(server.url(SUPERUSER, db.database_of(database))) as conn:
            db.set_password(conn, case.role, "another")
            conn.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where usename = %s",
                (case.role,),
            )
        assert wait_until(lambda: status() == REFUSED, PATIENCE)
        server.set_passwords()
        assert wait_until(lambda: status() == "ok", PATIENCE)
        child.terminate()
        _, words = child.communicate(timeout=PATIENCE)
    said = [json.loads(line) for line in words.splitlines()]
    refused = next(line for line in said if line["event"] == "login refused")
    assert refused["level"] == "error"
    assert "password authentication failed" in refused["error"]
    assert refused["remedy"].startswith("Correct the password in ")


@pytest.mark.parametrize(
    ("words", "is_refused"),
    [
        ('FATAL:  password authentication failed for user "a"', True),
        ("FATAL:  SASL authentication failed", True),
        ('FATAL:  role "a b" does not exist', True),
        ('FATAL:  database "d" does not exist', True),
        ('FATAL:  role "a" is not permitted to log in', True),
        ('FATAL:  no pg_hba.conf entry for host "h", user "a", database "d"', True),
        ('FATAL:  permission denied for database "d"', True),
        ("FATAL:  no such database: d", True),
        ("fe_sendauth: no password supplied", True),
        ("FATAL:  the database system is starting up", False),
        ("FATAL:  sorry, too many clients already", False),
        ("Connection refused", False),
        ("FATAL:  query_wait_timeout", False),
        ('could not open file "x": No such file or directory does not exist', False),
    ],
)
def test_which_words_refuse_a_login(words: str, is_refused: bool) -> None:  # noqa: FBT001
    assert db.is_login_refused(psycopg.OperationalError(words)) is is_refused
