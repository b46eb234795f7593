-- Proves functions/master/_read_categories.sql.
begin;
select plan(1);

select tests.stage(
    '{category,name,parent}',
    '[{"category": "Food"}, {"category": "FOOD ", "name": "F"},
      {"category": "food/Tea", "parent": "Food"}]'
);
select results_eq(
    $$ select n.line, n.category_key, n.category, n.name, n.parent
       from master._read_categories('pg_temp.staged') as n
       order by n.line $$,
    $$ values
        (2::bigint, 'food', 'FOOD', 'F', null),
        (3, 'food/tea', 'food/Tea', null, 'food') $$,
    'the last row of a category counts, in normal form'
);

select * from finish();
rollback;
