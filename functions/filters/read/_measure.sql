-- filters._measure: all single numbers of a selection.

create or replace function filters._measure(
    p_selection filters.selection,
    p_stores filters.measured_store[],
    p_changes filters.measured_changes
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_totals filters.totals := filters._measure_cells(
        p_selection, p_stores, p_changes
    );
    v_sizes filters.span := filters._measure_sizes(
        p_selection, p_stores, p_changes
    );
begin
    return jsonb_build_object(
        'price', jsonb_build_object(
            'min', v_totals.price_min, 'max', v_totals.price_max
        ),
        'basket_size', jsonb_build_object('min', v_sizes.low, 'max', v_sizes.high),
        'transactions', v_totals.lines,
        'baskets', filters._count_baskets(p_stores, p_changes)
    );
end;
$$;

grant execute on function filters._measure(
    filters.selection, filters.measured_store[], filters.measured_changes
) to authenticated, service_role;

comment on function filters._measure(
    filters.selection, filters.measured_store[], filters.measured_changes
) is
$${price: {min, max}, basket_size: {min, max}, transactions, baskets} of a selection.

Takes the results of filters._measure_stores (without a measure) and
filters._measure_changes.

Units: price in minor units (centavos) of one line, basket_size in lines.
$$;
