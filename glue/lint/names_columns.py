"""Columns and tables are named so that their type can be read from their name.

Snake case; `at` and `_at` are timestamptz, `_on` is date, `is_` and `has_` are boolean, and the
other way round. Money is bigint, or an array of it, in `_minor` units.
"""

REMEDY = "Rename it: _at timestamptz, _on date, is_/has_ boolean, _minor bigint"
QUERY = """
with columns as (
    select
        format('%s.%s.%s', o.nspname, c.relname, a.attname) as name,
        a.attname,
        format_type(a.atttypid, null) as type
    from ours as o
    inner join pg_catalog.pg_class as c on o.oid = c.relnamespace
    inner join pg_catalog.pg_attribute as a on c.oid = a.attrelid
    where
        c.relkind in ('r', 'p')
        and not c.relispartition
        and a.attnum > 0
        and not a.attisdropped
)

select
    format('%s.%s', o.nspname, c.relname) as "where",
    'is not snake case' as message
from ours as o
inner join pg_catalog.pg_class as c on o.oid = c.relnamespace
where c.relkind in ('r', 'p', 'v', 'm') and c.relname !~ '^[a-z][a-z0-9_]*$'

union all

select
    f.name,
    format('is %s, which its name does not say', f.type)
from columns as f
where
    f.attname !~ '^[a-z][a-z0-9_]*$'
    or (f.type = 'timestamp with time zone') <> (f.attname ~ '(^|_)at$')
    or (f.type = 'date') <> (f.attname ~ '_on$')
    or (f.type = 'boolean') <> (f.attname ~ '^(is|has)_')
    or (f.attname ~ '_minor$' and f.type not in ('bigint', 'bigint[]'))
    or f.type in ('timestamp without time zone', 'money', 'json', 'character varying', 'character')
order by 1
"""
