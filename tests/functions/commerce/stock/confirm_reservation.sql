-- Proves functions/commerce/stock/confirm_reservation.sql.
begin;
select plan(10);

-- Given: the small stock, and one mug that ada holds. What a customer keeps ends a day
-- after it was reserved.
select tests.small_stock();

create temporary table t_mine as
select tests.reserve(tests.user('ada'), 'MUG', 'SHOP', 1) as id;
grant select on t_mine to authenticated;

select tests.set_clock(now());
select tests.login_as(tests.user('ada'));
select is(
    commerce.confirm_reservation((select id from t_mine)) ->> 'status', 'open',
    'what a customer keeps stays open'
);
select is(
    (
        commerce.confirm_reservation((select id from t_mine)) ->> 'expires_at'
    )::timestamptz,
    now() + interval '1 day', 'for a day and no longer, however often it is called'
);
select tests.login_as(tests.user('cleo'), 'warehouse');
select is(
    commerce.confirm_reservation((select id from t_mine)) ->> 'status', 'confirmed',
    'staff confirms it'
);
select tests.login_as(tests.user('ada'));
select is(
    commerce.confirm_reservation((select id from t_mine)) ->> 'status', 'confirmed',
    'then nothing changes'
);
do $$ begin perform commerce.release_reservation((select id from t_mine)); end; $$;
select throws_ok(
    $$ select commerce.confirm_reservation((select id from t_mine)) $$,
    'PT409', 'commerce.reservation_ended', 'a released one cannot be confirmed'
);
select tests.login_as(tests.user('bob'));
select throws_ok(
    $$ select commerce.confirm_reservation((select id from t_mine)) $$,
    'PT404', 'commerce.unknown_reservation', 'that of another user is unknown'
);
reset role;
insert into t_mine select tests.reserve(tests.user('ada'), 'MUG', 'SHOP', 1);
select tests.set_clock(now() + interval '1 hour');
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select commerce.confirm_reservation((select max(id) from t_mine)) $$,
    'PT410', 'commerce.reservation_expired', 'an expired one cannot, before the sweeper'
);
reset role;
do $$ begin perform commerce.run_expire_reservations(); end; $$;
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select commerce.confirm_reservation((select max(id) from t_mine)) $$,
    'PT410', 'commerce.reservation_expired', 'nor after it'
);
reset role;
insert into t_mine select tests.reserve(tests.user('ada'), 'MUG', 'SHOP', 1);
select tests.set_clock(now() + interval '25 hours');
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select commerce.confirm_reservation((select max(id) from t_mine)) $$,
    'PT410', 'commerce.reservation_expired', 'the limit does not revive one'
);
reset role;
select tests.place('ada', '[{"sku": "SHIRT-L", "quantity": 1}]')::text;
insert into t_mine select o.reservation_id from commerce.orders as o;
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select commerce.confirm_reservation((select max(id) from t_mine)) $$,
    'PT409', 'commerce.reservation_of_order', 'that of an order changes with the order'
);

select * from finish();
rollback;
