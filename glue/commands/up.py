"""rowhouse up: the local stack."""

import contextlib
import json
import shlex
import signal
import sys
from collections.abc import Iterator
from datetime import timedelta

import click
from rich.console import Console
from rich.text import Text

from glue.config import is_local
from glue.errors import INTERRUPTED, ConfigError
from glue.http.tokens import Claims, mint
from glue.load.demo_concerts import seed_concerts
from glue.load.demo_suppliers import seed_suppliers
from glue.schema.modules import read_modules
from glue.stack.stack import START_SECONDS, Stack
from glue.stack.supervisor import Supervisor
from glue.waiting import wait_until

TOKEN_LASTS = timedelta(hours=12)


def describe(stack: Stack) -> dict[str, str]:
    """Return the addresses and keys of a stack."""
    address = stack.address()
    graphql = {"GraphQL": address.graphql_url} if stack.graphql_url else {}
    return {
        "API": address.url,
        "REST": address.rest_url,
        "Realtime": address.realtime_url,
        "Functions": address.functions_url,
        **graphql,
        "Database": stack.database.url(),
        "Publishable key": address.publishable_key,
        "Secret key": address.secret_key,
        "Served by": address.served_by,
    }


def curl_lines(stack: Stack) -> list[tuple[str, str]]:
    """Return three requests, each with what it shows."""
    address = stack.address()
    wanted = {"dimension": "region"}
    key = [f"apikey: {address.publishable_key}"]
    user = [*key, f"Authorization: Bearer {_token(stack)}"]
    if not _has_filters():
        name = "list_notifications"
        return [
            ("your notifications", _curl(address.rest_url, name, user, {})),
            ("your webhooks", _curl(address.rest_url, "list_webhooks", user, {})),
            ("refused: no user is signed in", _curl(address.rest_url, name, key, {})),
        ]
    return [
        ("the regions that have sales", _curl(address.rest_url, "filter_values", user, wanted)),
        ("every filter dimension", _curl(address.rest_url, "list_dimensions", user, {})),
        ("refused: no user is signed in", _curl(address.rest_url, "list_dimensions", key, {})),
    ]


def pages(stack: Stack) -> list[tuple[str, str]]:
    """Return the pages for a browser. The fragment holds the tokens: it is sent to no server."""
    chosen = read_modules().chosen
    shown = []
    if _has_filters():
        address = _page(stack, "/demo/", {"token": _token(stack)})
        shown.append(("filters in a browser, signed in as ada", address))
    if "commerce" in chosen:
        tokens = {
            "ada": _token(stack),
            "bob": _token(stack, "bob"),
            "staff": _token(stack, "cleo", "admin"),
        }
        what = "a race for the last pieces, signed in as ada, bob and the staff (cleo)"
        shown.append((what, _page(stack, "/demo/commerce/", tokens)))
    if "suppliers" in chosen:
        tokens = {
            "manager": _token(stack, "mia", "project_manager"),
            "supplier": _token(stack, "sam", "supplier"),
        }
        what = "tasks and their dates, signed in as a project manager (mia) and a supplier (sam)"
        shown.append((what, _page(stack, "/demo/suppliers/", tokens)))
    if "concerts" in chosen:
        tokens = {"ada": _token(stack), "bob": _token(stack, "bob")}
        what = "a show whose songs two users vote for, signed in as ada and bob"
        shown.append((what, _page(stack, "/demo/concerts/", tokens)))
    console = _page(stack, "/console/", {"token": _token(stack, "cleo", "admin")})
    return [*shown, ("the console, signed in as an admin (cleo)", console)]


def _page(stack: Stack, path: str, tokens: dict[str, str]) -> str:
    fragment = "&".join(f"{name}={token}" for name, token in tokens.items())
    return f"{stack.address().url}{path}#{fragment}"


def _has_filters() -> bool:
    return "filters" in read_modules().chosen


def _token(stack: Stack, user: str = "ada", *app_roles: str) -> str:
    claims = Claims(user=user, app_roles=app_roles, expires_in=TOKEN_LASTS)
    return mint(stack.jwt_secret, claims)


def _curl(rest_url: str, name: str, headers: list[str], body: dict[str, str]) -> str:
    words = ["curl", "-sS", f"{rest_url}/rpc/{name}"]
    for header in [*headers, "Content-Type: application/json"]:
        words += ["-H", header]
    return shlex.join([*words, "-d", json.dumps(body)])


def show(stack: Stack) -> None:
    """Print addresses, keys, first requests, pages; what the API can not do goes to stderr."""
    out = Console()
    rows = describe(stack)
    for name, value in rows.items():
        # Never cut or wrapped to the width of the terminal: it is there to be copied.
        out.print(f"[bold]{name}:[/bold] ", Text(value), sep="", soft_wrap=True)
    for purpose, line in [*curl_lines(stack), *pages(stack)]:
        click.echo(f"\n# {purpose}\n{line}")
    api = stack.api()
    click.echo(f"\n{api.name} serves the API. It differs from Supabase:", err=True)
    for limit in api.limits:
        click.echo(f"  - {limit}", err=True)


