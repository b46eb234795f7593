"""Migrations are `NNNN.<module>.<verb>_<object>.sql`, each naming the one before it.

The runner orders them by `-- depends:`; one chain without gaps means one order on every
server. Each has its `.rollback.sql`.
"""

import re
from collections.abc import Iterator

from glue.lint._tree import Tree

REMEDY = "Let `rowhouse migrate new` name it"
_NAME = re.compile(r"^(?P<number>\d{4})\.[a-z_]+\.[a-z]+_[a-z0-9_]+$")


def check(tree: Tree) -> Iterator[tuple[str, str]]:
    """Yield migrations with a wrong name, a wrong predecessor or no rollback."""
    files = {
        file.path.removeprefix("migrations/").removesuffix(".sql"): file for file in tree.migrations
    }
    forward = [name for name in files if not name.endswith(".rollback")]
    previous = ""
    for number, name in enumerate(sorted(forward), start=1):
        where = files[name].at(1)
        match = _NAME.match(name)
        if match is None or int(match["number"]) != number:
            yield where, f"is not named as migration {number:04}"
        depends = re.search(r"^-- depends:(.*)$", files[name].body, re.MULTILINE)
        if depends is None or depends[1].strip() != previous:
            yield where, f"does not depend on {previous or 'nothing'}"
        if f"{name}.rollback" not in files:
            yield where, "has no .rollback.sql"
        previous = name
    for name in set(files) - set(forward):
        if name.removesuffix(".rollback") not in files:
            yield files[name].at(1), "rolls back a migration that is not there"
