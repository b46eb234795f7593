"""What a caller can see is explained where the caller looks.

Comments become the OpenAPI text and the reference: schemas, our roles, tables,
views, policies, functions that others may call (not triggers', not `_helpers`), and
columns whose unit is in their name.
"""

REMEDY = "Add `comment on`: first line the summary, then Units:, Errors:, Budget: where they apply"
QUERY = """
with things as (
    select
        format('schema %s', o.nspname) as name,
        obj_description(o.oid, 'pg_namespace') as said
    from ours as o

    union all

    select format('role %s', r.rolname), shobj_description(r.oid, 'pg_authid')
    from pg_catalog.pg_roles as r
    where r.rolname like 'app@_%' escape '@'

    union all

    select format('%s.%s', o.nspname, c.relname), obj_description(c.oid, 'pg_class')
    from ours as o
    inner join pg_catalog.pg_class as c on o.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition

    union all

    select
        format('%s.%s.%s', o.nspname, c.relname, a.attname),
        col_description(c.oid, a.attnum)
    from ours as o
    inner join pg_catalog.pg_class as c on o.oid = c.relnamespace
    inner join pg_catalog.pg_attribute as a on c.oid = a.attrelid
    where
        c.relkind in ('r', 'p')
        and not c.relispartition
        and not a.attisdropped
        and a.attname ~ '_(minor|seconds|ms|bytes)$'

    union all

    select p.oid::regprocedure::text, obj_description(p.oid, 'pg_proc')
    from ours as o
    inner join pg_catalog.pg_proc as p on o.oid = p.pronamespace
    where p.proname !~ '^_' and p.prorettype <> 'trigger'::regtype

    union all

    select
        format('policy %s on %s.%s', p.polname, o.nspname, c.relname),
        obj_description(p.oid, 'pg_policy')
    from ours as o
    inner join pg_catalog.pg_class as c on o.oid = c.relnamespace
    inner join pg_catalog.pg_policy as p on c.oid = p.polrelid
)

select
    t.name as "where",
    'has no comment' as message
from things as t
where coalesce(t.said, '') = ''
order by 1
"""
