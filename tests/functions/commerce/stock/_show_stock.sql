-- Proves functions/commerce/stock/_show_stock.sql.
begin;
select plan(2);

-- Given: the small stock.
select tests.small_stock();

create function pg_temp.id_of(p_key text) returns bigint language sql as $$
    select v.id from commerce.variants as v where v.sku = p_key
    union all
    select l.id from commerce.locations as l where l.code = p_key
$$;

select is(
    commerce._show_stock(pg_temp.id_of('SHIRT-S'), pg_temp.id_of('MAIN')),
    '{"sku": "SHIRT-S", "location": "MAIN", "on_hand": 10, "reserved": 1,
      "available": 9, "damaged": 0, "in_transit": 0, "safety_stock": 0,
      "backorder_limit": 0}',
    'a level is shown with all of its columns'
);
select is(
    commerce._show_stock(pg_temp.id_of('MUG'), pg_temp.id_of('MAIN')) -> 'on_hand',
    '0', 'one that is not there yet has zeros'
);

select * from finish();
rollback;
