"""deploy/kubernetes: schemas, what each pod may, the order of an upgrade. No cluster took part."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from glue import paths
from tests.deploy import containerfile

FOLDER = paths.ROOT / "deploy" / "kubernetes"
VERSION = "1.35"
INSTALLATIONS = ("staging", "production")
IMAGE = f"ghcr.io/example/rowhouse@sha256:{'ab' * 32}"
NAME = "ab" * 5
# Validated by hand against the definitions of these versions, which this checkout does not hold.
FOREIGN = {
    "acme.cert-manager.io/v1",
    "barmancloud.cnpg.io/v1",
    "cert-manager.io/v1",
    "monitoring.coreos.com/v1",
    "postgresql.cnpg.io/v1",
}
KUBECTL = shutil.which("kubectl")
needs_kubectl = pytest.mark.skipif(KUBECTL is None, reason="kubectl is not here: it has kustomize")
Document = dict[str, Any]
# Notes what it is asked; knows kustomize alone.
FAKE = """#!/bin/sh
[ "$1" != kustomize ] || exec "$KUBECTL" "$@"
echo "$*" >> "$ASKED"
case "$*" in
    *"wait job/$FAILING"*) exit 1 ;;
    *"wait job/$STUCK"*) exit 1 ;;
    *"get job/$FAILING"*) printf True ;;
    *"get pods"*"job-name=$STUCK"*) printf ImagePullBackOff ;;
    *--filename*) grep '^kind: ' | sort | uniq -c | sed 's/^ */  /' >> "$ASKED" ;;
