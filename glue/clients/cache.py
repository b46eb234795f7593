"""What a device has received: rows, their version, and the messages that brought them."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from glue.clients.conflicts import Edit, Policy

_SEEN = 1000


@dataclass(frozen=True, slots=True)
class Change:
    """What one version of the reader's progress made of a series: its row, or None."""

    series_id: int
    version: int
    row: Edit | None


class Cache:
    """Rows by series. All that happened up to `version` is in them; rows may be newer."""

    def __init__(self) -> None:
        self.version = 0
        self.rows: dict[int, Edit] = {}
        self._seen: OrderedDict[str, None] = OrderedDict()

    def version_of(self, series_id: int) -> int:
        """Return the version of a row; 0 when there is none."""
        row = self.rows.get(series_id)
        return 0 if row is None or row.version is None else row.version

    def put(self, changes: Iterable[Change]) -> None:
        """Take changes over, except those that are older than the row that is here."""
        for change in changes:
            if change.version <= self.version_of(change.series_id):
                continue
            if change.row is None:
                self.rows.pop(change.series_id, None)
            else:
                self.rows[change.series_id] = change.row

    def forget(self) -> None:
        """Know nothing."""
        self.version = 0
        self.rows = {}

    def is_repeated(self, message: Mapping[str, Any]) -> bool:
        """Remember a message by its id; return whether it had been received before."""
        number = (message.get("meta") or {}).get("id") or message["payload"].get("id")
        if number is None:
            return False
        if number in self._seen:
            return True
        self._seen[number] = None
        if len(self._seen) > _SEEN:
            self._seen.popitem(last=False)
        return False

    def next_change(self, message: Mapping[str, Any]) -> Change | None:
        """Return the change that leads from this version to the next, if the message has it.

        An update holds the changed columns only, so it needs the row that it changes.
        """
        facts, verb = message["payload"], message["event"].rpartition(".")[2]
        changed = facts.get("changed")
        if facts.get("v") != 1 or facts["version"] != self.version + 1 or changed is None:
            return None
        series_id, version = changed["series_id"], facts["version"]
        row = self.rows.get(series_id)
        if verb == "deleted":
            return Change(series_id, version, None)
        if verb == "inserted":
            return Change(series_id, version, Edit.from_json(changed))
        if verb == "updated" and row is not None:
            return Change(series_id, version, Edit.from_json({**row.to_json(), **changed}))
        return None


@dataclass(frozen=True, slots=True)
class Since:
    """The answer of `progress_since`: after a reset nothing but its changes is true."""

    version: int
    is_reset: bool
    changes: tuple[Change, ...]
    policies: Mapping[int, Policy]

    @classmethod
    def from_json(cls, answer: Mapping[str, Any]) -> "Since":
        """Read rows, tombstones, and the policies that the reader chose on any device."""
        rows = [_row(row["series_id"], row) for row in answer["rows"]]
        gone = [Change(row["series_id"], row["version"], None) for row in answer["tombstones"]]
        policies = {int(key): policy for key, policy in answer["policies"].items()}
        return cls(answer["version"], answer["reset"], (*rows, *gone), policies)


def read_winners(answers: Sequence[Mapping[str, Any]], edits: int) -> list[Change]:
    """Read what `push_progress` says stands after so many edits; where no row is, nothing."""
    if len(answers) != edits:
        raise ValueError(f"{len(answers)} answers to {edits} edits")
    return [
        _row(answer["series_id"], winner)
        for answer in answers
        if (winner := answer["winner"]) is not None
    ]


def _row(series_id: int, facts: Mapping[str, Any]) -> Change:
    return Change(series_id, facts["version"], Edit.from_json(facts))
