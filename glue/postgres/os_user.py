"""The OS user of a cluster that root starts: Postgres refuses to run as root."""

import os
import pwd
import subprocess
from pathlib import Path

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
    if os.geteuid() == 0:
        account = pwd.getpwnam(OS_USER)
        os.chown(path, account.pw_uid, account.pw_gid)
