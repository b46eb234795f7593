-- Proves functions/commerce/stock/_take_locked.sql.
begin;
select plan(5);

-- Given: the small stock.
select tests.small_stock();

create function pg_temp.id_of(p_key text) returns bigint language sql as $$
    select v.id from commerce.variants as v where v.sku = p_key
    union all
    select l.id from commerce.locations as l where l.code = p_key
$$;

create function pg_temp.line(p_sku text, p_code text, p_quantity integer)
    returns commerce.stock_line language sql as $$
    select row(pg_temp.id_of(p_sku), pg_temp.id_of(p_code), p_quantity)::commerce.stock_line
$$;
create function pg_temp.shown(p_taken commerce.allocation[]) returns text
    language sql as $$
    select string_agg(format('%s %s %s', t.quantity, v.sku, l.code), ', '
        order by v.sku, l.code, t.bucket)
    from unnest(p_taken) as t
    inner join commerce.variants as v on t.variant_id = v.id
    inner join commerce.locations as l on t.location_id = l.id
$$;

select is(
    pg_temp.shown(commerce._take_locked(
        array[pg_temp.line('SHIRT-S', null, 11), pg_temp.line('MUG', null, 2)],
        'given_order'
    )),
    '2 MUG SHOP, 9 SHIRT-S MAIN, 2 SHIRT-S SHOP',
    'a line walks through its locations until it has enough'
);
select is(
    pg_temp.shown(commerce._take_locked(
        array[pg_temp.line('SHIRT-S', null, 11)], 'given_order'
    )),
    '2 SHIRT-S SHOP', 'it gets what is left'
);
select is(
    commerce._take_locked('{}', 'given_order'), '{}', 'no line takes nothing'
);

-- And: 20 in two buckets, of which 10 are kept back; sales have emptied one bucket.
select commerce._share_over_buckets(
    pg_temp.id_of('SHIRT-L'), pg_temp.id_of('MAIN'), 2, 10
);
update commerce.stock_levels set on_hand = 0
where
    variant_id = pg_temp.id_of('SHIRT-L')
    and location_id = pg_temp.id_of('MAIN')
    and bucket = 0;
select is(
    commerce._take_locked(array[pg_temp.line('SHIRT-L', 'MAIN', 5)], 'given_order')
    || commerce._take_locked(array[pg_temp.line('SHIRT-L', null, 5)], 'given_order'),
    '{}', 'the other one keeps the safety stock of both'
);
update commerce.stock_levels set on_hand = 2
where
    variant_id = pg_temp.id_of('SHIRT-L')
    and location_id = pg_temp.id_of('MAIN')
    and bucket = 0;
select is(
    pg_temp.shown(commerce._take_locked(
        array[pg_temp.line('SHIRT-L', 'MAIN', 5)], 'given_order'
    )),
    '2 SHIRT-L MAIN', 'and gives what is left of the level'
);

select * from finish();
rollback;
