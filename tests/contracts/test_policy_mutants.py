"""Every policy and grant, gone wrong in each way there is, fails the test of its table.

A mutant lives in a transaction that is rolled back. One that no test notices needs its
line in `mutants.expected`: a pattern of names, a colon, and why it cannot matter.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from itertools import takewhile
from pathlib import Path
from typing import Any

import pglast
import psycopg
import pytest
from psycopg.rows import scalar_row

from glue import paths
from glue.schema.sources import without_area
from tests.contracts.mutants import Mutant, list_mutants, swap_columns

pytestmark = [pytest.mark.once, pytest.mark.needs("filters", "reading")]

TESTS = paths.ROOT / "tests"
CLOSED = "contracts/closed_tables"
ASSERTION = re.compile(r"select (\w+\(|\* from tests\.is_)")
EXCUSES = Path(__file__).with_name("mutants.expected")


def proofs() -> list[str]:
    """Return the address of every pgTAP file that may have a mutant to notice."""
    return [
        CLOSED,
        *sorted(
            without_area(path.relative_to(TESTS).as_posix())
            for kind in ("policies", "views")
            for path in (TESTS / kind).rglob("*.sql")
        ),
    ]


def excuses() -> dict[str, str]:
    """Return the reason of each pattern of names that may survive."""
    return dict(line.split(": ", 1) for line in EXCUSES.read_text().splitlines())


@dataclass(frozen=True)
class Proof:
    """A pgTAP file: what it is given, and the statements that plan, act and assert."""

    given: list[str]
    assertions: list[str]


@dataclass(frozen=True)
class Hunt:
    """The mutants of one database, and those that no test detected."""

    conn: psycopg.Connection[Any]
    mutants: list[Mutant]
    seen: dict[str, list[str]] = field(default_factory=dict)

    def survivors(self, address: str) -> list[str]:
        """Return the names of the mutants that a file does not notice; try them once."""
        if address not in self.seen:
            proof = read_proof(address)
            mutants = [mutant for mutant in self.mutants if mutant.proof == address]
            with rolled_back(self.conn):
                run(self.conn, proof.given)
                self.seen[address] = [m.name for m in mutants if self._survives(m, proof)]
        return self.seen[address]

    def _survives(self, mutant: Mutant, proof: Proof) -> bool:
        with rolled_back(self.conn):
            self.conn.execute(mutant.statement)
            return complaint(self.conn, proof.assertions) is None


def rolled_back(conn: psycopg.Connection[Any]) -> AbstractContextManager[object]:
    """Open a transaction, or a savepoint in one, that leaves nothing behind."""
    return conn.transaction(force_rollback=True)


def read_proof(address: str) -> Proof:
    """Read a pgTAP file, without the statements that open and close its transaction.

    What it is given ends at the first assertion: an unqualified function, as ours have a schema,
    or one of the proofs `tests.is_…`.
    """
    folder, _, name = address.rpartition("/")
    (path,) = (*(TESTS / folder).glob(f"{name}.sql"), *(TESTS / folder).glob(f"*/{name}.sql"))
    text = path.read_text()
    _begin, plan, *statements, _rollback = pglast.split(text)
    given = list(takewhile(lambda one: not ASSERTION.match(one), statements))
    return Proof(given, [plan, *statements[len(given) :]])


def run(conn: psycopg.Connection[Any], statements: list[str]) -> None:
    """Run statements for what they do."""
    for statement in statements:
        conn.execute(statement.encode())


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
    """Return whether a line of TAP says that a test failed, or that their number is wrong."""
    return text.startswith(("not ok", "# Looks like you"))


@pytest.fixture(scope="module")
def hunt(make_database: Callable[..., str]) -> Iterator[Hunt]:
    """The mutants of a database of their own: so many rolled-back ones leave it swollen."""
    with psycopg.connect(make_database(), autocommit=True) as conn:
        with rolled_back(conn):
            mutants = list_mutants(conn)
        conn.execute('set search_path to "$user", public, extensions')
        yield Hunt(conn, mutants)


@pytest.mark.parametrize("address", proofs())
def test_unharmed_database_passes(hunt: Hunt, address: str) -> None:
    proof = read_proof(address)
    with rolled_back(hunt.conn):
        run(hunt.conn, proof.given)
        assert complaint(hunt.conn, proof.assertions) is None


@pytest.mark.parametrize("address", proofs())
def test_mutants_are_noticed(hunt: Hunt, address: str) -> None:
    survivors = hunt.survivors(address)
    unexcused = [s for s in survivors if not any(fnmatchcase(s, p) for p in excuses())]
    assert "\n".join(unexcused) == ""


def test_a_column_that_is_compared_is_swapped_with_each_of_its_type() -> None:
    columns = {"owner_id": "uuid", "editor_id": "uuid", "name": "text"}
    condition = "((name IS NOT NULL) AND EXISTS ( SELECT FROM m.u WHERE (u.id = t.owner_id)))"
    assert list(swap_columns(condition, "t", columns)) == [
        ("owner_id", "editor_id", condition.replace("owner_id", "editor_id"))
    ]


def test_every_mutant_has_a_proof(hunt: Hunt) -> None:
    assert {mutant.proof for mutant in hunt.mutants} - set(proofs()) == set()


def test_every_excuse_is_needed(hunt: Hunt, record_property: Callable[[str, object], None]) -> None:
    survivors = [name for address in proofs() for name in hunt.survivors(address)]
    noticed = len(hunt.mutants) - len(survivors)
    record_property(
        "figure",
        f"mutants of policies and grants: {noticed} of {len(hunt.mutants)} noticed "
        f"({noticed / len(hunt.mutants):.1%}), {len(survivors)} survive",
    )
    assert [p for p in excuses() if not any(fnmatchcase(s, p) for s in survivors)] == []
