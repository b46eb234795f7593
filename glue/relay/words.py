"""What the relay reports of its work: one JSON line per event, on a logger."""

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


class JsonLines(logging.Formatter):
    """One JSON line per record, also for the records of libraries and their tracebacks."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of an event as it is; wrap what another logger says."""
        if record.name == LOG.name:
            return record.getMessage()
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": "log",
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str, ensure_ascii=False)
