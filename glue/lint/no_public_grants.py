"""Nothing of ours is granted to PUBLIC, not even by default.

PUBLIC is every role there is and every role to come. A function is born with an EXECUTE
for PUBLIC unless the default privileges say otherwise.
"""

REMEDY = "Revoke it, and grant to the roles that need it"
QUERY = """
with granted as (
    select format('schema %s', o.nspname) as name, n.nspacl as acl
    from ours as o
    inner join pg_catalog.pg_namespace as n on o.oid = n.oid

    union all

    select format('%s.%s', o.nspname, c.relname), c.relacl
    from ours as o
    inner join pg_catalog.pg_class as c on o.oid = c.relnamespace

    union all

    select format('%s.%s.%s', o.nspname, c.relname, a.attname), a.attacl
    from ours as o
    inner join pg_catalog.pg_class as c on o.oid = c.relnamespace
    inner join pg_catalog.pg_attribute as a on c.oid = a.attrelid

    union all

    select
        p.oid::regprocedure::text,
        coalesce(p.proacl, acldefault('f', p.proowner))
    from ours as o
    inner join pg_catalog.pg_proc as p on o.oid = p.pronamespace

    union all

    select
        format('default privileges of %s on %s', d.defaclrole::regrole, d.defaclobjtype),
        d.defaclacl
    from pg_catalog.pg_default_acl as d
    left join ours as o on d.defaclnamespace = o.oid
    where
        d.defaclrole = current_user::regrole
        and (d.defaclnamespace = 0 or o.oid is not null)
)

select distinct
    g.name as "where",
    format('grants %s to PUBLIC', lower(a.privilege_type)) as message
from granted as g
cross join aclexplode(g.acl) as a
where a.grantee = 0
order by 1, 2
"""
