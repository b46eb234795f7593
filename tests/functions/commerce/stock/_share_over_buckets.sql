-- Proves functions/commerce/stock/_share_over_buckets.sql.
begin;
select plan(5);

-- Given: the small stock.
select tests.small_stock();

create function pg_temp.id_of(p_key text) returns bigint language sql as $$
    select v.id from commerce.variants as v where v.sku = p_key
    union all
    select l.id from commerce.locations as l where l.code = p_key
$$;

create function pg_temp.buckets() returns text language sql as $$
    select string_agg(
        format('%s/%s/%s/%s', s.on_hand, s.reserved, s.safety_stock, s.backorder_limit),
        ' ' order by s.bucket
    )
    from commerce.stock_levels as s
    where s.variant_id = pg_temp.id_of('SHIRT-S')
    and s.location_id = pg_temp.id_of('MAIN')
$$;
create function pg_temp.share(p_buckets integer, variadic p_limits integer[])
    returns void language sql as $$
    select commerce._share_over_buckets(
        pg_temp.id_of('SHIRT-S'), pg_temp.id_of('MAIN'), p_buckets, p_limits[1],
        p_limits[2]
    )
$$;
select pg_temp.share(4, 2, 4);
select is(
    pg_temp.buckets(), '4/1/1/1 2/0/1/1 2/0/0/1 2/0/0/1',
    'free pieces and limits are shared evenly; a bucket keeps its reserved pieces'
);
select pg_temp.share(1, null, null);
select is(
    pg_temp.buckets(), '10/1/2/4 0/0/0/0 0/0/0/0 0/0/0/0',
    'merged again, nothing is lost'
);
do $$ begin
    perform tests.reserve(tests.user('ada'), 'SHIRT-S', 'MAIN', 12);
end; $$;
select pg_temp.share(2, null, null);
select is(
    pg_temp.buckets(), '10/13/1/4 0/0/1/0 0/0/0/0 0/0/0/0',
    'a backorder stays in the bucket that has it'
);
select throws_ok(
    $$ select pg_temp.share(2, null, 2) $$, 'PT409', 'commerce.insufficient_stock',
    'a limit below the backorder is refused'
);
select tests.holds('commerce');

select * from finish();
rollback;
