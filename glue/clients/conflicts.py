"""Which of several edits of one reader and series stands: the rule of `reading._merge`, here.

A device shows what will stand before the server has answered, so it must decide as the server
does. One total order a policy decides everything: what stands is the greatest edit, whatever
the order in which edits came and however often they came.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations
from typing import Any, Literal, TypeAlias, get_args

Policy: TypeAlias = Literal["lww", "furthest", "furthest_unless_same_device"]
Place: TypeAlias = tuple[Decimal, int, Decimal]
Rank: TypeAlias = tuple[int | Decimal | datetime | str, ...]

_NOWHERE = Decimal(-1)
_THOUSANDTH, _HUNDREDTH = Decimal("0.001"), Decimal("0.01")
_MOST_CHARACTERS = 100
_MOST_DIGITS = 20
_MOST_PAGES = 2**31 - 1
MOST_REWINDS = 1_000_000
_PAGES_OF_A_CHAPTER = 20
_CONTROLS = frozenset(map(chr, [*range(9), *range(14, 32), 127]))
_FIRST_YEAR, _LAST_YEAR = 1900, 2999


@dataclass(frozen=True, slots=True)
class Edit:
    """Where a reader was in a series, according to one device at one time.

    `version` is that of the row of the server that says so, None for an edit of which no row
    is known; `base_version` is that of the row that the reader saw at the time. Neither
    is part of what is compared.
    """

    chapter: Decimal | None
    chapter_label: str | None
    page: int | None
    percent: Decimal | None
    device_id: str
    updated_at: datetime
    rewinds: int = 0
    base_version: int | None = field(default=None, compare=False)
    version: int | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        """Round as the columns do, so that equal edits are equal."""
        object.__setattr__(self, "chapter", _rounded(self.chapter, _THOUSANDTH))
        object.__setattr__(self, "percent", _rounded(self.percent, _HUNDREDTH))

    @classmethod
    def from_json(cls, facts: Mapping[str, Any]) -> "Edit":
        """Read an edit, or a row, as JSON spells it."""
        return cls(
            chapter=_decimal(facts.get("chapter")),
            chapter_label=facts.get("chapter_label"),
            page=facts.get("page"),
            percent=_decimal(facts.get("percent")),
            device_id=facts["device_id"],
            updated_at=datetime.fromisoformat(facts["updated_at"]).astimezone(UTC),
            rewinds=facts.get("rewinds") or 0,
            base_version=facts.get("base_version"),
            version=facts.get("version"),
        )

    def to_json(self) -> dict[str, Any]:
        """Return what `push_progress` takes, and the version."""
        return {
            "chapter": None if self.chapter is None else float(self.chapter),
            "chapter_label": self.chapter_label,
            "page": self.page,
            "percent": None if self.percent is None else float(self.percent),
            "device_id": self.device_id,
            "updated_at": self.updated_at.isoformat(),
            "rewinds": self.rewinds,
            "base_version": self.base_version,
            "version": self.version,
        }

    @property
    def place(self) -> Place:
        """How far it is; what is not said is before everything."""
        return (
            _NOWHERE if self.chapter is None else self.chapter,
            -1 if self.page is None else self.page,
            _NOWHERE if self.percent is None else self.percent,
        )

    @property
    def reach(self) -> Place:
        """Its place as policy furthest compares it.

        First how far it is in chapters, as `reading._distance` says: without a chapter a percent
        counts as one, and where there is only a page, twenty pages do.
        """
        chapter, page, percent = self.place
        estimate = Decimal(page) / _PAGES_OF_A_CHAPTER if self.percent is None else percent
        return (estimate if self.chapter is None else chapter), page, percent

    @property
    def fault(self) -> str | None:
        """What the server would say is wrong with it; None when nothing is."""
        return next((words for is_so, words in self._faults() if is_so), None)

    def has_seen(self, other: "Edit") -> bool:
        """Return whether its reader had seen the row of the other."""
        if self.base_version is None or other.version is None:
            return False
        return self.base_version >= other.version

    def _faults(self) -> Iterable[tuple[bool, str]]:
        """Yield the bounds of `reading._edit_fault`, in its order."""
        yield self.updated_at.tzinfo is None, "updated_at is not a time with a zone"
        yield not _FIRST_YEAR <= self.updated_at.year <= _LAST_YEAR, "updated_at is out of range"
        yield (
            self.chapter is None and self.page is None and self.percent is None,
            "it has no chapter, page or percent",
        )
        yield not _within(self.chapter, 1_000_000 - _THOUSANDTH), "chapter is out of range"
        yield not _is_text(self.chapter_label), "chapter_label does not have 1 to 100 characters"
        yield not _within(self.page, _MOST_PAGES), "page is out of range"
        yield not _within(self.percent, 100), "percent is not within 0 and 100"
        yield not _is_text(self.device_id), "device_id does not have 1 to 100 characters"
        yield not _within(self.rewinds, MOST_REWINDS), "rewinds is out of range"


class ConflictResolver:
    """The rule of one policy; pure, and the same as the server's on every edit."""

    def __init__(self, policy: Policy = "lww") -> None:
        if policy not in get_args(Policy):
            raise ValueError(f"{policy!r} is not a policy")
        self.policy = policy

    def rank(self, edit: Edit) -> Rank:
        """Return what compares: of two edits the one with the greater rank stands.

        Strings compare by code point, as the columns' collation does.
        """
        return (
            edit.rewinds if self.policy == "furthest_unless_same_device" else -1,
            *((-1, -1, -1) if self.policy == "lww" else edit.reach),
            edit.updated_at,
            edit.device_id,
            *edit.place,
            edit.chapter_label or "",
            edit.rewinds,
        )

    def merge(self, one: Edit, other: Edit) -> Edit:
        """Return the one of two that stands."""
        return other if self.rank(other) > self.rank(one) else one

    def resolve(self, updates: Iterable[Edit]) -> Edit | None:
        """Return the one that stands; None of none."""
        return max(updates, key=self.rank, default=None)

    def detect_conflict(self, updates: Iterable[Edit]) -> bool:
        """Return whether two devices were at different places without knowing of each other.

        Of one device only its greatest edit counts: the others are its own past.
        """
        latest: dict[str, Edit] = {}
        for edit in updates:
            held = latest.get(edit.device_id)
            latest[edit.device_id] = edit if held is None else self.merge(held, edit)
        return any(
            (one.place, one.chapter_label) != (other.place, other.chapter_label)
            and not one.has_seen(other)
            and not other.has_seen(one)
            for one, other in combinations(latest.values(), 2)
        )


def _decimal(value: float | str | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _rounded(value: Decimal | None, unit: Decimal) -> Decimal | None:
    """Round half away from zero; what can not be rounded is left for `fault` to name."""
    if value is None or not value.is_finite() or value.adjusted() > _MOST_DIGITS:
        return value
    return value.quantize(unit, ROUND_HALF_UP)


def _within(value: Decimal | int | None, most: Decimal | int) -> bool:
    if value is None:
        return True
    return not (isinstance(value, Decimal) and value.is_nan()) and 0 <= value <= most


def _is_text(value: str | None) -> bool:
    """Return whether it is kept: 1 to 100 characters, no control, no half of a pair."""
    if value is None:
        return True
    return (
        1 <= len(value) <= _MOST_CHARACTERS
        and not any("\ud800" <= character <= "\udfff" for character in value)
        and not any(character in _CONTROLS for character in value)
    )
