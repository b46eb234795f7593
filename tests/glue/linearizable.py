"""Whether a concurrent history of one counter has an order that explains it.

The algorithm of Wing and Gong with Lowe's memory of states: take the operations in every
order that real time allows, and give up an order as soon as an answer contradicts it. The value
of a counter follows from the set of operations that were applied, so a set is visited once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf


@dataclass(frozen=True, slots=True)
class Operation:
    """A call: when it began and ended, what it asked for and what it got.

    `change` is added to the counter if the call succeeded. It succeeds exactly if the counter
    stays at 0 or above. `succeeded` is None if the caller never learned the outcome: then the
    call may have been applied at any time after its start, or never.
    """

    start: float
    end: float
    change: int
    succeeded: bool | None


def is_linearizable(history: Sequence[Operation], initial: int) -> bool:
    """Return whether some order of the operations explains every answer."""
    operations = sorted(history, key=lambda o: o.start)
    ends = [inf if o.succeeded is None else o.end for o in operations]
    known = sum(1 << i for i, o in enumerate(operations) if o.succeeded is not None)
    seen: set[int] = set()
    stack: list[tuple[int, int, int]] = [(0, initial, 0)]
    while stack:
        done, value, first = stack.pop()
        if done & known == known:
            return True
        while done >> first & 1:
            first += 1
        if done in seen:
            continue
        seen.add(done)
        horizon = inf
        for index in range(first, len(operations)):
            operation = operations[index]
            if operation.start > horizon:
                break
            if done >> index & 1:
                continue
            horizon = min(horizon, ends[index])
            is_possible = value + operation.change >= 0
            if operation.succeeded in (is_possible, None):
                applied = is_possible and operation.succeeded is not False
                stack.append((done | 1 << index, value + operation.change * applied, first))
    return False
