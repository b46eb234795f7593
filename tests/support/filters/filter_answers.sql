-- tests.filter_answers: results of filters for some selections of the small shop.
--
-- Same form as tests.naive_answers, which counts the lines.

create or replace function tests.filter_answers()
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select jsonb_object_agg(
            w.within::text,
            filters.filter_options(w.within) - '{dimensions, version}'::text[]
            || jsonb_build_object(
                'counts', (
                    select jsonb_object_agg(d.name, tests.listed_counts(d.name, w.within))
                    from filters.dimensions as d
                ),
                'prices', jsonb_path_query_array(
                    filters.filter_range('price', w.within),
                    '$.buckets[*].count'
                ),
                'sizes', jsonb_path_query_array(
                    filters.filter_range('basket_size', w.within),
                    '$.buckets[*].count'
                )
            )
        )
        from tests.selections() as w (within)
    );
end;
$$;
