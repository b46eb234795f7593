-- Proves functions/commerce/orders/return_order.sql.
begin;
select plan(12);

-- Given: a delivered order of eleven pieces from MAIN (cleo) and SHOP (bob).
select tests.small_stock();
create temporary table o on commit drop as select tests.place('ada') as id;
grant select on o to authenticated;
create function pg_temp.back(
    p_quantity integer, p_location text, p_state text default 'on_hand',
    p_version bigint default null, p_key text default null
) returns jsonb language sql as $$
    select api.return_order(
        (select o.id from o),
        jsonb_build_array(jsonb_build_object(
            'sku', 'SHIRT-S', 'quantity', p_quantity, 'location', p_location,
            'state', p_state
        )), 'Too small.', p_version, p_key
    )
$$;
grant execute on all functions in schema pg_temp to authenticated;
select is(
    tests.advance((select o.id from o), 'pay', 'pack', 'ship', 'deliver'), 'delivered',
    'it is delivered'
);

select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select pg_temp.back(1, 'MAIN') $$, 'PT403', 'core.not_permitted',
    'a customer does not say what came back'
);
select tests.login_as(tests.user('cleo'), 'warehouse');
select throws_ok(
    $$ select pg_temp.back(1, 'SHOP') $$, 'PT403', 'core.not_permitted',
    'nor staff of another location'
);
select throws_ok(
    $$ select pg_temp.back(1, 'MAIN', 'on_hand', 4) $$,
    'PT409', 'commerce.version_conflict', 'the version is the one that was seen'
);
select is_empty(
    $$ select c.call from (values
        ('select api.return_order(0, ''[]'')', 'commerce.unknown_order'),
        (
            'select api.return_order(o.id, ''[{"sku": "MUG"}]'') from o',
            'commerce.unknown_sku'
        ),
        ('select pg_temp.back(1, ''NO'')', 'commerce.unknown_location'),
        ('select pg_temp.back(1, ''MAIN'', ''lost'')', 'commerce.invalid_lines'),
        ('select pg_temp.back(1, ''MAIN'', p_key => '''')', 'core.invalid_argument'),
        (
            'select api.return_order(0, jsonb_agg(''{}''::jsonb)) from
                generate_series(1, 201)',
            'commerce.too_many_lines'
        )
    ) as c (call, key)
    where tests.refusal(c.call) ->> 'key' is distinct from c.key $$,
    'a line is of a piece of the order, at a location, in a state'
);
select is(
    pg_temp.back(2, 'MAIN', 'damaged', 5, 'once') - 'order_id',
    '{"version": 6, "status": "delivered"}'::jsonb, 'two damaged pieces come back'
);
select is(
    pg_temp.back(2, 'MAIN', 'damaged', 5, 'once') ->> 'version', '6', 'once for a key'
);
select throws_ok(
    $$ select pg_temp.back(10, 'MAIN') $$, 'PT409', 'commerce.transition_refused',
    'no more than was shipped'
);
select tests.login_as(tests.user('dora'), 'admin');
select is(
    pg_temp.back(9, 'SHOP') ->> 'status', 'returned', 'the last pieces return the order'
);
select throws_ok(
    $$ select pg_temp.back(1, 'SHOP') $$, 'PT409', 'commerce.transition_refused', 'once'
);
reset role;
select results_eq(
    $$ select l.code, s.on_hand, s.damaged
       from commerce.stock_levels as s
       inner join commerce.locations as l on s.location_id = l.id
       inner join commerce.variants as v on s.variant_id = v.id
       where v.sku = 'SHIRT-S' order by l.code $$,
    $$ values ('MAIN', 1, 2), ('SHOP', 12, 0) $$,
    'each piece is where it came to, sound or damaged'
);
select results_eq(
    $$ select m.quantity, m.from_state, m.to_state, m.reason
       from commerce.stock_movements as m
       where m.type = 'return' and m.reference = 'order:' || (select o.id from o)
       order by m.id $$,
    $$ values (2, 'sold', 'damaged', 'Too small.'), (9, 'sold', 'on_hand',
    'Too small.') $$,
    'the ledger says why'
);

select * from finish();
rollback;
