-- Proves sql/views/filters/counted_values.sql.
begin;
select plan(1);

-- Given: the small shop.
select tests.small_shop();

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
