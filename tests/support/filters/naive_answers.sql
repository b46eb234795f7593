-- tests.naive_answers: the expected tests.filter_answers, counted from the lines.

create or replace function tests.naive_answers()
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select jsonb_object_agg(w.within::text, jsonb_build_object(
            'price', jsonb_build_object('min', n.price_min, 'max', n.price_max),
            'basket_size', jsonb_build_object('min', n.size_min, 'max', n.size_max),
            'transactions', n.lines,
            'baskets', n.baskets,
            'counts', (
                select jsonb_object_agg(d.name, tests.naive_counts(d.name, w.within))
                from filters.dimensions as d
            ),
            'prices', (
                select jsonb_agg((
                    select count(*)
                    from tests.matching_lines(w.within) as l
                    where width_bucket(l.price_minor, filters._price_bounds()) = b.n
                ) order by b.n)
                from generate_series(0, cardinality(filters._price_bounds())) as b (n)
            ),
            'sizes', (
                select jsonb_agg((
                    select count(distinct l.basket_id)
                    from tests.matching_lines(w.within) as l
                    where
                        width_bucket(l.basket_size, filters._basket_size_bounds()) = b.n
                ) order by b.n)
                from generate_series(0, cardinality(filters._basket_size_bounds()))
                    as b (n)
            )
        ))
        from tests.selections() as w (within)
        cross join lateral (
            select
                min(l.price_minor) as price_min,
                max(l.price_minor) as price_max,
                min(l.basket_size) as size_min,
                max(l.basket_size) as size_max,
                count(*) as lines,
                count(distinct l.basket_id) as baskets
            from tests.matching_lines(w.within) as l
        ) as n
    );
end;
$$;
