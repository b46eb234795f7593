-- Proves functions/core/schedules/tg_job_schedules__reset_next_tick.sql.
begin;
select plan(1);

insert into core.job_kinds (kind, handler, max_attempts, backoff_seconds, description)
values ('core.t_job', 'python', 3, 10, 'A test''s.');

insert into core.job_schedules (name, kind, cron, next_run_at)
values ('core.t', 'core.t_job', '0 * * * *', now());
update core.job_schedules set cron = '1 * * * *'
where name = 'core.t';
select is(
    (select next_run_at from core.job_schedules
where name = 'core.t'), null,
    'another rule has another next tick'
);

select * from finish();
rollback;
