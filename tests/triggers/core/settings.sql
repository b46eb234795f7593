-- Proves triggers/core/settings.sql.j2.
begin;
select plan(5);

select triggers_are(
    'core', 'settings', array[
        't20_check_value', 't21_check_thresholds', 't80_audit_insert',
        't80_audit_update', 't80_audit_delete', 't80_audit_truncate'
    ],
    'settings has exactly these triggers'
);

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

select * from tests.is_audited(
    'core.settings', (select id from t_row), '{"value": null}'
);

select * from finish();
rollback;
