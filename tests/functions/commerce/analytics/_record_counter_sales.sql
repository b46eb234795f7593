-- Proves functions/commerce/analytics/_record_counter_sales.sql.
begin;
select plan(6);

-- Given: the small stock.
select tests.small_stock();
create function pg_temp.sell(p_quantity integer, p_reference text) returns jsonb
    language sql as $$
    select commerce._record_counter_sales(jsonb_build_object('rows', jsonb_build_array(
        jsonb_build_object(
            'sku', 'MUG', 'location', 'SHOP', 'quantity', p_quantity, 'amount_minor',
            p_quantity * 100, 'sold_at', '2026-01-02T00:00:00Z', 'reference', p_reference
        ),
        jsonb_build_object(
            'sku', 'SHIRT-L', 'location', 'MAIN', 'quantity', 1, 'amount_minor', 100,
            'sold_at', '2026-01-03T00:00:00Z'
        )
    )))
$$;

select is(
    pg_temp.sell(2, 'r1'), '{"recorded": 2, "repeated": 0}', 'sales are recorded'
);
select results_eq(
    $$ select m.type, m.quantity, m.effective_at, m.reference
       from commerce.stock_movements as m
       where m.to_state = 'sold' order by m.id $$,
    $$ values ('sell', 2, timestamptz '2026-01-02Z', 'sale:r1'),
              ('sell', 1, '2026-01-03Z', null) $$,
    'and the stock moves at the time of each sale'
);
select is(
    pg_temp.sell(2, 'r1'), '{"recorded": 1, "repeated": 1}',
    'a receipt that was recorded before is left out'
);
select throws_ok(
    $$ select pg_temp.sell(2, 'r2') $$,
    'PT409', 'commerce.insufficient_stock', 'more than there is cannot be sold'
);
select is(
    pg_temp.sell(-2, 'r3'), '{"recorded": 2, "repeated": 0}', 'pieces come back'
);
select results_eq(
    $$ select sum(s.quantity), sum(s.amount_minor) from commerce.sales as s $$,
    'values (3::bigint, 300::numeric)',
    'sales and returns add up; what was refused left nothing'
);

select * from finish();
rollback;
