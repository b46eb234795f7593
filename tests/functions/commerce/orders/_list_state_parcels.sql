-- Proves functions/commerce/orders/_list_state_parcels.sql.
begin;
select plan(1);

-- Given: an order that is on its way.
select tests.small_stock();
create temporary table o on commit drop as select tests.place('ada') as id;
create temporary table done on commit drop as
select tests.advance((select o.id from o), 'pay', 'pack', 'ship') as status;

select results_eq(
    $$ select s.* from commerce.orders as n
       cross join lateral commerce._list_state_parcels(n.id, n.state) as s
       where n.id = (select o.id from o)
       order by s.parcel $$,
    $$ select p.* from commerce.parcels as p
       where p.order_id = (select o.id from o)
       order by p.parcel $$,
    'the parcels of the state are those of the table'
);

select * from finish();
rollback;
