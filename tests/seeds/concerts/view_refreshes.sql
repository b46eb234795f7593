-- Proves sql/seeds/concerts/view_refreshes.sql.j2.
begin;
select plan(1);

select set_has(
    'select view_name, refresh_every from core.view_refreshes',
    $$ values ('concerts.trending_artists_distinct', interval '1 day') $$,
    'the ranking is refreshed daily'
);

select * from finish();
rollback;
