"""Migrations are `NNNN.<module>.<verb>_<object>.sql`, each naming those that it follows.

The numbers, without gaps, are the one order on every server. `-- depends:` names the last
step of the module and of the modules that it needs, and of no other: each of those may be
left out. Each migration has its `.rollback.sql`.
"""

import re
from collections.abc import Iterator

from glue.lint._tree import Tree
from glue.schema.modules import CORE

REMEDY = "Let `rowhouse migrate new` name it"
_NAME = re.compile(r"^(?P<number>\d{4})\.[a-z_]+\.[a-z]+_[a-z0-9_]+$")


def check(tree: Tree) -> Iterator[tuple[str, str]]:
    """Yield migrations with a wrong name, wrong predecessors or no rollback."""
    files = {
        file.path.removeprefix("migrations/").removesuffix(".sql"): file for file in tree.migrations
    }
    forward = sorted(name for name in files if not name.endswith(".rollback"))
    for number, name in enumerate(forward, start=1):
        where = files[name].at(1)
        match = _NAME.match(name)
        if match is None or int(match["number"]) != number:
            yield where, f"is not named as migration {number:04}"
        depends = re.search(r"^-- depends:(.*)$", files[name].body, re.MULTILINE)
        module = tree.modules.of_migration(name) if match else CORE
        wanted = " ".join(tree.modules.predecessors(forward[: number - 1], module))
        if depends is None or depends[1].strip() != wanted:
            yield where, f"does not depend on {wanted or 'nothing'}"
        if f"{name}.rollback" not in files:
            yield where, "has no .rollback.sql"
    for name in set(files) - set(forward):
        if name.removesuffix(".rollback") not in files:
            yield files[name].at(1), "rolls back a migration that is not there"
