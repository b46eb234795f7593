"""Every exposed function states what it may cost.

`report_slow_statements` compares calls with the `Budget:` line of their RPC.
"""

REMEDY = "Add a line `Budget: <n> ms` to the comment on its body"
QUERY = """
select
    p.oid::regprocedure::text as "where",
    'has no Budget: line in its comment' as message
from pg_catalog.pg_proc as p
where
    p.pronamespace = 'api'::regnamespace
    and coalesce(obj_description(p.oid, 'pg_proc'), '') !~ '(?n)^Budget: '
order by 1
"""
