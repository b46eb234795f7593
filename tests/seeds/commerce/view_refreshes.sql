-- Proves sql/seeds/commerce/view_refreshes.sql.j2.
begin;
select plan(1);

select set_has(
    $$ select view_name, refresh_every from core.view_refreshes $$,
    $$ values ('commerce.daily_activity', interval '1 hour'),
              ('commerce.stock_ages', '1 hour') $$,
    'the age of each view is watched'
);

select * from finish();
rollback;
