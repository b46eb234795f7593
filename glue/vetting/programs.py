"""Where the programs of others are."""

import os
import shutil
import sys
from pathlib import Path


def program(name: str) -> str:
    """Return a program of the PATH, or the one that was installed beside this Python."""
    places = os.pathsep.join([os.environ.get("PATH", ""), str(Path(sys.executable).parent)])
    return shutil.which(name, path=places) or name
