-- filters.filter_range: how the lines or baskets of a selection spread over a measure.

create or replace function filters.filter_range(
    p_measure text, p_within jsonb default '{}'
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = ''
as $$
declare
    v_selection filters.selection;
    v_categories bigint[];
    v_brands bigint[];
    v_places bigint[];
    v_bounds bigint[];
    v_counts bigint[];
    v_min bigint;
    v_max bigint;
begin
    if p_measure is null or p_measure not in ('price', 'basket_size') then
        perform core.raise_error(
            'filters.unknown_measure',
            format(
                '%s is no measure. Known: price, basket_size.',
                coalesce(quote_literal(left(p_measure, 60)), 'null')
            )
        );
    end if;
    v_selection := filters._read_within(p_within);
    v_categories := coalesce(v_selection.category_ids, '{0}');
    v_brands := coalesce(v_selection.brand_ids, '{0}');
    v_places := filters._select_places('store', v_selection);

    select
        case p_measure when 'price' then min(c.price_min) else min(c.size_min) end,
        case p_measure when 'price' then max(c.price_max) else max(c.size_max) end
    into v_min, v_max
    from unnest(v_places) as p (id)
    cross join unnest(v_categories) as k (id)
    cross join unnest(v_brands) as b (id)
    cross join lateral (
            select m.price_min, m.price_max, m.size_min, m.size_max
            from filters.cells as m
            where m.place_id = p.id and m.category_id = k.id and m.brand_id = b.id
            limit 1
        ) as c;

    if p_measure = 'price' then
        v_bounds := filters._price_bounds();
        v_counts := array(
            select sum(n.lines)
            from unnest(v_places) as p (id)
            cross join unnest(v_categories) as k (id)
            cross join unnest(v_brands) as b (id)
            cross join lateral (
                    select m.price_counts
                    from filters.cells as m
                    where m.place_id = p.id and m.category_id = k.id and m.brand_id = b.id
                    limit 1
                ) as c
            cross join unnest(c.price_counts) with ordinality as n (lines, bucket)
            group by n.bucket
            order by n.bucket
        );
    elsif v_selection.category_ids is null and v_selection.brand_ids is null then
        v_bounds := filters._basket_size_bounds();
        v_counts := array(
            select coalesce(sum(s.baskets), 0)
            from generate_series(1, cardinality(v_bounds) + 1) as b (bucket)
            left join filters.basket_sizes as s
                on b.bucket = s.bucket and s.place_id = any(v_places)
            group by b.bucket
            order by b.bucket
        );
    else
        v_bounds := filters._basket_size_bounds();
        v_counts := array(
            select coalesce(sum(n.baskets), 0)
            from generate_series(1, cardinality(v_bounds) + 1) as b (bucket)
            left join (
                select s.bucket, bit_count(s.bits & m.bits) as baskets
                from filters._measure_stores(v_selection) as m
                inner join filters.basket_sizes as s on m.place_id = s.place_id
            ) as n on b.bucket = n.bucket
            group by b.bucket
            order by b.bucket
        );
    end if;

    return jsonb_build_object(
        'min', v_min,
        'max', v_max,
        'count', (select coalesce(sum(n), 0) from unnest(v_counts) as n),
        'buckets', (
            select jsonb_agg(
                jsonb_build_object(
                    'from', v_bounds[b.bucket - 1],
                    'to', v_bounds[b.bucket],
                    'count', coalesce(v_counts[b.bucket], 0)
                )
                order by b.bucket
            )
            from generate_series(1, cardinality(v_bounds) + 1) as b (bucket)
        )
    );
end;
$$;

grant execute on function filters.filter_range(text, jsonb)
to authenticated, service_role;

comment on function filters.filter_range(text, jsonb) is
$$Smallest, biggest and histogram of a measure: price of a line, or lines of a basket.

Returns {min, max, count, buckets: [{from, to, count}]}; a bucket holds from <= x < to,
null is open, and counts add up to `count`: lines for price, baskets for basket_size.
Buckets are always the same: price from 1, 100, 200, 300, 500, 1000, 2000, 5000, 10000;
basket_size from 2, 3, 5, 10, 20, 50, 100. A basket that has a matching line counts with
its whole size. Without a matching line min and max are null.
Units: price in minor units (centavos), basket_size in lines.
Errors: PT422 filters.unknown_measure, filters.unknown_dimension,
filters.invalid_within.
Budget: 50 ms.
$$;
