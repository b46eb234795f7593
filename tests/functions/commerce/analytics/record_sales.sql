-- Proves functions/commerce/analytics/record_sales.sql.
begin;
select plan(8);

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
reset role;
select tests.login_as(tests.user('dora'), 'admin');
select is_empty(
    $$ select c.call from (values
        (
            'select commerce.record_sales(jsonb_build_array(pg_temp.rows(1) -> 0 ||
                ''{"sku": "NO"}''))',
            'commerce.unknown_sku'
        ),
        (
            'select commerce.record_sales(jsonb_build_array(pg_temp.rows(1) -> 0 ||
                ''{"sku": "SET"}''))',
            'commerce.bundle_has_no_stock'
        ),
        (
            'select commerce.record_sales(jsonb_build_array(pg_temp.rows(1) -> 0 ||
                ''{"location": "NO"}''))',
            'commerce.unknown_location'
        ),
        (
            'select commerce.record_sales(pg_temp.rows(100))',
            'commerce.insufficient_stock'
        ),
        (
            'select commerce.record_sales(pg_temp.rows(1), '''')',
            'core.invalid_argument'
        )
    ) as c (call, key)
    where tests.refusal(c.call) ->> 'key' is distinct from c.key $$,
    'what is sold is there'
);

select * from finish();
rollback;
