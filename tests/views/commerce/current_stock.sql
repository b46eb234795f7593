-- Proves sql/views/commerce/current_stock.sql.
begin;
select plan(5);

-- Given: the small stock.
select tests.small_stock();

select results_eq(
    $$ select c.on_hand, c.reserved, c.available
       from commerce.current_stock as c
       inner join commerce.variants as v on c.variant_id = v.id
       where v.sku = 'SHIRT-S' order by c.on_hand $$,
    $$ values (5::bigint, 1::bigint, 4::bigint), (10, 1, 9) $$,
    'stock is shown per location'
);
select tests.set_clock(now() + interval '1 hour');
select results_eq(
    $$ select c.on_hand, c.reserved, c.available
       from commerce.current_stock as c
       inner join commerce.variants as v on c.variant_id = v.id
       where v.sku = 'SHIRT-S' order by c.on_hand $$,
    $$ values (5::bigint, 0::bigint, 5::bigint), (10, 0, 10) $$,
    'expired reservations do not count'
);
update commerce.locations set is_active = false
where code = 'SHOP';
select results_eq(
    $$ select c.on_hand, c.available
       from commerce.current_stock as c
       inner join commerce.variants as v on c.variant_id = v.id
       where v.sku = 'SHIRT-S' order by c.on_hand $$,
    $$ values (5::bigint, 0::bigint), (10, 10) $$,
    'an inactive location keeps its stock, of which nothing is available'
);
select is(
    tests.grants_of('commerce.current_stock'),
    array['select to app_reader, authenticated, service_role'],
    'these roles may read it'
);
select tests.login_as(tests.user('ada'));
select is_empty(
    $$ select from commerce.current_stock $$, 'the policies of the table hold'
);

select * from finish();
rollback;
