-- Proves functions/commerce/stock/_allocate_stock.sql.
begin;
select plan(4);

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
    pg_temp.shown(commerce._allocate_stock(
        array[pg_temp.line('SHIRT-S', 'SHOP', 2)], 'given_order'
    )),
    '2 SHIRT-S SHOP', 'one line of one location is taken at once'
);
select is(
    pg_temp.shown(commerce._allocate_stock(
        array[pg_temp.line('SHIRT-S', null, 11), pg_temp.line('SHIRT-S', 'MAIN', 9)],
        'given_order'
    )),
    '9 SHIRT-S MAIN, 2 SHIRT-S SHOP',
    'a line that names its location takes first; none takes what another has'
);
select commerce._share_over_buckets(pg_temp.id_of('SHIRT-L'), pg_temp.id_of('MAIN'), 4);
select is(
    pg_temp.shown(commerce._allocate_stock(
        array[pg_temp.line('SHIRT-L', 'MAIN', 12)], 'given_order'
    )),
    '5 SHIRT-L MAIN, 5 SHIRT-L MAIN, 2 SHIRT-L MAIN',
    'what no bucket has alone is taken from several'
);
select is(
    (
        select sum(s.reserved) from commerce.stock_levels as s
        where s.variant_id = pg_temp.id_of('SHIRT-L')
    ),
    12::bigint, 'and is reserved'
);

select * from finish();
rollback;
