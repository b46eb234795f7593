-- Proves functions/master/_refuse_categories.sql.
begin;
select plan(3);

-- Given: a category.
insert into master.categories (category_key, name)
values ('food', 'Food');

select tests.stage(
    '{category,name,parent}',
    '[{"category": "a", "parent": "b"}, {"category": "b", "parent": "food"},
      {"category": "food"}]'
);
select is_empty(
    $$ select * from master._refuse_categories('pg_temp.staged') $$,
    'a parent is there already, or in the batch, in any order'
);
select tests.stage(
    '{category,name,parent}',
    '[{"name": "A"}, {"category": "b", "parent": "none"},
      {"category": "c", "parent": "d"}, {"category": "d", "parent": "c"},
      {"category": "e", "parent": "e"}]'
);
select results_eq(
    $$ select line, reason from master._refuse_categories('pg_temp.staged')
       order by line $$,
    $$ values
        (1::bigint, 'category is missing'), (2, 'there is no category none'),
        (3, 'd is not in the tree'), (4, 'c is not in the tree'),
        (5, 'e is not in the tree') $$,
    'what hangs on nothing, or on itself, is refused'
);

-- Given: a category below it, whose row leaves its place as it is.
insert into master.categories (category_key, name, parent_id)
select
    'food/drinks' as category_key,
    'Drinks' as name,
    c.id as parent_id
from master.categories as c
where c.category_key = 'food';
select tests.stage(
    '{category,name,parent}',
    '[{"category": "food", "name": "Food"},
      {"category": "food/drinks", "name": "Drinks"},
      {"category": "food/drinks/soda", "name": "Soda", "parent": "food/drinks"}]'
);
select is_empty(
    $$ select * from master._refuse_categories('pg_temp.staged') $$,
    'a row without a parent is where its category is'
);

select * from finish();
rollback;
