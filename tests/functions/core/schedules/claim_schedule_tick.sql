-- Proves functions/core/schedules/claim_schedule_tick.sql.
begin;
select plan(11);

-- Given: two schedules that differ in what they do about missed ticks.
insert into core.job_kinds (kind, handler, max_attempts, backoff_seconds, description)
values ('core.t_job', 'python', 3, 10, 'A test''s.');

select tests.set_clock('2027-05-01 12:00:10+00');
insert into core.job_schedules (name, kind, cron, missed, next_run_at, payload)
values
    (
        'core.t_skip',
        'core.t_job',
        '0 * * * *',
        'skip',
        '2027-05-01 12:00+00',
        '{"a": 1}'
    ),
    ('core.t_once', 'core.t_job', '0 * * * *', 'once', '2027-05-01 12:00+00', '{}');
set local role app_worker;
select isnt(
    core.claim_schedule_tick(
        'core.t_skip',
        '2027-05-01 12:00+00',
        '2027-05-01 12:00+00',
        '2027-05-01 13:00+00'
    ),
    null, 'a fresh tick makes a job'
);
select is(
    core.claim_schedule_tick(
        'core.t_skip',
        '2027-05-01 12:00+00',
        '2027-05-01 12:00+00',
        '2027-05-01 13:00+00'
    ),
    null, 'the second worker with the same tick makes none'
);
select results_eq(
    $$ select payload from core.jobs $$,
    $$ values ('{"a": 1, "tick_at": "2027-05-01T12:00:00+00:00"}'::jsonb) $$,
    'the job knows its tick'
);
reset role;
select tests.set_clock('2027-05-01 18:30:00+00');
set local role app_worker;
select is(
    core.claim_schedule_tick(
        'core.t_skip',
        '2027-05-01 13:00+00',
        '2027-05-01 18:00+00',
        '2027-05-01 19:00+00'
    ),
    null, 'skip: what was missed is not run'
);
select is(
    (select next_run_at from core.job_schedules
where name = 'core.t_skip'),
    '2027-05-01 19:00+00'::timestamptz, 'the next tick will be'
);
select isnt(
    core.claim_schedule_tick(
        'core.t_once',
        '2027-05-01 12:00+00',
        '2027-05-01 18:00+00',
        '2027-05-01 19:00+00'
    ),
    null, 'once: one job for all that was missed'
);
select is(
    core.claim_schedule_tick(
        'core.t_once',
        '2027-05-01 19:00+00',
        '2027-05-01 18:00+00',
        '2027-05-01 19:00+00'
    ),
    null, 'a tick that was run is not run again'
);
reset role;
update core.job_schedules
set next_run_at = null, last_run_at = null
where name = 'core.t_once';
set local role app_worker;
select is(
    core.claim_schedule_tick('core.t_once', null, null, '2027-05-01 19:00+00'),
    null, 'a schedule without a next tick has missed nothing'
);
reset role;
update core.job_schedules set next_run_at = null, is_enabled = false
where name = 'core.t_once';
set local role app_worker;
select is(
    core.claim_schedule_tick(
        'core.t_once', null, '2027-05-01 18:30+00', '2027-05-01 19:00+00'
    ),
    null, 'a disabled schedule takes none'
);
select is((select count(*) from core.jobs), 2::bigint, 'that made two jobs');

reset role;
insert into core.job_schedules (name, kind, cron, missed)
values ('core.t_new', 'core.t_job', '0 * * * *', 'once');
set local role app_worker;
select is(
    core.claim_schedule_tick('core.t_new', null, null, '2027-05-01 19:00+00'), null,
    'a schedule without a next tick has missed nothing'
);

select * from finish();
rollback;