def say(words: str) -> None:
    """Report progress to the operator."""
    click.echo(words, err=True)


def seed(stack: Stack) -> None:
    """Load the demo's data, unless it is there, or its modules are not chosen."""
    chosen = read_modules().chosen
    if "suppliers" in chosen:
        made = seed_suppliers(stack.database.url())
        say(f"suppliers {'had' if made.was_there else 'has'} the demo's {made.lines:,} tasks")
    if "concerts" in chosen:
        made = seed_concerts(stack.database.url())
        say(f"concerts {'had' if made.was_there else 'has'} the demo's {made.lines:,} shows")
    if not _has_filters():
        say("the demo's data belongs to the module filters, which is not chosen")
        return
    from glue.load.demo import seed_demo  # noqa: PLC0415 - its packages are an extra

    say("loading the demo")
    seeded = seed_demo(stack.database.url())
    say(f"the demo {'was there' if seeded.was_there else 'is loaded'}: {seeded.lines:,} lines")


@contextlib.contextmanager
def undone_when_interrupted(stack: Stack) -> Iterator[None]:
    """Stop what was started here when a signal comes before everything is up."""
    was_running = stack.is_up() or stack.server.pid is not None
    before = {
        number: signal.signal(number, signal.default_int_handler)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    }
    try:
        yield
    except KeyboardInterrupt:
        say("interrupted: stopping what was started")
        if not was_running:
            stack.down()
        raise SystemExit(INTERRUPTED) from None
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def postgres_named_when_left(stack: Stack) -> Iterator[None]:
    """Say that Postgres runs on where an error ends the start: its remedy may need it."""
    try:
        yield
    except Exception:
        if is_local() and stack.server.pid is not None:
            say(
                "Postgres runs on, the rest of the stack does not. After the remedy, run"
                " `rowhouse up` again; `rowhouse down` stops Postgres."
            )
        raise


def up(*, demo: bool, detach: bool, graphql: bool, port_base: int | None) -> None:
    """Start the stack, or say that it runs."""
    stack = Stack()
    with undone_when_interrupted(stack):
        with stack.starting():
            if stack.is_up():
                stack.refuse_other_database()
                if port_base not in (None, stack.server.port):
                    raise ConfigError("the stack runs on other ports", "Run `rowhouse down` first.")
                if graphql and stack.graphql_url is None:
                    raise ConfigError(
                        "the stack runs without GraphQL", "Run `rowhouse down` first."
                    )
                wait_until(stack.is_ready, START_SECONDS)
                say("The stack is up already.")
                if stack.renew_worker():
                    say("The worker starts again: its code has changed.")
                if demo:
                    seed(stack)
                show(stack)
                return
            stack.choose_ports(port_base)
            stack.choose_api()
            stack.choose_graphql(is_wanted=graphql)
            with postgres_named_when_left(stack):
                stack.database.prepare(say)
                if demo:
                    seed(stack)
            say("starting the API")
            if detach:
                stack.detach()
                show(stack)
                say("\nThe stack is up. `rowhouse status` shows it, `rowhouse down` stops it.")
                return
            stack.claim()
        Supervisor(stack).run(say, on_ready=lambda: _ready(stack))
        say("stopped")


def _ready(stack: Stack) -> None:
    show(stack)
    say("\nThe stack is up. Ctrl-C stops it; nothing is lost.")
    sys.stdout.flush()


@click.command("up")
@click.option(
    "--demo",
    is_flag=True,
    help="Load 1.47 million real transactions first, with products and stock.",
)
@click.option("--graphql", is_flag=True, help="Serve GraphQL too, at /graphql/v1.")
@click.option("--detach", is_flag=True, help="Leave it running in the background.")
@click.option(
    "--port-base",
    type=click.IntRange(1024, 65000),
    help="Port of Postgres; the gateway takes the next one.  [default: free ports, remembered]",
)
def up_command(*, demo: bool, detach: bool, graphql: bool, port_base: int | None) -> None:
    r"""Start the local stack: Postgres, stand-in, migrations, API, worker, relay, gateway.

    The gateway is the one address, as on Supabase. Edge functions run where deno is installed.
    GraphQL shows the module concerts, and needs Node 22, which `make install` installs.

    Each part is watched and restarted when it crashes; its log is in .rowhouse/log/.
    With DATABASE_URL set, that database is used: no Postgres and no worker is started.

    \b
    Example:
        rowhouse up --demo --detach
    """
    if demo and not is_local():
        raise ConfigError(
            "--demo loads into the local database, but DATABASE_URL is set",
            "Unset DATABASE_URL, or run `rowhouse seed` yourself.",
        )
    up(demo=demo, detach=detach, graphql=graphql, port_base=port_base)
