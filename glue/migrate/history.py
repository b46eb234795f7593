"""The once-only files: read through yoyo, split by the server's own grammar, frozen by checksum."""

import hashlib
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any

import yoyo

from glue import paths
from glue.errors import ConfigError
from glue.schema.modules import read_modules
from glue.schema.order import FIRST_OWN, in_order, is_own, number_of
from glue.schema.sources import refuse_transaction_control, statements
from glue.schema.texts import read_text, replace_text

EXPORTED = "../supabase/migrations/"
NAME = re.compile(r"^(?P<number>\d{4})\.(?P<module>[a-z_]+)\.(?P<what>[a-z0-9_]+)$")
_FROZEN = re.compile(r"(?P<digest>[0-9a-f]{64})  (?P<name>\S+\.sql)")
_COMMENT = re.compile(r"\s*(?:--.*)?$")


@dataclass(frozen=True, slots=True)
class Migration:
    """One once-only step and the way back."""

    handle: Any  # yoyo's own object: it marks and unmarks by it
    id: str
    body: str
    rollback: str
    transactional: bool

    @property
    def number(self) -> int:
        """The NNNN of the file name."""
        return number_of(self.id)

    @property
    def sha256(self) -> str:
        """The checksum of the file and its rollback together."""
        return hashlib.sha256(f"{self.body}\0{self.rollback}".encode()).hexdigest()

    @property
    def statements(self) -> list[str]:
        """The statements of the way forward."""
        return statements(f"migrations/{self.id}.sql", self.body)

    @property
    def rollback_statements(self) -> list[str]:
        """The statements of the way back."""
        return statements(f"migrations/{self.id}.rollback.sql", self.rollback)


def read_migrations(root: Path = paths.ROOT) -> list[Migration]:
    """Return every migration of all roots in their one order; refuse a bad folder."""
    refuse_edited_frozen(root / "migrations")
    texts: dict[str, str] = {}
    for home in paths.roots(root):
        found = {path.name: read_text(path) for path in (home / "migrations").glob("*.sql")}
        _refuse_bad_names(found, own=home == root and paths.is_project(root))
        texts |= found
    handles = _handles(texts)
    order = in_order({name: texts[f"{name}.sql"] for name in handles})
    migrations = [_read(handles[name], texts) for name in order]
    for migration in migrations:
        refuse_transaction_control(f"migrations/{migration.id}.sql", migration.body)
        refuse_transaction_control(f"migrations/{migration.id}.rollback.sql", migration.rollback)
    _refuse_gaps([m.number for m in migrations if not is_own(m.id)], 1)
    _refuse_gaps([m.number for m in migrations if is_own(m.id)], FIRST_OWN)
    return migrations


def _refuse_gaps(numbers: list[int], first: int) -> None:
    if numbers != list(range(first, first + len(numbers))):
        wanted = f"{first}, {first + 1}, {first + 2} …"
        raise ConfigError(
            f"migrations are numbered {numbers}, wanted {wanted} in the order of `-- depends:`",
            "Rename the newer file to the next free number, and let it depend on the one before.",
        )


def _refuse_bad_names(texts: Mapping[str, str], *, own: bool) -> None:
    """Raise for a file that is not named as a step, or numbered as the other history."""
    for name in sorted(texts):
        step = name.removesuffix(".sql").removesuffix(".rollback")
        if not NAME.match(step):
            raise ConfigError(
                f"{step}.sql is not named NNNN.<module>.<verb>_<object>.sql", "Rename it."
            )
        if is_own(step) != own:
            raise ConfigError(
                f"{step}.sql is numbered as {'Rowhouse' if own else 'a project'} does",
                f"The steps of Rowhouse are numbered from 0001, a project's from {FIRST_OWN}.",
            )


def chosen_migrations(root: Path = paths.ROOT) -> list[Migration]:
    """Return the migrations of the modules that are chosen, in order."""
    return migrations_of(read_modules(root).chosen, root)


