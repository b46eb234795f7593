"""Every generated file of the reference, as texts by their paths."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
import psycopg
from psycopg.rows import DictRow

from glue import paths
from glue.cli import main
from glue.config import Settings
from glue.contracts.contracts import Contracts, read_contracts
from glue.contracts.database_types import write_types
from glue.contracts.openapi import write_openapi
from glue.contracts.python import write_client
from glue.contracts.shapes import parse_shape
from glue.monitoring.writing import DASHBOARDS, write_monitoring
from glue.reference.asyncapi import audience, write_asyncapi
from glue.reference.catalog import Catalog, Table, read_catalog
from glue.reference.commands import read_commands
from glue.reference.shapes import write_shape
from glue.schema.modules import own_modules, read_modules
from glue.schema.public import PUBLIC, Public, write_public
from glue.schema.rpcs import Rpc, read_rpcs
from glue.templating.macros import read_macros

FOLDER = "docs/reference"
CLIENTS = "glue/clients/rpcs"
PROJECT_CLIENTS = "clients"
TYPES = "supabase/types.ts"
"""A checkout's is a golden, of all modules, which the Supabase CLI writes."""
EXAMPLES = f"{FOLDER}/examples.json"
"""Written by a test, which makes the calls; see `rowhouse accept`."""

_TEMPLATES = Path(__file__).parent / "pages"
_MOST_LINES = 40
"""Of an answer that a page shows."""


def write_pages(conn: psycopg.Connection[DictRow], root: Path = paths.ROOT) -> dict[str, str]:
    """Return the text of each generated file, by its path in the checkout."""
    modules = sorted(read_modules(root).chosen)
    catalog = read_catalog(conn, modules)
    rpcs = read_rpcs(root)
    contracts = read_contracts(rpcs)
    examples = _read_examples(root)
    return {
        "supabase/openapi.json": _json(write_openapi(rpcs, contracts)),
        "supabase/asyncapi.json": _json(write_asyncapi(catalog)),
        **write_reference(modules, catalog, rpcs, contracts, examples),
        **_write_clients(root, modules, rpcs, contracts),
        **write_monitoring(conn, paths.roots(root)[0]),
        **(
            {TYPES: write_types(conn, rpcs, contracts)}
            if paths.is_project(root)
            else {PUBLIC: _json(write_public(Public(read_macros(root), read_commands(main))))}
        ),
    }


def _read_examples(root: Path) -> dict[str, Any]:
    """Return the answers that were recorded: those that ship, and the root's own."""
    files = (home / EXAMPLES for home in paths.roots(root))
    return {
        name: one
        for file in files
        if file.is_file()
        for name, one in json.loads(file.read_text()).items()
    }


def _clients(root: Path) -> str:
    """Return the folder of the typed clients; a project's are those of its own modules."""
    return PROJECT_CLIENTS if paths.is_project(root) else CLIENTS


def stale_pages(pages: Mapping[str, str], root: Path = paths.ROOT) -> list[str]:
    """Return the generated files that are missing, differ, or belong to nothing any more."""
    written = {
        path.relative_to(root).as_posix()
        for folder, pattern in (
            (FOLDER, "*.md"),
            (_clients(root), "[a-z]*.py"),
            (DASHBOARDS, "*.json"),
        )
        for path in (root / folder).glob(pattern)
    }
    differing = {
        name
        for name, text in pages.items()
        if not (root / name).is_file() or (root / name).read_text() != text
    }
    return sorted(differing | (written - pages.keys()))


def _write_clients(
    root: Path, modules: list[str], rpcs: list[Rpc], contracts: Contracts
) -> dict[str, str]:
    own = own_modules(root) if paths.is_project(root) else modules
    by_module = {name: [rpc for rpc in rpcs if module_of(rpc) == name] for name in sorted(own)}
    return {
        f"{_clients(root)}/{name}.py": write_client(name, found, contracts)
        for name, found in by_module.items()
        if found
    }


def write_reference(
    modules: list[str],
    catalog: Catalog,
    rpcs: list[Rpc],
    contracts: Contracts,
    examples: Mapping[str, Any],
) -> dict[str, str]:
    """Return the pages of docs/reference, by their paths."""
    env = _environment(contracts, examples, catalog)
    pages: dict[str, str] = {}
    for module in modules:
        tables = [table for table in catalog.tables if table.module == module]
        own = [rpc for rpc in rpcs if module_of(rpc) == module]
        pages[f"{FOLDER}/{module}.md"] = env.get_template("module.md.j2").render(
            module=module, rpcs=own, tables=tables
        )
    raised: dict[str, list[Rpc]] = {}
    for rpc in rpcs:
        for error in rpc.errors:
            raised.setdefault(error.key, []).append(rpc)
    for name in ("README", "events", "errors", "settings", "checks"):
        pages[f"{FOLDER}/{name}.md"] = env.get_template(f"{name}.md.j2").render(
            modules=modules,
            rpcs=rpcs,
            counts=Counter(map(module_of, rpcs)),
            raised=raised,
            variables=Settings.model_fields,
        )
    return {path: _tidied(text) for path, text in pages.items()}


def module_of(rpc: Rpc) -> str:
    """Return the module of an RPC."""
    return rpc.body.split(".")[0]


def _environment(
    contracts: Contracts, examples: Mapping[str, Any], catalog: Catalog
) -> jinja2.Environment:
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 (Markdown of our own catalog)
    )
    env.globals |= {
        "catalog": catalog,
        "examples": examples,
        "audience": lambda topic: audience(catalog.rule_of(topic)),
        "takes": lambda rpc, name: write_shape(contracts.of[rpc.name].takes[name]),
        "returns": lambda rpc: write_shape(contracts.of[rpc.name].returns),
        "module_of": module_of,
    }
    env.filters |= {
        "cell": _cell,
        "shape": lambda text: write_shape(parse_shape(text)),
        "answer": _shortened,
        "compact": lambda value: json.dumps(value, ensure_ascii=False),
        "mermaid_type": _mermaid_type,
        "first": lambda text: text.split("\n\n")[0].replace("\n", " "),
        "anchor": lambda text: re.sub(r"[^\w-]", "", text.lower().replace(" ", "-")),
        "links": _links,
    }
    return env


def _links(tables: list[Table]) -> list[Any]:
    return [link for table in tables for link in table.links]


def _cell(text: str) -> str:
    """Return a text that stands in a cell of a table."""
    return " ".join(text.split()).replace("|", "\\|")


def _mermaid_type(name: str) -> str:
    """Return a SQL type as a word of Mermaid."""
    short = {"timestamp with time zone": "timestamptz", "double precision": "float8"}
    return re.sub(r"[^\w\[\]()-]", "_", short.get(name, name))


def _shortened(answer: Any) -> str:
    """Return an answer as JSON; what is longer than a page needs is cut, and says so."""
    text = json.dumps(answer, indent=2, ensure_ascii=False)
    lines = text.splitlines()
    if len(lines) <= _MOST_LINES:
        return text
    return "\n".join([*lines[:_MOST_LINES], f"… {len(lines) - _MOST_LINES} more lines"])


def _tidied(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _json(document: Any) -> str:
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"
