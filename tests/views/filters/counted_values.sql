-- Proves sql/views/filters/counted_values.sql.
begin;
select plan(3);

-- Given: the small shop.
select tests.small_shop();

select is(
    tests.grants_of('filters.counted_values'),
    array['select to app_reader, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('filters.counted_values'),
    array['select all to app_reader, authenticated, service_role'],
    'the view opens these rows, whatever is granted'
);
select results_eq(
    $$ select dimension, value, lines from filters.counted_values
       where dimension in ('region', 'brand') order by dimension, value $$,
    $$ values
        ('brand', 'crisp', 2::bigint), ('brand', 'fizz', 4::bigint),
        ('region', 'NCR', 4::bigint), ('region', 'Region VII', 2::bigint) $$,
    'values with a line, and how many'
);

select * from finish();
rollback;
