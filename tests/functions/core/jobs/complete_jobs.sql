-- Proves functions/core/jobs/complete_jobs.sql.
begin;
select plan(6);

-- Given: two leased jobs, one that waits for the key of the second.
insert into core.job_kinds (kind, handler, max_attempts, backoff_seconds, description)
values ('core.t_job', 'python', 3, 10, 'A test''s.');

do $do$ begin perform core.enqueue('core.t_job', p_dedupe_key => 'one'); end $do$;
do $do$
begin
    perform core.enqueue('core.t_job', p_dedupe_key => 'two', p_concurrency_key => 'k');
end;
$do$;
do $do$
begin
    perform core.enqueue('core.t_job', p_dedupe_key => 'three', p_concurrency_key => 'k');
end;
$do$;
create temporary table held as
select *
from core.claim_jobs(md5('a')::uuid, null, 9);
grant select on held to public;

set local role app_worker;
select is_empty(
    $$ select core.complete_jobs(array[id], array[token + 1]) from held $$,
    'a foreign token completes nothing'
);
select is(
    (select count(*) from core.complete_jobs(
        array(select id from held
order by id),
        array(select token from held
order by id),
        '{"{\"rows\": 3}", null}'
    )), 2::bigint,
    'the caller''s jobs are done'
);
select results_eq(
    $$ select outcome, result, attempts, worker from core.finished_jobs order by id $$,
    $$ values
        ('succeeded', '{"rows": 3}'::jsonb, 1, md5('a')::uuid),
        ('succeeded', null, 1, md5('a')::uuid) $$,
    'and kept with result, attempts and worker'
);
select is_empty(
    $$ select j.id from core.jobs as j inner join held as h on j.id = h.id $$,
    'they are no longer in the queue'
);
select is(
    (select status from core.jobs
where dedupe_key = 'three'), 'ready',
    'a freed key lets the next job be ready'
);
select is_empty(
    $$ select core.complete_jobs(array[id], array[token]) from held $$,
    'what is done cannot be done again'
);

select * from finish();
rollback;
