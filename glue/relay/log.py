"""What the relay reports of its work; glue.json_log.JsonLines makes a line of each event."""

import logging
from typing import Any

LOG = logging.getLogger("rowhouse.relay")


def log_event(event: str, *, level: int = logging.INFO, **facts: Any) -> None:
    """Log one event with its facts."""
    LOG.log(level, event, extra={"facts": facts})
