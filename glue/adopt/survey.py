"""What there is in a database, what core needs there, what it would make and expose."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from glue.adopt.standing import ROLES, our_schemas, read_roles
from glue.db import connect, script
from glue.errors import ConfigError
from glue.migrate.ledger import applied_steps, has_ledger
from glue.migrate.run import module_of
from glue.schema.modules import has_list, read_modules
from glue.schema.prepare import is_supabase, refuse_unprepared
from glue.schema.rpcs import read_rpcs

_HERE = Path(__file__).parent
CORE_ONLY = ("core",)
_FOR_PUBLIC = "revokes from PUBLIC: schema public, new functions, temporary objects (no table yet)"


@dataclass(frozen=True, slots=True)
class Survey:
    """One database, read and not changed."""

    database: dict[str, Any]
    tables: list[dict[str, Any]]
    needs: list[dict[str, str]]
    installs: list[str]
    makes: list[str]
    takes: list[str]
    """Roles of others with the names of ours: they get the rights of ours, and stay."""
    exposes: list[dict[str, Any]]
    is_adopted: bool
    is_unfinished: bool
    """Whether an earlier installation was cut off, or failed, after its first steps."""
    missing: list[str]
    """Modules that are chosen and do not stand in a database that was adopted."""


def survey(url: str, root: Path) -> Survey:
    """Read a database; nothing is written."""
    installs = modules_to_install(root)
    with connect(url, autocommit=False) as conn:
        conn.execute("set transaction read only")
        wanted = [*installs, "api", "rowhouse"]
        for name, schemas in (
            ("ours", our_schemas(installs)),
            ("wanted", wanted),
            ("modules", [*read_modules(root).needs]),
        ):
            conn.execute("select set_config('rowhouse.' || %s, %s, true)", (name, _array(schemas)))
        about = conn.execute(
            "select current_database() as name, current_user as owner,"
            " current_setting('server_version') as postgres"
        ).fetchone()
        steps = applied_steps(conn) if has_ledger(conn) else []
        is_unfinished = bool(steps) and _is_unfinished(conn)
        needs = [] if steps else _needs(conn)
        tables = conn.execute(script((_HERE / "survey.sql").read_text())).fetchall()
        roles = read_roles(conn)
    return Survey(
        database=(about or {}) | {"is_supabase": is_supabase(url)},
        tables=tables,
        needs=needs,
        installs=installs,
        makes=[
            *(f"schema {name}" for name in wanted),
            *(f"role {name}" for name in ROLES if name not in roles),
            "policy select_subscriber_topic on realtime.messages",
            *([] if tables else [_FOR_PUBLIC]),
        ],
        takes=[name for name, is_ours in roles.items() if not is_ours],
        exposes=_exposed(root, installs),
        is_adopted=bool(steps) and not is_unfinished,
        is_unfinished=is_unfinished,
        missing=sorted({*installs} - {*map(module_of, steps)}) if steps else [],
    )


def _is_unfinished(conn: Any) -> bool:
    """Return whether a step stands whose functions never came: no release has it with them."""
    left = conn.execute(
        "select from rowhouse.migrations as m where not exists ("
        "select from rowhouse.releases as r"
        " inner join rowhouse.release_items as i on r.id = i.release_id"
        " where r.id = (select max(id) from rowhouse.releases)"
        " and m.id = any (r.migration_ids))"
    )
    return bool(left.rowcount)


def was_beside_others(url: str) -> bool:
    """Return whether there were tables of others when core came."""
    with connect(url) as conn:
        return bool(conn.execute("select from core.adoptions").rowcount)


def modules_to_install(root: Path) -> list[str]:
    """Return the modules that a choice takes; core alone where there is none yet."""
    return sorted(read_modules(root).chosen) if has_list(root) else [*CORE_ONLY]


def _needs(conn: Any) -> list[dict[str, str]]:
    found: list[dict[str, str]] = conn.execute(script((_HERE / "needs.sql").read_text())).fetchall()
    try:
        refuse_unprepared(conn)
    except ConfigError as exc:
        need = str(exc).removeprefix("this database lacks ")
        found.append({"need": need, "remedy": exc.remedy})
    return found


def _exposed(root: Path, modules: list[str]) -> list[dict[str, Any]]:
    """Return how many RPCs each role could call, once `api` is among the exposed schemas."""
    counts = Counter(
        role
        for rpc in read_rpcs(root)
        if rpc.body.partition(".")[0] in modules
        for role in rpc.roles
    )
    return [{"role": role, "rpcs": count} for role, count in sorted(counts.items())]


def _array(names: list[str]) -> str:
    return "{" + ",".join(names) + "}"
