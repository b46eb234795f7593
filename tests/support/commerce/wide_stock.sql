-- tests.wide_stock: many variants on sale, with nine pieces each at one location, and
-- an open stock take of it.

create or replace function tests.wide_stock(p_variants integer)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_now constant timestamptz := core.now();
begin
    insert into commerce.locations (code, name, created_at, updated_at)
    values ('WIDE', 'Wide', v_now, v_now);
    insert into master.categories (category_key, name)
    values ('wide', 'Wide');
    insert into commerce.products (
        title, category_id, status, published_at, created_at, updated_at
    )
    select 'Wide', c.id, 'published', v_now, v_now, v_now
    from master.categories as c
    where c.category_key = 'wide';
    insert into commerce.variants (product_id, sku, options, created_at, updated_at)
    select p.id, 'WIDE-' || n, jsonb_build_object('n', n), v_now, v_now
    from commerce.products as p
    cross join generate_series(1, p_variants) as n
    where p.title = 'Wide';
    insert into commerce.prices (price_list_id, variant_id, amount_minor)
    select l.id, v.id, 100
    from commerce.variants as v
    cross join commerce.price_lists as l
    where v.sku like 'WIDE-%' and l.is_default;
    perform commerce._post_movements(
        array(
            select row(
                v.id, 9, 'receive', 'supplier', null, null, 'on_hand', l.id, 0
            )::commerce.posting
            from commerce.variants as v
            cross join commerce.locations as l
            where v.sku like 'WIDE-%' and l.code = 'WIDE'
        )
    );
    insert into commerce.stock_takes (location_id, opened_at)
    select l.id, v_now from commerce.locations as l
    where l.code = 'WIDE';
end;
$$;
