"""The guides are true: their commands run, in the order written, on a plain server.

One server for all of them, as one person would go through them; a change of a function stands
for the release that upgrade.md installs and takes back.
"""

import os
import re
import subprocess
from pathlib import Path

import pytest

from glue import db, paths
from tests.glue.test_deploy import plain, run, shell

__all__ = ["plain", "shell"]  # fixtures

GUIDES = ("configure", "operators", "troubleshooting", "migrate", "upgrade", "recovery")
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
# In a table or a sentence: without a placeholder, and not one that changes anything.
INLINE = re.compile(r"`(rowhouse (?:[a-z-]+(?: |(?=`)))+(?:--[a-z-]+(?: [a-z]+)?)*)`")
READS = re.compile(
    r"rowhouse (?:status|health|verify|metrics|keys list|jobs list|audit verify|sync status"
    r"|dimension list|module list|migrate (?:status|plan|drift))\b"
)
FOUND_SOMETHING = {0, 1, 3}
"""A check may fail or find work to do; a wrong usage is 2."""


def text(guide: str) -> str:
    return (paths.ROOT / "docs" / f"{guide}.md").read_text()


def blocks(guide: str) -> list[str]:
    return BLOCK.findall(text(guide))


def checks(guide: str) -> list[str]:
    """Return the commands outside blocks that only read, each once."""
    found = INLINE.findall(BLOCK.sub("", text(guide)))
    return sorted({command.strip() for command in found if READS.match(command)})


@pytest.mark.once
def test_the_guides_hold_in_the_order_written(shell: dict[str, str]) -> None:
    run("rowhouse db prepare --yes && rowhouse migrate up", shell)
    for guide in GUIDES:
        for block in blocks(guide):
            if "before-upgrade" in block:
                edited = Path(shell["ROWHOUSE_ROOT"]) / "functions/core/clock/now.sql"
                edited.write_text(
                    edited.read_text() + "comment on function core.now() is 'New.';\n"
                )
            run(block, shell)
    with db.connect(shell["DATABASE_ADMIN_URL"]) as conn:
        comment = conn.execute("select obj_description('core.now()'::regprocedure) as it")
        assert comment.fetchone() != {"it": "New."}
        kept = conn.execute("select count(*) as it from core.settings where value is not null")
        assert kept.fetchone() == {"it": 0}
        reason = conn.execute(
            "select count(*) as it from core.audit_entries"
            " where table_name = 'core.settings' and reason is not null"
        )
        assert (reason.fetchone() or {})["it"] >= 1
    for command in checks("troubleshooting"):
        done = subprocess.run(
            ["bash", "-c", command],
            env=shell,
            cwd=shell["ROWHOUSE_ROOT"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode in FOUND_SOMETHING, f"{command}\n{done.stderr}"
        assert "Traceback" not in done.stderr, command


def test_the_guides_have_commands_to_run() -> None:
    assert all(blocks(guide) for guide in GUIDES)
    assert len(checks("troubleshooting")) > 5


@pytest.mark.parametrize("failing", ["backup", "rehearse-restore", "nothing"])
def test_good_backups_stay_where_tonights_fails(tmp_path: Path, failing: str) -> None:
    (block,) = [it for it in blocks("recovery") if "-mtime" in it]
    program = tmp_path / "bin" / "rowhouse"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\n[ "$2" != {failing} ]\n')
    program.chmod(0o755)
    (old := tmp_path / "2020-01-01.dump").touch()
    os.utime(old, (0, 0))
    variables = {"PATH": f"{program.parent}:{os.environ['PATH']}", "BACKUPS": str(tmp_path)}
    done = subprocess.run(["bash", "-c", block], env=variables, check=False)
    assert (done.returncode == 0) == (failing == "nothing")
    assert old.exists() == (failing != "nothing")
