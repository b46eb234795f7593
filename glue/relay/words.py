"""What the relay reports of its work; glue.words.JsonLines makes a line of each event."""

import logging
from typing import Any

LOG = logging.getLogger("rowhouse.relay")


def tell(event: str, *, level: int = logging.INFO, **facts: Any) -> None:
    """Log one event with its facts."""
    LOG.log(level, event, extra={"facts": facts})
