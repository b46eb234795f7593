-- Proves functions/commerce/stock/_list_offers.sql.
begin;
select plan(3);

-- Given: the small stock.
select tests.small_stock();

create function pg_temp.id_of(p_key text) returns bigint language sql as $$
    select v.id from commerce.variants as v where v.sku = p_key
    union all
    select l.id from commerce.locations as l where l.code = p_key
$$;

select results_eq(
    $$ select o.location_id = pg_temp.id_of('MAIN'), o.wanted, o.sellable
       from commerce._list_offers(array[
           row(pg_temp.id_of('SHIRT-S'), null, 2)::commerce.stock_line
       ]) as o order by o.position $$,
    $$ values (true, 2, 9::bigint), (false, 2, 4::bigint) $$,
    'each location with the variant offers what it can sell'
);
update commerce.locations set is_active = false
where code = 'MAIN';
select is(
    (
        select count(*) from commerce._list_offers(array[
            row(pg_temp.id_of('SHIRT-S'), null, 2)::commerce.stock_line
        ])
    ),
    1::bigint, 'an inactive one does not'
);

update commerce.locations set is_active = true
where code = 'MAIN';
select commerce._share_over_buckets(
    pg_temp.id_of('SHIRT-L'), pg_temp.id_of('MAIN'), 2, 10
);
update commerce.stock_levels set on_hand = 1
where
    variant_id = pg_temp.id_of('SHIRT-L')
    and location_id = pg_temp.id_of('MAIN')
    and bucket = 0;
select is(
    (
        select o.sellable from commerce._list_offers(array[
            row(pg_temp.id_of('SHIRT-L'), null, 2)::commerce.stock_line
        ]) as o
        where o.location_id = pg_temp.id_of('MAIN')
    ),
    1::bigint, 'buckets keep the safety stock of their level together'
);

select * from finish();
rollback;
