"""The logs of the parts: what was written since a start, and why a part did not come up."""

import re
from pathlib import Path

LOGS = ("supervisor", "gateway", "api", "relay", "postgres", "worker", "functions", "graphql")
ERROR = re.compile(r"(?i)error|fatal|panic|exception|refused|denied|cannot|could not|taken")
LONGEST_WORDS = 500


class PartLogs:
    """What the parts write into their logs from now on."""

    def __init__(self, home: Path) -> None:
        self._folder = home / "log"
        self._sizes = {name: self._size(name) for name in LOGS}

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.log"

    def _size(self, name: str) -> int:
        file = self._file(name)
        return file.stat().st_size if file.exists() else 0

    def last_error(self, *names: str) -> str:
        """Return the last error of these logs, of any when none of these has one."""
        last = ""
        for name in dict.fromkeys((*names, *LOGS)):
            lines = self._new_lines(name)
            errors = [line for line in lines if ERROR.search(line)]
            if errors:
                return errors[-1][:LONGEST_WORDS]
            last = last or (lines[-1] if lines else "")
        return last[:LONGEST_WORDS] or "no log says why"

    def _new_lines(self, name: str) -> list[str]:
        file = self._file(name)
        if not file.exists():
            return []
        with file.open("rb") as words:
            words.seek(self._sizes[name])
            text = words.read().decode(errors="replace")
        return [line.strip() for line in text.splitlines() if line.strip()]
