"""Two databases compared: catalogs by pg-delta, and what it does not model by ourselves.

pg-delta reads both catalogs into facts and names each fact that differs. It leaves out a
few kinds (it says so), and rows are not catalog: those two are compared here. A failed
extraction is an error, never "no difference".
"""

import json
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from glue import paths
from glue.db import connect
from glue.errors import ConfigError, RowhouseError
from glue.migrate.identities import released_columns
from glue.migrate.others import NONE, Others, compiled_otherwise, is_adopted_database, rules_without
from glue.schema.sources import read_sources

_PROFILE = Path(__file__).with_name("differ.json")


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
from pg_catalog.pg_operator as o
where o.oprnamespace in (select oid from ours) and not exists (
    select from pg_catalog.pg_depend as d
    where d.classid = 'pg_operator'::regclass and d.objid = o.oid and d.deptype = 'e'
)
union all
select 'cast', format('%%s as %%s', c.castsource::regtype, c.casttarget::regtype)
from pg_catalog.pg_cast as c
where c.oid >= 16384 and not exists (
    select from pg_catalog.pg_depend as d
    where d.classid = 'pg_cast'::regclass and d.objid = c.oid and d.deptype = 'e'
)
union all
select 'text search configuration', cfgname from pg_catalog.pg_ts_config
where cfgnamespace in (select oid from ours) and not exists (
    select from pg_catalog.pg_depend as d
    where d.classid = 'pg_ts_config'::regclass and d.objid = pg_ts_config.oid
        and d.deptype = 'e'
)
union all
select 'operator class', opcname from pg_catalog.pg_opclass
where opcnamespace in (select oid from ours) and not exists (
    select from pg_catalog.pg_depend as d
    where d.classid = 'pg_opclass'::regclass and d.objid = pg_opclass.oid and d.deptype = 'e'
)
"""


def pgdelta(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the differ; its exit code and its words are the caller's to judge."""
    program = paths.NODE_MODULES / ".bin" / "pgdelta"
    if not program.exists():
        raise ConfigError("@supabase/pg-delta is not installed", f"Run `{paths.INSTALL}`.")
    return subprocess.run([program, *arguments], capture_output=True, text=True, check=False)


def profile() -> str:
    """Return the path of the profile: what is ours to compare, and what the platform's."""
    return str(_PROFILE)


def platform_schemas() -> list[str]:
    """Return the schemas that are left out of every comparison."""
    found = re.search(r'"schema": \[(?P<names>[^]]+)\]', _PROFILE.read_text())
    return re.findall(r'"([a-z_]+)"', found["names"]) if found else []


def differences(
    first: str,
    second: str,
    *,
    root: Path = paths.ROOT,
    names: tuple[str, str] = ("the first", "the second"),
    others: Others = NONE,
) -> list[str]:
    """Return a sentence for everything in which the second database differs from the first.

    `names` says what the two are; what is `others`' is left out.
    """
    return [
        *_catalog_differences(first, second, names, others),
        *_unmodelled_differences(first, second, names, others),
        *_seed_differences(first, second, root),
    ]


def others_in(live: str, wanted: str) -> Others:
    """Return what a release does not make: its other schemas, and what others own in public.

    Where core was installed beside tables of others, all of public is theirs.
    """
    with connect(live) as conn, connect(wanted) as blank:
        query = "select nspname from pg_catalog.pg_namespace where nspname !~ '^pg_'"
        ours = {row["nspname"] for row in blank.execute(query)}
        schemas = {row["nspname"] for row in conn.execute(query)} - ours - {*platform_schemas()}
        is_adopted = is_adopted_database(conn)
        in_public = conn.execute(
            """
            select c.relname as name, c.relowner as owner from pg_catalog.pg_class as c
            where c.relnamespace = 'public'::regnamespace
            union
            select p.proname, p.proowner from pg_catalog.pg_proc as p
            where p.pronamespace = 'public'::regnamespace
            union
            select t.typname, t.typowner from pg_catalog.pg_type as t
            where t.typnamespace = 'public'::regnamespace
        """
        ).fetchall()
        compiled = compiled_otherwise(conn, blank)
        me = conn.execute("select current_user::regrole::oid as owner").fetchone() or {}
    names = {row["name"] for row in in_public if is_adopted or row["owner"] != me["owner"]}
    return Others(tuple(sorted(schemas)), tuple(sorted(names)), is_adopted, compiled)


