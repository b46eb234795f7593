-- Proves functions/core/jobs/heartbeat.sql.
begin;
select plan(3);

-- Given: leased jobs, one of which is asked to stop.
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

do $do$ begin perform core.cancel_job(id) from held where dedupe_key = 'two'; end $do$;
set local role app_worker;
select results_eq(
    $$ select h.id, h.is_cancelled from core.heartbeat(
        array(select id from held order by id), array(select token from held order by id),
        '5 min'
    ) as h order by h.id $$,
    $$ select id, dedupe_key = 'two' from held order by id $$,
    'the worker learns what it holds and what should stop'
);
select is(
    (
        select count(*) from core.jobs
where lease_expires_at = core.now() + interval '5 min'
    ),
    2::bigint,
    'the leases are longer'
);
select is_empty(
    $$ select core.heartbeat(array[id], array[token + 1]) from held $$,
    'a lost lease cannot be extended'
);

select * from finish();
rollback;
