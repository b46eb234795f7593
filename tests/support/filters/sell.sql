-- tests.sell: add one line to a basket; a new basket needs its store.

create or replace function tests.sell(
    p_basket text,
    p_brand text,
    p_category text,
    p_price_minor bigint,
    p_store text default null
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    insert into filters.baskets (basket_key, store_id)
    select p_basket, s.id
    from filters.stores as s
    where s.store_key = p_store
    on conflict (basket_key) do nothing;

    insert into filters.transactions (
        basket_id, store_id, product_key, brand_id, category_id,
        price_minor, quantity, sold_at
    )
    select
        b.id, b.store_id, 'thing', d.id, c.id, p_price_minor, 1, '2024-05-04 08:00+08'
    from filters.baskets as b
    left join master.brands as d on d.brand_key = p_brand
    left join master.categories as c on c.category_key = p_category
    where b.basket_key = p_basket;
end;
$$;
