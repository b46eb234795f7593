-- Proves functions/filters/rebuild_values.sql.
begin;
select plan(3);

-- Given: the small shop.
select tests.small_shop();

create temporary table before as
select
    place_id,
    category_id,
    brand_id,
    lines
from filters.cells
where place_id = 0;
create temporary table answer as
select filters.filter_options() - 'version' as was;
update filters.cells
set lines = lines + 1
where true;
delete from filters.dimension_values
where true;

select lives_ok(
    $$ select filters.rebuild_values() $$,
    'everything is counted anew'
);
select is(
    filters.filter_options() - 'version', (select was from pg_temp.answer),
    'answers are as before'
);
select results_eq(
    $$ select place_id, category_id, brand_id, lines
       from filters.cells
       where place_id = 0
       order by 2, 3 $$,
    $$ select * from pg_temp.before order by 2, 3 $$,
    'and so are the cells'
);

select * from finish();
rollback;
