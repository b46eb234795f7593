-- Proves functions/commerce/stock/_spread_over_buckets.sql.
begin;
select plan(3);

-- Given: the small stock.
select tests.small_stock();

create function pg_temp.id_of(p_key text) returns bigint language sql as $$
    select v.id from commerce.variants as v where v.sku = p_key
    union all
    select l.id from commerce.locations as l where l.code = p_key
$$;

select commerce._share_over_buckets(pg_temp.id_of('SHIRT-L'), pg_temp.id_of('MAIN'), 3);
select results_eq(
    $$ select s.bucket::integer, s.quantity from commerce._spread_over_buckets(
           pg_temp.id_of('SHIRT-L'), pg_temp.id_of('MAIN'), 16) as s $$,
    $$ values (0, 7), (1, 7), (2, 2) $$,
    'the fullest buckets give first'
);
select results_eq(
    $$ select s.bucket::integer, s.quantity from commerce._spread_over_buckets(
           pg_temp.id_of('SHIRT-L'), pg_temp.id_of('MAIN'), 21) as s $$,
    $$ values (0, 8), (1, 7), (2, 6) $$,
    'what is missing is asked of bucket 0, which refuses it'
);
select results_eq(
    $$ select s.bucket::integer, s.quantity from commerce._spread_over_buckets(
           pg_temp.id_of('MUG'), pg_temp.id_of('MAIN'), 2) as s $$,
    $$ values (0, 2) $$,
    'also where there is no level'
);

select * from finish();
rollback;
