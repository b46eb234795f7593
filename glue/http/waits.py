"""How long a service asks to wait: Retry-After of an answer (RFC 9110, section 10.2.3)."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST_PAUSE = 604_800
"""A service is left alone for a week at most, in seconds, however long it asks to wait."""


def retry_after(text: str | None) -> float | None:
    """Read Retry-After: seconds, or a date; None for other text. At most LONGEST_PAUSE."""
    text = (text or "").strip()
    if text.isdecimal():
        return min(float(text), LONGEST_PAUSE)
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    zoned = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max((zoned - datetime.now(UTC)).total_seconds(), 0.0), LONGEST_PAUSE)
