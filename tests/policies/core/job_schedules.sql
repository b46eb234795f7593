-- Proves policies/core/job_schedules.sql.j2.
begin;
select plan(6);

-- Given: one row.
insert into core.job_kinds (kind, handler, description)
values ('core.t_kind', 'python', 'One.');
insert into core.job_schedules (name, kind, cron)
values ('core.t_tick', 'core.t_kind', '* * * * *');

select * from tests.is_read_by(
    'core.job_schedules', 'service_role, app_worker, app_reader',
    p_updates => 'is_enabled'
);

select * from finish();
rollback;
