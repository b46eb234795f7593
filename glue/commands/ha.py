"""rowhouse ha: a cluster of three Postgres that survives the loss of one."""

import dataclasses
from typing import Any

import click

from glue.cli_options import json_option, print_table, say
from glue.errors import ConfigError
from glue.ha import stack
from glue.ha.cluster import Cluster
from glue.ha.layout import PROFILES, Layout
from glue.stack.parts import ProcessRecord
from glue.stack.stack import Stack

PENDING = 3
PARTS = ("worker", "api", "relay", "gateway")


def up(layout: Layout, *, is_database_only: bool) -> None:
    """Start the cluster, and what works on it."""
    Cluster(layout).up(say)
    stack.prepare(layout, say)
    if not is_database_only:
        stack.start(layout, say)


def status(layout: Layout) -> list[dict[str, Any]]:
    """Return one row for each part."""
    cluster = Cluster(layout)
    rows = [_row("etcd", cluster.etcd.process, layout.port("etcd"))]
    for one in cluster.patroni.status():
        row = dataclasses.asdict(one) | {"part": one.member, "is_healthy": one.is_healthy}
        rows.append(_columns(row))
    rows.append(_row("haproxy", cluster.haproxy.process, layout.port("primary")))
    rows.append(_row("pgbouncer", cluster.pooler.process, layout.port("pooled")))
    rows += [
        _row(part, ProcessRecord(layout.home, part).process(), None)
        for part in PARTS
        if ProcessRecord(layout.home, part).read()
    ]
    return rows


def _row(part: str, process: object, port: int | None) -> dict[str, Any]:
    is_up = process is not None
    state = "running" if is_up else "down"
    return _columns({"part": part, "state": state, "port": port, "is_healthy": is_up})


def _columns(row: dict[str, Any]) -> dict[str, Any]:
    names = ("part", "role", "state", "timeline", "lag_bytes", "port", "is_healthy")
    return {name: row.get(name) for name in names}


def known_layout() -> Layout:
    """Return the cluster of this checkout; raise where there is none."""
    layout = Layout()
    if not layout.is_known:
        raise ConfigError("there is no cluster here yet", "Run `rowhouse ha up`.")
    return layout


def show(layout: Layout) -> None:
    """Print the addresses."""
    lines = {
        "Database, to write": layout.url("postgres"),
        "Database, to read": layout.url("postgres", port="replicas"),
        "Database, pooled": layout.url("postgres", port="pooled"),
        "Without HAProxy": layout.multi_host_url("postgres"),
    }
    if Stack(layout.home).is_up():
        lines["API"] = Stack(layout.home).address().url
    for name, value in lines.items():
        click.echo(f"{name}: {value}")


@click.group("ha")
def ha_command() -> None:
    r"""Run three Postgres under Patroni, with etcd and HAProxy, on this machine.

    It is what deploy/ha describes for three machines, to try it and to rehearse.

    \b
    Example:
        rowhouse ha up
        rowhouse ha switchover
    """


@ha_command.command("up")
@click.option(
    "--profile",
    type=click.Choice(list(PROFILES)),
    help="Timings: for one machine, or those for several.  [default: quick]",
)
@click.option(
    "--strict/--no-strict",
    default=None,
    help="Let commits wait where no replica is left.  [default: strict]",
)
@click.option("--database-only", is_flag=True, help="Start no API, relay and worker.")
def up_command(*, profile: str | None, strict: bool | None, database_only: bool) -> None:
    r"""Start the cluster in the background, or what of it does not run; then migrate.

    Timings and strictness are those of the first start, until `rowhouse ha down --remove`; others
    are refused.

    \b
    Example:
        rowhouse ha up
    """
    layout = Layout()
    if layout.is_known:
        _refuse_another(layout, profile, is_strict=strict)
    layout.choose(profile=profile or "quick", is_strict=strict is not False)
    up(layout, is_database_only=database_only)
    show(layout)
    say("\nThe cluster is up. `rowhouse ha status` shows it, `rowhouse ha down` stops it.")


def _refuse_another(layout: Layout, profile: str | None, *, is_strict: bool | None) -> None:
    """Raise where a cluster was made with other choices than those that are asked for now."""
    asked = {
        "profile": (profile, layout.profile),
        "strictness": (_strictness(is_strict), _strictness(layout.is_strict)),
    }
    for what, (wanted, has) in asked.items():
        if wanted not in {None, has}:
            raise ConfigError(
                f"the cluster here has the {what} {has}, not {wanted}",
                "Leave the option out; or make a new cluster, without these data:"
                " `rowhouse ha down --remove --yes`.",
            )


def _strictness(is_strict: bool | None) -> str | None:  # noqa: FBT001 - what an option holds
    return None if is_strict is None else "strict" if is_strict else "no-strict"


@ha_command.command("status")
@json_option
@click.pass_context
def status_command(ctx: click.Context, *, as_json: bool) -> None:
    r"""Show each part and its health; exit 3 unless all are well.

    \b
    Example:
        rowhouse ha status --json
    """
    rows = status(known_layout())
    print_table(rows, as_json=as_json)
    if not all(row["is_healthy"] for row in rows):
        ctx.exit(PENDING)


@ha_command.command("switchover")
@click.option("--to", "candidate", metavar="MEMBER", help="Who leads then.  [default: the fittest]")
@json_option
def switchover_command(*, candidate: str | None, as_json: bool) -> None:
    r"""Let another member lead: before work on the leader's machine. Writes wait for a moment.

    \b
    Example:
        rowhouse ha switchover --to node2
    """
    layout = known_layout()
    names = [one.name for one in layout.members]
    if candidate is not None and candidate not in names:
        raise ConfigError(f"there is no member {candidate}", f"Members: {', '.join(names)}.")
    before, after = Cluster(layout).switchover(candidate)
    print_table([{"before": before, "after": after}], as_json=as_json)


@ha_command.command("down")
@click.option("--remove", is_flag=True, help="Remove the cluster with its data.")
@click.option("--yes", is_flag=True, help="Do not ask: I know what is lost.")
def down_command(*, remove: bool, yes: bool) -> None:
    r"""Stop the cluster; nothing is lost unless it is removed.

    \b
    Example:
        rowhouse ha down
    """
    if remove and not yes:
        raise ConfigError("--remove deletes the cluster's data", "Add --yes if that is meant.")
    layout = known_layout()
    stopped = stack.stop(layout)
    stopped = Cluster(layout).down() or stopped
    if remove:
        layout.remove()
    say("stopped" if stopped else "nothing was running")
