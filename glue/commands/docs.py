"""rowhouse docs: reference, OpenAPI, AsyncAPI, typed client, alerts, from the catalog."""

from pathlib import Path

import click

from glue import paths
from glue.cli_options import json_option, name_checkout, print_table
from glue.errors import DriftError
from glue.lint._catalog import built_database
from glue.reference.pages import stale_pages, write_pages


def make_docs(*, check: bool, root: Path = paths.ROOT) -> list[str]:
    """Write the generated pages, or only compare them; return those that differed."""
    with built_database() as conn:
        pages = write_pages(conn, root)
    stale = stale_pages(pages, root)
    if not check:
        for name in stale:
            path = root / name
            if name in pages:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(pages[name])
            else:
                path.unlink()
    return stale


@click.command("docs")
@click.option("--check", is_flag=True, help="Write nothing; exit 3 if a file is stale.")
@json_option
def docs_command(*, check: bool, as_json: bool) -> None:
    r"""Write the reference from a database that is made from the sources.

    docs/reference (RPCs, tables, events, errors, settings, and the list of macros and
    commands), supabase/openapi.json,
    supabase/asyncapi.json, the typed Python client in glue/clients/rpcs, the alert rules in
    deploy/prometheus and the dashboards in deploy/grafana. In a project the clients are in
    clients, and supabase/types.ts has the types for supabase-js. The answers of examples are
    those that `rowhouse accept` has recorded.

    \b
    Example:
        rowhouse docs
        rowhouse docs --check
    """
    if not check:
        name_checkout()
    click.echo("making a database from the sources", err=True)
    changed = make_docs(check=check)
    print_table([{"file": name} for name in changed], as_json=as_json)
    if check and changed:
        raise DriftError("stale: " + ", ".join(changed), "Run `rowhouse docs` and commit.")
    if not changed:
        click.echo("nothing changed", err=True)
