"""A granted verb has a policy that lets the role use it.

A grant without one answers every call with nothing: either the grant is too much, or a
policy was forgotten. Owners and roles that bypass row-level security need none.
"""

REMEDY = "Write the policy, or take the grant back"
QUERY = """
with acls as (
    select c.oid, c.relacl as acl
    from pg_catalog.pg_class as c

    union all

    select t.attrelid, t.attacl
    from pg_catalog.pg_attribute as t
)

, granted as (
    select distinct c.oid, o.nspname, c.relname, a.grantee, lower(a.privilege_type) as verb
    from ours as o
    inner join pg_catalog.pg_class as c on o.oid = c.relnamespace
    inner join acls as l on c.oid = l.oid
    cross join aclexplode(l.acl) as a
    where
        c.relkind in ('r', 'p')
        and a.grantee not in (0, c.relowner)
        and a.privilege_type in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
)

select
    format('%s.%s', g.nspname, g.relname) as "where",
    format('%s may %s, but no policy lets any row through', r.rolname, g.verb) as message
from granted as g
inner join pg_catalog.pg_roles as r on g.grantee = r.oid
where
    not r.rolbypassrls
    and not r.rolsuper
    and not exists (
        select from pg_catalog.pg_policy as p
        where
            p.polrelid = g.oid
            and p.polpermissive
            and p.polcmd in (
                '*',
                case g.verb
                    when 'select' then 'r' when 'insert' then 'a'
                    when 'update' then 'w' else 'd'
                end
            )
            and (
                0 = any(p.polroles)
                or exists (
                    select from unnest(p.polroles) as m (role)
                    where m.role <> 0 and pg_has_role(g.grantee, m.role, 'usage')
                )
            )
    )
order by 1, 2
"""
