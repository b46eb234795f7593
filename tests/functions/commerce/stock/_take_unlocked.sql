-- Proves functions/commerce/stock/_take_unlocked.sql.
begin;
select plan(3);

-- Given: the small stock.
select tests.small_stock();

create function pg_temp.id_of(p_key text) returns bigint language sql as $$
    select v.id from commerce.variants as v where v.sku = p_key
    union all
    select l.id from commerce.locations as l where l.code = p_key
$$;

select is(
    (commerce._take_unlocked(
        pg_temp.id_of('SHIRT-S'), pg_temp.id_of('MAIN'), 9
    )).quantity,
    9, 'a bucket that has enough gives'
);
select is(
    (commerce._take_unlocked(
        pg_temp.id_of('SHIRT-S'), pg_temp.id_of('MAIN'), 1
    )).variant_id,
    null, 'one that has not enough does not'
);
select is(
    (
        select s.reserved from commerce.stock_levels as s
        where s.variant_id = pg_temp.id_of('SHIRT-S')
        and s.location_id = pg_temp.id_of('MAIN')
    ),
    10, 'what was given is reserved'
);

select * from finish();
rollback;
