-- Proves policies/core/data_quality_findings.sql.j2.
begin;
select plan(5);

-- Given: one finding of a rule.
insert into core.data_quality_rules (name, module, query, description, remedy)
values ('core.t_rule', 'core', 'select null, null', 'One.', '-');
insert into core.data_quality_findings (rule, row_key, opened_at, seen_at)
values ('core.t_rule', '1', now(), now());

select * from tests.is_read_by(
    'core.data_quality_findings', 'service_role, app_worker, app_reader'
);

select * from finish();
rollback;
