-- Proves sql/seeds/suppliers/settings.sql.j2.
begin;
select plan(1);

select is(
    core.setting('suppliers.cache.forecast'),
    '{"fresh_seconds": 86400, "stale_seconds": 0}',
    'a forecast is kept for its day, and never shown when it is stale'
);

select * from finish();
rollback;
