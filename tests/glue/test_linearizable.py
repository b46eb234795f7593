"""The checker of histories finds the order that is there, and none where there is none."""

import itertools
import random

from tests.glue.linearizable import Operation, is_linearizable


def is_explained(history: list[Operation], initial: int) -> bool:
    """Return the same by trying every order of the operations and every unknown outcome."""
    unknown = [o for o in history if o.succeeded is None]
    for applied in itertools.product([True, False], repeat=len(unknown)):
        outcomes = dict(zip(map(id, unknown), applied, strict=True))
        taken = [o for o in history if o.succeeded is not None or outcomes[id(o)]]
        for order in itertools.permutations(taken):
            value, fits = initial, True
            for place, operation in enumerate(order):
                later = order[place + 1 :]
                fits = fits and not any(
                    o.end < operation.start for o in later if o.succeeded is not None
                )
                possible = value + operation.change >= 0
                fits = fits and (
                    possible if operation.succeeded is None else possible == operation.succeeded
                )
                value += operation.change * (operation.succeeded is not False)
            if fits:
                return True
    return False


def test_the_checker_agrees_with_every_order_tried() -> None:
    rng = random.Random(5)  # noqa: S311 - histories, not secrets
    answers = []
    for _ in range(400):
        history = []
        for _ in range(rng.randint(1, 5)):
            start = rng.randint(0, 12)
            history.append(
                Operation(
                    start,
                    start + rng.randint(0, 4),
                    rng.choice([-3, -2, -1, 1, 2]),
                    rng.choice([True, True, False, None]),
                )
            )
        expected = is_explained(history, 2)
        assert is_linearizable(history, 2) == expected, history
        answers.append(expected)
    assert 100 < sum(answers) < 380


def test_a_double_sale_is_found() -> None:
    sold_twice = [Operation(0, 2, -1, succeeded=True), Operation(1, 3, -1, succeeded=True)]
    assert not is_linearizable(sold_twice, 1)
    assert is_linearizable(sold_twice, 2)


def test_a_late_refusal_is_found() -> None:
    refused = [Operation(0, 1, 1, succeeded=True), Operation(2, 3, -1, succeeded=False)]
    assert not is_linearizable(refused, 0)
