-- Proves functions/core/schedules/use_pg_cron.sql.
begin;
select plan(5);

select is_empty('select core.use_pg_cron()', 'without pg_cron nothing is scheduled');

-- Given: what pg_cron offers, schedules of two time zones, and a task.
create schema cron;
create table cron.job (jobname text, schedule text, command text);
create function cron.schedule(job_name text, schedule text, command text) returns bigint
language sql as $$
    delete from cron.job where jobname = $1;
    insert into cron.job values ($1, $2, $3);
    select 1::bigint
$$;
create function cron.unschedule(job_name text) returns boolean
language sql as $$ delete from cron.job where jobname = $1; select true $$;
insert into core.job_kinds (kind, handler, max_attempts, backoff_seconds, description)
values ('core.t_job', 'python', 3, 10, 'A test''s.');

insert into core.job_schedules (name, kind, cron, timezone)
values
    ('core.t_utc', 'core.t_job', '5 0 * * *', 'UTC'),
    ('core.t_second_monday', 'core.t_job', '0 8 * * MON#2', 'UTC'),
    ('core.t_manila', 'core.t_job', '5 0 * * *', 'Asia/Manila');
insert into core.interval_tasks (name, sql_function, period_ms, description)
values ('core.t_fold', 'core.t_fold', 200, 'A test''s.');
select set_has(
    'select core.use_pg_cron()', $$ values ('core.t_utc') $$,
    'a schedule of its own time zone goes to pg_cron'
);
select results_eq(
    $$ select jobname::text, schedule, command from cron.job
       where starts_with(jobname, 'rowhouse:core.t_') or jobname = 'rowhouse:work'
       order by 1 $$,
    $$ values
        ('rowhouse:core.t_utc', '5 0 * * *', 'select core.run_schedule(''core.t_utc'')'),
        ('rowhouse:work', '* * * * *', 'select core.run_sql_work(1000)') $$,
    'others stay with the worker; SQL work runs every minute'
);
select results_eq(
    $$ select schedule, command from cron.job
       where jobname = 'rowhouse:interval:core.t_fold' $$,
    $$ values ('1 second', 'select core.run_interval_task(''core.t_fold'')') $$,
    'an interval task comes every second'
);
delete from core.job_schedules
where name = 'core.t_utc';
do $do$ begin perform count(*) from core.use_pg_cron(); end $do$;
select is_empty(
    $$ select from cron.job where jobname = 'rowhouse:core.t_utc' $$,
    'what is no schedule any more is taken out'
);

select * from finish();
rollback;
