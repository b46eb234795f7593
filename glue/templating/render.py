"""`.sql.j2` -> `sql/rendered/<address>.sql`: shapes become plain SQL, committed and reviewed."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import jinja2

from glue import paths
from glue.errors import ConfigError
from glue.schema.sources import address_of, chosen_templates, templates
from glue.schema.texts import read_text
from glue.templating.access_rules import checked_rules
from glue.templating.audited_tables import read_audited_table
from glue.templating.broadcast_tables import read_broadcast_table
from glue.templating.signatures import read_signature

_NEVER = "\x00"  # `{% %}` and `{# #}` do not exist here: `--%` and `--#` are SQL comments


@dataclass(frozen=True, slots=True)
class Rendered:
    """One rendered file, and whether the one on disk says the same."""

    target: Path
    text: str
    is_fresh: bool


def environment(root: Path) -> jinja2.Environment:
    """Return the template language of this project."""
    env = jinja2.Environment(
        loader=jinja2.FunctionLoader(lambda name: _load(root, name)),
        undefined=jinja2.StrictUndefined,
        line_statement_prefix="--%",
        line_comment_prefix="--#",
        block_start_string=_NEVER + "{",
        block_end_string="}" + _NEVER,
        comment_start_string=_NEVER + "(",
        comment_end_string=")" + _NEVER,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - the output is SQL, and every value is a literal of ours
    )
    env.globals["checked_rules"] = checked_rules
    env.globals["signature"] = lambda body, prefix: read_signature(root, body, prefix)
    env.globals["audited"] = lambda table, masked=(), uncounted=(): read_audited_table(
        root, table, masked, uncounted
    )
    env.globals["broadcast_table"] = lambda table: read_broadcast_table(root, table)
    return env


def _load(root: Path, name: str) -> tuple[str, str, Callable[[], bool]] | None:
    """Read a template or a file of macros; None when it is not there."""
    found = [home / name for home in paths.roots(root) if (home / name).is_file()]
    if not found:
        return None
    if len(found) > 1:
        raise ConfigError(f"{name} ships with Rowhouse", "Give this project's another name.")
    return read_text(found[0]), str(found[0]), lambda: True


def render_all(root: Path = paths.ROOT) -> tuple[list[Rendered], list[Path]]:
    """Render the templates of chosen modules; also return files whose template is gone."""
    env = environment(root)
    folder = root / "sql" / "rendered"
    results = [_render(env, root, path) for path in chosen_templates(root)]
    kept = {_target(root, path) for path in templates(root)}
    return results, sorted(path for path in folder.rglob("*.sql") if path not in kept)


def _target(root: Path, template: Path) -> Path:
    return root / "sql" / "rendered" / f"{address_of(template, root)}.sql"


def _render(env: jinja2.Environment, root: Path, path: Path) -> Rendered:
    relative = path.relative_to(root).as_posix()
    try:
        text = env.get_template(relative).render()
    except jinja2.TemplateError as exc:
        line = getattr(exc, "lineno", None)
        raise ConfigError(f"{relative}{f':{line}' if line else ''}: {exc}") from exc
    head = f"-- Rendered from {relative}; edit that file, not this one.\n"
    text = head + re.sub(r"\n{3,}", "\n\n", text.strip("\n")) + "\n"
    target = _target(root, path)
    return Rendered(target, text, target.exists() and target.read_text() == text)
