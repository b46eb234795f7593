-- filters._is_indexed: whether an index finds the rows of a value of a dimension.
--
-- A value in a jsonb is an expression, which no index on a column serves.

create or replace function filters._is_indexed(p_dimension filters.dimensions)
    returns boolean
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select p_dimension.json_path is null and exists (
        select
        from pg_catalog.pg_index as i
        inner join pg_catalog.pg_attribute as a
            on i.indrelid = a.attrelid and i.indkey[0] = a.attnum
        where
            i.indrelid = p_dimension.source_table
            and i.indisvalid
            and i.indpred is null
            and a.attname = p_dimension.column_name
    )
$$;

comment on function filters._is_indexed(filters.dimensions) is
    'True if a whole index of the source begins with the column of the dimension.';
