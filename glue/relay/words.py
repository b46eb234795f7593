"""What the relay tells about its work: one JSON line per event, on a logger."""

import json
import logging
from datetime import UTC, datetime
from typing import Any

LOG = logging.getLogger("rowhouse.relay")


def tell(event: str, *, level: int = logging.INFO, **facts: Any) -> None:
    """Log one event with its facts as one line of JSON."""
    if LOG.isEnabledFor(level):
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = {"at": at, "level": logging.getLevelName(level).lower(), "event": event, **facts}
        LOG.log(level, "%s", json.dumps(line, default=str, ensure_ascii=False))
