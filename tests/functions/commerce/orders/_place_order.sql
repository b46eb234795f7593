-- Proves functions/commerce/orders/_place_order.sql.
begin;
select plan(3);

-- Given: a shirt that costs a fortune; ada is signed in.
select tests.small_stock();
select tests.login_as(tests.user('ada'));
reset role;
create function pg_temp.refused(p_lines jsonb) returns text language sql as $$
    select tests.refusal(format(
        'select commerce._place_order(%L)',
        jsonb_build_object('ship_to', '{}'::jsonb, 'lines', p_lines)
    )) ->> 'detail'
$$;

select is(
    pg_temp.refused(
        '[{"sku": "SHIRT-S", "quantity": 1}, {"sku": "HAT", "quantity": 1}]'
    ),
    'Line 2 ''HAT'' is not on sale.', 'the first line that is wrong is named'
);
select is(pg_temp.refused('[]'), 'An order needs a line.', 'there is one at least');
update commerce.prices set amount_minor = 1000000000000
where true;
select is(
    pg_temp.refused('[{"sku": "SHIRT-S", "quantity": 1001}]'),
    'The total is more than 1000000000000000 minor units.', 'a total has a bound'
);

select * from finish();
rollback;
