"""The one order of once-only steps: of the shipped history, and of a project's beside it.

Each history is numbered without gaps, a project's from `FIRST_OWN` on. A step comes after
those that its line `-- depends:` names. Of those that may come next a project's comes first:
so it runs on the shipped steps that it was written against, on a new database as on one
that has grown with it, whatever later releases of Rowhouse add.
"""

import re
from collections.abc import Iterable, Mapping

from glue.errors import ConfigError

FIRST_OWN = 5001
_DEPENDS = re.compile(r"^--[ \t]*depends:(?P<steps>.*)$", re.MULTILINE)


def number_of(step: str) -> int:
    """Return the NNNN of a step's name."""
    return int(step.split(".", 1)[0])


def is_own(step: str) -> bool:
    """Return whether a step is a project's, and not shipped."""
    return number_of(step) >= FIRST_OWN


def next_number(steps: Iterable[str], *, own: bool) -> int:
    """Return the number of the next step of a history: of a project's own, or of the shipped."""
    found = [number_of(step) for step in steps if is_own(step) == own]
    return max(found, default=FIRST_OWN - 1 if own else 0) + 1


def in_order(texts: Mapping[str, str]) -> list[str]:
    """Return the names of steps, {name: text}, each after those that it depends on.

    A step that is named but not there is passed over: its module may have been removed.
    """
    needs = {step: _named(text) & texts.keys() for step, text in texts.items()}
    waiting = sorted(texts, key=lambda step: (not is_own(step), step))
    found: dict[str, None] = {}
    while waiting:
        step = next((step for step in waiting if needs[step] <= found.keys()), None)
        if step is None:
            raise ConfigError(
                f"{waiting[0]} depends on a step that depends on it", "Mend its `-- depends:`."
            )
        waiting.remove(step)
        found[step] = None
    return list(found)


def _named(text: str) -> set[str]:
    return {step for match in _DEPENDS.finditer(text) for step in match["steps"].split()}
