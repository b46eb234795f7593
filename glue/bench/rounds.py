"""All suites, several times: one document with the machine, the commit and each run."""

import os
import platform
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from typing import Any

import psutil

from glue import paths
from glue.bench.figures import Figure, Watch
from glue.bench.suites import run
from glue.db import connect
from glue.errors import RowhouseError

FORMAT = 1
NUMBERS = ("median", "p95", "p99", "ratio")
PACKAGES = ("psycopg", "aiohttp")
CPU = Path("/proc/cpuinfo")


def measure_all(
    url: str, suites: Sequence[str], scale: float, runs: int, watch: Watch
) -> dict[str, Any]:
    """Run the suites round by round; a suite that can not run here is left out."""
    found: dict[str, list[list[Figure]]] = {suite: [] for suite in suites}
    left_out: dict[str, str] = {}
    for number in range(1, runs + 1):
        for suite in suites:
            if suite in left_out:
                continue
            try:
                found[suite].append(
                    run(suite, url, scale, lambda words: watch(f"run {number}: {words}"))  # noqa: B023
                )
            except RowhouseError as exc:
                left_out[suite] = str(exc)
    return {
        "format": FORMAT,
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": commit(),
        "machine": machine(),
        "versions": versions(url),
        "scale": scale,
        "left_out": left_out,
        "figures": [
            figure
            for suite, rounds in found.items()
            if suite not in left_out
            for figure in join_runs(rounds)
        ],
    }


def join_runs(rounds: Sequence[Sequence[Figure]]) -> list[dict[str, Any]]:
    """Return each figure with its runs; one that is missing in a round has fewer."""
    by_name: dict[str, list[Figure]] = {}
    for figures in rounds:
        for figure in figures:
            by_name.setdefault(figure.name, []).append(figure)
    return [
        {
            "suite": each[0].suite,
            "name": name,
            "unit": each[0].unit,
            "floor": each[0].floor,
            "bar": each[0].bar,
            "ok": sum(figure.ok for figure in each) * 2 > len(each),
            **{number: _middle([getattr(f, number) for f in each]) for number in NUMBERS},
            "runs": [{number: getattr(f, number) for number in NUMBERS} for f in each],
        }
        for name, each in by_name.items()
    ]


def _middle(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return median(known) if known else None


def commit() -> str:
    """Return the commit of the checkout, with a plus if files differ from it."""
    words = ("git", "-C", str(paths.ROOT), "describe", "--always", "--dirty=+", "--abbrev=40")
    try:
        done = subprocess.run(words, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return done.stdout.strip()


def machine() -> dict[str, Any]:
    """Return what the figures depend on."""
    models = [
        line.partition(":")[2].strip()
        for line in (CPU.read_text().splitlines() if CPU.exists() else ())
        if line.startswith("model name")
    ]
    return {
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "processor": models[0] if models else platform.processor(),
        "cores": os.cpu_count(),
        "memory_gib": round(psutil.virtual_memory().total / 2**30),
    }


def versions(url: str) -> dict[str, str]:
    """Return the versions of what ran."""
    found = {"python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "unknown"
    with connect(url) as conn:
        row = conn.execute("select current_setting('server_version') as version").fetchone()
    return found | {"postgres": row["version"] if row else "unknown"}
