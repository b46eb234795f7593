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

select is(
    (
        select array_agg(e.operation order by e.id)
        from core.audit_entries as e
        where
            e.table_name = 'master.categories'
            and e.row_id = (select r.id from t_row as r)
    ),
    array['insert', 'update', 'delete'],
    'every change of a row is an entry; an update that changes nothing is none'
);
select is(
    (
        select e.old_values
        from core.audit_entries as e
        where
            e.table_name = 'master.categories'
            and e.row_id = (select r.id from t_row as r)
            and e.operation = 'update'
    ),
    '{"name": "T"}'::jsonb,
    'an update keeps what changed, as it was'
);
select set_eq(
    $$ select jsonb_object_keys(e.old_values)
       from core.audit_entries as e
       where e.table_name = 'master.categories' and e.operation = 'delete'
       and e.row_id = (select r.id from t_row as r) $$,
    $$ select a.attname::text from pg_attribute as a
       where a.attrelid = 'master.categories'::regclass
       and a.attnum > 0 and not a.attisdropped $$,
    'a deleted row is kept whole'
);
select has_trigger(
    'master', 'categories', 't80_audit_truncate', 'a TRUNCATE is recorded'
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
