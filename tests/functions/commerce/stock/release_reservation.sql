-- Proves functions/commerce/stock/release_reservation.sql.
begin;
select plan(6);

-- Given: the small stock, and one mug that ada holds.
select tests.small_stock();

create temporary table t_mine as
select tests.reserve(tests.user('ada'), 'MUG', 'SHOP', 1) as id;
grant select on t_mine to authenticated;

select tests.login_as(tests.user('ada'));
select is(
    commerce.release_reservation((select id from t_mine)) ->> 'status', 'released',
    'a reservation is released'
);
select is(
    commerce.release_reservation((select id from t_mine)) ->> 'status', 'released',
    'again, nothing changes'
);
reset role;
select is(
    (
        select sum(s.reserved) from commerce.stock_levels as s
        inner join commerce.variants as v on s.variant_id = v.id
        where v.sku = 'MUG'
    ),
    0::bigint, 'its stock is free once'
);
update commerce.reservations set status = 'shipped'
where id = (select id from t_mine);
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select commerce.release_reservation((select id from t_mine)) $$,
    'PT409', 'commerce.reservation_ended', 'what was shipped cannot be released'
);
select throws_ok(
    $$ select commerce.release_reservation(0) $$,
    'PT404', 'commerce.unknown_reservation', 'an unknown one is refused'
);
reset role;
select tests.place('ada', '[{"sku": "SHIRT-L", "quantity": 1}]')::text;
insert into t_mine select o.reservation_id from commerce.orders as o;
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select commerce.release_reservation((select max(id) from t_mine)) $$,
    'PT409', 'commerce.reservation_of_order', 'that of an order changes with the order'
);

select * from finish();
rollback;
