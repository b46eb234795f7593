-- Proves triggers/core/settings.sql.j2.
begin;
select plan(4);

-- Given: one row that came, changed and went.
insert into core.settings (name, default_value, description)
values ('core.t', '1', 'x');
create temporary table t_row as
select t.name::text as id from core.settings as t
where t.name = 'core.t';
update core.settings set value = '2'
where name = 'core.t';
update core.settings set value = '2'
where name = 'core.t';
delete from core.settings
where name = 'core.t';

select is(
    (
        select array_agg(e.operation order by e.id)
        from core.audit_entries as e
        where
            e.table_name = 'core.settings'
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
            e.table_name = 'core.settings'
            and e.row_id = (select r.id from t_row as r)
            and e.operation = 'update'
    ),
    '{"value": null}'::jsonb,
    'an update keeps what changed, as it was'
);
select set_eq(
    $$ select jsonb_object_keys(e.old_values)
       from core.audit_entries as e
       where e.table_name = 'core.settings' and e.operation = 'delete'
       and e.row_id = (select r.id from t_row as r) $$,
    $$ select a.attname::text from pg_attribute as a
       where a.attrelid = 'core.settings'::regclass
       and a.attnum > 0 and not a.attisdropped $$,
    'a deleted row is kept whole'
);
select has_trigger(
    'core', 'settings', 't80_audit_truncate', 'a TRUNCATE is recorded'
);

select * from finish();
rollback;
