"""The bench of duplicates: it is skipped with a reason, and measures what is there."""

import csv
from pathlib import Path

import pytest

from glue.bench import dedup

pytestmark = [pytest.mark.once, pytest.mark.needs("concerts")]


def test_files_that_are_not_there_are_skipped(
    db_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(dedup.FOLDER, str(tmp_path))
    assert dedup.measure(db_url, 1.0, print) == []
    assert capsys.readouterr().err.count("is skipped") == len(dedup.CASES)


def test_precision_and_recall_are_measured(
    db_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = [
        ("1", "1", "1", "the blue door", "212/555-0100"),
        ("2", "1", "2", "blue door", "212-555-0100"),
        ("3", "2", "2", "green gate", "404-555-0199"),
        ("4", "3", "1", "granita", "310/555-0142"),
        ("5", "3", "2", "la serre", "702-555-0170"),
    ]
    with (tmp_path / "restaurants_dev.csv").open("w") as file:
        writer = csv.writer(file)
        writer.writerow(["rec_id", "cluster_id", "source", "name", "phone"])
        writer.writerows(places)
    monkeypatch.setenv(dedup.FOLDER, str(tmp_path))
    figures = {figure.name: figure for figure in dedup.measure(db_url, 1.0, print)}
    assert figures["restaurants precision"].median == 1.0
    assert figures["restaurants recall"].median == 0.5
    assert not figures["restaurants F1"].ok
