-- Proves functions/commerce/analytics/_record_sales.sql.
begin;
select plan(5);

-- Given: the small stock.
select tests.small_stock();
select tests.set_clock('2026-02-01Z');

select results_eq(
    $$ select s.quantity, s.amount_minor, s.order_id, s.created_at
       from commerce._record_sales(array[
           tests.sale('MUG', 'SHOP', 2, p_reference => 'order:7', p_order_id => 7),
           tests.sale('MUG', 'SHOP', -1)
       ]) as s order by s.id $$,
    $$ values (2, 200::bigint, 7::bigint, timestamptz '2026-02-01Z'),
              (-1, -100::bigint, null, '2026-02-01Z') $$,
    'sales and returns are recorded'
);
select results_eq(
    $$ select s.variant_id = (select id from commerce.variants where sku = 'SHIRT-L')
       from commerce._record_sales(array[
           tests.sale('MUG', 'SHOP', 5, p_reference => 'order:7'),
           tests.sale('SHIRT-L', 'MAIN', 1, p_reference => 'order:7')
       ]) as s $$,
    'values (true)',
    'what a reference has recorded is not recorded again'
);
select is((select sum(quantity) from commerce.sales), 2::bigint, 'and does not change');
select throws_ok(
    $$ select commerce._record_sales(array[tests.sale('MUG', 'SHOP', 0)]) $$,
    '23514', null, 'a quantity of 0 is refused'
);
select throws_ok(
    $$ insert into commerce.sales (
           sold_at, variant_id, location_id, quantity, amount_minor, currency, created_at
       ) values (now(), 1, 1, -1, 100, 'PHP', now()) $$,
    '23514', null, 'a return does not bring money'
);

select * from finish();
rollback;
