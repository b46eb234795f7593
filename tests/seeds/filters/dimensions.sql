-- Proves sql/seeds/filters/dimensions.sql.j2.
begin;
select plan(4);

select results_eq(
    $$ select name, parent from filters.dimensions order by position $$,
    $$ values
        ('region', null), ('province', 'region'), ('city', 'province'),
        ('category', null), ('brand', 'category'), ('store_class', null) $$,
    'six dimensions, two cascades'
);
select is_empty(
    $$ select name from filters.dimensions where not is_enabled $$,
    'all are enabled at first'
);
select is_empty(
    $$ select name from filters.dimensions
       where counted_by <> 'cells' or roles is not null $$,
    'cells count them, and every signed-in user may read them'
);
select set_eq(
    $$ select dimension from filters.dimension_states $$,
    $$ select name from filters.dimensions $$,
    'each has its state'
);

select * from finish();
rollback;
