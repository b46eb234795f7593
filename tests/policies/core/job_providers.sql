-- Proves policies/core/job_providers.sql.j2.
begin;
select plan(6);

-- Given: one row.
insert into core.job_providers (name, per_second, burst, tokens)
values ('t_provider', 1, 1, 1);

select * from tests.is_read_by(
    'core.job_providers', 'service_role, app_worker, app_reader',
    p_updates => 'per_second, burst, daily_budget'
);

select * from finish();
rollback;
