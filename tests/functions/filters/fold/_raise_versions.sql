-- Proves functions/filters/fold/_raise_versions.sql.
begin;
select plan(1);

-- Given: one dimension that cells do not count.
insert into filters.dimensions (name, label, position, source_table, column_name)
values ('shelf', 'Shelf', 7, 'filters.transactions', 'product_key');
do $$ begin perform filters._raise_versions(5); end $$;

select set_eq(
    $$ select dimension, version from filters.dimension_states $$,
    $$ values
        ('region', 5::bigint), ('province', 5), ('city', 5), ('category', 5),
        ('brand', 5), ('store_class', 5), ('shelf', 0) $$,
    'the versions rise by as much where cells count'
);

select * from finish();
rollback;
