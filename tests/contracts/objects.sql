-- Everything there is: one line per object, its kind and its full name.

select format('schema %I', o.nspname) as line
from ours as o

union all

select
    format(
        '%s %I.%I',
        case c.relkind
            when 'r' then 'table'
            when 'p' then 'partitioned table'
            when 'f' then 'foreign table'
            when 'v' then 'view'
            when 'm' then 'materialized view'
            when 'S' then 'sequence'
            when 'c' then 'type'
            else 'index'
        end,
        o.nspname,
        c.relname
    )
from ours as o
inner join pg_catalog.pg_class as c on o.oid = c.relnamespace
where c.relkind in ('r', 'p', 'f', 'v', 'm', 'S', 'c', 'i', 'I')

union all

select format('constraint %I on %I.%I', k.conname, o.nspname, c.relname)
from ours as o
inner join pg_catalog.pg_class as c on o.oid = c.relnamespace
inner join pg_catalog.pg_constraint as k on c.oid = k.conrelid
-- A NOT NULL is a constraint of its own from 18 on only.
where k.contype in ('c', 'f', 'p', 'u', 'x')

union all

select
    format(
        '%s %s',
        case p.prokind
            when 'p' then 'procedure'
            when 'a' then 'aggregate'
            else 'function'
        end,
        p.oid::regprocedure
    )
from ours as o
inner join pg_catalog.pg_proc as p on o.oid = p.pronamespace

union all

select format('trigger %I on %I.%I', t.tgname, o.nspname, c.relname)
from ours as o
inner join pg_catalog.pg_class as c on o.oid = c.relnamespace
inner join pg_catalog.pg_trigger as t on c.oid = t.tgrelid
where not t.tgisinternal

union all

select format('policy %I on %I.%I', p.polname, o.nspname, c.relname)
from ours as o
inner join pg_catalog.pg_class as c on o.oid = c.relnamespace
inner join pg_catalog.pg_policy as p on c.oid = p.polrelid

union all

select format('type %s', t.oid::regtype)
from ours as o
inner join pg_catalog.pg_type as t on o.oid = t.typnamespace
where t.typtype in ('d', 'e', 'r')

union all

select format('statistics %I.%I', o.nspname, s.stxname)
from ours as o
inner join pg_catalog.pg_statistic_ext as s on o.oid = s.stxnamespace;
