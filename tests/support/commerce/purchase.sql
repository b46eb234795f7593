-- tests.purchase: make a purchase order of 10 SHIRT-S and 20 SHIRT-L from ACME to MAIN,
-- draft or sent; bob ordered it.

create or replace function tests.purchase(
    p_status text default 'sent', p_vendor text default 'ACME'
)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_id bigint;
begin
    insert into commerce.purchase_orders (
        vendor_id, location_id, status, currency, total_minor, created_by, created_at,
        sent_at
    )
    select
        d.id, l.id, p_status, d.currency, 55000, tests.user('bob'), core.now(),
        case when p_status <> 'draft' then core.now() end
    from commerce.vendors as d
    cross join commerce.locations as l
    where d.code = p_vendor and l.code = 'MAIN'
    returning id into v_id;
    insert into commerce.purchase_order_lines (
        purchase_order_id, line, variant_id, quantity, most, unit_cost_minor
    )
    select v_id, n.line, v.id, n.quantity, n.most, n.cost
    from (
        values (1, 'SHIRT-S', 10, 11, 1500), (2, 'SHIRT-L', 20, 22, 2000)
    ) as n (line, sku, quantity, most, cost)
    inner join commerce.variants as v on n.sku = v.sku;
    return v_id;
end;
$$;
