"""Grafana's dashboards: an overview, and for each module a panel for each of its figures."""

import json
from typing import Any

from glue.monitoring.figures import FAILED, STATUS, Check, Figures, Source

_WIDTH = 24
_SOURCE = {"type": "prometheus", "uid": "${datasource}"}
_ONE = 'job="rowhouse", instance=~"$instance"'
_UNITS = {"seconds": "s", "bytes": "bytes", "ratio": "percentunit"}
_STATUSES = {
    "0": {"text": "ok", "color": "green", "index": 0},
    "1": {"text": "warns", "color": "orange", "index": 1},
    "2": {"text": "fails", "color": "red", "index": 2},
}
Panel = dict[str, Any]


def write_dashboards(figures: Figures) -> dict[str, str]:
    """Return the text of each dashboard, by its file name."""
    overview = _dashboard("overview", "Rowhouse", _overview())
    found = {"rowhouse-overview.json": _json(overview)}
    for module in figures.modules:
        checks = [_of_check(check) for check in figures.checks if check.module == module]
        sources = [_of_source(source) for source in figures.sources if source.module == module]
        panels = _in_rows([*checks, *sources], per_row=3, height=7)
        title = f"Rowhouse {module}"
        found[f"rowhouse-{module}.json"] = _json(_dashboard(module, title, panels))
    return found


def _overview() -> list[Panel]:
    timeline = _panel(
        "state-timeline",
        "Health checks",
        "0: the check is ok, 1: it warns, 2: it fails.",
        f"{STATUS}{{{_ONE}}}",
        legend="{{check}}",
    )
    timeline["fieldConfig"]["defaults"]["mappings"] = [{"type": "value", "options": _STATUSES}]
    counts = [
        _stat("Checks that fail", f"count({STATUS}{{{_ONE}}} == 2) or vector(0)", red=1),
        _stat("Checks that warn", f"count({STATUS}{{{_ONE}}} == 1) or vector(0)", red=1),
        _stat("Metrics that cannot be read", f"sum({FAILED}{{{_ONE}}}) or vector(0)", red=1),
        _stat("Targets that do not answer", f"count(up{{{_ONE}}} == 0) or vector(0)", red=1),
    ]
    placed = _in_rows(counts, per_row=4, height=4)
    return [*placed, timeline | {"gridPos": {"x": 0, "y": 4, "w": _WIDTH, "h": 24}}]


def _stat(title: str, expression: str, *, red: float) -> Panel:
    panel = _panel("stat", title, "", expression)
    panel["fieldConfig"]["defaults"]["thresholds"] = _steps(("green", None), ("red", red))
    return panel


def _of_check(check: Check) -> Panel:
    panel = _panel(
        "timeseries", check.title, check.advice, f"{check.metric}{{{_ONE}}}", legend="{{instance}}"
    )
    defaults = panel["fieldConfig"]["defaults"]
    defaults["unit"] = _UNITS.get(check.unit, "short")
    defaults["thresholds"] = _thresholds(check)
    defaults["custom"] = {"thresholdsStyle": {"mode": "line"}}
    return panel


def _thresholds(check: Check) -> Panel:
    if check.warn is not None and check.fail is not None and check.fail < check.warn:
        return _steps(("red", None), ("orange", check.fail), ("green", check.warn))
    steps = [("orange", check.warn), ("red", check.fail)]
    return _steps(("green", None), *(step for step in steps if step[1] is not None))


def _of_source(source: Source) -> Panel:
    metric = f"{source.metric}{{{_ONE}}}"
    is_counter = source.kind == "counter"
    panel = _panel(
        "timeseries",
        source.name.removeprefix(f"{source.module}_").replace("_", " ").capitalize(),
        source.help + (" Per second." if is_counter else ""),
        f"rate({metric}[$__rate_interval])" if is_counter else metric,
    )
    last = source.name.removesuffix("_total").rpartition("_")[2]
    panel["fieldConfig"]["defaults"]["unit"] = _UNITS.get(last, "short")
    return panel


def _panel(kind: str, title: str, help_: str, expression: str, legend: str = "__auto") -> Panel:
    return {
        "type": kind,
        "title": title,
        "description": help_,
        "datasource": _SOURCE,
        "fieldConfig": {"defaults": {}, "overrides": []},
        "targets": [
            {"refId": "A", "datasource": _SOURCE, "expr": expression, "legendFormat": legend}
        ],
    }


def _steps(*steps: tuple[str, float | None]) -> Panel:
    return {
        "mode": "absolute",
        "steps": [{"color": color, "value": value} for color, value in steps],
    }


def _in_rows(panels: list[Panel], *, per_row: int, height: int) -> list[Panel]:
    width = _WIDTH // per_row
    return [
        panel
        | {
            "gridPos": {
                "x": place % per_row * width,
                "y": place // per_row * height,
                "w": width,
                "h": height,
            }
        }
        for place, panel in enumerate(panels)
    ]


def _dashboard(name: str, title: str, panels: list[Panel]) -> Panel:
    instances = {
        "name": "instance",
        "label": "Installation",
        "type": "query",
        "datasource": _SOURCE,
        "query": f'label_values({STATUS}{{job="rowhouse"}}, instance)',
        "refresh": 2,
        "multi": True,
        "includeAll": True,
    }
    datasource = {"name": "datasource", "type": "datasource", "query": "prometheus"}
    return {
        "uid": f"rowhouse-{name}",
        "title": title,
        "tags": ["rowhouse"],
        "editable": False,
        "schemaVersion": 39,
        "time": {"from": "now-6h", "to": "now"},
        "refresh": "1m",
        "templating": {"list": [datasource, instances]},
        "links": [
            {"type": "dashboards", "title": "Rowhouse", "tags": ["rowhouse"], "asDropdown": True}
        ],
        "panels": [panel | {"id": place} for place, panel in enumerate(panels, start=1)],
    }


def _json(document: Panel) -> str:
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"
