"""What a new module, table, RPC or macro consists of."""

import re
from collections.abc import Mapping
from pathlib import Path

from glue import paths
from glue.errors import ConfigError
from glue.schema.modules import CHOICE, choice_text, has_list, read_modules
from glue.schema.order import next_number
from glue.schema.sources import path_of
from glue.skeletons import names
from glue.skeletons.changes import Changes
from glue.templating.audited_tables import read_audited_table

VERBS = ("list", "add", "change")
_COLUMNS = ("id", "user_id", "title", "version", "created_at", "updated_at")
_ONCE_ONLY = ("sql/cluster/", "sql/tables/")
_HELPERS = ("CLIENTS", "Call", "RunningApi")
"""What a file of client tests must have, for a test to be added to it."""


def plan_module(root: Path, module: str, table: str | None, singular: str | None) -> Changes:
    """Plan a module: a schema, one table, three RPCs, seeds, a page, and their tests."""
    names.check_new_module(root, module)
    table = table or names.default_table(module)
    names.check_new_table(root, module, table)
    entity = names.singular_of(table) if singular is None else singular
    names.check_name(entity, "row", module)
    rpcs = {"list": f"list_{table}", "add": f"add_{entity}", "change": f"change_{entity}"}
    for rpc in rpcs.values():
        names.check_new_rpc(root, module, rpc)
    values = _values(module, table, entity)
    changes = Changes(root)
    changes.take("table", **values, **_next_step(root, module, module))
    changes.take("module", **values, **_next_step(root, module, module))
    _fill_migration(changes)
    for verb, rpc in rpcs.items():
        _take_rpc(changes, f"rpc_{verb}", {**values, "name": rpc})
    if has_list(root):
        changes.texts[CHOICE] = choice_text(root, {*read_modules(root).listed, module})
    return changes


def plan_table(root: Path, module: str, table: str) -> Changes:
    """Plan a table: access, audit, tests, a migration."""
    names.check_module(root, module)
    names.check_new_table(root, module, table)
    changes = Changes(root)
    changes.take("table", **_values(module, table, table), **_next_step(root, module, table))
    _fill_migration(changes)
    return changes


def plan_rpc(root: Path, module: str, name: str, table: str | None) -> Changes:
    """Plan an RPC: of its own, or one that lists, adds or changes rows of a table."""
    names.check_module(root, module)
    names.check_new_rpc(root, module, name)
    changes = Changes(root)
    if table is None:
        _take_rpc(changes, "rpc_call", _values(module, name, name) | {"name": name})
        return changes
    verb, _, entity = name.partition("_")
    if verb not in VERBS or not entity:
        raise ConfigError(
            f"{name!r} does not say what it does with {table}",
            f"Begin the name with {', '.join(f'{verb}_' for verb in VERBS)}; or leave --table out.",
        )
    _check_table(root, module, table)
    if verb == "change":
        _check_key(root, module)
    _take_rpc(changes, f"rpc_{verb}", _values(module, table, entity) | {"name": name})
    return changes


def plan_macro(root: Path, name: str) -> Changes:
    """Plan a macro: its file, its test, its row in the conventions."""
    names.check_new_macro(root, name)
    changes = Changes(root)
    changes.take("macro", name=name)
    return changes


def _values(module: str, table: str, entity: str) -> dict[str, str]:
    return {
        "module": module,
        "table": table,
        "entity": entity,
        "things": table.replace("_", " "),
        "thing": entity.replace("_", " "),
    }


def _next_step(root: Path, module: str, what: str) -> dict[str, str]:
    """Return the number of the next once-only step, what it makes, and what it follows."""
    earlier = names.steps(root)
    return {
        "what": what,
        "number": f"{next_number(earlier, own=paths.is_project(root)):04}",
        "before": " ".join(read_modules(root).predecessors(earlier, module)),
    }


def _fill_migration(changes: Changes) -> None:
    """Let the once-only step say what the sources of schema and table say."""
    sources = [text for name, text in changes.texts.items() if name.startswith(_ONCE_ONLY)]
    statements = (re.sub(r"^-- .*\n(-- depends: .*\n)?\n", "", text) for text in reversed(sources))
    (step,) = (
        name
        for name in changes.texts
        if name.startswith("migrations/") and not name.endswith(".rollback.sql")
    )
    changes.texts[step] = changes.texts[step].rstrip() + "\n\n" + "\n".join(statements)


def _take_rpc(changes: Changes, folder: str, values: Mapping[str, str]) -> None:
    calls = _client_tests(changes.root, values["module"])
    changes.take("rpc", **values, calls=calls)
    changes.take(folder, **values, calls=calls)


def _client_tests(root: Path, module: str) -> str:
    """Return the file of tests/api that a test is added to, by what follows `test_`."""
    file = root / "tests" / "api" / f"test_{module}.py"
    if file.exists() and not all(helper in file.read_text() for helper in _HELPERS):
        return f"{module}_rpcs"
    return module


def _check_table(root: Path, module: str, table: str) -> None:
    """Refuse a table that lacks the columns which the body of the RPC uses."""
    if path_of(f"tables/{module}/{table}", root) is None:
        raise ConfigError(
            f"{module}.{table} is not a table of this checkout",
            f"`rowhouse new table {module}.{table}` makes one.",
        )
    columns = {column.name for column in read_audited_table(root, f"{module}.{table}").columns}
    missing = [column for column in _COLUMNS if column not in columns]
    if missing:
        raise ConfigError(
            f"{module}.{table} has no column {missing[0]}",
            "Leave --table out, and write the body for your columns.",
        )


def _check_key(root: Path, module: str) -> None:
    """Refuse where the error that a change may raise is not in the catalogue."""
    path = path_of(f"seeds/{module}/error_codes", root)
    if path is None or f"'{module}.not_found'" not in path.read_text():
        raise ConfigError(
            f"the catalogue has no error {module}.not_found",
            f"Add it to sql/seeds/{module}/error_codes.sql.j2, as PT404.",
        )
