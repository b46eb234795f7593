"""Everything that a checkout has of one module, for taking it away again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from glue import paths
from glue.errors import ConfigError
from glue.migrate.export import exported_from
from glue.migrate.history import read_frozen
from glue.schema.modules import CHOICE, CORE, has_list, read_modules, write_choice
from glue.schema.order import is_own
from glue.schema.sources import FOLDERS, without_area
from glue.schema.texts import read_text, replace_text
from glue.skeletons.names import check_module, steps

_OBJECTS = ("tables", "types", "functions", "views")


@dataclass(frozen=True, slots=True)
class Removal:
    """The files of a module, and the pages that lose their line about it."""

    root: Path
    module: str
    files: tuple[Path, ...]
    pages: tuple[Path, ...]

    def take(self) -> None:
        """Remove the lines, the files, and the folders that are empty then.

        Steps and declaration come last, since by them a second call finds the rest.
        """
        if self.root / CHOICE in self.pages:
            write_choice(self.root, read_modules(self.root).listed - {self.module})
        for page in self.pages:
            lines = read_text(page).splitlines(keepends=True)
            names = _lines_about(self.module)
            replace_text(page, "".join(line for line in lines if not names.search(line)))
        for file in sorted(self.files, key=self._take_order):
            file.unlink()
            _remove_empty(file.parent)

    def _take_order(self, file: Path) -> tuple[bool, bool, Path]:
        folder = file.relative_to(self.root).parts[:-1]
        return folder == ("sql", "cluster"), folder == ("migrations",), file


def plan_removal(root: Path, module: str) -> Removal:
    """Find what a module consists of; refuse what others use, and what was released."""
    check_module(root, module)
    _refuse_needed(root, module)
    files = tuple(sorted({path for path in _files(root, module) if path.is_file()}))
    _refuse_outside(root, files)
    _refuse_released(root, module)
    _refuse_used(root, module, files)
    readme = root / "README.md"
    is_linked = readme.exists() and _lines_about(module).search(read_text(readme)) is not None
    is_listed = has_list(root) and module in read_modules(root).listed
    pages = [*([readme] if is_linked else []), *([root / CHOICE] if is_listed else [])]
    return Removal(root, module, files, tuple(pages))


def _lines_about(module: str) -> re.Pattern[str]:
    """Return what finds a line about a module: its row in a table, or a link to its page."""
    row = rf"^\|\s*(?:`{module}`|{module})\s*\|"
    return re.compile(rf"{row}|\]\(docs/{module}\.md\)", re.MULTILINE)


def _files(root: Path, module: str) -> Iterator[Path]:
    modules = read_modules(root)
    for kind, folder in FOLDERS.items():
        for place in (folder, f"sql/rendered/{kind}", f"tests/{kind}"):
            yield from (root / place / module).rglob("*")
            for path in (root / place / "api").rglob("*.sql*"):
                if modules.of(without_area(f"{kind}/api/{path.name}")) == module:
                    yield path
    yield root / "sql" / "cluster" / f"{module}.sql"
    yield root / "tests" / "api" / f"test_{module}.py"
    yield root / "tests" / "api" / f"test_{module}_rpcs.py"
    yield root / "docs" / f"{module}.md"
    jobs = root / "jobs" if paths.is_project(root) else root / "glue" / "jobs"
    yield jobs / f"{module}.py"
    for step in _steps(root, module):
        yield from (root / "migrations").glob(f"{step}.*")
        yield from exported_from(root, step)


def _steps(root: Path, module: str) -> list[str]:
    """Return the once-only steps of a module, in order."""
    return [step for step in steps(root) if step.split(".")[1] == module]


def _refuse_needed(root: Path, module: str) -> None:
    """Refuse core, and what the declaration of another module names."""
    if module == CORE:
        raise ConfigError("core is always there", "Every other module uses it.")
    needs = read_modules(root).needs
    if takers := sorted(other for other, needed in needs.items() if module in needed):
        raise ConfigError(f"{module} is needed by {', '.join(takers)}", f"Drop {takers[0]} first.")


def _refuse_outside(root: Path, files: tuple[Path, ...]) -> None:
    """Refuse where a folder is a link that leaves the checkout."""
    for file in files:
        if not file.parent.resolve().is_relative_to(root.resolve()):
            raise ConfigError(
                f"{file.relative_to(root)} is outside of the checkout",
                "Remove the link on the way to it first.",
            )


def _refuse_released(root: Path, module: str) -> None:
    """Refuse where a once-only step is frozen, or another module's follows."""
    mine, own = _steps(root, module), paths.is_project(root)
    every = sorted(step for step in steps(root) if is_own(step) == own)
    released = read_frozen(root / "migrations")
    if frozen := [step for step in mine if f"{step}.sql" in released]:
        raise ConfigError(
            f"{frozen[0]} is released: a database may have it",
            f"Write a migration that drops the schema {module}.",
        )
    if mine != every[len(every) - len(mine) :]:
        raise ConfigError(
            f"{every[-1]} follows the steps of {module}",
            "The numbers of migrations have no gaps: drop the newer module first.",
        )


def _refuse_used(root: Path, module: str, files: tuple[Path, ...]) -> None:
    """Refuse where a source of another module names an object of this one."""
    kinds = {FOLDERS[kind] for kind in _OBJECTS}
    objects = {
        path.name.split(".")[0]
        for path in files
        if any((root / folder / module) in path.parents for folder in kinds)
    }
    if not objects:
        return
    names = re.compile(rf"\b{module}\.(?:{'|'.join(sorted(objects))})\b")
    for folder in FOLDERS.values():
        for path in sorted((root / folder).rglob("*.sql*")):
            found = None if path in files else names.search(read_text(path))
            if found:
                raise ConfigError(
                    f"{path.relative_to(root)} uses {found[0]}",
                    f"Take that use away first, or keep the module {module}.",
                )


def _remove_empty(folder: Path) -> None:
    """Remove a folder, and those above it, as long as nothing is in them."""
    while not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
