-- Proves triggers/master/store_classes.sql.j2.
begin;
select plan(4);

-- Given: one row that came, changed and went.
insert into master.store_classes (code, name)
values ('Z', 'T');
create temporary table t_row as
select t.id::text as id from master.store_classes as t
where t.code = 'Z';
update master.store_classes set name = 'U'
where code = 'Z';
update master.store_classes set name = 'U'
where code = 'Z';
delete from master.store_classes
where code = 'Z';

select * from tests.is_audited(
    'master.store_classes', (select id from t_row), '{"name": "T"}'
);

select * from finish();
rollback;
