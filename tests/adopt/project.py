"""A project of others in a database of its own, and a checkout that attaches to it."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from glue import db, paths
from tests.glue.choice import Choice, make_choice

SCHEMAS = Path(__file__).parent
CHAT, BILLING, ACCOUNTS, ODD = "chat", "billing", "accounts", "odd"


@dataclass(frozen=True, slots=True)
class Adopted:
    """One database with tables of others, and the checkout that works on it."""

    url: str
    choice: Choice

    def ok(self, *words: str) -> str:
        """Run one command that must succeed; return its stdout."""
        done = self.choice.rowhouse(*words, DATABASE_URL=self.url)
        assert done.returncode == 0, f"{words}: {done.stdout}\n{done.stderr}"
        return done.stdout

    def refused(self, *words: str) -> str:
        """Run one command that must fail; return its stderr."""
        done = self.choice.rowhouse(*words, DATABASE_URL=self.url)
        assert done.returncode != 0, f"{words}: {done.stdout}"
        assert "Traceback" not in done.stderr
        return done.stderr


def make_project(root: Path, url: str, schema: str, modules: list[str] | None = None) -> Adopted:
    """Make the tables of a project, and a checkout whose triggers are its own."""
    with db.connect(url, autocommit=False) as conn:
        conn.execute(db.script((SCHEMAS / f"{schema}.sql").read_text()))
    return Adopted(url, own_triggers(make_choice(root, modules)))


def own_triggers(choice: Choice) -> Choice:
    """Give a checkout trigger files of its own, to write into."""
    (choice.root / "triggers").unlink()
    shutil.copytree(paths.ROOT / "triggers", choice.root / "triggers")
    return choice
