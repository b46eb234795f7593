-- tests.small_stock: a published shirt in two sizes, a draft mug and a set of both, at
-- a warehouse and a store; ada and bob hold one shirt each. Made once.

create or replace function tests.small_stock()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_now constant timestamptz := core.now();
begin
    if exists (select from commerce.locations as l where l.code = 'MAIN') then
        return;
    end if;
    insert into master.categories (category_key, name)
    values ('clothes', 'Clothes'), ('kitchen', 'Kitchen')
    on conflict do nothing;
    -- No two kinds of row share an id, so a policy that compares the wrong one shows.
    insert into commerce.locations (
        id, code, name, kind, position, created_at, updated_at
    )
    overriding system value
    values
    (1001, 'MAIN', 'Main warehouse', 'warehouse', 10, v_now, v_now),
    (1002, 'SHOP', 'Corner shop', 'store', 20, v_now, v_now);
    insert into commerce.location_staff (location_id, user_id)
    select l.id, u.id from commerce.locations as l
    inner join (
        values ('MAIN', tests.user('cleo')), ('SHOP', tests.user('bob'))
    ) as u (code, id) on l.code = u.code;

    insert into commerce.products (
        title, category_id, status, published_at, created_at, updated_at
    )
    select p.title, c.id, p.status, p.published_at, v_now, v_now
    from (
        values
        ('Shirt', 'clothes', 'published', v_now),
        ('Mug', 'kitchen', 'draft', null),
        ('Gift set', 'clothes', 'draft', null)
    ) as p (title, category_key, status, published_at)
    inner join master.categories as c on p.category_key = c.category_key;
    insert into commerce.variants (
        product_id, sku, options, is_bundle, created_at, updated_at
    )
    select p.id, v.sku, v.options::jsonb, v.sku = 'SET', v_now, v_now
    from (
        values
        ('Shirt', 'SHIRT-S', '{"size": "S"}'), ('Shirt', 'SHIRT-L', '{"size": "L"}'),
        ('Mug', 'MUG', '{}'), ('Gift set', 'SET', '{}')
    ) as v (title, sku, options)
    inner join commerce.products as p on v.title = p.title;
    insert into commerce.bundle_components (bundle_id, variant_id, quantity)
    select s.id, v.id, v.quantity
    from commerce.variants as s
    cross join (
        select n.id, q.quantity
        from commerce.variants as n
        inner join (
            values ('SHIRT-L', 1), ('MUG', 2)
        ) as q (sku, quantity) on n.sku = q.sku
    ) as v
    where s.sku = 'SET';
    insert into commerce.prices (id, price_list_id, variant_id, amount_minor)
    overriding system value
    select 2000 + v.id, l.id, v.id, 10000 + v.id
    from commerce.variants as v
    cross join commerce.price_lists as l
    where l.is_default;

    perform commerce._post_movements(
        array(
            select row(
                v.id, s.quantity, 'receive', 'supplier', null, null, 'on_hand', l.id, 0
            )::commerce.posting
            from (
                values
                ('SHIRT-S', 'MAIN', 10), ('SHIRT-S', 'SHOP', 5), ('SHIRT-L', 'MAIN', 20),
                ('MUG', 'SHOP', 3)
            ) as s (sku, code, quantity)
            inner join commerce.variants as v on s.sku = v.sku
            inner join commerce.locations as l on s.code = l.code
        ),
        p_reference => 'test:opening'
    );
    perform tests.reserve(tests.user('ada'), 'SHIRT-S', 'MAIN', 1);
    perform tests.reserve(tests.user('bob'), 'SHIRT-S', 'SHOP', 1);
end;
$$;
