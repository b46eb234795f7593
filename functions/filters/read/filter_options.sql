-- filters.filter_options: everything that a page of filters shows, in one call.

create or replace function filters.filter_options(
    p_within jsonb default '{}', p_top integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_narrowed filters.selection;
    v_rows jsonb;
    v_others filters.selection;
    v_changes filters.measured_changes;
    v_stores filters.measured_store[];
    v_groups filters.attribute_counts;
    v_categories filters.counts;
    v_brands filters.counts;
begin
    perform core.read_number('top', p_top, 1, 500);
    v_narrowed := filters._read_within(p_within);
    v_rows := filters._read_row_within(p_within);

    if v_rows is null then
        v_changes := filters._measure_changes(v_narrowed);
    else
        v_changes := filters._measure_rows(v_rows, null);
        v_narrowed := filters._select_nothing();
    end if;
    v_stores := array(
        select s
        from filters._measure_stores(v_narrowed, null, v_changes) as s
    );
    v_groups := filters._count_attributes(v_narrowed, v_stores, v_changes);

    v_others := v_narrowed;
    v_others.category_ids := null;
    v_categories := filters._add_counts(
        filters._count_cells('category', v_others), v_changes.categories
    );
    v_others := v_narrowed;
    v_others.brand_ids := null;
    v_brands := filters._add_counts(
        filters._count_cells('brand', v_others), v_changes.brands
    );

    return jsonb_build_object(
        'dimensions', (
            select
                coalesce(
                    jsonb_object_agg(
                        name,
                        filters._top_values(
                            name,
                            case name
                                when 'region' then v_groups.region
                                when 'province' then v_groups.province
                                when 'city' then v_groups.city
                                when 'store_class' then v_groups.store_class
                                when 'category' then v_categories
                                when 'brand' then v_brands
                            end,
                            p_top
                        )
                    ),
                    '{}'
                )
            from filters.dimensions
            where is_enabled and counted_by = 'cells'
        ) || filters._top_registered(p_within, p_top),
        'version', (
            select sum(filters._version_of(name))
            from filters.dimensions
        )
    ) || filters._measure(v_narrowed, v_stores, v_changes);
end;
$$;

grant execute on function filters.filter_options(jsonb, integer)
to authenticated, service_role;

comment on function filters.filter_options(jsonb, integer) is
$$All enabled dimensions, each narrowed by the others, and the totals of the selection.

dimensions has an entry for each name. items has the top most frequent values, total is
the number of all values; it is null if counting a registered dimension in this
selection would cost too much. within is as in filter_values; a dimension narrows
everything except its own list. Where a registered dimension narrows, everything is
counted from the lines, up to filters.max_cost. Without a matching line min and max are
null.
Takes: {within: {[text]: text | [text]} | null}
Returns: {dimensions: {[text]: {items: [filter_values.items], total: bigint | null,
truncated: boolean}}, price: {min: bigint | null, max: bigint | null}, basket_size:
{min: bigint | null, max: bigint | null}, transactions: bigint, baskets: bigint,
version: bigint}
Units: count and basket_size in lines, price in minor units (centavos) of one line.
Errors: PT422 filters.unknown_dimension, filters.invalid_within,
filters.too_much_to_count, core.invalid_argument, PT409 filters.column_changed.
Example: {"within": {"region": ["NCR"]}, "top": 10}
Budget: 50 ms; 100 ms where a registered dimension narrows.
$$;
