-- Who may do what: one line per role, object and privilege. Owners and superusers, who
-- may do everything, are left out; so is MAINTAIN, which not every Postgres knows.

with kinds (code, name) as (
    values
    ('f'::"char", 'functions'), -- noqa: RF06
    ('n', 'schemas'),
    ('r', 'tables'),
    ('S', 'sequences'),
    ('T', 'types')
),

acls as (
    select
        'schema' as kind,
        format('%I', n.nspname) as name,
        n.nspowner as owner,
        coalesce(n.nspacl, acldefault('n', n.nspowner)) as acl
    from pg_catalog.pg_namespace as n
    where n.oid in (select o.oid from ours as o) or n.nspname = 'public'

    union all

    select
        case c.relkind
            when 'S' then 'sequence'
            when 'v' then 'view'
            when 'm' then 'materialized view'
            else 'table'
        end as kind,
        format('%I.%I', o.nspname, c.relname) as name,
        c.relowner as owner,
        c.relacl as acl
    from ours as o
    inner join pg_catalog.pg_class as c on o.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'f', 'v', 'm', 'S')

    union all

    select
        'column' as kind,
        format('%I.%I.%I', o.nspname, c.relname, a.attname) as name,
        c.relowner as owner,
        a.attacl as acl
    from ours as o
    inner join pg_catalog.pg_class as c on o.oid = c.relnamespace
    inner join pg_catalog.pg_attribute as a on c.oid = a.attrelid

    union all

    select
        'function' as kind,
        p.oid::regprocedure::text as name,
        p.proowner as owner,
        coalesce(p.proacl, acldefault('f', p.proowner)) as acl
    from ours as o
    inner join pg_catalog.pg_proc as p on o.oid = p.pronamespace

    union all

    select
        'type' as kind,
        t.oid::regtype::text as name,
        t.typowner as owner,
        coalesce(t.typacl, acldefault('T', t.typowner)) as acl
    from ours as o
    inner join pg_catalog.pg_type as t on o.oid = t.typnamespace
    left join pg_catalog.pg_class as c on t.typrelid = c.oid
    where t.typtype in ('d', 'e', 'r') or c.relkind = 'c'

    union all

    -- What a new object would be born with; S is a sequence, for acldefault it is s.
    select
        'default' as kind,
        k.name,
        r.oid as owner,
        coalesce(
            d.defaclacl,
            acldefault(case k.code when 'S' then 's' else k.code end, r.oid)
        ) as acl
    from kinds as k
    inner join pg_catalog.pg_roles as r on r.rolname = current_user
    left join pg_catalog.pg_default_acl as d
        on
            r.oid = d.defaclrole
            and d.defaclnamespace = 0
            and k.code = d.defaclobjtype

    union all

    select
        'default' as kind,
        format('%s in %I', d.defaclobjtype, o.nspname) as name,
        d.defaclrole as owner,
        d.defaclacl as acl
    from ours as o
    inner join pg_catalog.pg_default_acl as d on o.oid = d.defaclnamespace
)

select
    concat_ws(
        ' ',
        coalesce(r.rolname, 'PUBLIC'),
        lower(a.privilege_type) || case when a.is_grantable then '*' else '' end,
        l.kind,
        l.name
    ) as line
from acls as l
cross join aclexplode(l.acl) as a
left join pg_catalog.pg_roles as r on a.grantee = r.oid
where
    a.grantee <> l.owner
    and a.privilege_type <> 'MAINTAIN'
    and not coalesce(r.rolsuper, false);
