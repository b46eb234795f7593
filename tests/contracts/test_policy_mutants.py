"""Every policy and grant, gone wrong in each way there is, fails the test of its table.

A mutant lives in a transaction that is rolled back. One that no test notices needs its
line in `mutants.expected`: a pattern of names, a colon, and why it cannot matter.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pglast
import psycopg
import pytest
from psycopg.rows import scalar_row
from tap.line import Result
from tap.parser import Parser

from glue import paths
from tests.contracts.mutants import Mutant, list_mutants

TESTS = paths.ROOT / "tests"
CLOSED = "contracts/closed_tables"
EXCUSES = Path(__file__).with_name("mutants.expected")


def proofs() -> list[str]:
    """Return the address of every pgTAP file that may have a mutant to notice."""
    return [
        CLOSED,
        *sorted(
            path.relative_to(TESTS).as_posix().removesuffix(".sql")
            for kind in ("policies", "views")
            for path in (TESTS / kind).rglob("*.sql")
        ),
    ]


def excuses() -> dict[str, str]:
    """Return the reason of each pattern of names that may survive."""
    lines = (line.split(": ", 1) for line in EXCUSES.read_text().splitlines())
    return {pattern: reason for pattern, reason in lines}


@dataclass(frozen=True)
class Hunt:
    """The mutants of one database, and what became of those that were tried."""

    conn: psycopg.Connection[Any]
    mutants: list[Mutant]
    seen: dict[str, list[str]] = field(default_factory=dict)

    def survivors(self, proof: str) -> list[str]:
        """Return the names of the mutants that a file does not notice; try them once."""
        if proof not in self.seen:
            statements = body_of(proof)
            self.seen[proof] = [
                mutant.name
                for mutant in self.mutants
                if mutant.proof == proof and self._survives(mutant, statements)
            ]
        return self.seen[proof]

    def _survives(self, mutant: Mutant, statements: list[str]) -> bool:
        with self.conn.transaction(force_rollback=True):
            self.conn.execute(mutant.statement)
            return complaint(self.conn, statements) is None


def body_of(proof: str) -> list[str]:
    """Return the statements of a pgTAP file, without those around its transaction."""
    text = (TESTS / f"{proof}.sql").read_text()
    return [one for one in pglast.split(text) if one.lower() not in ("begin", "rollback")]


def complaint(conn: psycopg.Connection[Any], statements: list[str]) -> str | None:
    """Run a pgTAP file's statements until one complains; return what it says."""
    cursor = conn.cursor(row_factory=scalar_row)
    for statement in statements:
        try:
            cursor.execute(statement.encode())
        except psycopg.Error as error:
            return str(error)
        for line in said_by(cursor):
            if is_failure(line):
                return line
    return None


def said_by(cursor: psycopg.Cursor[Any]) -> Iterator[str]:
    """Yield the lines that a statement returned, if it returns any."""
    if cursor.description:
        yield from (line for line in cursor if isinstance(line, str))


def is_failure(text: str) -> bool:
    """Tell whether a line of TAP says that a test failed, or that their number is wrong."""
    said = Parser().parse_text(text)
    return text.startswith("# Looks like you") or any(
        isinstance(line, Result) and not line.ok for line in said
    )


@pytest.fixture(scope="module")
def hunt(make_database: "Callable[..., str]") -> Iterator[Hunt]:
    """The mutants of a database of their own: so many rolled-back ones leave it swollen."""
    with psycopg.connect(make_database(), autocommit=True) as conn:
        with conn.transaction(force_rollback=True):
            mutants = list_mutants(conn)
        conn.execute('set search_path to "$user", public, extensions')
        yield Hunt(conn, mutants)


@pytest.mark.parametrize("proof", proofs())
def test_unharmed_database_passes(hunt: Hunt, proof: str) -> None:
    with hunt.conn.transaction(force_rollback=True):
        assert complaint(hunt.conn, body_of(proof)) is None


@pytest.mark.parametrize("proof", proofs())
def test_mutants_are_noticed(hunt: Hunt, proof: str) -> None:
    survivors = hunt.survivors(proof)
    assert [s for s in survivors if not any(fnmatchcase(s, p) for p in excuses())] == []


def test_every_mutant_has_a_proof(hunt: Hunt) -> None:
    assert {mutant.proof for mutant in hunt.mutants} - set(proofs()) == set()


def test_every_excuse_is_needed(
    hunt: Hunt, record_testsuite_property: Callable[[str, object], None]
) -> None:
    survivors = [name for proof in proofs() for name in hunt.survivors(proof)]
    total = len(hunt.mutants)
    record_testsuite_property("mutants", total)
    Path("/tmp/survivors").write_text(f"{total} {len(survivors)}\n"+"\n".join(survivors))
    assert [p for p in excuses() if not any(fnmatchcase(s, p) for s in survivors)] == []
