"""One thing that is wrong, and what to do about it."""

from dataclasses import dataclass

ERROR = "error"
WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, why it matters, and a remedy that can be typed."""

    area: str
    code: str
    severity: str
    what: str
    why: str
    remedy: str
