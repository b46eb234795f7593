-- Proves functions/master/tg_categories__refuse_cycle.sql.
begin;
select plan(4);

-- Given: a > b > c.
insert into master.categories (category_key, name)
values ('a', 'A'), ('b', 'B'), ('c', 'C');
update master.categories as c
set parent_id = p.id
from master.categories as p
where (c.category_key, p.category_key) in (('b', 'a'), ('c', 'b'));

select is(
    tests.refusal(
        $$ update master.categories
           set parent_id = (select id from master.categories where category_key = 'c')
           where category_key = 'a' $$
    ) - 'detail' - 'hint',
    '{"code": "PT422", "key": "master.category_cycle"}',
    'a category cannot move below its own descendant'
);
select throws_ok(
    $$ update master.categories set parent_id = id where category_key = 'a' $$,
    'PT422', 'master.category_cycle',
    'nor below itself'
);
select throws_ok(
    $$ update master.categories as c
       set parent_id = p.id
       from master.categories as p
       where (c.category_key, p.category_key) in (('a', 'c'), ('b', 'a')) $$,
    'PT422', 'master.category_cycle',
    'nor by one statement that moves several'
);
select lives_ok(
    $$ update master.categories
       set parent_id = (select id from master.categories where category_key = 'a')
       where category_key = 'c' $$,
    'any other move is fine'
);

select * from finish();
rollback;
