-- filters._raise_version: add a number of folded changes to a dimension's version.

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
    'Raise the version of a dimension; returns the new version.';
