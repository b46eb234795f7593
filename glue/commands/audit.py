"""rowhouse audit: seal the audit trail, verify it or an archive, prove one entry."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from glue.cli_options import counted, given_url_option, json_option, print_table, url_option
from glue.compliance.verifying import verify_archive
from glue.config import database_url
from glue.db import connect
from glue.errors import ConfigError, RowhouseError

FINE = ("ok", "dropped")


@dataclass(frozen=True, slots=True)
class Seal:
    """One seal, or entries beside all of them, and what verifying it said."""

    seal_id: int | None
    month_on: date | None
    entries: int
    state: str


@dataclass(frozen=True, slots=True)
class Trail:
    """Every seal, and the newest one's chain hash as `<id>:<hex>`: keep that elsewhere."""

    seals: tuple[Seal, ...]
    head: str

    @property
    def is_whole(self) -> bool:
        """Whether nothing was changed, removed or inserted."""
        return all(seal.state in FINE for seal in self.seals)


def seal(url: str) -> int:
    """Seal whatever can be sealed; return how many seals were made."""
    made = 0
    with connect(url) as conn:
        while row := conn.execute("select core.seal_audit() as made").fetchone():
            if not row["made"]:
                return made
            made += row["made"]
    return made


def verify_trail(url: str, *, expected: str | None = None) -> Trail:
    """Check every seal; `expected` is a head kept from earlier, which must still be there."""
    with connect(url) as conn, conn.transaction():
        conn.execute("set transaction isolation level repeatable read, read only")
        seals = tuple(Seal(**row) for row in conn.execute("select * from core.verify_audit()"))
        heads = {
            f"{row['id']}:{row['chain']}"
            for row in conn.execute(
                "select id, encode(chain_sha256, 'hex') as chain from core.audit_seals order by id"
            )
        }
    if expected is not None and expected not in heads:
        raise RowhouseError(
            f"no seal is {expected}", "The trail was rewritten since: compare with a backup."
        )
    newest = max(heads, key=lambda head: int(head.split(":")[0]), default="")
    return Trail(seals, newest)


def prove(url: str, entry_id: int) -> dict[str, Any]:
    """Return the inclusion proof of one entry."""
    with connect(url) as conn:
        row = conn.execute("select core.prove_audit_entry(%s) as proof", (entry_id,)).fetchone()
    proof: dict[str, Any] = (row or {})["proof"]
    return proof


@click.group("audit")
def audit_command() -> None:
    r"""Who changed what, sealed: make seals, verify them, prove an entry.

    \b
    Example:
        rowhouse audit verify
    """


@audit_command.command("seal")
@url_option
def seal_command(*, url: str) -> None:
    r"""Seal the entries of finished transactions now; print how many seals that made.

    \b
    Example:
        rowhouse audit seal
    """
    click.echo(seal(url))


@audit_command.command("verify")
@click.argument(
    "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False
)
@given_url_option
@json_option
@click.option(
    "--expect",
    "expected",
    metavar="ID:HEX",
    help="A head that an earlier run printed: it must still be in the chain.",
)
def verify_command(
    *, file: Path | None, url: str | None, as_json: bool, expected: str | None
) -> None:
    r"""Check every seal against the entries; exit 1 when something does not match.

    Prints what is wrong, and on stderr the head of the chain. Keep heads where the
    database's owner cannot write: only they show that the whole trail was rewritten.

    With FILE, an archive of export_compliance is checked, with nothing but the file:
    sums, chain of seals, the proof of each entry. Exit 2 when it is not an archive.

    \b
    Example:
        rowhouse audit verify --expect 812:5feceb66ffc86f38…
        rowhouse audit verify archive.zip
    """
    if expected is not None and ":" not in expected:
        raise ConfigError(f"{expected!r} is not a head", "Give it as <seal id>:<hex>.")
    if file is not None:
        _verify_file(file, expected, as_json=as_json)
        return
    trail = verify_trail(url or database_url(), expected=expected)
    if as_json:
        answer = {"head": trail.head, "seals": [asdict(found) for found in trail.seals]}
        click.echo(json.dumps(answer, default=str))
    else:
        wrong = [asdict(found) for found in trail.seals if found.state not in FINE]
        print_table(wrong, as_json=False)
    click.echo(f"{counted(len(trail.seals), 'seal')}, head {trail.head or 'none yet'}", err=True)
    if not trail.is_whole:
        raise SystemExit(1)


def _verify_file(file: Path, expected: str | None, *, as_json: bool) -> None:
    """Verify an archive, say what is wrong, and exit."""
    report = verify_archive(file, expected=expected)
    faults = [asdict(fault) for fault in report.faults]
    if as_json:
        click.echo(json.dumps(asdict(report), ensure_ascii=False))
    else:
        print_table(faults, as_json=False)
    click.echo(
        f"{report.project}: {report.files} files, {report.records} records, "
        f"{report.entries} entries, {report.erased} values erased, {report.unsealed} entries "
        f"left out as not sealed, {report.seals} seals, head {report.head or 'none'}, "
        f"{len(faults)} faults",
        err=True,
    )
    if faults:
        raise SystemExit(1)


@audit_command.command("prove")
@click.argument("entry_id", type=int)
@url_option
def prove_command(*, entry_id: int, url: str) -> None:
    r"""Print the inclusion proof of one entry as JSON; exit 1 when it is not included.

    \b
    Example:
        rowhouse audit prove 4711
    """
    proof = prove(url, entry_id)
    click.echo(json.dumps(proof))
    if not proof["is_included"]:
        raise SystemExit(1)
