-- filters._forget_counts: delete the values of a dimension and raise its version.

create or replace function filters._forget_counts(p_dimension text)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with gone as (
        delete from filters.value_deltas
        where dimension = p_dimension
        returning 1
    )

    select filters._raise_version(p_dimension, 1 + (select count(*) from gone));

    delete from filters.value_counts
    where dimension = p_dimension;

    update filters.dimension_states
    set counts = 0
    where dimension = p_dimension;
$$;

comment on function filters._forget_counts(text) is
    'Delete the counts and deltas of a registered dimension.';
