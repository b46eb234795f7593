"""Which macros there are, with which arguments, and which of them templates use."""

from collections.abc import Iterator
from pathlib import Path

from jinja2 import nodes

from glue.schema.sources import templates
from glue.schema.texts import read_text
from glue.templating.render import environment

FOLDER = "sql/macros"


def read_macros(root: Path) -> dict[str, dict[str, list[str]]]:
    """Return {file: {macro: its arguments}} of a root; `?` ends one that has a default."""
    env = environment(root)
    return {
        path.name: {
            macro.name: _arguments(macro)
            for macro in env.parse(read_text(path)).find_all(nodes.Macro)
        }
        for path in sorted((root / FOLDER).glob("*.j2"))
    }


def _arguments(macro: nodes.Macro) -> list[str]:
    required = len(macro.args) - len(macro.defaults)
    return [f"{it.name}{'?' * (place >= required)}" for place, it in enumerate(macro.args)]


def used_macros(root: Path) -> dict[tuple[str, str], list[str]]:
    """Return {(file, macro): the templates of a root that import it}; `*` is a whole file."""
    found: dict[tuple[str, str], list[str]] = {}
    for path in [*templates(root), *sorted((root / FOLDER).glob("*.j2"))]:
        for used in _imports(root, path):
            found.setdefault(used, []).append(path.relative_to(root).as_posix())
    return found


def _imports(root: Path, path: Path) -> Iterator[tuple[str, str]]:
    template = environment(root).parse(read_text(path))
    for one in template.find_all(nodes.FromImport):
        names = (it if isinstance(it, str) else it[0] for it in one.names)
        yield from ((_file(one.template), name) for name in names)
    for whole in template.find_all(nodes.Import):
        yield _file(whole.template), "*"


def _file(name: nodes.Expr) -> str:
    """Return the file that an import names; empty where it is computed."""
    return str(name.value).removeprefix(f"{FOLDER}/") if isinstance(name, nodes.Const) else ""
