-- Proves functions/commerce/orders/_release_order_stock.sql.
begin;
select plan(6);

-- Given: an order that holds nine pieces of MAIN and two of SHOP.
select tests.small_stock();
do $$
begin
    perform tests.place('ada');
end;
$$;
create temporary table o on commit drop as
select
    n.id,
    n.reservation_id
from commerce.orders as n;
create function pg_temp.reserved() returns bigint language sql as $$
    select sum(s.reserved) from commerce.stock_levels as s
$$;
select is(pg_temp.reserved(), 13::bigint, 'eleven, and one of each of two users');

do $$
begin
    perform commerce._release_order_stock(id, reservation_id) from o;
end;
$$;
select is(pg_temp.reserved(), 2::bigint, 'what it held is free');
select is(
    (
        select r.status from commerce.reservations as r
        where r.id = (select o.reservation_id from o)
    ),
    'released', 'the reservation has ended'
);
select is(
    (
        select sum(l.quantity) from commerce.reservation_lines as l
        where l.reservation_id = (select o.reservation_id from o)
    ),
    0::bigint, 'its lines hold nothing'
);
select results_eq(
    $$ select m.type, m.quantity, m.to_state from commerce.stock_movements as m
       where m.reference = 'order:' || (select o.id from o) order by m.quantity $$,
    $$ values ('release', 2, 'on_hand'), ('release', 9, 'on_hand') $$,
    'the movements name the order'
);

do $$
begin
    perform commerce._release_order_stock(id, reservation_id) from o;
end;
$$;
select is(pg_temp.reserved(), 2::bigint, 'a second call releases nothing');

select * from finish();
rollback;
