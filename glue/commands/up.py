"""rowhouse up: the local stack."""

import contextlib
import shlex
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from glue.cli_options import say
from glue.config import is_local
from glue.errors import INTERRUPTED, ConfigError
from glue.load.demo_concerts import seed_concerts
from glue.load.demo_console import seed_console
from glue.load.demo_suppliers import seed_suppliers
from glue.schema.modules import read_modules
from glue.stack.functions import find_deno
from glue.stack.pages import served_pages
from glue.stack.stack import START_SECONDS, Stack
from glue.stack.supervisor import Supervisor
from glue.waiting import wait_until


def describe(stack: Stack) -> dict[str, str]:
    """Return the addresses of a stack, and the key that every app has: no secret."""
    address = stack.address()
    graphql = {"GraphQL": address.graphql_url} if stack.graphql_url else {}
    functions = {"Functions": address.functions_url} if find_deno() else {}
    return {
        "API": address.url,
        "REST": address.rest_url,
        "Realtime": address.realtime_url,
        **functions,
        **graphql,
        "Database": stack.database_name,
        "Publishable key": address.publishable_key,
        "Served by": address.served_by,
    }


def curl_lines() -> list[tuple[str, str]]:
    """Return three requests, each with what it shows; `rowhouse env` sets their variables."""
    if not _has_filters():
        return [
            ("your notifications", _curl("list_notifications")),
            ("your webhooks", _curl("list_webhooks")),
            ("refused: no user is signed in", _curl("list_notifications", is_signed_in=False)),
        ]
    return [
        ("the regions that have sales", _curl("filter_values", '{"dimension": "region"}')),
        ("every filter dimension", _curl("list_dimensions")),
        ("refused: no user is signed in", _curl("list_dimensions", is_signed_in=False)),
    ]


def _curl(name: str, body: str = "{}", *, is_signed_in: bool = True) -> str:
    user = ' -H "Authorization: Bearer $TOKEN"' if is_signed_in else ""
    return f'curl -sS "$REST/rpc/{name}" -H "apikey: $KEY"{user} --json {shlex.quote(body)}'


def program() -> str:
    """Return how a reader calls this program: by its path where PATH does not have it."""
    called = Path(sys.argv[0])
    if shutil.which("rowhouse") is not None or called.name != "rowhouse":
        return "rowhouse"
    path = called.absolute()
    return shlex.quote(
        str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)
    )


def _has_filters() -> bool:
    return "filters" in read_modules().chosen


def show(stack: Stack) -> None:
    """Print addresses, pages, first requests; what the API can not do goes to stderr."""
    out = Console()
    rows = describe(stack)
    for name, value in rows.items():
        # Never cut or wrapped to the width of the terminal: it is there to be copied.
        out.print(f"[bold]{name}:[/bold] ", Text(value), sep="", soft_wrap=True)
    name = program()
    click.echo("\n# pages; each command prints the link that signs you in")
    for page in served_pages():
        click.echo(f"{page.address(stack)}  # {name} open {page.name}")
    click.echo(f'\n# requests, once this has set REST, KEY and TOKEN\neval "$({name} env)"')
    for purpose, line in curl_lines():
        click.echo(f"# {purpose}\n{line}")
    api = stack.api()
    click.echo(f"\n{api.name} serves the API. It differs from Supabase:", err=True)
    for limit in api.limits:
        click.echo(f"  - {limit}", err=True)


def seed(stack: Stack) -> None:
    """Load the demo's data, unless it is there, or its modules are not chosen."""
    chosen = read_modules().chosen
    made = seed_console(stack.database.url())
    say(f"the console {'had' if made.was_there else 'has'} the demo's {made.lines} things to show")
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
    GraphQL shows the module concerts, and needs Node 22: `rowhouse setup`, or in a checkout
    `make install`, installs it.

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
