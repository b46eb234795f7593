"""Waiting: until a condition holds, and before another attempt."""

from collections.abc import Callable

import pytest

from glue.waiting import Backoff, wait_until


@pytest.mark.parametrize(("check", "answer"), [(lambda: True, True), (lambda: False, False)])
def test_waiting_ends(check: Callable[[], bool], *, answer: bool) -> None:
    assert wait_until(check, 0.1) is answer


def test_the_wait_doubles_up_to_the_cap_also_after_years() -> None:
    backoff = Backoff(first=0.25, cap=30, chance=lambda: 1.0)
    assert [backoff.seconds(failures) for failures in (1, 2, 3)] == [0.25, 0.5, 1]
    assert backoff.seconds(10**9) == 30


def test_the_random_share_is_what_is_not_fixed() -> None:
    assert Backoff(first=1, cap=30, chance=lambda: 0.0).seconds(3) == 2
    assert Backoff(first=1, cap=30, fixed_share=0, chance=lambda: 0.0).seconds(3) == 0
    assert len({Backoff(first=1, cap=30).seconds(1) for _ in range(50)}) > 1
