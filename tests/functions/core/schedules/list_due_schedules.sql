-- Proves functions/core/schedules/list_due_schedules.sql.
begin;
select plan(3);

-- Given: schedules with no tick, a past one, a future one, and a disabled one.
insert into core.job_kinds (kind, handler, max_attempts, backoff_seconds, description)
values ('core.t_job', 'python', 3, 10, 'A test''s.');

delete from core.job_schedules
where true;
insert into core.job_schedules (name, kind, cron, next_run_at, is_enabled)
values
    ('core.a_new', 'core.t_job', '* * * * *', null, true),
    ('core.b_due', 'core.t_job', '* * * * *', now() - interval '1 s', true),
    ('core.c_later', 'core.t_job', '* * * * *', now() + interval '1 h', true),
    ('core.d_off', 'core.t_job', '* * * * *', null, false);
set local role app_worker;
select results_eq(
    $$ select name from core.list_due_schedules() $$,
    $$ values ('core.a_new'), ('core.b_due') $$,
    'a worker sees what is new and what is due'
);
select is(
    (select seen_at from core.list_due_schedules()
order by name limit 1), core.now(),
    'with the time by which it is due'
);
select tests.login_as(tests.user('ada'));
select
    throws_ok(
        $$ select core.list_due_schedules() $$, '42501', null, 'only a worker asks'
    );

select * from finish();
rollback;
