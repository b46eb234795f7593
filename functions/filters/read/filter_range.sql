-- filters.filter_range: range and histogram of a measure over a selection.

create or replace function filters.filter_range(
    p_measure text, p_within jsonb default '{}'
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_selection filters.selection;
    v_rows jsonb;
    v_changes filters.measured_changes;
    v_stores filters.measured_store[];
    v_totals filters.totals;
    v_span filters.span;
    v_bounds bigint[];
    v_counts bigint[];
begin
    if p_measure is null or p_measure not in ('price', 'basket_size') then
        perform core.raise_error(
            'filters.unknown_measure',
            format(
                '%s is not a measure. Known: price, basket_size.',
                coalesce(quote_literal(core.excerpt(p_measure)), 'null')
            )
        );
    end if;
    v_selection := filters._read_within(p_within);
    v_rows := filters._read_row_within(p_within);
    if v_rows is null then
        v_changes := filters._measure_changes(v_selection);
    else
        v_changes := filters._measure_rows(v_rows, p_measure);
        v_selection := filters._select_nothing();
    end if;
    v_stores := array(
        select s from filters._measure_stores(v_selection, p_measure, v_changes) as s
    );
    if p_measure = 'price' then
        v_totals := filters._measure_cells(v_selection, v_stores, v_changes);
        v_span := row(v_totals.price_min, v_totals.price_max)::filters.span;
        v_bounds := filters._price_bounds();
        v_counts := filters._count_prices(v_stores, v_changes);
    else
        v_span := filters._measure_sizes(v_selection, v_stores, v_changes);
        v_bounds := filters._basket_size_bounds();
        v_counts := filters._count_sizes(v_selection, v_stores, v_changes);
    end if;

    return jsonb_build_object(
        'min', v_span.low,
        'max', v_span.high,
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
$$Minimum, maximum and histogram of the price of a line or the size of a basket.

A bucket holds from <= x < to; a null bound is open. The counts add up to count: lines
for price, baskets for basket_size. The bounds are fixed: price 1, 100, 200, 300, 500,
1000, 2000, 5000, 10000; basket_size 2, 3, 5, 10, 20, 50, 100. A basket with a matching
line counts with its whole size. Without a matching line min and max are null. Where a
registered dimension narrows, it is counted from the lines, up to filters.max_cost.
Takes: {within: {[text]: text | [text]} | null}
Returns: {min: bigint | null, max: bigint | null, count: bigint, buckets: [{from: bigint
| null, to: bigint | null, count: bigint}]}
Units: price in minor units (centavos), basket_size in lines.
Errors: PT422 filters.unknown_measure, filters.unknown_dimension,
filters.invalid_within, filters.too_much_to_count, PT409 filters.column_changed.
Example: {"measure": "price"}
Budget: 50 ms; 100 ms where a registered dimension narrows.
$$;
