-- tests.listed_counts: the values of a dimension in a selection, each with its count.

create or replace function tests.listed_counts(p_dimension text, p_within jsonb)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(jsonb_object_agg(i ->> 'value', i -> 'count'), '{}')
    from jsonb_array_elements(
        filters.filter_values(p_dimension, p_within) -> 'items'
    ) as i
$$;
