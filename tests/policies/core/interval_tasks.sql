-- Proves policies/core/interval_tasks.sql.j2.
begin;
select plan(5);

-- Given: a task.
insert into core.interval_tasks (name, sql_function, period_ms, description)
values ('core.t_tick', 'core.t_tick', 1000, 'A task.');

select * from tests.is_read_by(
    'core.interval_tasks', 'service_role, app_worker, app_reader'
);

select * from finish();
rollback;
