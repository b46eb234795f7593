-- Proves sql/seeds/filters/places.sql.
begin;
select plan(1);

select results_eq(
    $$ select id from filters.places where kind = 'all' $$,
    $$ values (0::bigint) $$,
    'every store together is place 0'
);

select * from finish();
rollback;
