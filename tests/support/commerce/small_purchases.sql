-- tests.small_purchases: the small stock, two vendors and three reorder rules.
--
-- ACME has no API and no approval limit; FAST has both. Of SHIRT-S at MAIN 9 are free
-- and 41 are missing, 48 in packs of 12; of MUG at SHOP 7 are missing; of SHIRT-L none.

create or replace function tests.small_purchases()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform tests.small_stock();
    insert into commerce.vendors (
        code, name, currency, approval_limit_minor, api_url, created_at, updated_at
    )
    values
    ('ACME', 'Acme', 'PHP', 0, null, core.now(), core.now()),
    ('FAST', 'Fast', 'PHP', 10000, 'https://fast.example/orders', core.now(), core.now());
    insert into commerce.reorder_rules (
        variant_id, location_id, vendor_id, method, minimum, maximum, pack_size,
        unit_cost_minor, created_at, updated_at
    )
    select
        v.id, l.id, d.id, 'min_max', r.minimum, r.maximum, r.pack_size, r.cost,
        core.now(), core.now()
    from (
        values
        ('SHIRT-S', 'MAIN', 'ACME', 20, 50, 12, 1500),
        ('SHIRT-L', 'MAIN', 'ACME', 10, 40, 1, 2000),
        ('MUG', 'SHOP', 'FAST', 5, 10, 1, 800)
    ) as r (sku, location, vendor, minimum, maximum, pack_size, cost)
    inner join commerce.variants as v on r.sku = v.sku
    inner join commerce.locations as l on r.location = l.code
    inner join commerce.vendors as d on r.vendor = d.code;
end;
$$;
