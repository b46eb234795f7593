-- Proves sql/seeds/commerce/settings.sql.j2.
begin;
select plan(1);

select is(
    core.setting('commerce.time_zone'), '"UTC"'::jsonb, 'days of reports are in UTC'
);

select * from finish();
rollback;
