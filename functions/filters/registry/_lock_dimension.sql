-- filters._lock_dimension: lock one dimension for a change, until the commit.
--
-- The source is locked first, then the dimension. All changes of the registry use this
-- order, so they cannot deadlock. The row lock is FOR NO KEY UPDATE, since counts refer
-- to the row. A dimension that was never changed gets its installed configuration as
-- version 1.

create or replace function filters._lock_dimension(p_name text)
    returns filters.dimensions
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_dimension filters.dimensions;
begin
    perform filters._find_dimension(p_name);
    perform from filters.sources as s
    inner join filters.dimensions as d on s.source_table = d.source_table
    where d.name = p_name
    for no key update of s;
    select * into strict v_dimension
    from filters.dimensions
    where name = p_name
    for no key update;
    insert into filters.dimension_versions (dimension, number, config, reason, made_at)
    select
        p_name, 1,
        filters._dimension_config(v_dimension)
        || jsonb_build_object('enabled', v_dimension.state <> 'off'),
        'Installed.', core.now()
    where not exists (
        select from filters.dimension_versions where dimension = p_name
    );
    return v_dimension;
end;
$$;

comment on function filters._lock_dimension(text) is
    'Errors: PT422 filters.unknown_dimension.';
