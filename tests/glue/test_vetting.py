"""`make audit`: what fails, what only warns, and what is accepted for a reason."""

import json
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from glue import paths
from glue.errors import ConfigError, RowhouseError
from glue.vetting import advisories, licences, secrets
from glue.vetting.exceptions import AcceptedAdvisory, AcceptedLicence, read_accepted
from glue.vetting.packages import Package, list_node, list_python

TODAY = date(2026, 11, 29)
JINJA = [Package("jinja2", "3.1.2", is_direct=True)]
# Answers as the programs print them.
PIP = {
    "dependencies": [
        {
            "name": "jinja2",
            "version": "3.1.2",
            "vulns": [
                {
                    "id": "PYSEC-2024-1",
                    "fix_versions": ["3.1.3"],
                    "aliases": ["GHSA-h5c8-rqwp-cp95"],
                    "description": "…",
                }
            ],
        }
    ],
    "fixes": [],
}
UNKNOWN = {"dependencies": [{"name": "jinja2", "skip_reason": "not found on PyPI"}], "fixes": []}
NPM = {
    "auditReportVersion": 2,
    "vulnerabilities": {
        "ws": {
            "name": "ws",
            "via": [
                {
                    "source": 1098392,
                    "name": "ws",
                    "title": "ws affected by a DoS",
                    "url": "https://example.com/advisories/GHSA-3h5v-q93c-6h6q",
                    "range": "<8.17.1",
                }
            ],
        },
        "lite": {"name": "lite", "via": ["ws"]},
    },
}
REFUSED = {"message": "405 Method Not Allowed", "statusCode": 405}


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Put a program on the PATH that prints an answer and fails, as these do when they find."""
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    def make(name: str, answer: Any) -> None:
        (tmp_path / "answer.json").write_text(json.dumps(answer))
        (tmp_path / name).write_text(f"#!/bin/sh\ncat {tmp_path}/answer.json\nexit 1\n")
        (tmp_path / name).chmod(0o755)

    return make


def accept(**changes: Any) -> AcceptedAdvisory:
    given: dict[str, Any] = {
        "advisory": "GHSA-h5c8-rqwp-cp95",
        "package": "jinja2",
        "reason": "r",
        "until": TODAY,
    }
    return AcceptedAdvisory(**given | changes)


def ask() -> list[advisories.Advisory]:
    return advisories.ask_pip(JINJA)


def test_a_vulnerability_fails_and_names_its_remedy(program: Callable[..., None]) -> None:
    program("pip-audit", PIP)
    faults, warnings = advisories.judge([ask], [], TODAY)
    assert warnings == []
    assert faults == [
        (
            "jinja2 3.1.2: GHSA-h5c8-rqwp-cp95, PYSEC-2024-1: mended in 3.1.3. "
            "Update the package, or write an exception into vetting.toml."
        )
    ]


def test_one_of_npm_is_told_once(program: Callable[..., None]) -> None:
    program("npm", NPM)
    faults, _ = advisories.judge([lambda: advisories.ask_npm(paths.ROOT)], [], TODAY)
    assert len(faults) == 1
    assert "GHSA-3h5v-q93c-6h6q" in faults[0]


def test_an_exception_holds_until_its_last_day(program: Callable[..., None]) -> None:
    program("pip-audit", PIP)
    assert advisories.judge([ask], [accept()], TODAY) == ([], [])


def test_an_exception_that_has_ended_fails(program: Callable[..., None]) -> None:
    program("pip-audit", PIP)
    faults, _ = advisories.judge([ask], [accept(until=date(2026, 11, 28))], TODAY)
    assert len(faults) == 2
    assert "ended on 2026-11-28" in faults[0]


def test_an_exception_for_another_package_excuses_nothing(program: Callable[..., None]) -> None:
    program("pip-audit", PIP)
    faults, _ = advisories.judge([ask], [accept(package="ws")], TODAY)
    assert len(faults) == 2
    assert "nothing reports GHSA-h5c8-rqwp-cp95 (ws) any more" in faults[1]


@pytest.mark.parametrize("answer", [UNKNOWN, {"dependencies": []}, "no", None])
def test_a_registry_that_does_not_answer_is_a_warning(
    program: Callable[..., None], answer: Any
) -> None:
    program("pip-audit", answer)
    # No source answered, so the exception may still be needed.
    faults, warnings = advisories.judge([ask], [accept()], TODAY)
    assert faults == []
    assert len(warnings) == 1
    assert "were not checked" in warnings[0]


def test_a_mirror_that_takes_no_audit_is_a_warning(program: Callable[..., None]) -> None:
    program("npm", REFUSED)
    faults, warnings = advisories.judge([lambda: advisories.ask_npm(paths.ROOT)], [], TODAY)
    assert faults == []
    assert "405 Method Not Allowed" in warnings[0]


def test_a_program_that_is_missing_answers_nothing() -> None:
    assert advisories.answer_of("no-such-program") == {}


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ('advisory = "A"\npackage = "p"\nuntil = 2027-01-31', "not whole"),
        ('advisory = "A"\npackage = "p"\nreason = " "\nuntil = 2027-01-31', "no reason"),
        ('advisory = "A"\npackage = "p"\nreason = "r"\nuntil = "soon"', "no date"),
    ],
)
def test_an_exception_needs_a_reason_and_an_end(tmp_path: Path, entry: str, says: str) -> None:
    (tmp_path / "vetting.toml").write_text(f"permitted = []\n[[advisory]]\n{entry}\n")
    with pytest.raises(ConfigError, match=says):
        read_accepted(tmp_path)


def test_every_licence_is_permitted_and_the_page_is_fresh() -> None:
    assert licences.find_faults(paths.ROOT, read_accepted(paths.ROOT)) == []


def test_a_licence_that_is_not_permitted_is_found() -> None:
    accepted = read_accepted(paths.ROOT)
    less = type(accepted)(
        (), (AcceptedLicence("react", "GPL-2.0", "r"),), accepted.permitted - {"MIT"}
    )
    faults = licences.find_faults(paths.ROOT, less)
    assert any(fault.startswith("react has the licence MIT") for fault in faults)
    assert any(fault.startswith("pglast has the licence GPL") for fault in faults)
    assert any("react has the licence GPL-2.0 no more" in fault for fault in faults)
    assert faults[-1].startswith("docs/licences.md is stale")


@pytest.mark.parametrize(
    ("licence", "may"),
    [
        ("MIT", True),
        ("(MIT OR GPL-3.0)", True),
        ("Apache-2.0 AND MIT", True),
        ("MIT AND GPL-3.0", False),
        ("MIT; GPL", False),
        ("not stated", False),
        ("GPL-3.0 AND (MIT OR Apache-2.0)", False),
        ("(MIT OR GPL-3.0) AND Apache-2.0", True),
        ("(GPL-3.0 AND MIT) OR Apache-2.0", True),
        ("MIT OR (GPL-3.0", True),
        ("MIT) AND GPL-3.0", False),
        ("()", False),
        ("", False),
    ],
)
def test_a_compound_licence_is_read(licence: str, may: bool) -> None:  # noqa: FBT001
    assert licences.is_permitted(licence, frozenset(["MIT", "Apache-2.0"])) is may


def test_packages_include_what_direct_ones_need() -> None:
    python = {one.name: one for one in list_python(paths.ROOT)}
    assert python["psycopg"].is_direct
    assert not python["yarl"].is_direct, "aiohttp needs it"
    node = {one.name: one for one in list_node(paths.ROOT)}
    assert (node["react"].is_direct, node["react"].licence) == (True, "MIT")


def results(*found: tuple[str, str, str]) -> dict[str, Any]:
    entries: dict[str, list[dict[str, str]]] = {}
    for file, kind, value in found:
        entries.setdefault(file, []).append({"type": kind, "hashed_secret": value})
    return {"results": entries}


def test_a_new_secret_and_a_stale_baseline_fail() -> None:
    old, new = ("a.py", "Secret Keyword", "1"), ("b.py", "AWS Access Key", "2")
    assert secrets.compare(results(old), results(old)) == []
    faults = secrets.compare(results(old), results(new))
    assert faults[0].startswith("b.py: detect-secrets finds a new AWS Access Key")
    assert faults[1].startswith(".secrets.baseline: the Secret Keyword of a.py is gone")


def test_the_scan_finds_a_planted_key_and_does_not_read_the_baseline(tmp_path: Path) -> None:
    key = 'KEY = "AKIA' + "QWERTYUIOPASDFGH" + '"\n'
    (tmp_path / ".secrets.baseline").write_text(key)
    (tmp_path / "keys.py").write_text(key)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "."], cwd=tmp_path, check=True)
    found = json.loads(secrets.scan(tmp_path))
    assert {*found["results"]} == {"keys.py"}
    assert [one["type"] for one in found["results"]["keys.py"]] == ["AWS Access Key"]


PLANTED = {
    "remark.py": ('"AKIA', 'QWERTYUIOPASDFGH"  # pragma: allowlist secret', "AWS Access Key"),
    "backup.txt": ("AGE-SECRET", f"-KEY-1{'QPZRY9X8' * 7}", "Key of Backups"),
    "page.md": ("Use sb_sec", "ret_a8Jd92kLq0PzXc73Vb1NmQ_9sKd02Lx.", "Secret Key of the API"),
    "hook.md": ("wh", "sec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "Secret of a Webhook"),
    "key.pem": ("-----BEGIN EC PRIVATE", " KEY-----\nMHcCAQEE", "Private Key"),
    "url.toml": ('url = "postgres://app:Zu7', 'kd92Lq@db.internal/app"', "Basic Auth Credentials"),
    "sub/token.yml": ("ghp_", "wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx", "GitHub Token"),
}
"""{file: (the two halves of what is in it, what it is)}: whole they would be found here."""


def test_what_is_planted_is_found_whatever_a_remark_says(tmp_path: Path) -> None:
    for name, (first, second, _) in PLANTED.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{first}{second}\n")
    (tmp_path / "picture.png").write_bytes(bytes(range(256)))
    (tmp_path / "gone.md").write_text("whsec_" + "A" * 40)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "."], cwd=tmp_path, check=True)
    (tmp_path / "gone.md").unlink()
    found = json.loads(secrets.scan(tmp_path))["results"]
    assert {*found} == {*PLANTED}
    for name, (_, _, kind) in PLANTED.items():
        assert kind in [one["type"] for one in found[name]], name


def test_a_package_that_is_named_and_not_installed_is_said(tmp_path: Path) -> None:
    project = '[project]\ndependencies = ["no-such-package"]\noptional-dependencies = {}\n'
    (tmp_path / "pyproject.toml").write_text(project)
    with pytest.raises(RowhouseError, match="no-such-package is not installed"):
        list_python(tmp_path)
