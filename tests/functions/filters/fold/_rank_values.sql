-- Proves functions/filters/fold/_rank_values.sql.
begin;
select plan(2);

-- Given: the small shop, its ranks in disorder.
select tests.small_shop();
update filters.dimension_values
set rank = -rank
where true;
do $$ begin perform filters._rank_values('brand'); end $$;

select results_eq(
    $$ select value collate "default", rank from filters.dimension_values
       where dimension = 'brand'
       order by value $$,
    $$ values ('crisp', 1048576::bigint), ('fizz', 2097152) $$,
    'ranks follow labels, evenly spaced'
);
select is_empty(
    $$ select * from filters.dimension_values
       where dimension <> 'brand' and rank > 0 $$,
    'in no other dimension'
);

select * from finish();
rollback;
