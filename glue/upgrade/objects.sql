-- Every object of a database that a release could make, by kind and name; those of
-- extensions, of Postgres and of the ledger are left out.
with spaces as (
    select
n.oid,
n.nspname
    from pg_catalog.pg_namespace as n
    where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'rowhouse')
),

relations as (
    select
c.oid,
c.relkind,
format('%I.%I', s.nspname, c.relname) as name
    from pg_catalog.pg_class as c
    inner join spaces as s on c.relnamespace = s.oid
    where
        c.relkind in ('r', 'p', 'v', 'm', 'i', 'I', 'S', 'f')
        and not exists (
            select
            from pg_catalog.pg_depend as d
            where
                d.classid = 'pg_class'::regclass
                and d.objid = c.oid
                and d.deptype in ('e', 'i')
        )
)

select
    'schema' as kind,
    format('%I', s.nspname) as name
from spaces as s

union all

select
    case r.relkind
        when 'v' then 'view'
        when 'm' then 'materialized view'
        when 'S' then 'sequence'
        when 'i' then 'index'
        when 'I' then 'index'
        else 'table'
    end as kind,
    r.name
from relations as r

union all

select
    'column' as kind,
    format('%s.%I', r.name, a.attname) as name
from relations as r
inner join pg_catalog.pg_attribute as a on r.oid = a.attrelid
where r.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped

union all

select
    'constraint' as kind,
    format('%I on %s', c.conname, r.name) as name
from pg_catalog.pg_constraint as c
inner join relations as r on c.conrelid = r.oid
where c.contype <> 'n'

union all

select
    'trigger' as kind,
    format('%I on %s', t.tgname, r.name) as name
from pg_catalog.pg_trigger as t
inner join relations as r on t.tgrelid = r.oid
where not t.tgisinternal

union all

select
    'policy' as kind,
    format('%I on %s', p.polname, r.name) as name
from pg_catalog.pg_policy as p
inner join relations as r on p.polrelid = r.oid

union all

select
    'function' as kind,
    format('%I.%I(%s)', s.nspname, p.proname, oidvectortypes(p.proargtypes)) as name
from pg_catalog.pg_proc as p
inner join spaces as s on p.pronamespace = s.oid
where not exists (
    select
    from pg_catalog.pg_depend as d
    where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e'
)

union all

select
    'type' as kind,
    format('%I.%I', s.nspname, t.typname) as name
from pg_catalog.pg_type as t
inner join spaces as s on t.typnamespace = s.oid
where t.typtype in ('d', 'e', 'r')
