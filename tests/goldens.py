"""The goldens of tests/contracts: every object and every grant of all modules, a line each."""

import re
from collections.abc import Iterable

from glue.migrate.identities import identities
from glue.schema.modules import read_modules
from glue.schema.sources import REPEATABLE, read_sources


def lines_of(lines: Iterable[str], names: frozenset[str]) -> list[str]:
    """Return the lines of a golden without those of other modules than these.

    A module has its schemas, what its repeatable sources make elsewhere (functions and views in
    `api`, triggers on tables of others), and what its validation rules are compiled into.
    """
    others = frozenset(read_modules().needs) - names
    if not others:
        return list(lines)
    names_of_theirs = "|".join(sorted(others))
    theirs = re.compile(
        rf"\b(?:{names_of_theirs})(?:_compiled)?(?:\.|$)|\b_check_(?:{names_of_theirs})__"
    )
    elsewhere = [
        made
        for source in read_sources(kinds=REPEATABLE, only=others)
        for identity in identities(source.body)
        if not theirs.search(made := str(identity).split("(")[0])
    ]
    named = re.compile(rf"(?:^| )(?:{'|'.join(map(re.escape, elsewhere)) or '-'})(?:\(|$)")
    return [line for line in lines if not theirs.search(line) and not named.search(line)]
