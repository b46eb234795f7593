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

select is(
    (
        select array_agg(e.operation order by e.id)
        from core.audit_entries as e
        where
            e.table_name = 'master.store_classes'
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
            e.table_name = 'master.store_classes'
            and e.row_id = (select r.id from t_row as r)
            and e.operation = 'update'
    ),
    '{"name": "T"}'::jsonb,
    'an update keeps what changed, as it was'
);
select set_eq(
    $$ select jsonb_object_keys(e.old_values)
       from core.audit_entries as e
       where e.table_name = 'master.store_classes' and e.operation = 'delete'
       and e.row_id = (select r.id from t_row as r) $$,
    $$ select a.attname::text from pg_attribute as a
       where a.attrelid = 'master.store_classes'::regclass
       and a.attnum > 0 and not a.attisdropped $$,
    'a deleted row is kept whole'
);
select has_trigger(
    'master', 'store_classes', 't80_audit_truncate', 'a TRUNCATE is recorded'
);

select * from finish();
rollback;
