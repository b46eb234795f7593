-- Proves functions/commerce/orders/_project_order.sql.
begin;
select plan(5);

-- Given: an order in two parcels, and another one.
select tests.small_stock();
create temporary table o on commit drop as select tests.place('ada') as id;
create temporary table other on commit drop as
select tests.place('bob', '[{"sku": "SHIRT-L", "quantity": 1}]') as id;
create function pg_temp.rows() returns table (parcel integer, quantity integer)
language sql as $$
    select p.parcel, l.quantity from commerce.parcels as p
    inner join commerce.parcel_lines as l on (p.order_id, p.parcel) = (l.order_id, l.parcel)
    where p.order_id = (select o.id from o) order by p.parcel
$$;
select results_eq(
    'select * from pg_temp.rows()', 'values (1, 9), (2, 2)', 'nine and two pieces'
);

-- When: the tables say something else.
update commerce.parcels set status = 'open'
where order_id = (select o.id from o);
delete from commerce.parcels
where order_id = (select o.id from o) and parcel = 2;
insert into commerce.parcels (
    order_id, parcel, user_id, location_id, status, ship_to
)
select
    p.order_id,
    3 as parcel,
    p.user_id,
    p.location_id,
    p.status,
    p.ship_to
from commerce.parcels as p
where p.order_id = (select o.id from o);
insert into commerce.parcel_lines (order_id, parcel, variant_id, quantity)
select
    o.id as order_id,
    1 as parcel,
    v.id as variant_id,
    5 as quantity
from o cross join commerce.variants as v
where v.sku = 'MUG';
update commerce.parcel_lines set quantity = 1
where order_id = (select o.id from o) and quantity = 9;
do $$
begin
    perform commerce._project_order(n.id, n.state)
    from commerce.orders as n where n.id = (select o.id from o);
end;
$$;
select results_eq(
    'select * from pg_temp.rows()', 'values (1, 9), (2, 2)',
    'they say what the state says again'
);
select is(
    (
        select array_agg(distinct p.status)
        from commerce.parcels as p
        where p.order_id = (select o.id from o)
    ),
    '{waiting}', 'with the status of the state'
);
select is(
    (select count(*) from commerce.parcels as p
        where p.order_id = (select other.id from other)),
    1::bigint, 'another order stays as it is'
);
do $$
begin
    perform commerce._project_order(n.id, n.state || '{"status": "cancelled"}')
    from commerce.orders as n where n.id = (select o.id from o);
end;
$$;
select is(
    (select n.status from commerce.orders as n
        where n.id = (select o.id from o)),
    'cancelled', 'the order has the state that was handed in'
);

select * from finish();
rollback;
