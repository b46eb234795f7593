"""`vetting.toml`: what is accepted, why, and until when."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from glue.errors import ConfigError

FILE = "vetting.toml"


@dataclass(frozen=True, slots=True)
class AcceptedAdvisory:
    """A known vulnerability that does not count until a day, for a reason."""

    advisory: str
    package: str
    reason: str
    until: date


@dataclass(frozen=True, slots=True)
class AcceptedLicence:
    """A package whose licence is none of the permitted ones, for a reason."""

    package: str
    licence: str
    reason: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """Everything that the file says."""

    advisories: tuple[AcceptedAdvisory, ...]
    licences: tuple[AcceptedLicence, ...]
    permitted: frozenset[str]


def read_accepted(root: Path) -> Accepted:
    """Read the file; each entry needs all its keys, and a reason that says something."""
    text = tomllib.loads((root / FILE).read_text())
    try:
        found = Accepted(
            tuple(AcceptedAdvisory(**entry) for entry in text.get("advisory", [])),
            tuple(AcceptedLicence(**entry) for entry in text.get("licence", [])),
            frozenset(text["permitted"]),
        )
    except (TypeError, KeyError) as exc:
        raise ConfigError(f"{FILE} has an entry that is not whole: {exc}.") from exc
    reasons = [(one.package, one.reason) for one in found.advisories]
    reasons += [(one.package, one.reason) for one in found.licences]
    for package, reason in reasons:
        if not reason.strip():
            raise ConfigError(f"{FILE}: the exception for {package} gives no reason.")
    for advisory in found.advisories:
        if type(advisory.until) is not date:
            raise ConfigError(
                f"{FILE}: `until` of {advisory.advisory} is no date. Write it as 2027-01-31."
            )
    return found
