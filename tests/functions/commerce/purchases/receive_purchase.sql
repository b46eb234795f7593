-- Proves functions/commerce/purchases/receive_purchase.sql.
begin;
select plan(10);

-- Given: an order to MAIN, where cleo works.
select tests.small_purchases();
create temporary table t_order as select tests.purchase() as id;
grant select on t_order to authenticated;
create function pg_temp.receive(p_lines jsonb, p_key text default null) returns jsonb
    language sql as $$
    select api.receive_purchase(t.id, p_lines, idempotency_key => p_key)
    from t_order as t
$$;
grant execute on function pg_temp.receive(jsonb, text) to authenticated;

select tests.login_as(tests.user('ada'), 'buyer');
select throws_ok(
    $$ select pg_temp.receive('[{"sku": "SHIRT-S", "quantity": 1}]') $$, 'PT403',
    'core.not_permitted', 'a buyer does not receive'
);
select tests.login_as(tests.user('bob'), 'warehouse');
select throws_ok(
    $$ select pg_temp.receive('[{"sku": "SHIRT-S", "quantity": 1}]') $$, 'PT404',
    'commerce.unknown_purchase', 'nor a warehouse that it does not go to'
);
select tests.login_as(tests.user('cleo'), 'warehouse');
select is(
    pg_temp.receive('[{"sku": "shirt-s", "quantity": 4}]', 'k1')
    #> '{lines, 0, received}',
    '4', 'a part comes'
);
select is(
    pg_temp.receive('[{"sku": "shirt-s", "quantity": 4}]', 'k1')
    #> '{lines, 0, received}',
    '4', 'a repeated call does not receive it again'
);
select throws_ok(
    $$ select pg_temp.receive('[{"sku": "SHIRT-S", "quantity": 5}]', 'k1') $$, 'PT422',
    'core.idempotency_key_reused', 'another delivery has another key'
);
select is_empty(
    $$ select c.lines from (
           values
           ('{}'), ('[1]'), ('[]'), ('[{}]'), ('[{"sku": "SHIRT-S"}]'), (null), ('1'),
           ('[{"sku": "SHIRT-S", "quantity": 0}]'),
           ('[{"sku": "SHIRT-S", "quantity": -3}]'),
           ('[{"sku": "SHIRT-S", "quantity": 1.5}]'),
           ('[{"sku": "SHIRT-S", "quantity": 99999999999}]'),
           ('[{"sku": "MUG", "quantity": 1}]'), ('[{"quantity": 1}]'),
           ('[{"sku": "SHIRT-S", "quantity": 2}, {"sku": "SHIRT-S", "quantity": -1}]')
       ) as c (lines)
       where tests.refusal(format('select pg_temp.receive(%L)', c.lines)) ->> 'key'
           is distinct from 'commerce.invalid_lines' $$,
    'a line is a SKU of the order and a quantity'
);
select throws_ok(
    $$ select pg_temp.receive((
        select jsonb_agg(jsonb_build_object('sku', 'SHIRT-S', 'quantity', 1))
        from generate_series(1, 201)
    )) $$,
    'PT422', 'commerce.too_many_lines', 'up to 200 of them'
);
select is_empty(
    $$ select c.call from (values
        (
            'select pg_temp.receive(''[{"sku": "SHIRT-S", "quantity": 8}]'')',
            'commerce.over_delivery'
        ),
        (
            'select pg_temp.receive(''[{"sku": "SHIRT-S", "quantity": 1}]'', '''')',
            'core.invalid_argument'
        )
    ) as c (call, key)
    where tests.refusal(c.call) ->> 'key' is distinct from c.key $$,
    'much more than was ordered is refused, and a key has characters'
);
select is(
    (select api.receive_purchase(t.id, '[]', true) ->> 'status' from t_order as t),
    'received', 'the last delivery may be none'
);
select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select pg_temp.receive('[{"sku": "SHIRT-S", "quantity": 1}]') $$, 'PT409',
    'commerce.transition_refused', 'after it nothing is received'
);

select * from finish();
rollback;
