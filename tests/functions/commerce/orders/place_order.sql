-- Proves functions/commerce/orders/place_order.sql.
begin;
select plan(21);

-- Given: the small stock; ada is signed in.
select tests.set_clock('2026-06-01 12:00Z');
select tests.small_stock();
update commerce.prices as p
set amount_minor = 10000, sale_amount_minor = case when v.sku = 'SHIRT-L' then 7500 end
from commerce.variants as v
where p.variant_id = v.id;
update commerce.products
set status = 'published', published_at = core.now()
where title = 'Gift set';
create function pg_temp.place(p_lines jsonb, p_key text default null) returns jsonb
language sql as $$
    select api.place_order(
        p_lines,
        '{"name": "Ada", "street": "1 Main Street", "city": "Manila", "country": "PH"}',
        p_key
    )
$$;
grant execute on all functions in schema pg_temp to authenticated;
create temporary table answers (n serial, answer jsonb) on commit drop;
grant all on answers, answers_n_seq to authenticated;

select tests.login_as(tests.user('ada'));
insert into answers (answer)
select pg_temp.place('[{"sku": "SHIRT-S", "quantity": 11},
    {"sku": "SHIRT-L", "quantity": 2}]', 'once');
select is(
    (select answer - 'order_id' from answers
        where answers.n = 1),
    '{"version": 1, "status": "placed", "currency": "PHP", "total_minor": 125000,
      "tax_minor": 13393, "payment_due_at": "2026-06-02T12:00:00.000000Z"}'::jsonb,
    'an order is placed'
);
insert into answers (answer)
select pg_temp.place('[{"sku": "SHIRT-S", "quantity": 11},
    {"sku": "SHIRT-L", "quantity": 2}]', 'once');
select is(
    (select answers.answer from answers
        where answers.n = 2), (select answers.answer from answers
        where answers.n = 1),
    'a repeated key gets the same answer'
);
select is((select count(*) from commerce.orders), 1::bigint, 'and places nothing');
select throws_ok(
    $$ select pg_temp.place('[{"sku": "SHIRT-S", "quantity": 1}]', 'once') $$,
    'PT422', 'core.idempotency_key_reused', 'a key belongs to one request'
);
reset role;
select results_eq(
    $$ select l.line, l.sku, l.title, l.quantity, l.unit_price_minor, l.discount_minor,
           l.tax_rate, l.has_tax_included, l.tax_minor, l.total_minor
       from commerce.order_lines as l order by l.line $$,
    $$ values
        (1, 'SHIRT-S', 'Shirt', 11, 10000::bigint, 0::bigint, 12::numeric, true,
         11786::bigint, 110000::bigint),
        (2, 'SHIRT-L', 'Shirt', 2, 10000, 5000, 12, true, 1607, 15000) $$,
    'its lines are frozen'
);
select results_eq(
    $$ select l.code, v.sku, r.quantity, n.status, n.expires_at, n.user_id
       from commerce.reservation_lines as r
       inner join commerce.reservations as n on r.reservation_id = n.id
       inner join commerce.orders as o on n.id = o.reservation_id
       inner join commerce.variants as v on r.variant_id = v.id
       inner join commerce.locations as l on r.location_id = l.id
       order by l.code, v.sku $$,
    $$ select c.code, c.sku, c.quantity, 'open', '2026-06-02 12:00Z'::timestamptz,
           tests.user('ada')
       from (values ('MAIN', 'SHIRT-L', 2), ('MAIN', 'SHIRT-S', 9),
           ('SHOP', 'SHIRT-S', 2)) as c (code, sku, quantity) $$,
    'its stock is reserved until the payment is due'
);
select results_eq(
    $$ select p.parcel, l.code, p.status, p.user_id, p.ship_to ->> 'city'
       from commerce.parcels as p
       inner join commerce.locations as l on p.location_id = l.id order by p.parcel $$,
    $$ values (1, 'MAIN', 'waiting', tests.user('ada'), 'Manila'),
        (2, 'SHOP', 'waiting', tests.user('ada'), 'Manila') $$,
    'each location has a parcel to send'
);
select results_eq(
    $$ select o.user_id, o.version, o.status, o.currency, o.total_minor, o.paid_minor,
           o.placed_at, o.state ->> 'subtotal_minor', o.state ->> 'discount_minor'
       from commerce.orders as o $$,
    $$ values (tests.user('ada'), 1::bigint, 'placed', 'PHP', 125000::bigint, 0::bigint,
               '2026-06-01 12:00Z'::timestamptz, '130000', '5000') $$,
    'and the order says what it is'
);

