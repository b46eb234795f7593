-- filters._column_shape: a description of a counted column, used to detect changes of
-- it.
--
-- `print` changes with anything that may matter, and also with a restore, which changes
-- every oid; filters._shape_fault then compares the details.

create or replace function filters._column_shape(p_source regclass, p_column name)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_strip_nulls(jsonb_build_object(
        'column', a.attname,
        'table', a.attrelid::bigint,
        'number', a.attnum,
        'type', t.oid::bigint,
        'kind', case t.typtype when 'e' then 'enum' else t.typname end,
        'modifier', a.atttypmod,
        'labels', (
            select jsonb_agg(
                jsonb_build_object('id', e.oid::bigint, 'label', e.enumlabel)
                order by e.enumsortorder
            )
            from pg_catalog.pg_enum as e
            where e.enumtypid = t.oid
        ),
        'print', filters._column_fingerprint(p_source, p_column, t.oid)
    ))
    from pg_catalog.pg_attribute as a
    inner join pg_catalog.pg_type as t
        on t.oid = filters._column_type(p_source, p_column)
    where a.attrelid = p_source and a.attname = p_column
$$;

comment on function filters._column_shape(regclass, name) is
    '{column, table, number, type, kind, modifier, labels, print}, or null.';
