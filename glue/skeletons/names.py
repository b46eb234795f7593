"""Names of what is made new: identifiers that fit, are free, and mean nothing else."""

import keyword
import re
from pathlib import Path

from pglast.keywords import COL_NAME_KEYWORDS, RESERVED_KEYWORDS, TYPE_FUNC_NAME_KEYWORDS

from glue import paths
from glue.errors import ConfigError
from glue.schema.modules import own_modules, read_modules
from glue.schema.order import in_order
from glue.schema.sources import FOLDERS, home_of, path_of
from glue.schema.texts import read_text

LONGEST = 40
"""Characters of `<module>.<name>`, so that the lines of a skeleton fit."""

LONGEST_NAME = 28

_IDENTIFIER = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_MODULE = re.compile(r"[a-z]+(_[a-z]+)*")
_KEYWORDS = RESERVED_KEYWORDS | COL_NAME_KEYWORDS | TYPE_FUNC_NAME_KEYWORDS
_TAKEN = frozenset(
    {"api", "auth", "cron", "extensions", "filters_compiled", "graphql", "graphql_public"}
    | {"information_schema", "net", "pgbouncer", "pgsodium", "pgtap", "postgres"}
    | {"public", "realtime", "relay", "roles", "rowhouse", "schemas"}
    | {"storage", "supabase_functions", "supabase_migrations", "tests", "vault"}
)
"""Schemas of the platform, and files of sql/cluster that are not modules."""

_ALIKE = ("ss", "us", "series", "species")
"""Endings of words whose singular cannot be read from their ending."""

_EXPOSED = re.compile(r"\bexpose\(\s*['\"][a-z_]+\.(\w+)['\"]")


def steps(root: Path) -> list[str]:
    """Return the once-only steps of all roots, in order."""
    files = [
        path
        for home in paths.roots(root)
        for path in (home / "migrations").glob("*.sql")
        if not path.name.endswith(".rollback.sql")
    ]
    return in_order({path.name.removesuffix(".sql"): read_text(path) for path in files})


def exposed_names(root: Path) -> set[str]:
    """Return the RPCs that the tables of contents in functions/api expose."""
    homes = paths.roots(root)
    files = (path for home in homes for path in (home / "functions/api").glob("*.sql.j2"))
    return {name for file in files for name in _EXPOSED.findall(file.read_text())}


def check_name(name: str, what: str, module: str = "") -> None:
    """Refuse what is not an identifier, too long, or a keyword of SQL."""
    if not _IDENTIFIER.fullmatch(name):
        raise ConfigError(
            f"{name!r} is not a name in snake case",
            f"Name the {what} in lower case letters and digits, its words joined by `_`.",
        )
    if name in _KEYWORDS:
        raise ConfigError(f"{name!r} is a keyword of SQL", f"Give the {what} another name.")
    if len(name) > LONGEST_NAME or len(f"{module}.{name}") > LONGEST:
        raise ConfigError(
            f"{name!r} is too long: {LONGEST_NAME} characters at most, with its module {LONGEST}",
            f"Give the {what} a shorter name.",
        )


def check_new_module(root: Path, name: str) -> None:
    """Refuse a name that a new module cannot have."""
    check_name(name, "module")
    known = read_modules(root).needs.keys() | _TAKEN
    if name in known:
        raise ConfigError(f"{name} exists", "Give the module another name.")
    if not _MODULE.fullmatch(name) or name.startswith(("t_", "pg_")):
        raise ConfigError(
            f"{name!r} cannot name a module",
            "Use letters and `_`; names that begin with t_ or pg_ belong to tests and to Postgres.",
        )
    if file := _uses_as_alias(root, name):
        raise ConfigError(
            f"{file.relative_to(home_of(file, root))} has an alias {name}",
            "The checks would take it for the schema: give the module another name.",
        )
    for other in sorted(known):
        if f"{name}_".startswith(f"{other}_") or f"{other}_".startswith(f"{name}_"):
            raise ConfigError(
                f"{name!r} and the schema {other} begin alike",
                "Keys, topics and jobs begin with the name of their module: give it another.",
            )


def _uses_as_alias(root: Path, name: str) -> Path | None:
    """Return a source that writes the name before a dot: a row, a table, a cursor of its own."""
    qualifier = re.compile(rf"(?<![\w.'\"]){name}\.[a-z_*]")
    for folder in (home / kind for home in paths.roots(root) for kind in FOLDERS.values()):
        for path in sorted(folder.rglob("*.sql*")):
            code = (line.partition("--")[0] for line in read_text(path).splitlines())
            if any(qualifier.search(line) for line in code):
                return path
    return None


def check_module(root: Path, name: str) -> None:
    """Refuse a module that is not there."""
    known = read_modules(root).needs
    if name not in known:
        raise ConfigError(
            f"{name!r} is not a module",
            f"The modules are {', '.join(sorted(known))}; `rowhouse new module {name}` makes one.",
        )
    if paths.is_project(root) and name not in own_modules(root):
        raise ConfigError(
            f"{name} ships with Rowhouse", "Make a module of your own: `rowhouse new module NAME`."
        )


def check_new_table(root: Path, module: str, name: str) -> None:
    """Refuse a name that a new table cannot have: tables and views share theirs."""
    check_name(name, "table", module)
    if path_of(f"tables/{module}/{name}", root) or path_of(f"views/{module}/{name}", root):
        raise ConfigError(f"{module}.{name} exists", "Give the table another name.")


def check_new_rpc(root: Path, module: str, name: str) -> None:
    """Refuse a name that a new RPC cannot have: those in `api` are unique across modules."""
    check_name(name, "RPC", module)
    is_source = path_of(f"functions/api/{name}", root) or path_of(f"views/api/{name}", root)
    if is_source or name in exposed_names(root):
        raise ConfigError(f"api.{name} exists", "Give the RPC another name.")


def default_table(module: str) -> str:
    """Return the table of a module that names none: RPCs in `api` are named after it."""
    table = f"{module}_items"
    if len(f"{module}.change_{module}_item") > LONGEST:
        raise ConfigError(
            f"{module}.change_{module}_item is too long: {LONGEST} characters at most",
            "Name the table of the module with --table.",
        )
    return table


def check_new_macro(root: Path, name: str) -> None:
    """Refuse a name that a new macro cannot have: it is a name in Python and in templates too."""
    check_name(name, "macro")
    if keyword.iskeyword(name):
        raise ConfigError(f"{name!r} is a keyword", "Give the macro another name.")
    homes = paths.roots(root)
    for file in (path for home in homes for path in (home / "sql/macros").rglob("*.sql.j2")):
        if re.search(rf"^--%\s*macro\s+{name}\(", file.read_text(), re.MULTILINE):
            raise ConfigError(
                f"{file.relative_to(home_of(file, root))} has a macro {name}",
                "Give the macro another name.",
            )


def split_name(text: str, what: str) -> tuple[str, str]:
    """Split `MODULE.NAME`."""
    module, dot, name = text.partition(".")
    if not (module and dot and name):
        raise ConfigError(f"{text!r} is not MODULE.NAME", f"Name the module of the {what} too.")
    return module, name


def singular_of(table: str) -> str:
    """Return what one row of a table is called, by the endings of English."""
    for ending, single in (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("s", "")):
        if table.endswith(ending) and not table.endswith(_ALIKE):
            return table.removesuffix(ending) + single
    raise ConfigError(
        f"{table!r} is not a plural that ends with s", "Name one row of it with --singular."
    )
