"""Prometheus' alert rules: one for each threshold of a check, and the burn rates of promises."""

from dataclasses import dataclass
from pathlib import Path

import jinja2

from glue.monitoring.figures import FAILED, STATUS, Figures
from glue.monitoring.runbook import FALLBACK, PAGE, read_runbook

_TEMPLATES = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Promise:
    """A share of minutes in which a check's figure stays within a bound, over 30 days."""

    name: str
    check: str
    bad: str
    budget: float


@dataclass(frozen=True, slots=True)
class Burn:
    """How fast a budget is used up, over a long and a short window."""

    name: str
    rate: float
    long: str
    short: str
    severity: str


PROMISES = (
    Promise("jobs_start", "core.queue_age", "> bool 60", 0.005),
    Promise("events_are_read", "core.consumer_lag", "> bool 60", 0.005),
    Promise("webhooks_are_sent", "core.webhooks_due", "> bool 60", 0.01),
    Promise("filters_are_quick", "filters.fold_lag", "> bool 10", 0.01),
    Promise("messages_arrive", "core.broadcasts_lost", "> bool 0", 0.001),
)
"""The objectives of docs/service-levels.md that a check measures."""

BURNS = (
    Burn("BurnsFast", 14.4, "1h", "5m", "page"),
    Burn("Burns", 6, "6h", "30m", "page"),
    Burn("BurnsSlowly", 1, "3d", "6h", "ticket"),
)


def write_rules(figures: Figures, root: Path) -> str:
    """Return the file of rules."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 (YAML of our own catalog)
    )
    anchors = read_runbook(root)
    checks = {check.name: check for check in figures.checks}
    promises = [(promise, checks[promise.check]) for promise in PROMISES if promise.check in checks]
    page = PAGE.rpartition("/")[2]
    return env.get_template("rules.yml.j2").render(
        checks=figures.checks,
        promises=promises,
        burns=BURNS,
        status=STATUS,
        failed=FAILED,
        runbook=lambda name: f"{page}#{anchors.get(name, FALLBACK)}",
    )
