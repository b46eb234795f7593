"""Every table of ours has row-level security, partitions included.

A partition is a table of its own: who reads it directly is stopped by its own policies
only, not by its parent's.
"""

REMEDY = "Add `alter table … enable row level security` and its policies"
QUERY = """
select
    format('%s.%s', o.nspname, c.relname) as "where",
    'has no row-level security' as message
from ours as o
inner join pg_catalog.pg_class as c on o.oid = c.relnamespace
where c.relkind in ('r', 'p') and not c.relrowsecurity
order by 1
"""
