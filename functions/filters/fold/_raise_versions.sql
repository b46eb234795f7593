-- filters._raise_versions: add a number of folded changes to the cube's versions.

create or replace function filters._raise_versions(p_changes bigint)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    update filters.dimension_states as s
    set version = s.version + p_changes
    from filters.dimensions as d
    where s.dimension = d.name and d.counted_by = 'cells'
$$;

comment on function filters._raise_versions(bigint) is
    'Raise the versions of all dimensions that filters.cells counts.';