def migrations_of(names: frozenset[str], root: Path = paths.ROOT) -> list[Migration]:
    """Return the migrations of some modules, in order."""
    modules = read_modules(root)
    return [m for m in read_migrations(root) if modules.of_migration(m.id) in names]


def _handles(texts: dict[str, str]) -> dict[str, Any]:
    """Return yoyo's own objects by the names of the steps; each depends on what is there.

    yoyo reads files and takes no byte order mark. It gets the heads of the steps only, where it
    looks for its words: to split all of their statements takes it a second.
    """
    with tempfile.TemporaryDirectory() as folder:
        for name, text in texts.items():
            if not name.endswith(".rollback.sql"):
                (Path(folder) / name).write_text("".join(_head(text)))
        found = yoyo.read_migrations(folder)
        try:
            ordered = yoyo.migrations.topological_sort(found) if found else []
            return {handle.id: handle for handle in ordered}
        except yoyo.exceptions.BadMigration as exc:
            raise ConfigError(
                f"{Path(str(exc).rpartition(' ')[2]).name} depends on a step that is not there",
                "Mend its line `-- depends:`.",
            ) from exc


def _head(text: str) -> Iterator[str]:
    """Yield the blank lines and the comments before the first statement."""
    return takewhile(_COMMENT.match, text.splitlines(keepends=True))


def _read(handle: Any, texts: dict[str, str]) -> Migration:
    rollback = f"{handle.id}.rollback.sql"
    if rollback not in texts:
        raise ConfigError(f"{handle.id}.sql has no {rollback}", "Write the way back.")
    return Migration(
        handle=handle,
        id=handle.id,
        body=texts[f"{handle.id}.sql"],
        rollback=texts[rollback],
        transactional=handle.use_transactions,
    )


# -- frozen.txt -----------------------------------------------------------------


def read_frozen(folder: Path = paths.MIGRATIONS) -> dict[str, str]:
    """Return {file name: sha256} of every released file."""
    path = folder / "frozen.txt"
    if not path.exists():
        return {}
    found = {}
    for number, line in enumerate(read_text(path).splitlines(), 1):
        match = _FROZEN.fullmatch(line)
        if match is None and line:
            raise ConfigError(
                f"{path}:{number} is not `<sha256>  <file>`",
                "A merge may have left it so: keep the lines of both sides, and nothing else.",
            )
        if match is not None:
            found[match["name"]] = match["digest"]
    return found


def refuse_edited_frozen(folder: Path = paths.MIGRATIONS) -> None:
    """Raise when a released file was edited or removed.

    An image holds none of the exported files, and needs none.
    """
    for name, digest in read_frozen(folder).items():
        path = folder / name
        if name.startswith("../") and not path.parent.exists():
            continue
        if not path.exists() or _digest(path) != digest:
            raise ConfigError(
                f"{name} is frozen, and {'edited' if path.exists() else 'gone'}",
                "Restore it from the release, and put the change into a new migration.",
            )


def freeze(folder: Path = paths.MIGRATIONS) -> list[str]:
    """Write the checksum of every file that is not frozen yet; return their names."""
    fresh = {name: _digest(folder / name) for name in list_unfrozen(folder)}
    digests = read_frozen(folder) | fresh
    lines = [f"{digest}  {name}\n" for name, digest in sorted(digests.items())]
    replace_text(folder / "frozen.txt", "".join(lines))
    return sorted(fresh)


def list_unfrozen(folder: Path = paths.MIGRATIONS) -> list[str]:
    """Name the files that the next release freezes."""
    frozen = read_frozen(folder)
    return [name for name in _files(folder) if name not in frozen]


def _files(folder: Path) -> Iterator[str]:
    """Name every file that a release freezes, as seen from migrations/."""
    yield from sorted(path.name for path in folder.glob("*.sql"))
    exported = folder.parent / "supabase" / "migrations"
    yield from sorted(EXPORTED + path.name for path in exported.glob("*_repeatables.sql"))


def _digest(path: Path) -> str:
    """Return the checksum of a file as it is run: the ends of its lines are an editor's."""
    return hashlib.sha256(read_text(path).encode()).hexdigest()
