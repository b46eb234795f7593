"""The same release as `supabase/migrations`, so that `supabase db push` gives the same catalog.

Once-only step NNNN becomes version 20260101NNNN00. The repeatable set follows the last
step as 20260101NNNNrr, rr from 01. A project exports two histories: there each file takes
the version after the newest of all when it is first exported, step by step in their one order.
So does everywhere what is attached to tables of others, as their files make the tables.

A file that was written once may have been pushed, and Supabase refuses one that has changed
since: so it is never rewritten, and each export adds a file with what has changed, and the
drops that the change needs. What no database has seen yet may be written anew in one piece,
on demand; what is frozen never is.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from glue import paths
from glue.errors import ConfigError
from glue.migrate.history import (
    EXPORTED,
    Migration,
    chosen_migrations,
    read_frozen,
    read_migrations,
)
from glue.migrate.identities import ROLES, identities, shape
from glue.migrate.ledger import Item, items_of
from glue.migrate.repeatables import followers_of, take_from_public
from glue.schema.sources import REPEATABLE, read_sources
from glue.schema.texts import read_text

EPOCH = "20260101"
_SET = "_repeatables.sql"
_ATTACHED = "_attachments.sql"
_MOST_REVISIONS = 99
_OURS = re.compile(r"-- Exported from (migrations/|functions, )")
_STEP = re.compile(r"-- Exported from migrations/(?P<step>\S+)\.sql;")
_MARK = re.compile(r"^-- @ (?P<address>\S+) (?P<sha256>[0-9a-f]{64})$", re.MULTILINE)
_HEAD = """-- Exported from functions, sql/views, triggers, policies and sql/seeds; edit those.

