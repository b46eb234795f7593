-- Proves triggers/core/job_schedules.sql.
begin;
select plan(3);

-- Given: a schedule whose next tick is known.
insert into core.job_kinds (kind, handler, description) values (
    'core.t', 'python', 'T.'
);
insert into core.job_schedules (name, kind, cron, next_run_at)
values ('core.t', 'core.t', '0 * * * *', '2027-01-01');

select triggers_are(
    'core', 'job_schedules', array['t10_forget_tick'],
    'job_schedules has exactly this trigger'
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

select * from finish();
rollback;
