"""Triggers are named `t<NN>_<rule>`, and their functions `tg_<table>__<rule>`.

Postgres fires triggers in the order of their names: 10 derive, 20 guard, 80 audit,
90 emit. Functions that many tables share are `tg__<rule>`.
"""

REMEDY = "Rename it: trigger t<NN>_<rule>, function tg_<table>__<rule> or tg__<rule>"
QUERY = """
select
    format('%s.%s', o.nspname, c.relname) as "where",
    format('has a trigger %s', t.tgname) as message
from ours as o
inner join pg_catalog.pg_class as c on o.oid = c.relnamespace
inner join pg_catalog.pg_trigger as t on c.oid = t.tgrelid
where not t.tgisinternal and t.tgname !~ '^t[0-9]{2}_[a-z0-9_]+$'

union all

select
    p.oid::regprocedure::text,
    'is a trigger function by its type, but not by its name'
from ours as o
inner join pg_catalog.pg_proc as p on o.oid = p.pronamespace
where
    p.prorettype in ('trigger'::regtype, 'event_trigger'::regtype)
    and p.proname !~ '^tg_[a-z0-9_]*_[a-z0-9_]+$'
order by 1, 2
"""
