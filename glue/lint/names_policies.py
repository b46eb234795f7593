"""Policies are named `<command>_<who>_<scope>`: the name says what a reader looks for."""

REMEDY = "Rename it: select_customer_own, insert_service_all, …"
QUERY = """
select
    format('%s.%s', o.nspname, c.relname) as "where",
    format('has a policy %s for another command than its name says', p.polname) as message
from ours as o
inner join pg_catalog.pg_class as c on o.oid = c.relnamespace
inner join pg_catalog.pg_policy as p on c.oid = p.polrelid
where
    p.polname !~ format(
        '^%s_[a-z0-9]+_[a-z0-9_]+$',
        case p.polcmd
            when 'r' then 'select' when 'a' then 'insert'
            when 'w' then 'update' when 'd' then 'delete' else 'all'
        end
    )
order by 1, 2
"""
