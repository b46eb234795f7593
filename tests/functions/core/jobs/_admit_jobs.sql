-- Proves functions/core/jobs/_admit_jobs.sql.
begin;
select plan(7);

-- Given: five jobs of a provider that takes 2 at once, 1 a second, 3 a day.
select tests.set_clock('2027-05-01 12:00:00+00');
insert into core.job_providers (
    name, per_second, burst, tokens, refilled_at, daily_budget
)
values ('t', 1, 2, 2, core.now(), 3);
insert into core.job_kinds (kind, handler, max_attempts, backoff_seconds, description)
values ('core.t_job', 'python', 3, 10, 'A test''s.');

update core.job_kinds set provider = 't'
where kind = 'core.t_job';
do $do$ begin perform core.enqueue('core.t_job') from generate_series(1, 5); end $do$;
select is(
    cardinality(core._admit_jobs(array(select id from core.jobs), core.now())), 2,
    'as many start as there are tokens'
);
select results_eq(
    $$ select wait_reason, run_at - core.now() from core.jobs
       where status = 'waiting' order by id $$,
    $$ values
        ('provider_rate', interval '1 s'), ('provider_rate', interval '2 s'),
        ('provider_rate', interval '3 s') $$,
    'the others wait for theirs'
);
select tests.set_clock('2027-05-01 12:00:10+00');
select is(
    cardinality(core._admit_jobs(
        array(select id from core.jobs
where status = 'waiting'), core.now()
    )), 1,
    'the budget of the day is kept'
);
select results_eq(
    $$ select run_at from core.jobs where wait_reason = 'provider_budget' $$,
    $$ values ('2027-05-02 00:00+00'::timestamptz), ('2027-05-02 00:00+00') $$,
    'the rest waits for the next day in UTC'
);
select tests.set_clock('2027-05-02 00:00:10+00');
update core.job_providers set paused_until_at = core.now() + interval '1 min'
where name = 't';
select is(
    core._admit_jobs(
        array(select id from core.jobs
where wait_reason = 'provider_budget'),
        core.now()
    ), '{}'::bigint[],
    'nothing starts while the provider rests'
);
select is(
    (select count(*) from core.jobs
where run_at = '2027-05-02 00:01:10+00'), 2::bigint,
    'until its pause is over'
);
select results_eq(
    $$ select spent, spent_on from core.job_providers where name = 't' $$,
    $$ values (0, '2027-05-02'::date) $$,
    'and nothing is spent'
);

select * from finish();
rollback;
