-- concerts._filter_sql: whether a column of t holds ids of the entity, as SQL.

create or replace function concerts._filter_sql(p_column name, p_value text)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when p_column is null then 'true'
        else format('t.%I = %L', p_column, p_value)
    end
$$;

comment on function concerts._filter_sql(name, text) is
    'Return the filter of a soft reference; true for a foreign key.';
