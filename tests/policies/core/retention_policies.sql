-- Proves policies/core/retention_policies.sql.j2.
begin;
select plan(6);

-- Given: one policy.
insert into core.retention_policies (
    table_name, method, column_name, keep, description
)
values ('core.t_things', 'predicate', 'made_at', '1 day', 'One.');

select * from tests.is_read_by(
    'core.retention_policies', 'service_role, app_reader',
    p_updates => 'keep, is_enabled'
);

select * from finish();
rollback;
