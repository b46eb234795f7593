-- Proves functions/commerce/analytics/record_sales.sql.
begin;
select plan(7);

-- Given: the small stock, and a member of the warehouse.
select tests.small_stock();
create function pg_temp.rows(p_quantity integer) returns jsonb language sql as $$
    select jsonb_build_array(jsonb_build_object(
        'sku', 'MUG', 'location', 'SHOP', 'quantity', p_quantity, 'amount_minor',
        p_quantity * 100, 'sold_at', '2026-01-02T00:00:00Z'
    ))
$$;
grant execute on function pg_temp.rows(integer) to authenticated;

select tests.login_as(tests.user('cleo'), 'warehouse');
select is(
    commerce.record_sales(pg_temp.rows(1), 'k'), '{"recorded": 1, "repeated": 0}',
    'staff records sales'
);
select is(
    commerce.record_sales(pg_temp.rows(1), 'k'), '{"recorded": 1, "repeated": 0}',
    'a repeated call returns the first answer'
);
select is(commerce.get_stock('MUG') -> 'on_hand', '2', 'and counts once');
select throws_ok(
    $$ select commerce.record_sales(null) $$,
    'PT422', 'commerce.invalid_sales', 'rows are needed'
);
select throws_ok(
    $$ select commerce.record_sales('{}') $$,
    'PT422', 'commerce.invalid_sales', 'they are an array'
);
select throws_ok(
    $$ select commerce.record_sales(
           (select jsonb_agg(pg_temp.rows(1) -> 0) from generate_series(1, 1001))
       ) $$,
    'PT422', 'commerce.too_many_sales', 'of at most 1,000'
);
select tests.login_as(tests.user('ada'), 'buyer');
select throws_ok(
    $$ select commerce.record_sales(pg_temp.rows(1)) $$,
    'PT403', 'core.not_permitted', 'other users are refused'
);

select * from finish();
rollback;
