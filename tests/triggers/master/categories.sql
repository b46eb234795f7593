-- Proves triggers/master/categories.sql.
begin;
select plan(2);

-- Given: a > b > c.
insert into master.categories (category_key, name)
values ('a', 'A'), ('b', 'B'), ('c', 'C');
update master.categories as c
set parent_id = p.id
from master.categories as p
where (c.category_key, p.category_key) in (('b', 'a'), ('c', 'b'));

select triggers_are(
    'master', 'categories', array['t20_refuse_cycle'],
    'categories has exactly this trigger'
);
select lives_ok(
    $$ update master.categories set parent_id = null where category_key = 'b' $$,
    'a category may become a department'
);

select * from finish();
rollback;
