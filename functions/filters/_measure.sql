-- filters._measure: everything that is one number about a selection.

create or replace function filters._measure(p_selection filters.selection)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = ''
as $$
declare
    v_prices filters.span := filters._measure_prices(p_selection);
    v_sizes filters.span := filters._measure_sizes(p_selection);
begin
    return jsonb_build_object(
        'price', jsonb_build_object('min', v_prices.low, 'max', v_prices.high),
        'basket_size', jsonb_build_object('min', v_sizes.low, 'max', v_sizes.high),
        'transactions', filters._count_lines(p_selection),
        'baskets', filters._count_baskets(p_selection)
    );
end;
$$;

grant execute on function filters._measure(filters.selection)
to authenticated, service_role;

comment on function filters._measure(filters.selection) is
$${price: {min, max}, basket_size: {min, max}, transactions, baskets} of a selection.

Units: price in minor units (centavos) of one line, basket_size in lines.
$$;
