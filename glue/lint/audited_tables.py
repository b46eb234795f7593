"""Every write to an audited or a broadcast table fires its triggers.

Postgres fires a statement trigger of the table that a statement names. A write to a
partition or to a child by its own name passes the triggers of the parent.
"""

REMEDY = "Audit or broadcast plain tables only: one macro line for each"
QUERY = """
select distinct
    c.oid::regclass::text as "where",
    'has partitions or children, whose writes pass its triggers' as message
from ours as o
inner join pg_catalog.pg_class as c on o.oid = c.relnamespace
inner join pg_catalog.pg_trigger as t on c.oid = t.tgrelid
where
    (starts_with(t.tgname, 't80_audit_') or starts_with(t.tgname, 't90_broadcast_'))
    and (
        c.relkind = 'p'
        or exists (
            select from pg_catalog.pg_inherits as i where c.oid in (i.inhparent, i.inhrelid)
        )
    )
order by 1
"""
