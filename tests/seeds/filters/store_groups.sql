-- Proves sql/seeds/filters/store_groups.sql.
begin;
select plan(1);

select results_eq(
    $$ select id from filters.store_groups where kind = 'all' $$,
    $$ values (0::bigint) $$,
    'the group of all stores has id 0'
);

select * from finish();
rollback;
