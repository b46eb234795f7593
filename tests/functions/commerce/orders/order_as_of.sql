-- Proves functions/commerce/orders/order_as_of.sql.
begin;
select plan(10);

-- Given: an order of ada, placed at noon, paid at one, packed at two.
select tests.small_stock();
select tests.set_clock('2026-06-01 12:00Z');
update core.settings set value = '1'
where name = 'commerce.order_snapshot_events';
create temporary table o on commit drop as select tests.place('ada') as id;
grant select on o to authenticated;
select tests.set_clock('2026-06-01 13:00Z');
select is(tests.advance((select o.id from o), 'pay'), 'paid', 'paid at one');
select tests.set_clock('2026-06-01 14:00Z');
select is(tests.advance((select o.id from o), 'pack'), 'packed', 'packed at two');

select tests.login_as(tests.user('ada'));
select is(
    array(
        select api.order_as_of((select o.id from o), n) ->> 'status'
        from generate_series(1, 3) as n
        order by n
    ),
    '{placed, paid, packed}', 'each version has its status'
);
select is(
    api.order_as_of((select o.id from o), 3), api.get_order((select o.id from o)),
    'the last one is the order as it is'
);
select is(
    array(
        select api.order_as_of(o.id, at => n.t::timestamptz) ->> 'status'
        from o
        cross join unnest(array[
            '2026-06-01 12:00Z', '2026-06-01 13:59Z', '2026-06-01 14:00Z'
        ]) with ordinality as n (t, place)
        order by n.place
    ),
    '{placed, paid, packed}', 'and each time'
);
select throws_ok(
    $$ select api.order_as_of((select o.id from o), 4) $$,
    'PT404', 'commerce.unknown_order_version', 'a version that is not there is unknown'
);
select throws_ok(
    $$ select api.order_as_of((select o.id from o), at => '2026-06-01 11:59Z') $$,
    'PT404', 'commerce.unknown_order_version', 'and so is a time before'
);
select throws_ok(
    $$ select api.order_as_of((select o.id from o), 1, '2026-06-01 12:00Z') $$,
    'PT422', 'core.invalid_argument', 'only one of both is sent'
);
select throws_ok(
    $$ select api.order_as_of((select o.id from o), at => 'infinity') $$,
    'PT422', 'core.invalid_argument', 'a time is one'
);
select tests.login_as(tests.user('bob'));
select throws_ok(
    $$ select api.order_as_of((select o.id from o), 1) $$,
    'PT404', 'commerce.unknown_order', 'another user does not read it'
);

select * from finish();
rollback;
