"""What of a release a database has: applied, pending, changed, missing."""

from dataclasses import dataclass

from glue.db import connect
from glue.migrate import history
from glue.migrate.guards import FILE_IS_GONE, OTHER_TEXT, unchosen_remedy
from glue.migrate.ledger import has_ledger, items_of
from glue.migrate.strayed import strayed
from glue.schema.modules import read_modules
from glue.schema.sources import REPEATABLE, read_sources


@dataclass(frozen=True, slots=True)
class Row:
    """One line of `migrate status`."""

    what: str
    state: str
    at: str


def status(url: str) -> list[Row]:
    """Compare files with the ledger: pending, edited, missing, changed, strayed, cut off.

    A step of a module that is not chosen is shown only where it stands.
    """
    modules = read_modules()
    migrations = {m.id: m for m in history.read_migrations()}
    chosen = {name for name in migrations if modules.of_migration(name) in modules.chosen}
    with connect(url) as conn:
        known = has_ledger(conn)
        applied = (
            {r["id"]: r for r in conn.execute("select * from rowhouse.migrations order by id")}
            if known
            else {}
        )
        stands = (
            {
                r["address"]: r["sha256"]
                for r in conn.execute(
                    "select address, sha256 from rowhouse.release_items"
                    " where release_id = (select max(id) from rowhouse.releases)"
                )
            }
            if known
            else {}
        )
        target = items_of(read_sources(kinds=REPEATABLE))
        astray = strayed(conn, target)
        cut_off = list(conn.execute("select * from rowhouse.progress")) if known else []
    rows = [
        Row(
            name,
            _state(applied.get(name), migrations.get(name), is_chosen=name in chosen),
            str(applied[name]["applied_at"])[:19] if name in applied else "",
        )
        for name in sorted({*chosen, *applied})
    ]
    rows += [
        Row(r["migration_id"], f"cut off after statement {r['statements_done']}", "")
        for r in cut_off
    ]
    wanted = {i.address: i.sha256 for i in target}
    rows += [
        Row(a, "changed" if a in stands else "pending", "")
        for a in wanted
        if stands.get(a) != wanted[a]
    ]
    rows += [Row(a, "strayed", "") for a in sorted(astray) if stands.get(a) == wanted[a]]
    return rows + [Row(a, "gone", "") for a in stands if a not in wanted]


def _state(
    row: dict[str, str] | None, migration: history.Migration | None, *, is_chosen: bool
) -> str:
    if row is None:
        return "pending"
    if migration is None:
        return "missing"
    if not is_chosen:
        return "not chosen"
    return "applied" if row["sha256"] == migration.sha256 else "edited"


def remedy(waiting: list[Row]) -> str:
    """Return what to do: `up`, unless it would refuse."""
    for row in waiting:
        match row.state:
            case "missing":
                return FILE_IS_GONE
            case "edited":
                return OTHER_TEXT
            case "not chosen":
                return unchosen_remedy(read_modules().of_migration(row.what))
    return "Run `rowhouse migrate up`."
