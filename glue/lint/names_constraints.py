"""Checks and exclusions are named after their table and their rule.

The name is what an error shows: `<table>_<rule>_check`, `<table>_<rule>_excl`. Checks are
named in their source, since a name that Postgres makes up depends on its neighbours.
"""

from collections.abc import Iterator

from pglast import ast, enums

from glue.lint._tree import Tree, walk

REMEDY = "Write `constraint <table>_<rule>_check check (…)`"
QUERY = """
select
    format('%s.%s', o.nspname, c.relname) as "where",
    format('has a constraint %s', k.conname) as message
from ours as o
inner join pg_catalog.pg_class as c on o.oid = c.relnamespace
inner join pg_catalog.pg_constraint as k on c.oid = k.conrelid
where
    k.contype in ('c', 'x')
    and k.coninhcount = 0
    and k.conname !~ format(
        '^%s_[a-z0-9_]+_%s$', c.relname, case k.contype when 'c' then 'check' else 'excl' end
    )
order by 1, 2
"""


_KINDS = (enums.ConstrType.CONSTR_CHECK, enums.ConstrType.CONSTR_EXCLUSION)


def check(tree: Tree) -> Iterator[tuple[str, str]]:
    """Yield statements with a check or an exclusion that has no name."""
    for file in tree.sql:
        for statement in file.statements:
            unnamed = sum(
                isinstance(node, ast.Constraint) and node.contype in _KINDS and not node.conname
                for node in walk(statement.node)
            )
            if unnamed:
                yield file.at(statement.line), f"has {unnamed} constraints without a name"
