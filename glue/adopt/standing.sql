-- Everything that stands outside the schemas of Rowhouse: kind, name, and a definition that
-- changes whenever the object does. The setting rowhouse.ours lists those schemas.
with others as (
    select n.oid, n.nspname
    from pg_catalog.pg_namespace as n
    where
        n.nspname !~ '^pg_(toast|temp)'
        and n.nspname not in ('pg_catalog', 'information_schema')
        and n.nspname <> all (current_setting('rowhouse.ours')::text[])
),

acl (classid, objid, text) as (
    select
        g.classid, g.objid,
        string_agg(
            format(
                '%s:%s%s', case a.grantee when 0 then 'PUBLIC' else a.grantee::regrole::text end,
                a.privilege_type, case when a.is_grantable then '*' else '' end
            ),
            ',' order by a.grantee, a.privilege_type
        )
    from (
        select 'pg_class'::regclass::oid as classid, oid as objid, relacl as acl
        from pg_catalog.pg_class
        union all
        select 'pg_proc'::regclass::oid, oid, coalesce(proacl, acldefault('f', proowner))
        from pg_catalog.pg_proc
        union all
        select 'pg_namespace'::regclass::oid, oid, nspacl from pg_catalog.pg_namespace
        union all
        select 'pg_type'::regclass::oid, oid, typacl from pg_catalog.pg_type
        union all
        select 'pg_database'::regclass::oid, oid, coalesce(datacl, acldefault('d', datdba))
        from pg_catalog.pg_database
        where datname = current_database()
    ) as g
    cross join aclexplode(g.acl) as a
    group by g.classid, g.objid
)

select 'schema' as kind, o.nspname::text as name, concat(n.nspowner::regrole, ' ', a.text) as is
from others as o
inner join pg_catalog.pg_namespace as n on o.oid = n.oid
left join acl as a on a.objid = o.oid and a.classid = 'pg_namespace'::regclass
union all
select
    'relation', c.oid::regclass::text,
    concat_ws(
        ' ', c.relkind, c.relowner::regrole, c.relpersistence, c.relrowsecurity,
        c.relforcerowsecurity, c.relreplident, c.reloptions::text, a.text,
        case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid) end
    )
from pg_catalog.pg_class as c
inner join others as o on c.relnamespace = o.oid
left join acl as a on a.objid = c.oid and a.classid = 'pg_class'::regclass
where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
union all
select
    'column', format('%s.%I', t.attrelid::regclass, t.attname),
    concat_ws(
        ' ', t.attnum, format_type(t.atttypid, t.atttypmod), t.attnotnull, t.attidentity,
        t.attgenerated, t.attcollation, t.attacl::text,
        (
            select pg_get_expr(d.adbin, d.adrelid)
            from pg_catalog.pg_attrdef as d
            where d.adrelid = t.attrelid and d.adnum = t.attnum
        )
    )
from pg_catalog.pg_attribute as t
inner join pg_catalog.pg_class as c on t.attrelid = c.oid
inner join others as o on c.relnamespace = o.oid
where c.relkind in ('r', 'p', 'v', 'm', 'f') and t.attnum > 0 and not t.attisdropped
union all
select
    'constraint', format('%s %I', k.conrelid::regclass, k.conname),
    concat(k.convalidated, ' ', pg_get_constraintdef(k.oid))
from pg_catalog.pg_constraint as k
inner join others as o on k.connamespace = o.oid
union all
select 'index', i.indexrelid::regclass::text, concat(i.indisvalid, pg_get_indexdef(i.indexrelid))
from pg_catalog.pg_index as i
inner join pg_catalog.pg_class as c on i.indexrelid = c.oid
inner join others as o on c.relnamespace = o.oid
union all
select
    'trigger', format('%I on %s', t.tgname, t.tgrelid::regclass),
    concat(t.tgenabled, ' ', pg_get_triggerdef(t.oid))
from pg_catalog.pg_trigger as t
inner join pg_catalog.pg_class as c on t.tgrelid = c.oid
inner join others as o on c.relnamespace = o.oid
where not t.tgisinternal
union all
select
    'policy', format('%I on %s', p.polname, p.polrelid::regclass),
    concat_ws(
        ' ', p.polcmd, p.polpermissive, p.polroles::regrole[]::text,
        pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)
    )
from pg_catalog.pg_policy as p
inner join pg_catalog.pg_class as c on p.polrelid = c.oid
inner join others as o on c.relnamespace = o.oid
union all
select
    'function', p.oid::regprocedure::text,
    concat_ws(
        ' ', p.proowner::regrole, a.text,
        case when p.prokind in ('f', 'p') then md5(pg_get_functiondef(p.oid)) end
    )
from pg_catalog.pg_proc as p
inner join others as o on p.pronamespace = o.oid
left join acl as a on a.objid = p.oid and a.classid = 'pg_proc'::regclass
union all
select
    'type', t.oid::regtype::text,
    concat_ws(
        ' ', t.typtype, t.typowner::regrole, a.text,
        (
            select string_agg(e.enumlabel, ',' order by e.enumsortorder)
            from pg_catalog.pg_enum as e
            where e.enumtypid = t.oid
        )
    )
from pg_catalog.pg_type as t
inner join others as o on t.typnamespace = o.oid
left join acl as a on a.objid = t.oid and a.classid = 'pg_type'::regclass
union all
select
    'default privilege',
    format('%s %s %s', d.defaclrole::regrole, d.defaclnamespace::regnamespace, d.defaclobjtype),
    d.defaclacl::text
from pg_catalog.pg_default_acl as d
union all
select
    'comment', format('%s %s', pg_describe_object(d.classoid, d.objoid, d.objsubid), d.classoid),
    d.description
from pg_catalog.pg_description as d
where
    (d.classoid = 'pg_class'::regclass and d.objoid in (
        select c.oid from pg_catalog.pg_class as c inner join others as o on c.relnamespace = o.oid
    ))
    or (d.classoid = 'pg_namespace'::regclass and d.objoid in (select o.oid from others as o))
union all
select 'database', 'it', concat(d.datdba::regrole, ' ', a.text)
from pg_catalog.pg_database as d
left join acl as a on a.objid = d.oid and a.classid = 'pg_database'::regclass
where d.datname = current_database()
union all
select 'setting', concat(s.setrole::regrole, ' ', s.setdatabase <> 0), s.setconfig::text
from pg_catalog.pg_db_role_setting as s
where s.setdatabase in (
    0, (select d.oid from pg_catalog.pg_database as d where d.datname = current_database())
)
union all
select 'extension', e.extname::text, e.extversion from pg_catalog.pg_extension as e
union all
select 'event trigger', e.evtname::text, concat(e.evtenabled, e.evtfoid::regproc)
from pg_catalog.pg_event_trigger as e
union all
select
    'publication', p.pubname::text,
    concat(
        p.puballtables,
        (
            select string_agg(r.prrelid::regclass::text, ',' order by r.prrelid)
            from pg_catalog.pg_publication_rel as r
            where r.prpubid = p.oid
        )
    )
from pg_catalog.pg_publication as p
union all
select 'role', r.rolname::text, concat_ws(' ', r.rolsuper, r.rolcanlogin, r.rolbypassrls)
from pg_catalog.pg_roles as r
where r.rolname !~ '^pg_'
