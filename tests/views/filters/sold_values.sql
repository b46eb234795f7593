-- Proves sql/views/filters/sold_values.sql.
begin;
select plan(3);

-- Given: the small shop.
select tests.small_shop();

select results_eq(
    $$ select dimension, count(*) from filters.sold_values group by 1 order by 1 $$,
    $$ values ('brand', 2::bigint), ('category', 2), ('city', 2), ('province', 2),
              ('region', 2), ('store_class', 2) $$,
    'master rows that some line has'
);
select is(
    tests.grants_of('filters.sold_values'), array['select to app_reader, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('filters.sold_values'),
    array['select all to app_reader, service_role'], 'operators see it whole'
);

select * from finish();
rollback;
