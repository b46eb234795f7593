-- Proves sql/seeds/commerce/settings.sql.j2.
begin;
select plan(2);

select is(
    core.setting('commerce.time_zone'), '"UTC"'::jsonb, 'days of reports are in UTC'
);
select is(
    core.setting('commerce.cache.product_page') -> 'fresh_seconds', '300'::jsonb,
    'a page is fresh for five minutes'
);

select * from finish();
rollback;
