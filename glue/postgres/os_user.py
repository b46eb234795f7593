"""The OS user of a cluster that root starts: Postgres refuses to run as root.

In a folder of that user root writes and removes nothing itself: a link that the user puts there
would lead it anywhere. It lets the user do it.
"""

import os
import pwd
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from glue.errors import RowhouseError

OS_USER = "rowhouse"


def os_user() -> str | None:
    """Return the user that runs the server; None where it is the caller's."""
    return OS_USER if os.geteuid() == 0 else None


def ensure_os_user() -> None:
    """Create the user, unless there is one."""
    try:
        pwd.getpwnam(OS_USER)
    except KeyError:
        options = ("--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin")
        subprocess.run(["useradd", *options, OS_USER], check=True)


def open_the_way(*targets: Path) -> None:
    """Let the user pass (not list) folders, and those above them."""
    for target in targets:
        for folder in (target, *target.parents):
            mode = folder.stat().st_mode
            if not mode & 0o001:
                folder.chmod(mode | 0o001)


def own(path: Path) -> None:
    """Give a file or folder to the user."""
    give(path, OS_USER)


def give(path: Path, user: str) -> None:
    """Let a user own a file or a folder, where the caller is root."""
    if os.geteuid() == 0:
        account = pwd.getpwnam(user)
        os.chown(path, account.pw_uid, account.pw_gid, follow_symlinks=False)


def as_user(user: str | None) -> dict[str, Any]:
    """Return the arguments with which root starts a program as another user."""
    if os.geteuid() != 0 or user is None or user == "root":
        return {}
    account = pwd.getpwnam(user)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def write_as(user: str | None, file: Path, content: bytes = b"") -> None:
    """Write a file of a user's own, which replaces one of that name."""
    _change(user, 'umask 077; rm -f -- "$1" && cat > "$1"', content, file)


def append_as(user: str | None, file: Path, content: bytes) -> None:
    """Add to the end of a file of a user's own."""
    _change(user, 'umask 077; cat >> "$1"', content, file)


def remove_as(user: str | None, files: Iterable[Path]) -> None:
    """Remove files of a user's own."""
    _change(user, "xargs -0 rm -f --", b"".join(os.fsencode(file) + b"\0" for file in files))


def _change(user: str | None, commands: str, content: bytes, *files: Path) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", commands, "sh", *files],
        **as_user(user),
        cwd="/",
        input=content,
        capture_output=True,
        check=False,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
    )
    if done.returncode:
        words = done.stderr.decode(errors="replace").strip()
        raise RowhouseError(
            f"the user that runs Postgres cannot write: {words}",
            "Make room, or look at its rights.",
        )
