"""What Node runs for this package, where it finds the npm packages that it imports.

Node looks for packages in the folders above a script. A checkout has them there. What an
installed package ships is copied into the cache, beside the packages of its release, under a
name that follows its content: two releases with the same packages do not take each other's.
"""

import hashlib
import shutil
import tempfile
from pathlib import Path

from glue import paths


def node_scripts(name: str) -> Path:
    """Return the folder of scripts of a name in `paths.RUN_BY_NODE`, ready to be run."""
    source = paths.RUN_BY_NODE[name]
    if not paths.IS_PACKED:
        return source
    found = sorted(source.glob("*.mjs"))
    digest = hashlib.sha256(b"".join(path.name.encode() + path.read_bytes() for path in found))
    target = paths.NODE / f"{name}-{digest.hexdigest()[:16]}"
    if not target.is_dir():
        _copy(found, target)
    return target


def _copy(files: list[Path], target: Path) -> None:
    """Copy files into a new folder, whole or not at all; another process may be first."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".draft-", dir=target.parent) as folder:
        draft = Path(folder) / target.name
        draft.mkdir()
        for file in files:
            shutil.copy(file, draft)
        try:
            draft.rename(target)
        except OSError:
            if not target.is_dir():
                raise
