-- Proves functions/commerce/stock/_take_unlocked.sql.
begin;
select plan(5);

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

-- And: 20 in three buckets, each of which keeps one back.
select commerce._share_over_buckets(
    pg_temp.id_of('SHIRT-L'), pg_temp.id_of('MAIN'), 3, 3
);
create function pg_temp.take(p_quantity integer) returns integer language sql as $$
    select (commerce._take_unlocked(
        pg_temp.id_of('SHIRT-L'), pg_temp.id_of('MAIN'), p_quantity
    )).quantity
$$;
select is(pg_temp.take(5), 5, 'a bucket gives what it does not keep back');
update commerce.stock_levels set on_hand = 0
where
    variant_id = pg_temp.id_of('SHIRT-L')
    and location_id = pg_temp.id_of('MAIN')
    and bucket = (
        select min(f.bucket) from commerce.stock_levels as f
        where
            f.variant_id = pg_temp.id_of('SHIRT-L')
            and f.location_id = pg_temp.id_of('MAIN')
            and f.reserved = 0
    );
select is(
    pg_temp.take(1), null, 'but nothing while another one lacks what it has to keep'
);

select * from finish();
rollback;
