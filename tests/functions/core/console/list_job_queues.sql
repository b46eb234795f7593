-- Proves functions/core/console/list_job_queues.sql.
begin;
select plan(6);

-- Given: in one queue a ready job, a running one, a waiting one and a dead one.
insert into core.job_kinds (kind, handler, max_attempts, description)
values ('core.t_job', 'python', 3, 'A test''s.');
insert into core.job_queues (name, description) values ('t_queue', 'A test''s.');
insert into core.jobs (
    kind, queue, status, wait_reason, run_at, max_attempts, enqueued_at, died_at
)
values
('core.t_job', 't_queue', 'ready', null, '2026-01-02Z', 3, '2026-01-01Z', null),
('core.t_job', 't_queue', 'ready', null, '2026-01-01Z', 3, '2026-01-01Z', null),
('core.t_job', 't_queue', 'waiting', 'retry', '2099-01-01Z', 3, '2026-01-01Z', null),
('core.t_job', 't_queue', 'dead', null, '2026-01-01Z', 3, '2026-01-01Z', '2026-01-02Z');
update core.jobs
set leased_by = md5('a')::uuid, lease_expires_at = '2099-01-01Z', token = 1
where run_at = '2026-01-01Z' and status = 'ready' and queue = 't_queue';

create function pg_temp.of_queue() returns jsonb
    language sql
    return (
        select i
        from jsonb_array_elements(core.list_job_queues() -> 'items') as i
        where i ->> 'name' = 't_queue'
    );
grant execute on function pg_temp.of_queue() to authenticated;

select tests.login_as(tests.user('eve'), 'admin');
select is(
    pg_temp.of_queue(),
    jsonb_build_object(
        'name', 't_queue', 'description', 'A test''s.', 'paused_until', null,
        'paused_reason', null, 'ready', 1, 'running', 1, 'waiting', 1, 'dead', 1,
        'oldest_ready_at', '2026-01-02Z'::timestamptz
    ),
    'jobs are counted by their state'
);
do $$ begin perform core.pause_queue('t_queue', 'infinity', 'it is late'); end; $$;
select is(
    pg_temp.of_queue() ->> 'paused_reason', 'it is late', 'a pause is shown'
);
do $$ begin perform core.pause_queue('t_queue', '2020-01-01Z', 'it was late'); end; $$;
select is(
    pg_temp.of_queue() ->> 'paused_reason', null, 'a pause that is over is not'
);

-- Given: more jobs than are read, dead in another queue and ready before the running.
reset role;
insert into core.jobs (kind, queue, status, run_at, max_attempts, enqueued_at, priority)
select
    'core.t_job' as kind,
    s.queue,
    s.status,
    '2020-01-01Z' as run_at,
    3 as max_attempts,
    '2020-01-01Z' as enqueued_at,
    9 as priority
from (values ('default', 'dead'), ('t_queue', 'ready')) as s (queue, status)
cross join generate_series(1, 10000);
select tests.login_as(tests.user('eve'), 'admin');
select is(
    pg_temp.of_queue() - '{name,description,paused_until,paused_reason}'::text[],
    jsonb_build_object(
        'ready', 10000, 'running', null, 'waiting', 1, 'dead', null,
        'oldest_ready_at', '2020-01-01Z'::timestamptz
    ),
    'a count is unknown where jobs are left that were not read'
);
select is(
    (
        select array_agg(i ->> 'dead' order by i ->> 'name')
        from jsonb_array_elements(core.list_job_queues() -> 'items') as i
        where i ->> 'name' in ('default', 't_queue')
    ),
    '{10000,NULL}',
    'and known where they are found'
);

select tests.login_as(tests.user('ada'), 'analyst');
select is(
    tests.refusal('select core.list_job_queues()') ->> 'key', 'core.not_permitted',
    'others are refused'
);

select * from finish();
rollback;
