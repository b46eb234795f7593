-- Proves functions/core/schedules/run_schedule.sql.
begin;
select plan(5);

-- Given: a schedule.
insert into core.job_kinds (kind, handler, max_attempts, backoff_seconds, description)
values ('core.t_job', 'python', 3, 10, 'A test''s.');

select tests.set_clock('2027-05-01 12:00:10+00');
insert into core.job_schedules (name, kind, cron) values (
    'core.t', 'core.t_job', '0 * * * *'
);
set local role service_role;
select isnt(core.run_schedule('core.t'), null, 'a tick makes a job');
select is(core.run_schedule('core.t'), null, 'the same minute makes no other');
select is(
    (select last_run_at from core.job_schedules
where name = 'core.t'),
    '2027-05-01 12:00:00+00'::timestamptz, 'the minute is kept'
);
select throws_ok(
    $$ select core.run_schedule('core.unheard_of') $$,
    'PT404', 'core.unknown_schedule', 'a schedule that is not there is refused'
);

reset role;
update core.job_schedules set last_run_at = core.now() + interval '2 days'
where name = 'core.t';
select isnt(
    core.run_schedule('core.t'), null,
    'a run by a clock that was ahead holds back none'
);

select * from finish();
rollback;
