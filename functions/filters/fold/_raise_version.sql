-- filters._raise_version: so many changes of one dimension are folded.

create or replace function filters._raise_version(p_dimension text, p_changes bigint)
    returns bigint
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    update filters.dimension_states
    set version = version + p_changes
    where dimension = p_dimension
    returning version
$$;

comment on function filters._raise_version(text, bigint) is
    'Raise the version of a dimension; the new one.';
