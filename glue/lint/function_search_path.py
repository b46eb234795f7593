"""No function runs with its caller's search_path, whatever made it.

A name that resolves through the caller's path is the caller's to replace. Bodies in
standard SQL (`return …`) are bound when they are made and need no setting.
"""

REMEDY = "Add set search_path = ''"
QUERY = """
select
    p.oid::regprocedure::text as "where",
    'has no fixed search_path' as message
from ours as o
inner join pg_catalog.pg_proc as p on o.oid = p.pronamespace
where
    p.prosqlbody is null
    and not exists (
        select from unnest(p.proconfig) as c (setting)
        where c.setting like 'search_path=%'
    )
order by 1
"""
