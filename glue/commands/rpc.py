"""rowhouse rpc: the reference of the exposed RPCs, from their comments."""

import dataclasses
import difflib
import json
import re
import shlex
from typing import Any

import click

from glue.cli_options import json_option, print_table
from glue.errors import ConfigError
from glue.schema.rpcs import Rpc, read_rpcs

SHOWN = ("Units", "Emits", "Retention", "Budget", "Deprecated")
"""What the comment says beside its contract, errors and example."""


def find(rpcs: list[Rpc], name: str) -> Rpc:
    """Return the RPC of this name, or of the function behind it."""
    by_name = {rpc.body: rpc for rpc in rpcs} | {rpc.name: rpc for rpc in rpcs}
    found = by_name.get(name.removeprefix("api."))
    if found is not None:
        return found
    close = difflib.get_close_matches(name.rpartition(".")[2], [rpc.name for rpc in rpcs])
    close += [rpc.name for rpc in rpcs if name in rpc.name and rpc.name not in close]
    hint = f"Did you mean {', '.join(close)}? " if close else ""
    raise ConfigError(f"{name} is not an exposed RPC", f"{hint}`rowhouse rpc` lists them.")


def example_arguments(rpc: Rpc) -> dict[str, Any]:
    """Return the arguments of an example: those of the comment, else the required ones."""
    if "Example" in rpc.labels:
        try:
            arguments: dict[str, Any] = json.loads(rpc.labels["Example"])
        except ValueError as exc:
            raise ConfigError(
                f"the example in the comment on {rpc.body} is not JSON: {exc}",
                'Write one object, the arguments of a call: {"name": value}.',
            ) from exc
        return arguments
    return {p.name: _SAMPLES.get(p.type) for p in rpc.parameters if p.default is None}


_SAMPLES: dict[str, Any] = {
    "bigint": 1,
    "bigint[]": [1],
    "boolean": True,
    "integer": 1,
    "jsonb": {},
    "text": "text",
    "text[]": ["text"],
    "timestamptz": "2026-01-01T00:00:00Z",
    "uuid": "00000000-0000-4000-8000-000000000000",
}


def curl(rpc: Rpc) -> str:
    """Return a request in the shell, to the local stack."""
    if "authenticated" in rpc.roles:
        asked = "".join(f" --app-role {role}" for role in rpc.app_roles[:1])
        token = f"rowhouse token --user ada{asked}"
    else:
        token = f"rowhouse token --role {rpc.roles[0]}"
    body = shlex.quote(json.dumps(example_arguments(rpc), ensure_ascii=False))
    return (
        f'curl -sS "$REST/rpc/{rpc.name}" -H "apikey: $KEY" \\\n'
        f'  -H "Authorization: Bearer $({token})" \\\n'
        f"  -H 'Content-Type: application/json' \\\n"
        f"  -d {body}"
    )


def describe(rpc: Rpc) -> dict[str, Any]:
    """Return an RPC as `--json` shows it."""
    facts = dataclasses.asdict(rpc)
    labels = facts.pop("labels")
    return {
        **facts,
        "signature": rpc.signature,
        "contract": {name.lower(): labels.get(name) for name in ("Takes", "Returns")},
        **{name.lower(): labels.get(name) for name in SHOWN},
        "example": {"arguments": example_arguments(rpc), "curl": curl(rpc)},
    }


def show(rpc: Rpc) -> None:
    """Print an RPC for a reader."""
    click.echo(f"{rpc.signature}\n\n{rpc.summary}")
    if rpc.description:
        click.echo(f"\n{rpc.description}")
    asked = f", with app role {' or '.join(rpc.app_roles)}" if rpc.app_roles else ""
    click.echo(f"\nFor {', '.join(rpc.roles)}{asked}. Body: {rpc.body}, {rpc.volatility}.")
    for label in ("Takes", "Returns", *SHOWN):
        if label in rpc.labels:
            click.echo(f"{label}: {rpc.labels[label]}")
    if rpc.parameters:
        click.echo("\nArguments:")
        print_table(
            [
                {
                    "name": p.name,
                    "type": p.type,
                    "default": "required" if p.default is None else p.default,
                }
                for p in rpc.parameters
            ],
            as_json=False,
        )
    if rpc.errors:
        click.echo("\nErrors:")
        print_table([dataclasses.asdict(error) for error in rpc.errors], as_json=False)
    click.echo(
        '\nExample; `eval "$(rowhouse env)"` sets REST and KEY. Its ids and names are those of the'
        f" tests:\nput yours in their place.\n{curl(rpc)}"
    )


def _in_short(rpc: Rpc) -> str:
    """Return a summary without the shape of the answer, which `rpc NAME` shows."""
    summary = re.split(r"[:;] (?:returns )?\{", rpc.summary)[0].rstrip(".") + "."
    return f"{summary} {rpc.deprecation}" if rpc.deprecation else summary


@click.command("rpc")
@click.argument("name", required=False)
@json_option
def rpc_command(*, name: str | None, as_json: bool) -> None:
    r"""List the exposed RPCs, or show one: signature, arguments, errors, budget, an example.

    Read from the sources, so it needs no database.

    \b
    Example:
        rowhouse rpc
        rowhouse rpc filter_values
        rowhouse rpc filter_values --json
    """
    rpcs = read_rpcs()
    if name is not None:
        rpc = find(rpcs, name)
        if as_json:
            click.echo(json.dumps(describe(rpc), ensure_ascii=False))
        else:
            show(rpc)
    elif as_json:
        click.echo(json.dumps([describe(rpc) for rpc in rpcs], ensure_ascii=False))
    else:
        print_table(
            [
                {"name": r.name, "module": r.body.split(".")[0], "summary": _in_short(r)}
                for r in rpcs
            ],
            as_json=False,
        )
