-- filters._lock_dimension: the right to change one dimension, until the commit.
--
-- The source first, then the dimension: so do all who change the registry, and no two
-- of them wait in a circle. The weaker lock, since counts refer to the row. A dimension
-- that never changed has the configuration that it was installed with as its first.

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
