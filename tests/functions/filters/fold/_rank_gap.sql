-- Proves functions/filters/fold/_rank_gap.sql.
begin;
select plan(1);

select tests.small_shop();
select results_eq(
    $$ select rank from filters.dimension_values
       where dimension = 'brand' order by 1 $$,
    $$ values (filters._rank_gap()), (2 * filters._rank_gap()) $$,
    'values that are listed together are that far apart'
);

select * from finish();
rollback;
