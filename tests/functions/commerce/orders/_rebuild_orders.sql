-- Proves functions/commerce/orders/_rebuild_orders.sql.
begin;
select plan(4);

-- Given: three orders whose tables say something else than their events.
select tests.small_stock();
update core.settings set value = '1'
where name = 'commerce.order_snapshot_events';
create temporary table o on commit drop as
select
    n as k,
    tests.place('ada', '[{"sku": "SHIRT-L", "quantity": 1}]') as id
from generate_series(1, 3) as n;
update commerce.orders set state = state || '{"status": "refunded"}'
where true;
update commerce.order_snapshots set state = state || '{"marked": true}'
where true;
delete from commerce.parcels
where true;

do $$
begin
    perform commerce._rebuild_orders(null, jsonb_build_array(jsonb_build_object(
        'from', (select o.id from o where o.k = 1),
        'until', (select o.id from o where o.k = 3)
    )));
end;
$$;
select is(
    array(select n.status from commerce.orders as n
        order by n.id),
    '{placed, placed, refunded}', 'the orders of the range are folded again'
);
select is(
    array(select s.state ? 'marked' from commerce.order_snapshots as s
        order by s.order_id),
    '{false, false, true}', 'their snapshots too'
);
select is(
    (select count(*) from commerce.parcels), 2::bigint, 'and their parcels'
);
select is(
    (select count(*) from commerce.parcel_lines), 2::bigint, 'with what is in them'
);

select * from finish();
rollback;
