"""Where the remedy of an alert stands: the section of docs/troubleshooting.md that names it."""

import re
from pathlib import Path

PAGE = "docs/troubleshooting.md"
FALLBACK = "a-check-warns-or-fails"
"""The section that leads from any check to its remedy in the reference."""


def anchor(heading: str) -> str:
    """Return the anchor of a heading."""
    return re.sub(r"[^\w-]", "", heading.lower().replace(" ", "-"))


def read_runbook(root: Path) -> dict[str, str]:
    """Return the anchor of the first section that names each check."""
    page = root / PAGE
    found: dict[str, str] = {}
    if not page.is_file():
        return found
    for section in page.read_text().split("\n## ")[1:]:
        heading, _, body = section.partition("\n")
        for name in re.findall(r"`([a-z_]+\.[a-z_0-9]+)`", body):
            found.setdefault(name, anchor(heading))
    return found
