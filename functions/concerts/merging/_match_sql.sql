-- concerts._match_sql: whether the row t has a key, as SQL that uses the index.

create or replace function concerts._match_sql(p_table regclass, p_key text)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select string_agg(
        format(
            't.%1$I = (%2$s ->> %1$L)::%3$s', a.attname, p_key,
            format_type(a.atttypid, a.atttypmod)
        ),
        ' and '
    )
    from pg_catalog.pg_attribute as a
    where
        a.attrelid = p_table
        and a.attname = any(concerts._key_columns(p_table))
$$;

comment on function concerts._match_sql(regclass, text) is
    'Return a condition on t; p_key is SQL for an object {column: value}.';
