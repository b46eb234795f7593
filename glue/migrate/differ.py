"""Two databases compared: catalogs by pg-delta, and what it does not model by ourselves.

pg-delta reads both catalogs into facts and names each fact that differs. It leaves out a
few kinds (it says so), and rows are not catalog: those two are compared here. A failed
extraction is an error, never "no difference".
"""

import re
import subprocess
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from glue import paths
from glue.db import connect
from glue.errors import ConfigError, RowhouseError
from glue.migrate.identities import seeded_tables
from glue.sources import read_sources

_PROFILE = Path(__file__).with_name("differ.json")
_VERBS = {"ADD": "only in the second", "REMOVE": "only in the first", "SET": "differs"}

# What pg-delta detects but does not model; our schemas are those that it compares.
_UNMODELLED = """
with ours as (
    select oid from pg_catalog.pg_namespace
    where nspname !~ '^pg_' and nspname <> all (%s)
)
select 'statistics object' as kind, pg_get_statisticsobjdef(s.oid) as definition
from pg_catalog.pg_statistic_ext as s where s.stxnamespace in (select oid from ours)
union all
select 'operator', o.oid::regoperator::text || ' ' || o.oprcode::regprocedure::text
from pg_catalog.pg_operator as o where o.oprnamespace in (select oid from ours)
union all
select 'cast', format('%%s as %%s', c.castsource::regtype, c.casttarget::regtype)
from pg_catalog.pg_cast as c where c.oid >= 16384
union all
select 'text search configuration', cfgname from pg_catalog.pg_ts_config
where cfgnamespace in (select oid from ours)
union all
select 'operator class', opcname from pg_catalog.pg_opclass
where opcnamespace in (select oid from ours)
"""


def pgdelta(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the differ; its exit code and its words are the caller's to judge."""
    program = paths.NODE_MODULES / ".bin" / "pgdelta"
    if not program.exists():
        raise ConfigError("@supabase/pg-delta is not installed", "Run `make install`.")
    return subprocess.run([program, *arguments], capture_output=True, text=True, check=False)


def profile() -> str:
    """Return the path of the profile: what is ours to compare, and what the platform's."""
    return str(_PROFILE)


def platform_schemas() -> list[str]:
    """Return the schemas that are left out of every comparison."""
    found = re.search(r'"schema": \[(?P<names>[^]]+)\]', _PROFILE.read_text())
    return re.findall(r'"([a-z_]+)"', found["names"]) if found else []


def differences(first: str, second: str, *, root: Path = paths.ROOT) -> list[str]:
    """Return a sentence for everything in which the second database differs from the first."""
    return [
        *_catalog_differences(first, second),
        *_unmodelled_differences(first, second),
        *_seed_differences(first, second, root),
    ]


def _catalog_differences(first: str, second: str) -> list[str]:
    answer = pgdelta("diff", "--source", first, "--desired", second, "--profile", profile())
    if answer.returncode == 0 and answer.stdout.startswith("No differences found"):
        return []
    total = re.search(r"^Total: (\d+) delta", answer.stdout, re.MULTILINE)
    found = list(_parse(answer.stdout))
    if answer.returncode or total is None or len(found) != int(total[1]):
        words = (answer.stderr.strip() or answer.stdout.strip()).splitlines()
        raise RowhouseError(
            "the catalogs could not be compared: " + (words[-1] if words else "no answer"),
            "Nothing is known about their difference.",
        )
    return found


def _parse(report: str) -> "list[str]":
    """Read the differ's report: a verb, then kinds, then one fact a line."""
    found: list[str] = []
    verb = ""
    for line in report.splitlines():
        if re.fullmatch(r"[A-Z]+", line):
            verb = line
        elif line.startswith("    "):
            found.append(f"{line.strip()}: {_VERBS.get(verb, verb.lower())}")
    return found


def _unmodelled_differences(first: str, second: str) -> list[str]:
    one, two = (_unmodelled(url) for url in (first, second))
    return [f"{kind}: {text}: only in the first" for kind, text in sorted(one - two)] + [
        f"{kind}: {text}: only in the second" for kind, text in sorted(two - one)
    ]


def _unmodelled(url: str) -> set[tuple[str, str]]:
    with connect(url) as conn:
        rows = conn.execute(_UNMODELLED, (platform_schemas(),)).fetchall()
        return {(row["kind"], row["definition"]) for row in rows}


def _seed_differences(first: str, second: str, root: Path) -> list[str]:
    """Every row that a seed writes must stand; other rows of those tables are the user's."""
    found: list[str] = []
    with connect(first) as one, connect(second) as two:
        for source in read_sources(root, ("seeds",)):
            for table, columns in seeded_tables(source.body).items():
                missing = _rows(one, table, columns) - _rows(two, table, columns)
                found += [f"seed {table}: {row}: missing or changed" for row in sorted(missing)]
    return found


def _rows(
    conn: psycopg.Connection[dict[str, Any]], table: str, columns: tuple[str, ...]
) -> set[str]:
    wanted = sql.SQL(", ").join(map(sql.Identifier, columns)) if columns else sql.SQL("*")
    query = sql.SQL("select to_jsonb(r)::text as row from (select {} from {}) as r").format(
        wanted, sql.Identifier(*table.split("."))
    )
    try:
        return {row["row"] for row in conn.execute(query).fetchall()}
    except psycopg.errors.UndefinedTable:
        return set()  # the catalog comparison names it