@contextmanager
def profile_with_roles(url: str) -> Iterator[tuple[str, str]]:
    """Yield a profile that counts on the roles of a server, and the role that will own.

    Whom a release does not make may still be granted something by it.
    """
    content = json.loads(_PROFILE.read_text())
    with connect(url) as conn:
        rows = conn.execute(
            "select rolname, rolname = current_user as is_owner from pg_catalog.pg_roles"
            " where rolname !~ '^(pg|app)_'"
        ).fetchall()
    known = {row["rolname"] for row in rows}
    content["policy"]["assumedRoles"] = sorted(known.union(content["policy"]["assumedRoles"]))
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(content, file)
        file.flush()
        yield file.name, next((row["rolname"] for row in rows if row["is_owner"]), "")


@contextmanager
def _profile_without(others: Others) -> Iterator[str]:
    """Yield the path of a profile that leaves out what is others'."""
    if others == NONE:
        yield profile()
        return
    content = json.loads(_PROFILE.read_text())
    rules = rules_without(others)
    found = content["policy"]["filter"]
    content["policy"]["filter"] = [{"match": r, "action": "exclude"} for r in rules] + found
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(content, file)
        file.flush()
        yield file.name


def _catalog_differences(
    first: str, second: str, names: tuple[str, str], others: Others
) -> list[str]:
    with _profile_without(others) as chosen:
        answer = pgdelta("diff", "--source", first, "--desired", second, "--profile", chosen)
    if answer.returncode == 0 and answer.stdout.startswith("No differences found"):
        return []
    total = re.search(r"^Total: (\d+) delta", answer.stdout, re.MULTILINE)
    found = list(_parse(answer.stdout, names))
    if answer.returncode or total is None or len(found) != int(total[1]):
        raise RowhouseError(
            f"the catalogs could not be compared: {reason(answer)}",
            "Nothing is known about their difference.",
        )
    return [*dict.fromkeys(found)]


def reason(answer: "subprocess.CompletedProcess[str]") -> str:
    """Return why the differ failed: its own line `Error:`, not the warnings around it."""
    lines = [
        line.strip() for line in (answer.stderr + "\n" + answer.stdout).splitlines() if line.strip()
    ]
    for number, line in enumerate(lines):
        if re.match(r"(?:\w*Error|error)\b", line):
            return " ".join(lines[number : number + 3])
    return lines[-1] if lines else "no answer"


def _parse(report: str, names: tuple[str, str]) -> list[str]:
    """Read the differ's report: a verb, then kinds, then one fact a line."""
    found: list[str] = []
    verb = ""
    one, two = (f"only in {name}" for name in names)
    verbs = {"ADD": two, "LINK": two, "REMOVE": one, "UNLINK": one, "SET": "differs"}
    for line in report.splitlines():
        if re.fullmatch(r"[A-Z]+", line):
            verb = line
        elif line.startswith("    "):
            found.append(f"{line.strip()}: {verbs.get(verb, verb.lower())}")
    return found


def _unmodelled_differences(
    first: str, second: str, names: tuple[str, str], others: Others
) -> list[str]:
    one, two = (_unmodelled(url, others) for url in (first, second))
    return [f"{kind}: {text}: only in {names[0]}" for kind, text in sorted(one - two)] + [
        f"{kind}: {text}: only in {names[1]}" for kind, text in sorted(two - one)
    ]


def _unmodelled(url: str, others: Others) -> set[tuple[str, str]]:
    with connect(url) as conn:
        left_out = [*platform_schemas(), *others.schemas]
        rows = conn.execute(_UNMODELLED, (left_out,)).fetchall()
        return {(row["kind"], row["definition"]) for row in rows}


def _seed_differences(first: str, second: str, root: Path) -> list[str]:
    """Every row that a seed writes must stand, in what a release owns of it.

    Other rows of those tables are the user's, and so are columns that a seed never updates.
    """
    found: list[str] = []
    with connect(first) as one, connect(second) as two:
        for source in read_sources(root, ("seeds",)):
            for table, columns in released_columns(source.body).items():
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
