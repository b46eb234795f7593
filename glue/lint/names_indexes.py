"""Indexes are named `<table>_<columns>_idx`: plans and errors then show what they serve."""

REMEDY = "Rename it to <table>_<columns>_idx"
QUERY = """
select
    format('%s.%s', o.nspname, c.relname) as "where",
    format('has an index %s', x.relname) as message
from ours as o
inner join pg_catalog.pg_class as c on o.oid = c.relnamespace
inner join pg_catalog.pg_index as i on c.oid = i.indrelid
inner join pg_catalog.pg_class as x on i.indexrelid = x.oid
where
    not c.relispartition
    and not exists (
        select from pg_catalog.pg_constraint as k
        where k.conindid = x.oid
    )
    and x.relname !~ format('^%s_[a-z0-9_]+_idx$', c.relname)
order by 1, 2
"""