-- When: prices and titles change later.
update commerce.prices set amount_minor = 1, sale_amount_minor = null
where true;
update commerce.products set title = 'Blouse'
where title = 'Shirt';
select is(
    (
        select string_agg(l.title || ' ' || l.total_minor, ', ' order by l.line)
        from commerce.order_lines as l
    ),
    'Shirt 110000, Shirt 15000', 'the order keeps what was agreed'
);

-- When: a set is ordered.
set local role authenticated;
insert into answers (answer)
select pg_temp.place(
    '[{"sku": "SET", "quantity": 1}, {"sku": "SHIRT-L", "quantity": 1}]'
);
reset role;
select results_eq(
    $$ select v.sku, sum(l.quantity)
       from commerce.parcel_lines as l
       inner join commerce.variants as v on l.variant_id = v.id
       where l.order_id = (select (answers.answer ->> 'order_id')::bigint from answers where answers.n = 3)
       group by v.sku order by v.sku $$,
    $$ values ('MUG', 2::bigint), ('SHIRT-L', 2) $$,
    'its components are reserved, together with the same pieces of other lines'
);
select is(
    (
        select count(*) from commerce.order_lines as l
        where
            l.order_id = (select (answers.answer ->> 'order_id')::bigint from answers
                where answers.n = 3)
    ),
    2::bigint, 'but it is one line'
);

set local role authenticated;
select throws_ok(
    $$ select pg_temp.place('[{"sku": "SHIRT-L", "quantity": 1},
        {"sku": "SHIRT-S", "quantity": 3}]') $$,
    'PT409', 'commerce.insufficient_stock', 'what is not there cannot be ordered'
);
select throws_ok(
    $$ select pg_temp.place('[{"sku": "SHIRT-S", "quantity": 2},
        {"sku": "SHIRT-S", "quantity": 1}]') $$,
    'PT409', 'commerce.insufficient_stock', 'nor by two lines of one SKU'
);
select throws_ok(
    $$ select pg_temp.place('[{"sku": "SHIRT-L", "quantity": 1}, {"sku": "HAT",
        "quantity": 1}]') $$,
    'PT404', 'commerce.unknown_sku', 'nor what is not sold'
);
select throws_ok(
    $$ select pg_temp.place('[]') $$, 'PT422', 'commerce.invalid_lines', 'nor nothing'
);
select throws_ok(
    $$ select pg_temp.place((
        select jsonb_agg('{"sku": "SHIRT-L", "quantity": 1}'::jsonb)
        from generate_series(1, 201)
    )) $$,
    'PT422', 'commerce.too_many_lines', 'nor too many lines'
);
select throws_ok(
    $$ select api.place_order('[{"sku": "SHIRT-L", "quantity": 1}]', '{}') $$,
    'PT422', 'core.invalid_argument', 'nor without an address'
);
select is(
    (select count(*) from commerce.orders), 2::bigint, 'a refusal leaves nothing'
);
reset role;
select tests.login_as(null);
select throws_ok(
    $$ select pg_temp.place('[{"sku": "SHIRT-L", "quantity": 1}]') $$,
    'PT403', 'core.not_permitted', 'a caller who is not signed in is refused'
);
reset role;
delete from commerce.prices as p
using commerce.variants as v
where p.variant_id = v.id and v.sku = 'SHIRT-S';
update commerce.products set tax_class = 'untaxed'
where title = 'Gift set';
select tests.login_as(tests.user('bob'));
select is_empty(
    $$ select c.call from (values
        (
            'select pg_temp.place(''[{"sku": "SHIRT-S", "quantity": 1}]'')',
            'commerce.price_missing'
        ),
        (
            'select pg_temp.place(''[{"sku": "SET", "quantity": 1}]'')',
            'commerce.tax_missing'
        ),
        (
            'select pg_temp.place(''[{"sku": "SHIRT-L", "quantity": 1, "location":
                "NO"}]'')',
            'commerce.unknown_location'
        )
    ) as c (call, key)
    where tests.refusal(c.call) ->> 'key' is distinct from c.key $$,
    'a line has a price, a tax rate and a location'
);
reset role;
update core.settings set value = '{"reservations": 0}'
where name = 'commerce.hold_limits';
select tests.login_as(tests.user('bob'));
select throws_ok(
    $$ select pg_temp.place('[{"sku": "SHIRT-L", "quantity": 1}]') $$,
    'PT409', 'commerce.too_many_held', 'what a customer holds is bounded'
);

select * from finish();
rollback;
