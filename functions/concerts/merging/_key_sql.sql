-- concerts._key_sql: the primary key of the row t, as SQL for one object.

create or replace function concerts._key_sql(p_table regclass)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select format(
        'jsonb_build_object(%s)', string_agg(format('%1$L, t.%1$I', k.name), ', ')
    )
    from unnest(concerts._key_columns(p_table)) as k (name)
$$;

comment on function concerts._key_sql(regclass) is
    'Return jsonb_build_object over the primary key of a row t.';
