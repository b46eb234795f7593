"""The files of rules and dashboards, by their paths in a checkout."""

from pathlib import Path

import psycopg
from psycopg.rows import DictRow

from glue.monitoring.dashboards import write_dashboards
from glue.monitoring.figures import read_figures
from glue.monitoring.rules import write_rules

RULES = "deploy/prometheus/rules.yml"
DASHBOARDS = "deploy/grafana/dashboards"


def write_monitoring(conn: psycopg.Connection[DictRow], root: Path) -> dict[str, str]:
    """Return the text of each file."""
    figures = read_figures(conn)
    dashboards = write_dashboards(figures)
    return {
        RULES: write_rules(figures, root),
        **{f"{DASHBOARDS}/{name}": text for name, text in dashboards.items()},
    }
