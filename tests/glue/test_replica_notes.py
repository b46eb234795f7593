"""How old an answer of a replica is, from positions of two logs; what a caller asks of it."""

import pytest

from glue.gateway.replica import Freshness, Notes


def test_the_oldest_position_that_is_not_replayed_is_the_age() -> None:
    notes = Notes()
    for at, position in ((1.0, 100), (2.0, 200), (3.0, 200), (4.0, 300)):
        notes.add(at, position)
    assert notes.lag(5.0, 100) == 3.0
    assert notes.lag(5.0, 200) == 1.0
    assert notes.lag(5.0, 300) == 0.0


def test_a_log_that_begins_anew_leaves_no_notes() -> None:
    notes = Notes()
    notes.add(1.0, 5000)
    notes.add(2.0, 100)
    assert notes.lag(3.0, 100) == 0.0
    assert notes.lag(3.0, 50) == 0.0


@pytest.mark.parametrize(
    ("header", "body", "is_met"),
    [
        (None, b"[]", True),
        ("2", b'{"version": 2}', True),
        ("2", b'{"version": 1}', False),
        ("0", b'{"version": true}', False),
        ("0", b'{"version": "7"}', False),
        ("0", b"no JSON", False),
        ("0", b"[" * 100_000, False),
        ("9" * 4400, b'{"version": 9}', False),
        ("\u0662", b'{"version": 9}', False),
    ],
)
def test_an_answer_is_new_enough(header: str | None, body: bytes, is_met: bool) -> None:  # noqa: FBT001
    assert Freshness.of(header).is_met(body) == is_met