esac
"""


def documents(text: str) -> list[Document]:
    return [it for it in yaml.safe_load_all(text) if it]


def whole_files() -> list[Path]:
    """Return the files that stand for themselves: no patch, no kustomization."""
    folders = ("base", "jobs", "monitoring")
    found = [file for name in folders for file in (FOLDER / name).rglob("*.yaml")]
    return sorted(file for file in found if file.name != "kustomization.yaml")


def base() -> list[Document]:
    return [it for file in whole_files() for it in documents(file.read_text())]


def pods() -> Iterator[tuple[str, Document]]:
    for it in base():
        template = it.get("spec", {}).get("template", {})
        if "spec" in template:
            yield it["metadata"]["name"], template


def validate(found: list[Document]) -> None:
    for it in found:
        if it["apiVersion"] not in FOREIGN:
            kubernetes_validate.validate(it, VERSION, strict=True)


@pytest.mark.parametrize("file", whole_files(), ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_each_file_is_what_kubernetes_expects(file: Path) -> None:
    validate(documents(file.read_text()))


def test_a_field_that_does_not_exist_is_found() -> None:
    wrong = {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "it"},
        "spec": {"contaners": 1},
    }
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong, VERSION, strict=True)


@needs_kubectl
@pytest.mark.parametrize("installation", INSTALLATIONS)
def test_an_installation_is_assembled(installation: str) -> None:
    made = documents(kubectl_kustomize(FOLDER / installation))
    validate(made)
    assert {it["metadata"].get("namespace", "") for it in made} == {"", f"rowhouse-{installation}"}
    (namespace,) = [it for it in made if it["kind"] == "Namespace"]
    assert namespace["metadata"]["name"] == f"rowhouse-{installation}"
    assert {it["metadata"]["labels"]["rowhouse/step"] for it in made} == {
        "setup",
        "database",
        "migrate",
        "run",
    }
    (binding,) = [it for it in made if it["kind"] == "RoleBinding"]
    assert [it["namespace"] for it in binding["subjects"]] == [f"rowhouse-{installation}"]
    (cluster,) = [it for it in made if it["kind"] == "Cluster"]
    synchronous = cluster["spec"]["postgresql"].get("synchronous")
    assert (synchronous is None) == (cluster["spec"]["instances"] == 1)
    kinds = {it["kind"] for it in made}
    assert {"HorizontalPodAutoscaler", "NetworkPolicy", "PodDisruptionBudget",
            "ScheduledBackup", "Certificate"} <= kinds  # fmt: skip


def kubectl_kustomize(folder: Path) -> str:
    assert KUBECTL is not None
    done = subprocess.run(
        [KUBECTL, "kustomize", folder], capture_output=True, text=True, check=True
    )
    return done.stdout


def test_each_pod_asks_for_no_more_than_restricted_allows() -> None:
    user = int(containerfile.last("USER").rest.partition(":")[0])
    names = [name for name, _ in pods()]
    assert {"rest", "gateway", "relay", "worker", "rowhouse-migrate"} <= {*names}
    for name, template in pods():
        spec = template["spec"]
        pod = spec["securityContext"]
        assert pod["runAsNonRoot"], name
        assert pod["runAsUser"] == (1000 if name == "rest" else user), name
        assert pod["seccompProfile"] == {"type": "RuntimeDefault"}, name
        assert spec["automountServiceAccountToken"] is False, name
        for box in spec["containers"]:
            assert box["securityContext"] == {
                "allowPrivilegeEscalation": False,
                "readOnlyRootFilesystem": True,
                "capabilities": {"drop": ["ALL"]},
            }, name
            assert box["resources"]["limits"]["memory"], name
            assert box["resources"]["requests"].keys() == {"cpu", "memory"}, name


def test_each_process_is_probed_and_outlives_its_drain() -> None:
    served = [(name, it) for name, it in pods() if not name.startswith("rowhouse-")]
    for name, template in served:
        (box,) = template["spec"]["containers"]
        for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
            # A database that is away is no reason to restart what waits for it.
            path = box[probe]["httpGet"]["path"]
            assert path == ("/ready" if probe == "readinessProbe" else "/live"), name
        variables = {it["name"]: it.get("value", "0") for it in box["env"]}
        drain = sum(int(value) for key, value in variables.items() if "_DRAIN_" in key)
        assert template["spec"]["terminationGracePeriodSeconds"] > max(drain, 25), name


def test_each_disruption_budget_and_autoscaler_has_its_pods() -> None:
    names = {name for name, _ in pods()}
    for it in base():
        if it["kind"] == "PodDisruptionBudget":
            assert it["spec"]["selector"]["matchLabels"]["app.kubernetes.io/name"] in names
        if it["kind"] == "HorizontalPodAutoscaler":
            target = it["spec"]["scaleTargetRef"]["name"]
            (scaled,) = [
                o for o in base() if (o["kind"], o["metadata"]["name"]) == ("Deployment", target)
            ]
            assert "replicas" not in scaled["spec"], "two would decide"


def test_nothing_is_reached_unless_a_policy_says_so() -> None:
    policies = [it for it in base() if it["kind"] == "NetworkPolicy"]
    (deny,) = [it["spec"] for it in policies if it["spec"]["podSelector"] == {}
               and "Ingress" in it["spec"]["policyTypes"]]  # fmt: skip
    assert {*deny["policyTypes"]} == {"Ingress", "Egress"}
    assert deny.keys() == {"podSelector", "policyTypes"}
    labels = [template["metadata"]["labels"] for _, template in pods()]
    for it in policies:
        wanted = it["spec"]["podSelector"].get("matchLabels", {})
        if all(not key.startswith(("cnpg.io", "rowhouse/role")) for key in wanted):
            assert not wanted or any(wanted.items() <= have.items() for have in labels), wanted


def test_a_restored_database_is_reached_as_the_first_one() -> None:
    """It is a new cluster with another name; no policy may know one by its name."""
    policies = {
        it["metadata"]["name"]: it["spec"] for it in base() if it["kind"] == "NetworkPolicy"
    }
    any_cluster = {"matchExpressions": [{"key": "cnpg.io/cluster", "operator": "Exists"}]}
    assert "rowhouse-db" not in str(policies)
    database = policies["database"]
    assert database["podSelector"] == any_cluster
    assert any_cluster in [it.get("podSelector") for it in database["ingress"][1]["from"]]
    for egress in (database["egress"][0], policies["clients-of-the-database"]["egress"][0]):
        assert egress["to"] == [{"podSelector": any_cluster}]


def test_who_installs_needs_no_right_beyond_the_namespace() -> None:
    """`install` leaves to an administrator what is applied once; the Role has the rest."""
    made = [it for it in base() if it["metadata"].get("labels", {}).get("rowhouse/step") != "setup"]
    assert {it["kind"] for it in base() if it not in made} == {
        "Namespace",
        "ServiceAccount",
        "Role",
        "RoleBinding",
    }
    (role,) = [it for it in base() if it["kind"] == "Role"]
    granted = {
        (group, kind, verb)
        for rule in role["rules"]
        for group in rule["apiGroups"]
        for kind in rule["resources"]
        for verb in rule["verbs"]
    }
    assert not any("secrets" in kind or "*" in (kind, verb) for _, kind, verb in granted)
    for it in made:
        group = it["apiVersion"].rpartition("/")[0]
        kind = re.sub(r"y$", "ie", re.sub(r"ss$", "sse", it["kind"].lower())) + "s"
        for verb in ("get", "list", "watch", "create", "patch"):
            assert (group, kind, verb) in granted, (group, kind, verb)
    assert {("batch", "jobs", "delete"), ("", "pods", "list"), ("", "pods/log", "get")} <= granted
    for script in ("install", "back", "common.sh"):
        assert "setup" not in (FOLDER / script).read_text()


def test_no_secret_stands_in_a_file() -> None:
    assert [it for it in base() if it["kind"] == "Secret"] == []
    for name, template in pods():
        for variable in template["spec"]["containers"][0]["env"]:
            if variable["name"].endswith(("PASSWORD", "SECRET", "_KEY")):
                assert "secretKeyRef" in variable["valueFrom"], name


def run(script: str, *arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [FOLDER / script, *arguments],
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@needs_kubectl
def test_a_release_names_one_image_and_a_migration_of_its_own() -> None:
    made = documents(run("release", "production", IMAGE).stdout)
    specs = [it.get("spec", {}).get("template", {}).get("spec", {}) for it in made]
    images = {box["image"] for spec in specs for box in spec.get("containers", [])}
    assert {it for it in images if "postgrest" not in it} == {IMAGE}
    (job,) = [it for it in made if it["kind"] == "Job"]
    assert job["metadata"]["name"] == f"rowhouse-migrate-{NAME}"
    (down,) = documents(run("release", "staging", IMAGE, "down").stdout)
    assert down["metadata"]["name"] == f"rowhouse-down-{NAME}"
    assert down["metadata"]["namespace"] == "rowhouse-staging"
    assert down["spec"]["template"]["spec"]["containers"][0]["image"] == IMAGE
    assert [it.name for it in FOLDER.iterdir() if it.name.startswith(".")] == []


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("staging",),
        ("absent", IMAGE),
        ("../kubernetes/staging", IMAGE),
        ("staging", "x:latest"),
        ("staging", "x@sha256:abc"),
        # GNU sed would run this.
        ("staging", "x@sha256:/;e id;#"),
        ("staging", f"x@sha256:{'ab' * 32}\n{'ab' * 32}"),
        ("staging", f"x\nnewTag: y@sha256:{'ab' * 32}"),
        ("staging", f"x@sha256:a@sha256:{'ab' * 32}"),
        ("staging", IMAGE, "../staging"),
    ],
)
def test_a_release_that_is_not_named_whole_is_refused(words: tuple[str, ...]) -> None:
    done = run("release", *words)
    assert done.returncode == 2
    assert done.stderr
    assert done.stdout == ""


@pytest.fixture
def fake(tmp_path: Path) -> dict[str, str]:
    """A kubectl that notes what it is asked."""
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "kubectl").write_text(FAKE)
    (programs / "kubectl").chmod(0o755)
    return {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "KUBECTL": KUBECTL or "",
        "ASKED": str(tmp_path / "asked"),
        "FAILING": "none",
        "STUCK": "none",
    }


@needs_kubectl
def test_database_migration_processes_and_judgement_follow_each_other(fake: dict[str, str]) -> None:
    done = run("install", "production", IMAGE, **fake)
    assert done.returncode == 0, done.stderr
    asked = Path(fake["ASKED"]).read_text()
    order = ["step=database", "wait cluster", f"wait job/rowhouse-migrate-{NAME}", "step=run",
             "rollout status deployment/worker", f"wait job/rowhouse-smoke-{NAME}"]  # fmt: skip
    places = [asked.index(words) for words in order]
    assert places == sorted(places)


@needs_kubectl
def test_a_migration_that_fails_starts_no_process(fake: dict[str, str]) -> None:
    done = run("install", "production", IMAGE, **fake | {"FAILING": "rowhouse-migrate"})
    assert done.returncode != 0
    asked = Path(fake["ASKED"]).read_text()
    assert "logs job/rowhouse-migrate" in asked
    assert "describe pods --selector job-name=rowhouse-migrate" in asked
    assert "step=run" not in asked


@needs_kubectl
def test_an_image_that_cannot_be_had_is_named_and_not_waited_for(fake: dict[str, str]) -> None:
    job = f"rowhouse-migrate-{NAME}"
    done = run("install", "production", IMAGE, **fake | {"STUCK": job})
    assert done.returncode != 0
    assert f"{job} does not start: ImagePullBackOff" in done.stderr
    asked = Path(fake["ASKED"]).read_text()
    # Ten seconds each.
    assert asked.count(f"wait job/{job}") == 30
    after = asked.partition(f"describe pods --selector job-name={job}")[2]
    assert f"delete job {job}" in after, "it would start when nothing follows it"
    assert "step=run" not in asked


def test_our_pods_log_in_to_the_registry() -> None:
    """By the account that a pod has which names none."""
    (account,) = [it for it in base() if it["kind"] == "ServiceAccount"
                  and it["metadata"]["name"] == "default"]  # fmt: skip
    assert account["imagePullSecrets"] == [{"name": "rowhouse-registry"}]
    assert "rowhouse-registry" in (paths.ROOT / "docs" / "deploy-kubernetes.md").read_text()
    for name, template in pods():
        assert "serviceAccountName" not in template["spec"], name


@needs_kubectl
def test_the_way_back_is_processes_then_the_database(fake: dict[str, str]) -> None:
    before = IMAGE.replace("ab" * 32, "cd" * 32)
    done = run("back", "staging", IMAGE, before, **fake)
    assert done.returncode == 0, done.stderr
    asked = Path(fake["ASKED"]).read_text()
    order = ["step=run", "rollout status deployment/worker", f"wait job/rowhouse-down-{NAME}",
             "wait job/rowhouse-smoke-cdcdcdcdcd"]  # fmt: skip
    places = [asked.index(words) for words in order]
    assert places == sorted(places)
    assert "migrate" not in asked
