"""`.ci/run`: its steps, each with a stand-in for make, and its exit code."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from glue import paths

# Given: a make that notes its target, prints what `make demo` prints, and fails at one target.
MAKE = """#!/bin/sh
for target; do :; done
echo "$target" >> targets
[ "$target" != demo ] || printf 'eval true\\ncurl --version\\ncurl --help\\ncurl -V\\n'
[ "$target" != "$FAILING" ] || { echo "$target has failed"; exit 3; }
"""


def run_ci(root: Path, failing: str = "") -> tuple[int, list[str], str]:
    """Run the script; return its exit code, the targets made, and what it printed."""
    programs = root / "programs"
    programs.mkdir()
    # Not as root: then nothing is installed.
    for name, text in {"make": MAKE, "id": "#!/bin/sh\necho 1000\n"}.items():
        (programs / name).write_text(text)
        (programs / name).chmod(0o755)
    shutil.copytree(paths.ROOT / ".ci", root / ".ci")
    done = subprocess.run(
        [root / ".ci" / "run"],
        env={**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", "FAILING": failing},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, (root / "targets").read_text().split(), done.stdout


def test_lint_and_audit_run_beside_the_demo_and_the_suite_last(tmp_path: Path) -> None:
    code, targets, said = run_ci(tmp_path)
    assert code == 0, said
    assert targets[0] == "install"
    assert targets[-2:] == ["test", "pooled"]
    others = [target for target in targets[1:-2] if target not in {"lint", "audit"}]
    assert others == ["demo", "demo", "down"], "the second one finds the demo there"
    assert targets.count("lint") == 1
    assert targets.count("audit") == 1
    assert said.count("+ curl") == 3


@pytest.mark.parametrize("failing", ["install", "lint", "audit", "demo", "down", "test", "pooled"])
def test_a_step_that_fails_fails_the_run(tmp_path: Path, failing: str) -> None:
    code, _, said = run_ci(tmp_path, failing)
    assert code == 3
    assert f"{failing} has failed" in said