set check_function_bodies = off;
"""
_TAIL = """reset check_function_bodies;
notify pgrst, 'reload schema';
"""
_VERSION = re.compile(r"\d{14}")
_GONE = re.compile(r"^-- @ gone (?P<address>\S+)$", re.MULTILINE)


def export(*, root: Path = paths.ROOT, check: bool = False, squash: bool = False) -> list[str]:
    """Write what is missing; return the names concerned.

    `squash` writes everything anew that is not frozen: the set in one piece, as long as no
    database has seen the files before.
    """
    folder = root / "supabase" / "migrations"
    present = {path.name: read_text(path) for path in folder.glob("*.sql")}
    ours = {name: text for name, text in present.items() if _OURS.match(text)}
    frozen = read_frozen(root / "migrations")
    released = {name: ours[name] for name in ours if EXPORTED + name in frozen}
    kept = released if squash else ours
    theirs = [name for name in present if name not in ours]
    sets = {n: t for n, t in kept.items() if n.endswith(_ATTACHED)}
    others = {n: t for n, t in kept.items() if n not in sets}
    wanted = _wanted(root, others, [*theirs, *sets])
    wanted |= _attachments(root, sets, [*wanted, *theirs])
    changed = sorted(n for n in wanted if n in present and wanted[n] != present[n])
    extra = sorted(set(ours) - set(wanted))
    if not squash and (changed or extra):
        first = (changed + extra)[0]
        known = {migration.id for migration in read_migrations(root)}
        why = (
            "with another text"
            if changed
            else "for a module that is not chosen"
            if _step_of(ours[first]) in known
            else "for a step that is gone"
        )
        raise ConfigError(
            f"{first} was exported {why}, and may have been pushed",
            "Put the change into a new migration. Where no database has it yet:"
            " `rowhouse migrate export --squash`.",
        )
    stale = sorted({*(n for n in wanted if n not in present), *changed, *extra})
    if not check:
        folder.mkdir(parents=True, exist_ok=True)
        for name in stale:
            if name in wanted:
                (folder / name).write_text(wanted[name])
            else:
                (folder / name).unlink()
    return stale


def exported_from(root: Path, step: str) -> list[Path]:
    """Return the exported form of a step, and the sets that were exported after it."""
    folder = root / "supabase" / "migrations"
    if not paths.is_project(root):
        return sorted(folder.glob(f"{EPOCH}{step[:4]}??_*.sql"))
    present = sorted(folder.glob("*.sql"))
    mine = next((path for path in present if _step_of(read_text(path)) == step), None)
    if mine is None:
        return []
    return [mine, *(path for path in present if path.name.endswith(_SET) and path > mine)]


def _wanted(root: Path, kept: dict[str, str], beside: list[str]) -> dict[str, str]:
    """Return every file of the release, with the sets that are kept; what is attached apart."""
    migrations = chosen_migrations(root)
    sets = {name: text for name, text in kept.items() if name.endswith(_SET)}
    stands: dict[str, Item] = {}
    for _, text in sorted(sets.items()):
        stands = _replay(stands, text)
    text = _repeatables(stands, tuple(it for it in _items(root) if not _is_attached(it)))
    if paths.is_project(root):
        names, next_set = _in_turn(migrations, kept, beside)
    else:
        names = {m.id: f"{EPOCH}{m.number:04}00_{_what(m)}.sql" for m in migrations}
        next_set = _next_revision(migrations[-1].number if migrations else 0, sets, text)
    files = {names[migration.id]: _text(migration) for migration in migrations}
    return files | ({next_set: text} if text else {}) | sets


def _next_revision(number: int, sets: Iterable[str], text: str) -> str:
    """Return the name of the set that follows a step, after those that follow it already."""
    place = f"{EPOCH}{number:04}"
    revisions = [int(name[len(place) : len(place) + 2]) for name in sets if name.startswith(place)]
    revision = 1 + max(revisions, default=0)
    if text and revision > _MOST_REVISIONS:
        raise ConfigError(
            f"there are {_MOST_REVISIONS} sets after step {number:04} already",
            "Add a migration: its number begins the count anew.",
        )
    return f"{place}{revision:02}{_SET}"


def _in_turn(
    migrations: list[Migration], kept: dict[str, str], beside: list[str]
) -> tuple[dict[str, str], str]:
    """Return {step: its file} and the next set of a project: a new file takes the next version."""
    names = {_step_of(text): name for name, text in kept.items() if not name.endswith(_SET)}
    last = _newest([f"{EPOCH}000000", *kept, *beside])
    for migration in migrations:
        if migration.id not in names:
            last += 1
            names[migration.id] = f"{last:014}_{_what(migration)}.sql"
    return names, f"{last + 1:014}{_SET}"


def _newest(names: Iterable[str]) -> int:
    """Return the highest version of files; 0 without one."""
    return max((int(match[0]) for name in names if (match := _VERSION.match(name))), default=0)


def _step_of(text: str) -> str:
    """Return the step that an exported file is made from; nothing for a set."""
    found = _STEP.match(text)
    return found["step"] if found else ""


def _what(migration: Migration) -> str:
    return migration.id.split(".", 1)[1].replace(".", "_")


def _attachments(root: Path, sets: dict[str, str], before: list[str]) -> dict[str, str]:
    """Return the files of what is attached: a change comes after every other file."""
    stands: dict[str, Item] = {}
    for _, text in sorted(sets.items()):
        stands = _replay(stands, text)
    text = _repeatables(stands, tuple(it for it in _items(root) if _is_attached(it)))
    if not text:
        return sets
    return sets | {f"{_newest([*before, *sets]) + 1:014}{_ATTACHED}": text}


def _items(root: Path) -> tuple[Item, ...]:
    return items_of(read_sources(root, REPEATABLE))


def _is_attached(item: Item) -> bool:
    """Return whether a text attaches to a table of others."""
    return any(made.kind == "attachment" for made in identities(item.body))


def _text(migration: Migration) -> str:
    return f"-- Exported from migrations/{migration.id}.sql; edit that file.\n{migration.body}"


def _repeatables(stands: dict[str, Item], target: tuple[Item, ...]) -> str:
    """Return one file that brings the repeatable set from what stands to the target."""
    changed = [item for item in target if _differs(stands.get(item.address), item)]
    moved = {*(item.address for item in changed), *(stands.keys() - {i.address for i in target})}
    following = followers_of(moved, target)
    changed = [item for item in target if item in changed or item.address in following]
    if any(item.kind == "views" for item in changed):
        # A view is made anew, so every view is: one may read another.
        changed = [item for item in target if item in changed or item.kind == "views"]
    drops, marks = _drops(stands, target), _gone_marks(stands, target)
    if not changed and not drops:
        return ""
    return "\n".join(
        [
            _HEAD,
            *drops,
            *marks,
            *(_reset(i, drops) for a, i in stands.items() if a in {c.address for c in changed}),
            *(f"-- @ {item.address} {item.sha256}\n{item.body}" for item in changed),
            f"-- @ end\n{take_from_public(changed)}".rstrip("\n"),
            _TAIL,
        ]
    )


def _differs(old: Item | None, new: Item) -> bool:
    return old is None or old.sha256 != new.sha256


def _drops(stands: dict[str, Item], target: tuple[Item, ...]) -> list[str]:
    """Return the drops of what is gone, and of what can not be replaced in place."""
    kept = {identity for item in target for identity in identities(item.body)}
    shapes = {name: text for item in target for name, text in shape(item.body).items()}
    views_change = any(_differs(stands.get(i.address), i) for i in target if i.kind == "views")
    return [
        f"{identity.drop};\n"
        for item in reversed(stands.values())
        for identity in reversed(identities(item.body))
        if identity not in kept
        or (item.kind == "views" and views_change)
        or shapes.get(identity) != shape(item.body).get(identity)
    ]


def _gone_marks(stands: dict[str, Item], target: tuple[Item, ...]) -> list[str]:
    addresses = {item.address for item in target}
    return [f"-- @ gone {address}\n" for address in stands if address not in addresses]


def _reset(item: Item, drops: list[str]) -> str:
    """Return what takes an old text's grants back: replacing a function or policy keeps them."""
    back = {
        identity: f"revoke all on function {identity.name} from {ROLES};\n"
        if identity.kind == "function"
        else f"{identity.drop};\n"
        for identity in identities(item.body)
        if identity.kind in {"function", "access"}
    }
    return "".join(text for made, text in back.items() if f"{made.drop};\n" not in drops)


def _replay(stands: dict[str, Item], text: str) -> dict[str, Item]:
    """Return what stands after an exported file was applied: it carries its own addresses."""
    after = dict(stands)
    for match in _GONE.finditer(text):
        after.pop(match["address"], None)
    marks = list(_MARK.finditer(text))
    ends = [mark.start() for mark in marks[1:]] + [text.index("-- @ end")]
    for mark, end in zip(marks, ends, strict=True):
        body = text[mark.end() + 1 : end].removesuffix("\n")
        after[mark["address"]] = Item(mark["address"], body, mark["sha256"])
    return after
