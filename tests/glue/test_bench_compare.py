"""Measurements that are written down and compared: what is slower beyond noise."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from glue.bench import suites
from glue.bench.comparing import compare, read_runs
from glue.bench.figures import Figure, Watch, markdown
from glue.bench.rounds import join_runs
from glue.commands.bench import bench_command
from glue.errors import ConfigError, RowhouseError

pytestmark = pytest.mark.once


def figure(name: str, value: float, unit: str = "ms", *, ok: bool = True) -> Figure:
    return Figure("s", name, unit, value, None, None, None, None, ok)


def measured(**runs: list[float]) -> dict[str, Any]:
    """Return a measurement: figures by name, each with the values of its runs."""
    figures = [figure(name, value) for name, each in runs.items() for value in each]
    return {"machine": {}, "figures": join_runs([figures])}


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ([10, 10, 10], [10.9, 10.9, 10.9], "same"),
        ([10, 10, 10], [11.1, 11.1, 11.1], "slower"),
        ([10, 10, 10], [8.9, 8.9, 8.9], "faster"),
        ([10, 12, 14], [15, 16, 15], "same"),
        ([10, 12, 14], [17, 17, 17], "slower"),
        ([10, 10, 10], [12, 12, 17], "same"),
        ([0, 0, 0], [1, 1, 1], "slower"),
        ([10, 10], [20, 20], "unsure"),
    ],
)
def test_a_change_counts_beyond_a_tenth_and_the_range_of_the_runs(
    before: list[float], after: list[float], verdict: str
) -> None:
    (found,) = compare(measured(a=before), measured(a=after))
    assert found.verdict == verdict


def test_of_a_rate_less_is_slower() -> None:
    one = {"figures": join_runs([[figure("a", 100, "calls/s")]] * 3)}
    other = {"figures": join_runs([[figure("a", 50, "calls/s")]] * 3)}
    assert [found.verdict for found in compare(one, other)] == ["slower"]


def test_figures_that_one_measurement_lacks_are_named() -> None:
    found = compare(measured(a=[1, 1, 1]), measured(b=[1, 1, 1]))
    assert [(one.name, one.verdict) for one in found] == [("a", "gone"), ("b", "new")]


def write(path: Path, document: dict[str, Any]) -> str:
    path.write_text(json.dumps(document))
    return str(path)


def test_the_command_fails_where_something_is_slower(tmp_path: Path) -> None:
    one = write(tmp_path / "one.json", measured(a=[1, 1, 1], b=[1, 1, 1]))
    other = write(tmp_path / "other.json", measured(a=[1, 1, 1], b=[2, 2, 2]))
    done = CliRunner().invoke(bench_command, ["compare", one, other])
    assert done.exit_code == 1
    assert "slower" in done.stdout
    assert CliRunner().invoke(bench_command, ["compare", other, one]).exit_code == 0
    done = CliRunner().invoke(bench_command, ["compare", one, other, "--json"])
    assert [found["verdict"] for found in json.loads(done.stdout)] == ["same", "slower"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"figures": [{}]}'])
def test_a_file_of_another_kind_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "one.json"
    file.write_text(text)
    with pytest.raises(ConfigError, match="not a file of"):
        read_runs(file)


def test_a_file_of_two_runs_shows_no_noise(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="2 runs"):
        read_runs(Path(write(tmp_path / "one.json", measured(a=[1, 1]))))


def test_all_writes_each_run_and_names_what_was_left_out(
    db_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = iter((3.0, 1.0, 2.0))

    def steady(_url: str, _scale: float, _watch: Watch) -> list[Figure]:
        value = next(values)
        return [figure("a", value, ok=value < 3)]

    def unable(_url: str, _scale: float, _watch: Watch) -> list[Figure]:
        raise RowhouseError("it has no data")

    monkeypatch.setattr(suites, "IN_PLACE", {"filters": steady, "filters-burst": unable})
    monkeypatch.setattr("glue.commands.bench.chosen_suites", lambda _: ["filters", "filters-burst"])
    file = tmp_path / "all.json"
    done = CliRunner().invoke(bench_command, ["all", "--file", str(file), "--url", db_url])
    assert done.exit_code == 0, done.output
    found = json.loads(file.read_text())
    assert found["left_out"] == {"filters-burst": "it has no data"}
    assert "filters-burst was left out: it has no data" in done.stderr
    (joined,) = found["figures"]
    assert [run["median"] for run in joined["runs"]] == [3.0, 1.0, 2.0]
    assert (joined["median"], joined["ok"]) == (2.0, True)
    assert {*found["machine"]} == {"system", "processor", "cores", "memory_gib"}
    assert found["versions"]["postgres"]
    assert found["commit"]
    assert compare(read_runs(file), found)[0].verdict == "same"


def test_a_table_for_a_page_marks_what_missed_its_bar() -> None:
    slow = Figure("s", "a", "ms", 1234.56, 2000.0, None, None, 200.0, ok=False, p99=2100.0)
    assert markdown([slow]).splitlines() == [
        "|  | unit | median | p95 | p99 | bar |",
        "|---|---|---|---|---|---|",
        "| a | ms | 1,234.6 | 2,000 | 2,100 | 200 **missed** |",
    ]
