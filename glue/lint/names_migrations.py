"""Migrations are `NNNN.<module>.<verb>_<object>.sql`, each naming those that it follows.

The numbers have no gaps; a project's begin with 5001. `-- depends:` names the last step of
the module and of the modules that it needs, and of no other: each of those may be left out.
With the numbers it is the one order on every server. Each migration has its `.rollback.sql`.
"""

import re
from collections.abc import Iterator

from glue.lint._tree import Tree
from glue.schema.modules import CORE
from glue.schema.order import FIRST_OWN, in_order, is_own

REMEDY = "Let `rowhouse migrate new` name it"
_NAME = re.compile(r"^(?P<number>\d{4})\.[a-z_]+\.[a-z]+_[a-z0-9_]+$")


def check(tree: Tree) -> Iterator[tuple[str, str]]:
    """Yield migrations with a wrong name, wrong predecessors or no rollback."""
    files = {
        file.path.removeprefix("migrations/").removesuffix(".sql"): file for file in tree.migrations
    }
    forward = sorted(name for name in files if not name.endswith(".rollback"))
    numbers = _numbers(forward)
    order = in_order({name: files[name].body for name in forward if _NAME.match(name)})
    for name in forward:
        where = files[name].at(1)
        match = _NAME.match(name)
        if match is None or int(match["number"]) != numbers[name]:
            yield where, f"is not named as migration {numbers[name]:04}"
        depends = re.search(r"^-- depends:(.*)$", files[name].body, re.MULTILINE)
        module = tree.modules.of_migration(name) if match else CORE
        earlier = order[: order.index(name)] if match else order
        wanted = " ".join(tree.modules.predecessors(earlier, module))
        if depends is None or depends[1].strip() != wanted:
            yield where, f"does not depend on {wanted or 'nothing'}"
        if f"{name}.rollback" not in files:
            yield where, "has no .rollback.sql"
    for name in set(files) - set(forward):
        if name.removesuffix(".rollback") not in files:
            yield files[name].at(1), "rolls back a migration that is not there"


def _numbers(names: list[str]) -> dict[str, int]:
    """Return the number that each step should have: shipped and own ones are counted apart."""
    own = [name for name in names if _NAME.match(name) and is_own(name)]
    shipped = [name for name in names if name not in own]
    counted = {name: number for number, name in enumerate(shipped, start=1)}
    return counted | {name: number for number, name in enumerate(own, start=FIRST_OWN)}
