"""Every foreign key has an index that starts with its columns.

Without one, each delete or key change on the other side reads the whole table, under
a lock. A table that can not afford the index says why in the comment on its constraint,
which then begins `Not indexed: `.
"""

REMEDY = (
    "Add an index whose first columns are the key's, and say which query it serves; "
    "or say in the constraint's comment `Not indexed: ` and why"
)
QUERY = """
select
    format('%s.%s', o.nspname, c.relname) as "where",
    format('foreign key %s has no index', k.conname) as message
from ours as o
inner join pg_catalog.pg_class as c on o.oid = c.relnamespace
inner join pg_catalog.pg_constraint as k on c.oid = k.conrelid
where
    k.contype = 'f'
    and k.conparentid = 0
    and coalesce(obj_description(k.oid, 'pg_constraint'), '') not like 'Not indexed: _%'
    and not exists (
        select from pg_catalog.pg_index as i
        where
            i.indrelid = c.oid
            and i.indisvalid
            and i.indpred is null
            and (
                select count(distinct a.attnum) = cardinality(k.conkey)
                from unnest(i.indkey::int2 []) with ordinality as a (attnum, place)
                where a.place <= cardinality(k.conkey) and a.attnum = any(k.conkey)
            )
    )
order by 1, 2
"""
