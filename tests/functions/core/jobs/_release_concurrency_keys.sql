-- Proves functions/core/jobs/_release_concurrency_keys.sql.
begin;
select plan(2);

-- Given: two jobs that wait for a key.
insert into core.job_kinds (kind, handler, max_attempts, backoff_seconds, description)
values ('core.t_job', 'python', 3, 10, 'A test''s.');

do $do$
begin
    perform core.enqueue('core.t_job', p_concurrency_key => 'k', p_priority => n)
from generate_series(1, 2) as n;
end;
$do$;
update core.jobs set status = 'waiting', wait_reason = 'concurrency_key'
where true;
do $do$ begin perform core._release_concurrency_keys('{k,k,null}'); end $do$;
select results_eq(
    'select priority, status from core.jobs order by priority',
    $$ values (1, 'waiting'), (2, 'ready') $$,
    'the next one is ready, the higher priority first, one for each key'
);
select lives_ok('select core._release_concurrency_keys(null)', 'no key, nothing to do');

select * from finish();
rollback;
