-- Proves triggers/core/job_schedules.sql.
begin;
select plan(4);

-- Given: a schedule whose next tick is known.
insert into core.job_kinds (kind, handler, description) values (
    'core.t', 'python', 'T.'
);
insert into core.job_schedules (name, kind, cron, next_run_at)
values ('core.t', 'core.t', '0 * * * *', '2027-01-01');

select triggers_are(
    'core', 'job_schedules', array['t10_reset_next_tick', 't20_check_rule'],
    'job_schedules has exactly these triggers'
);

update core.job_schedules set payload = '{"a": 1}'
where name = 'core.t';
select is(
    (select next_run_at from core.job_schedules
where name = 'core.t'), '2027-01-01',
    'another payload leaves the next tick'
);

update core.job_schedules set timezone = 'Asia/Manila'
where name = 'core.t';
select is(
    (select next_run_at from core.job_schedules
where name = 'core.t'), null,
    'another time zone makes the next tick unknown'
);

select is(
    tests.refusal(
        $$ update core.job_schedules set cron = '0 25 * * *' where name = 'core.t' $$
    ) ->> 'key',
    'core.invalid_schedule', 'a rule that no worker can read is refused'
);

select * from finish();
rollback;
