-- tests.sell: sell pieces over the counter at 100 each; fewer than 0 come back.

create or replace function tests.sell(
    p_sku text, p_location text, p_quantity integer, p_sold_at timestamptz
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform commerce._record_counter_sales(jsonb_build_object(
        'rows', jsonb_build_array(jsonb_build_object(
            'sku', p_sku, 'location', p_location, 'quantity', p_quantity,
            'amount_minor', p_quantity * 100, 'sold_at', p_sold_at
        ))
    ));
end;
$$;
