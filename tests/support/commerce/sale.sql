-- tests.sale: a sale at 100 per piece, in the form of commerce._record_sales.

create or replace function tests.sale(
    p_sku text,
    p_location text,
    p_quantity integer,
    p_sold_at timestamptz default '2026-01-02Z',
    p_reference text default null,
    p_order_id bigint default null
)
    returns commerce.sales
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        row(
            null, p_sold_at, v.id, l.id, p_quantity, p_quantity * 100, 'PHP', p_order_id,
            p_reference, null
        )::commerce.sales
    from commerce.variants as v
    cross join commerce.locations as l
    where v.sku = p_sku and l.code = p_location
$$;
