-- Proves functions/commerce/orders/_plan_parcels.sql.
begin;
select plan(1);

-- Given: an order that two locations send; SHOP comes first.
select tests.small_stock();
create temporary table o on commit drop as select tests.place('ada') as id;
update commerce.locations set position = 1
where code = 'SHOP';

select is(
    (
        select commerce._plan_parcels(n.reservation_id)
        from commerce.orders as n
        where n.id = (select o.id from o)
    ),
    (
        select jsonb_object_agg(
            p.number,
            jsonb_build_object(
                'location_id', l.id, 'location', l.code, 'status', 'waiting',
                'pieces', jsonb_build_object(v.id, p.quantity)
            )
        )
        from (values (1, 'SHOP', 2), (2, 'MAIN', 9)) as p (number, code, quantity)
        inner join commerce.locations as l on p.code = l.code
        inner join commerce.variants as v on v.sku = 'SHIRT-S'
    ),
    'each location sends a parcel; they are numbered by position'
);

select * from finish();
rollback;
