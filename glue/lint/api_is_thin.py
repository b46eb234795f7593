"""Objects in `api` run as their caller and store no rows.

`api` is the only schema that is reachable from outside: a definer function, a table, a
materialized view or a view that reads as its owner would be an open door beside the
policies.
"""

REMEDY = "Move it to its module's schema and expose an invoker wrapper or view"
QUERY = """
select
    p.oid::regprocedure::text as "where",
    'is security definer' as message
from pg_catalog.pg_proc as p
where p.pronamespace = 'api'::regnamespace and p.prosecdef

union all

select
    c.oid::regclass::text,
    case c.relkind
        when 'v' then 'is a view that reads as its owner'
        when 'm' then 'is a materialized view'
        else 'is a table'
    end
from pg_catalog.pg_class as c
where
    c.relnamespace = 'api'::regnamespace
    and (
        c.relkind in ('r', 'p', 'm', 'f')
        or (
            c.relkind = 'v'
            and not coalesce(
                c.reloptions && array['security_invoker=true', 'security_invoker=on'], false
            )
        )
    )
order by 1
"""
