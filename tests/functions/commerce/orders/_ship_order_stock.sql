-- Proves functions/commerce/orders/_ship_order_stock.sql.
begin;
select plan(6);

-- Given: an order of eleven pieces; the stock of MAIN is split into two buckets.
select tests.small_stock();
do $$
begin
    perform commerce._post_movements(array[row(
        v.id, 6, 'receive', 'supplier', null, null, 'on_hand', l.id, 1
    )::commerce.posting])
    from commerce.variants as v
    cross join commerce.locations as l
    where v.sku = 'SHIRT-S' and l.code = 'MAIN';
    perform tests.place('ada');
end;
$$;
create temporary table o on commit drop as
select
    n.id,
    n.reservation_id,
    v.id as variant_id,
    l.id as location_id
from commerce.orders as n
cross join commerce.variants as v
cross join commerce.locations as l
where v.sku = 'SHIRT-S' and l.code = 'MAIN';
create function pg_temp.ship(p_quantity integer) returns void language sql as $$
    select commerce._ship_order_stock(
        id, reservation_id,
        array[row(variant_id, location_id, p_quantity)::commerce.stock_line]
    ) from o
$$;
create function pg_temp.held() returns integer[] language sql as $$
    select array_agg(l.quantity order by l.bucket)
    from commerce.reservation_lines as l
    where l.reservation_id = (select o.reservation_id from o)
$$;
select is(pg_temp.held(), '{9, 2}', 'nine of bucket 0 and two of bucket 1 are held');

do $$
begin
    perform pg_temp.ship(10);
end;
$$;
select is(pg_temp.held(), '{0, 1}', 'pieces leave the buckets in order');
select results_eq(
    $$ select s.bucket, s.on_hand, s.reserved from commerce.stock_levels as s
       where (s.variant_id, s.location_id) = (select variant_id, location_id from o)
       order by s.bucket $$,
    $$ values (0::smallint, 1, 1), (1::smallint, 5, 1) $$,
    'and their levels'
);
select is(
    (
        select r.status from commerce.reservations as r
        where r.id = (select o.reservation_id from o)
    ),
    'open', 'the reservation goes on'
);

do $$
begin
    perform pg_temp.ship(1);
end;
$$;
select is(
    (
        select r.status from commerce.reservations as r
        where r.id = (select o.reservation_id from o)
    ),
    'shipped', 'until its last piece has left'
);
select results_eq(
    $$ select m.quantity, m.from_state, m.to_state from commerce.stock_movements as m
       where m.type = 'ship' order by m.id $$,
    $$ values (9, 'reserved', 'sold'), (1, 'reserved', 'sold'), (1, 'reserved',
    'sold') $$,
    'the ledger has each'
);

select * from finish();
rollback;
