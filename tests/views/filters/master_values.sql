-- Proves sql/views/filters/master_values.sql.
begin;
select plan(4);

-- Given: the small shop.
select tests.small_shop();

select is(
    tests.grants_of('filters.master_values'),
    array['select to app_reader, authenticated, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('filters.master_values'),
    array['select all to app_reader, authenticated, service_role'],
    'the view opens these rows, whatever is granted'
);
select results_eq(
    $$ select value, label, parent from filters.master_values
       where dimension = 'city' order by value $$,
    $$ values
        ('0702205000', 'Argao, Cebu', '0702200000'),
        ('1380300000', 'City of Makati', '1300000000') $$,
    'a city is named with its province, unless that is a pseudo-province'
);
select set_eq(
    $$ select distinct dimension from filters.master_values $$,
    $$ select name from filters.dimensions $$,
    'every dimension has master data'
);

select * from finish();
rollback;
