"""Functions are snake case and their parameters start with `p_`, except in `api`.

A bare parameter name that is also a column's silently means the column. In `api` the
names are JSON keys, and there PostgREST keeps some words for itself.
"""

REMEDY = "Rename it: p_<name> in a body; in api no word that PostgREST keeps"
QUERY = """
select
    p.oid::regprocedure::text as "where",
    'is not snake case' as message
from ours as o
inner join pg_catalog.pg_proc as p on o.oid = p.pronamespace
where p.proname !~ '^_?[a-z][a-z0-9_]*$'

union all

select
    p.oid::regprocedure::text,
    format('has a parameter %s', coalesce(a.name, '$' || a.place))
from ours as o
inner join pg_catalog.pg_proc as p on o.oid = p.pronamespace
cross join
    unnest(
        coalesce(p.proargnames, array_fill(null::text, array[p.pronargs::int])),
        p.proargmodes
    ) with ordinality as a (name, mode, place)
where
    coalesce(a.mode, 'i') in ('i', 'b', 'v')
    and a.place <= coalesce(cardinality(p.proargmodes), p.pronargs)
    and case
        when o.nspname <> 'api' then coalesce(a.name, '') !~ '^p_[a-z0-9_]+$'
        else
            coalesce(a.name, '') !~ '^[a-z][a-z0-9_]*$'
            or a.name in (
                'select', 'order', 'limit', 'offset', 'columns',
                'and', 'or', 'not', 'on_conflict'
            )
    end
order by 1, 2
"""
