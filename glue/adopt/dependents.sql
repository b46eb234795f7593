-- What of others depends on an object in schemas of Rowhouse, and would be in the way of
-- its removal. Triggers that are attached go by themselves.
with ours as (
    select n.oid
    from pg_catalog.pg_namespace as n
    where n.nspname = any (current_setting('rowhouse.ours')::text[])
),

members as (
    select 'pg_class'::regclass::oid as classid, c.oid as objid
    from pg_catalog.pg_class as c
    where c.relnamespace in (select o.oid from ours as o)
    union all
    select 'pg_proc'::regclass::oid, p.oid
    from pg_catalog.pg_proc as p
    where p.pronamespace in (select o.oid from ours as o)
    union all
    select 'pg_type'::regclass::oid, t.oid
    from pg_catalog.pg_type as t
    where t.typnamespace in (select o.oid from ours as o)
),

found as (
    select distinct
        i.type, i.identity,
        coalesce(
            i.schema,
            (
                select c.relnamespace::regnamespace::text
                from pg_catalog.pg_class as c
                where
                    c.oid = coalesce(
                        (select polrelid from pg_catalog.pg_policy where oid = d.objid),
                        (select adrelid from pg_catalog.pg_attrdef where oid = d.objid),
                        (select ev_class from pg_catalog.pg_rewrite where oid = d.objid),
                        (select tgrelid from pg_catalog.pg_trigger where oid = d.objid),
                        (select conrelid from pg_catalog.pg_constraint where oid = d.objid)
                    )
            )
        ) as schema
    from pg_catalog.pg_depend as d
    inner join members as m on d.refclassid = m.classid and d.refobjid = m.objid
    cross join lateral pg_identify_object(d.classid, d.objid, d.objsubid) as i
    where
        d.deptype = 'n'
        and not exists (
            select from members as own where d.classid = own.classid and d.objid = own.objid
        )
)

select f.type || ' ' || f.identity as name
from found as f
where
    f.schema is not null
    and f.schema <> all (current_setting('rowhouse.ours')::text[])
    and f.identity <> 'select_subscriber_topic on realtime.messages'
    and not (f.type = 'trigger' and f.identity ~ '^t(20_validate|70_count|80_audit|90)_?')
order by 1
