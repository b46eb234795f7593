-- Proves policies/core/retention_runs.sql.j2.
begin;
select plan(5);

-- Given: one run of a policy.
insert into core.retention_policies (
    table_name, method, column_name, keep, description
)
values ('core.t_things', 'predicate', 'made_at', '1 day', 'One.');
insert into core.retention_runs (table_name, ran_at, cutoff_at, is_dry_run, outcome)
values ('core.t_things', now(), now(), false, 'done');

select * from tests.is_read_by('core.retention_runs', 'service_role, app_reader');

select * from finish();
rollback;
