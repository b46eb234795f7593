"""The bill of materials of the wheel: what `pip install rowhouse` brings, as CycloneDX.

The environment may hold more, such as what the tests run on. So the whole of it is listed
first, and then what the wheel does not lead to is taken out.
"""

import json
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name

from glue.vetting.packages import follow, runtime_requirements
from glue.vetting.programs import program


def write_bom(root: Path, file: Path) -> None:
    """Write the bill of a checkout, from the environment of this Python."""
    subprocess.run(
        [program("cyclonedx-py"), "environment", "--pyproject", str(root / "pyproject.toml"),
         "--output-reproducible", "--no-validate", "--output-file", str(file), sys.executable],
        check=True, capture_output=True,
    )  # fmt: skip
    needed: set[str] = {canonicalize_name(one.name) for one in follow(runtime_requirements(root))}
    bom = keep(json.loads(file.read_text()), needed)
    file.write_text(json.dumps(bom, indent=1, sort_keys=True) + "\n")


def keep(bom: dict[str, Any], names: Collection[str]) -> dict[str, Any]:
    """Return a bill with the components of these names, and what they depend on among them."""
    components = [one for one in bom["components"] if canonicalize_name(one["name"]) in names]
    kept = {one["bom-ref"] for one in components}
    kept |= {bom["metadata"]["component"]["bom-ref"]}
    graph = [
        {"ref": one["ref"], "dependsOn": [ref for ref in one.get("dependsOn", []) if ref in kept]}
        for one in bom["dependencies"]
        if one["ref"] in kept
    ]
    return bom | {"components": components, "dependencies": graph}
