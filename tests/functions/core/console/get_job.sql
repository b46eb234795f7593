-- Proves functions/core/console/get_job.sql.
begin;
select plan(5);

-- Given: a dead job and a finished one.
insert into core.job_kinds (kind, handler, max_attempts, description)
values ('core.t_job', 'python', 3, 'A test''s.');
insert into core.jobs (
    kind, status, run_at, attempts, max_attempts, enqueued_at, died_at, last_error
)
values ('core.t_job', 'dead', now(), 3, 3, now(), now(), 'It broke.');
insert into core.finished_jobs (
    id, kind, queue, outcome, payload, attempts, enqueued_at, finished_at
)
values (1000000, 'core.t_job', 'default', 'succeeded', '{}', 1, now(), now());
create temporary table t_dead as
select max(j.id) as id
from core.jobs as j
where j.kind = 'core.t_job';
grant select on t_dead to authenticated;

select tests.login_as(tests.user('eve'), 'admin');
create temporary table t_job as select core.get_job(d.id) as it from t_dead as d;
select is(
    (select t.it #>> '{job,last_error}' from t_job as t), 'It broke.',
    'the columns of the job are shown'
);
select is(
    (select t.it -> 'kind' from t_job as t),
    '{"handler": "python", "description": "A test''s.", "provider": null}'::jsonb,
    'and its kind'
);
select matches(
    (select t.it #>> '{why,0,detail}' from t_job as t),
    '^It gave up after attempt 3 of 3 .*: It broke\.$', 'and why it does not run'
);
select is(
    core.get_job(1000000) #>> '{why,0,rule}', 'finished', 'a finished job is found, too'
);
select tests.login_as(tests.user('ada'), 'analyst');
select is(
    tests.refusal('select core.get_job(1000000)') ->> 'key', 'core.not_permitted',
    'others are refused'
);

select * from finish();
rollback;
