-- Proves functions/filters/fold/_price_bounds.sql.
begin;
select plan(2);

select is(
    (select array_agg(b order by b) from unnest(filters._price_bounds()) as b),
    filters._price_bounds(),
    'bounds rise'
);
select is(
    width_bucket(0, filters._price_bounds()), 0,
    'what was given away or taken back is in the first bucket'
);

select * from finish();
rollback;
