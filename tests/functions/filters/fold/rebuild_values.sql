-- Proves functions/filters/fold/rebuild_values.sql.
begin;
select plan(7);

-- Given: the small shop.
select tests.small_shop();

create temporary table before as
select
    group_id,
    category_id,
    brand_id,
    lines
from filters.cells
where group_id = 0;
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
    $$ select group_id, category_id, brand_id, lines
       from filters.cells
       where group_id = 0
       order by 2, 3 $$,
    $$ select * from pg_temp.before order by 2, 3 $$,
    'and so are the cells'
);

select tests.sell('b1', 'fizz', 'food/drinks', 3);
select tests.sell('b9', 'crisp', null, 4, 's3');
delete from filters.transactions
where price_minor = 999;
create temporary table versions as
select filters._version_of('brand') as was;
do $$ begin perform filters.rebuild_values(); end $$;
select is_empty(
    $$ select * from filters.line_changes $$, 'changes are counted, not folded'
);
select is(
    tests.filter_answers(), tests.naive_answers(), 'answers are those of the lines'
);
select cmp_ok(
    filters._version_of('brand'), '>', (select was from versions),
    'versions rise, with what was not folded in them'
);
select is_empty(
    $$ select i.name from core.invariants as i
       where i.module = 'filters' and (core.run_invariant(i.name)).violations > 0 $$,
    'no invariant is broken'
);

select * from finish();
rollback;
