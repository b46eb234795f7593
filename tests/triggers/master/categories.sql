-- Proves triggers/master/categories.sql.j2.
begin;
select plan(6);

-- Given: one row that came, changed and went.
insert into master.categories (category_key, name)
values ('t9', 'T');
create temporary table t_row as
select t.id::text as id from master.categories as t
where t.category_key = 't9';
update master.categories set name = 'U'
where category_key = 't9';
update master.categories set name = 'U'
where category_key = 't9';
delete from master.categories
where category_key = 't9';

select * from tests.is_audited(
    'master.categories', (select id from t_row), '{"name": "T"}'
);

-- Given: a > b > c.
insert into master.categories (category_key, name)
values ('a', 'A'), ('b', 'B'), ('c', 'C');
update master.categories as c
set parent_id = p.id
from master.categories as p
where (c.category_key, p.category_key) in (('b', 'a'), ('c', 'b'));

select lives_ok(
    $$ update master.categories set parent_id = null where category_key = 'b' $$,
    'a category may become a department'
);
select has_trigger(
    'master', 'categories', 't20_refuse_cycle',
    'a category cannot become its own ancestor'
);

select * from finish();
rollback;
