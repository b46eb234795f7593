"""Figures of peers: each beside ours of the same run."""

from collections.abc import Mapping, Sequence
from statistics import median

from glue.bench.figures import Figure

SUITE = "peers"


def beside(
    name: str, unit: str, measured: Mapping[str, Sequence[float]], ours: str
) -> list[Figure]:
    """Return a figure for each; the ratio of a peer is that to ours, in the same rounds.

    Nothing is judged: a comparison has no bar.
    """
    return [
        Figure(
            SUITE, f"{name}: {who}", unit, round(median(values), 2), None,
            None if who == ours else round(median(values) / median(measured[ours]), 3),
            None if who == ours else ours, None, ok=True,
        )
        for who, values in measured.items()
    ]  # fmt: skip
