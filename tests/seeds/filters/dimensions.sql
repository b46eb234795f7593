-- Proves sql/seeds/filters/dimensions.sql.
begin;
select plan(2);

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

select * from finish();
rollback;
