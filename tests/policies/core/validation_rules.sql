-- Proves policies/core/validation_rules.sql.j2.
begin;
select plan(6);

-- Given: one rule.
insert into core.validation_rules (entity, name, field, kind, message)
values ('core.thing', 'name_required', 'name', 'required', 'A thing has a name.');

select * from tests.is_read_by(
    'core.validation_rules', 'service_role, app_worker, app_reader',
    p_updates => 'is_enabled, severity'
);

select * from finish();
rollback;
