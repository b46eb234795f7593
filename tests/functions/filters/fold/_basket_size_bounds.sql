-- Proves functions/filters/fold/_basket_size_bounds.sql.
begin;
select plan(2);

select is(
    (select array_agg(b order by b) from unnest(filters._basket_size_bounds()) as b),
    filters._basket_size_bounds(),
    'bounds rise'
);
select is(
    width_bucket(1, filters._basket_size_bounds()), 0,
    'a basket of one line is in the first bucket'
);

select * from finish();
rollback;
