"""Retry-After, as services send it."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from glue.http.waits import LONGEST_PAUSE, retry_after


@pytest.mark.parametrize(
    ("sent", "least", "most"),
    [
        ("7", 7, 7),
        (format_datetime(datetime.now(UTC) + timedelta(days=2), usegmt=True), 86400, 172800),
        ("Thu, 01 Jan 2015 00:00:00 GMT", 0, 0),
        ("Thu, 01 Jan 2015 00:00:00", 0, 0),
        ("9" * 400, LONGEST_PAUSE, LONGEST_PAUSE),
        ("Fri, 01 Jan 9999 00:00:00 GMT", LONGEST_PAUSE, LONGEST_PAUSE),
    ],
    ids=["seconds", "a date", "a date that is over", "no zone", "too long", "too late"],
)
def test_retry_after_is_seconds_or_a_date(sent: str, least: float, most: float) -> None:
    read = retry_after(sent)
    assert read is not None
    assert least <= read <= most


@pytest.mark.parametrize(
    "sent", [None, "", "soon", "-1", "1.5", "²", f"Thu, 01 Jan 2015 00:00:00 +{'9' * 30}"]
)
def test_another_retry_after_says_nothing(sent: str | None) -> None:
    assert retry_after(sent) is None
