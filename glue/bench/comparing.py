"""What is slower in one measurement than in another, beyond noise.

The rule: median and p95 of a figure are each the median of its runs. Its noise is the widest
range of its runs (highest less lowest) in either file, and at least a tenth of the first file's
value. A change that is larger than the noise counts. Fewer than three runs show no noise, so
such files are refused.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from glue.errors import ConfigError

LEAST = 3
SHARE = 0.1
MEASURES = ("median", "p95")
RISING = ("/s", "share")
"""Ends of the units of which more is better."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One number of a figure in both files.

    `verdict` is slower, faster, same, unsure, gone or new.
    """

    suite: str
    name: str
    measure: str
    unit: str
    before: float | None
    after: float | None
    noise: float | None
    verdict: str


def read_runs(path: Path) -> dict[str, Any]:
    """Read a file of `rowhouse bench all`."""
    try:
        found = json.loads(path.read_text())
        runs = [len(figure["runs"]) for figure in found["figures"]]
        found["machine"]
    except (ValueError, KeyError, TypeError) as exc:
        raise ConfigError(
            f"{path} is not a file of `rowhouse bench all`", "Make one: bench all --file F.json."
        ) from exc
    if runs and max(runs) < LEAST:
        raise ConfigError(
            f"{path} has {max(runs)} runs of a figure: that shows no noise",
            f"Measure with `rowhouse bench all --runs {LEAST}` or more.",
        )
    return dict(found)


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Verdict]:
    """Return a verdict on each number of each figure, in the order of the first file."""
    ones, others = _by_name(before), _by_name(after)
    verdicts = [verdict for key in ones for verdict in _judge(ones[key], others.get(key))]
    return verdicts + [
        Verdict(*key, "median", figure["unit"], None, figure["median"], None, "new")
        for key, figure in others.items()
        if key not in ones
    ]


def _by_name(found: Mapping[str, Any]) -> dict[tuple[str, str], Mapping[str, Any]]:
    return {(figure["suite"], figure["name"]): figure for figure in found["figures"]}


def _judge(one: Mapping[str, Any], other: Mapping[str, Any] | None) -> Iterator[Verdict]:
    named = one["suite"], one["name"]
    if other is None:
        yield Verdict(*named, "median", one["unit"], one["median"], None, None, "gone")
        return
    for measure in MEASURES:
        before, after = _values(one, measure), _values(other, measure)
        if before and after:
            middle, now = median(before), median(after)
            noise = max(SHARE * abs(middle), _range(before), _range(after))
            is_sure = min(len(before), len(after)) >= LEAST
            verdict = _verdict(one["unit"], now - middle, noise) if is_sure else "unsure"
            yield Verdict(
                *named, measure, one["unit"], middle, now, round(noise, 3), verdict
            )  # fmt: skip


def _values(figure: Mapping[str, Any], measure: str) -> list[float]:
    return [run[measure] for run in figure["runs"] if run[measure] is not None]


def _range(values: list[float]) -> float:
    return max(values) - min(values)


def _verdict(unit: str, change: float, noise: float) -> str:
    if abs(change) <= noise:
        return "same"
    return "faster" if (change > 0) == unit.endswith(RISING) else "slower"
