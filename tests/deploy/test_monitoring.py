"""Alert rules and dashboards: promtool judges them, and each figure has its place."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
import yaml
from click.testing import CliRunner
from grafana_foundation_sdk.models.dashboard import Dashboard
from psycopg.rows import DictRow

from glue import paths
from glue.cli import main
from glue.monitoring.figures import Figures, read_figures
from glue.monitoring.runbook import FALLBACK, anchor, read_runbook
from glue.monitoring.writing import DASHBOARDS, RULES, write_monitoring

pytestmark = [pytest.mark.once, pytest.mark.needs("concerts", "filters", "reading")]
PROMTOOL = shutil.which("promtool")
needs_promtool = pytest.mark.skipif(
    PROMTOOL is None, reason="promtool is not here: apt-get install prometheus"
)
METRIC = re.compile(r"\browhouse_\w+")
VARIABLES = {"$__rate_interval": "5m", "$instance": "a"}


@pytest.fixture(scope="module")
def rules() -> Any:
    return yaml.safe_load((paths.ROOT / RULES).read_text())


@pytest.fixture
def figures(conn: psycopg.Connection[DictRow]) -> Figures:
    return read_figures(conn)


def dashboards() -> list[Path]:
    return sorted((paths.ROOT / DASHBOARDS).glob("*.json"))


def panels() -> Iterator[dict[str, Any]]:
    for path in dashboards():
        yield from json.loads(path.read_text())["panels"]


def expressions() -> list[str]:
    return [target["expr"] for panel in panels() for target in panel["targets"]]


def judge(*arguments: str | Path, cwd: Path | None = None) -> str:
    """Run promtool, which must be content."""
    assert PROMTOOL is not None
    done = subprocess.run(
        [PROMTOOL, *arguments], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_what_is_committed_is_what_the_catalog_says(conn: psycopg.Connection[DictRow]) -> None:
    written = write_monitoring(conn, paths.ROOT)
    assert {name: (paths.ROOT / name).read_text() for name in written} == written
    assert {path.relative_to(paths.ROOT).as_posix() for path in dashboards()} < written.keys()


@needs_promtool
def test_promtool_accepts_the_rules() -> None:
    assert "SUCCESS" in judge("check", "rules", paths.ROOT / RULES)


@needs_promtool
def test_promtool_s_unit_tests_of_the_rules_pass(tmp_path: Path) -> None:
    shutil.copy(paths.ROOT / RULES, tmp_path)
    shutil.copy(Path(__file__).parent / "rules.test.yml", tmp_path)
    judge("test", "rules", "rules.test.yml", cwd=tmp_path)


@needs_promtool
def test_promtool_s_unit_tests_see_a_changed_rule(tmp_path: Path) -> None:
    text = (paths.ROOT / RULES).read_text()
    (tmp_path / "rules.yml").write_text(text.replace("for: 2m", "for: 20m"))
    shutil.copy(Path(__file__).parent / "rules.test.yml", tmp_path)
    with pytest.raises(AssertionError, match="RowhouseCoreQueueAgeFails"):
        judge("test", "rules", "rules.test.yml", cwd=tmp_path)


def test_each_threshold_has_its_alert(rules: Any, figures: Figures) -> None:
    alerts = {r["alert"] for g in rules["groups"] for r in g["rules"] if "alert" in r}
    warning = {f"{check.alert}Warns" for check in figures.checks if check.warn is not None}
    failing = {
        f"{check.alert}Fails"
        for check in figures.checks
        if (check.warn, check.fail) != (None, None)
    }
    assert warning | failing <= alerts
    assert len(warning) > 20


def test_each_runbook_leads_to_a_section_that_exists(rules: Any) -> None:
    page = (paths.ROOT / "docs" / "troubleshooting.md").read_text()
    there = {anchor(heading) for heading in re.findall(r"^## (.+)$", page, re.MULTILINE)}
    links = [
        rule["annotations"]["runbook_url"]
        for group in rules["groups"]
        for rule in group["rules"]
        if "alert" in rule
    ]
    asked = {
        link.removeprefix("{{ $externalLabels.runbooks }}/troubleshooting.md#") for link in links
    }
    assert asked <= there
    assert FALLBACK in there


def test_the_page_of_troubles_has_every_check(figures: Figures) -> None:
    named = read_runbook(paths.ROOT)
    assert [check.name for check in figures.checks if check.name not in named] == []


def test_each_check_and_each_source_has_its_panel(figures: Figures) -> None:
    shown = {name for expression in expressions() for name in METRIC.findall(expression)}
    assert shown == figures.metrics


def test_each_metric_that_the_database_writes_is_in_the_catalog(
    db_url: str, figures: Figures
) -> None:
    text = CliRunner().invoke(main, ["metrics", "--url", db_url]).stdout
    assert set(re.findall(r"^# TYPE (\S+)", text, re.MULTILINE)) <= figures.metrics


@needs_promtool
def test_promtool_reads_every_expression_of_a_panel(tmp_path: Path) -> None:
    recorded = []
    for place, expression in enumerate(expressions()):
        for variable, value in VARIABLES.items():
            expression = expression.replace(variable, value)  # noqa: PLW2901
        recorded.append({"record": f"panel:{place}", "expr": expression})
    file = tmp_path / "panels.yml"
    file.write_text(yaml.safe_dump({"groups": [{"name": "panels", "rules": recorded}]}))
    judge("check", "rules", file)


def kept(given: Any, read: Any) -> bool:
    """Return whether all of `given` was understood: nothing of it was dropped."""
    if isinstance(given, dict):
        return isinstance(read, dict) and all(kept(v, read.get(k)) for k, v in given.items())
    if isinstance(given, list):
        return len(given) == len(read) and all(map(kept, given, read))
    return bool(given == read)


@pytest.mark.parametrize("path", dashboards(), ids=lambda path: path.stem)
def test_grafana_s_own_types_know_every_field(path: Path) -> None:
    document = json.loads(path.read_text())
    read = json.loads(json.dumps(Dashboard.from_json(document), default=lambda it: it.to_json()))
    # Targets and options belong to plug-ins, which the types do not describe.
    for panel in document["panels"]:
        panel.pop("targets")
    assert kept(document, read)
    places = [panel["id"] for panel in document["panels"]]
    assert len(places) == len({*places})
