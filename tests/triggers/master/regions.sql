-- Proves triggers/master/regions.sql.j2.
begin;
select plan(4);

-- Given: one row that came, changed and went.
insert into master.regions (psgc_code, name, short_name)
values ('9900000000', 'T', 'T9');
create temporary table t_row as
select t.id::text as id from master.regions as t
where t.psgc_code = '9900000000';
update master.regions set population = 5
where psgc_code = '9900000000';
update master.regions set population = 5
where psgc_code = '9900000000';
delete from master.regions
where psgc_code = '9900000000';

select is(
    (
        select array_agg(e.operation order by e.id)
        from core.audit_entries as e
        where
            e.table_name = 'master.regions'
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
            e.table_name = 'master.regions'
            and e.row_id = (select r.id from t_row as r)
            and e.operation = 'update'
    ),
    '{"population": null}'::jsonb,
    'an update keeps what changed, as it was'
);
select set_eq(
    $$ select jsonb_object_keys(e.old_values)
       from core.audit_entries as e
       where e.table_name = 'master.regions' and e.operation = 'delete'
       and e.row_id = (select r.id from t_row as r) $$,
    $$ select a.attname::text from pg_attribute as a
       where a.attrelid = 'master.regions'::regclass
       and a.attnum > 0 and not a.attisdropped $$,
    'a deleted row is kept whole'
);
select has_trigger(
    'master', 'regions', 't80_audit_truncate', 'a TRUNCATE is recorded'
);

select * from finish();
rollback;
