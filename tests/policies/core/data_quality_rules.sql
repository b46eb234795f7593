-- Proves policies/core/data_quality_rules.sql.j2.
begin;
select plan(6);

-- Given: one rule.
insert into core.data_quality_rules (name, module, query, description, remedy)
values ('core.t_rule', 'core', 'select null, null', 'One.', '-');

select * from tests.is_read_by(
    'core.data_quality_rules', 'service_role, app_worker, app_reader',
    p_updates => 'is_enabled'
);

select * from finish();
rollback;
