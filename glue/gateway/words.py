"""What the gateway tells about its work: one JSON line per event, those of libraries too."""

import json
import logging
from datetime import UTC, datetime
from typing import Any

LOG = logging.getLogger("rowhouse.gateway")


class JsonLines(logging.Formatter):
    """Every record as one line of JSON; a traceback is a field of it."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        facts: dict[str, Any] = getattr(record, "facts", {})
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            **facts,
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str, ensure_ascii=False)


def tell(event: str, *, level: int = logging.INFO, **facts: Any) -> None:
    """Log one event with its facts."""
    LOG.log(level, event, extra={"facts": facts})
