-- filters._column_type: the type of a column that can be a dimension, else null.
--
-- For a domain, the type it is based on.

create or replace function filters._column_type(p_source regclass, p_column name)
    returns regtype
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with recursive base as (
        select a.atttypid as type
        from pg_catalog.pg_attribute as a
        where
            a.attrelid = p_source
            and a.attname = p_column
            and a.attnum > 0
            and not a.attisdropped
        union all
        select t.typbasetype
        from base as b
        inner join pg_catalog.pg_type as t on b.type = t.oid
        where t.typtype = 'd'
    )

    select t.oid::regtype
    from base as b
    inner join pg_catalog.pg_type as t on b.type = t.oid
    where
        t.typtype = 'e'
        or (t.typtype = 'b' and t.typcategory = 'S')
        or t.oid in (
            'smallint'::regtype, 'integer'::regtype, 'bigint'::regtype,
            'numeric'::regtype, 'boolean'::regtype, 'date'::regtype,
            'uuid'::regtype, 'jsonb'::regtype
        )
$$;

comment on function filters._column_type(regclass, name) is
    'Text-like, whole and exact numbers, boolean, date, uuid, enum, jsonb; else null.';
